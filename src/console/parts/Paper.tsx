import { useMutation } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import { language, words } from '../words/words.ts';
import { ErrorNote } from './ProblemNote.tsx';
import { Reading } from './Read.tsx';

/** The form of a paper. */
export type PaperFormat = 'pdf' | 'docx' | 'xlsx' | 'csv' | 'text' | 'zip' | 'ledger';

interface Props {
  /** The address of the answer, without the format. */
  readonly address: string;
  readonly formats: readonly PaperFormat[];
  /** What the paper is, for those who do not see where the buttons stand. */
  readonly label: string;
}

/** How long a paper can be opened or saved after it came. */
const KEPT_MS = 600_000;

function nameOf(response: Response, fallback: string): string {
  const said = response.headers.get('content-disposition') ?? '';
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1];
  if (extended !== undefined) return decodeURIComponent(extended);
  return /filename="?([^";]+)"?/i.exec(said)?.[1] ?? fallback;
}

/**
 * Opens a PDF in a tab, and saves any other paper.
 *
 * @returns where the PDF is to be opened by hand: a browser opens no tab for a click of long ago
 */
async function open(address: string, format: PaperFormat): Promise<string | null> {
  const url = new URL(address, location.origin);
  url.searchParams.set('format', format);
  // By its mark a spreadsheet knows that the letters are Vietnamese.
  if (format === 'csv') url.searchParams.set('bom', 'true');
  const answer = await ask(new Request(url, { headers: { 'accept-language': language } }));
  const href = URL.createObjectURL(await answer.blob());
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
  if (format === 'pdf') return window.open(href, '_blank') === null ? href : null;
  const link = document.createElement('a');
  link.href = href;
  link.download = nameOf(answer, `${format}.${format}`);
  link.click();
  return null;
}

/** Buttons for a paper of the service: a PDF opens to be printed, the others are saved. */
export function Paper({ address, formats, label }: Props) {
  const paper = useMutation({ mutationFn: async (format: PaperFormat) => open(address, format) });
  return (
    <div className="paper" role="group" aria-label={label}>
      {formats.map((format) => (
        <button
          key={format}
          type="button"
          className="quiet"
          aria-label={`${label}: ${words.formats[format]}`}
          onClick={() => paper.mutate(format)}
        >
          {words.formats[format]}
        </button>
      ))}
      {paper.isPending && <Reading />}
      {typeof paper.data === 'string' && (
        <a href={paper.data} target="_blank" rel="noreferrer">
          {words.parts.openPaper}
        </a>
      )}
      {paper.error !== null && (
        <ErrorNote error={paper.error} onRetry={() => paper.mutate(paper.variables)} />
      )}
    </div>
  );
}
