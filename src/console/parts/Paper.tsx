import { useMutation } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import { language, words } from '../words/words.ts';
import { ErrorNote } from './ProblemNote.tsx';

/** The form of a paper. */
export type PaperFormat = 'pdf' | 'docx' | 'xlsx' | 'csv' | 'text' | 'zip' | 'ledger';

interface Props {
  /** The address of the answer, without the format. */
  readonly address: string;
  readonly formats: readonly PaperFormat[];
  /** What the paper is, for those who do not see where the buttons stand. */
  readonly label: string;
}

/** How long the browser may take to open or save a paper. */
const KEPT_MS = 60_000;

function nameOf(response: Response, fallback: string): string {
  const said = response.headers.get('content-disposition') ?? '';
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1];
  if (extended !== undefined) return decodeURIComponent(extended);
  return /filename="?([^";]+)"?/i.exec(said)?.[1] ?? fallback;
}

async function open(address: string, format: PaperFormat): Promise<void> {
  const url = new URL(address, location.origin);
  url.searchParams.set('format', format);
  // By its mark a spreadsheet knows that the letters are Vietnamese.
  if (format === 'csv') url.searchParams.set('bom', 'true');
  const answer = await ask(new Request(url, { headers: { 'accept-language': language } }));
  const href = URL.createObjectURL(await answer.blob());
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
  const link = document.createElement('a');
  link.href = href;
  if (format === 'pdf') link.target = '_blank';
  else link.download = nameOf(answer, `${format}.${format}`);
  link.click();
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
      {paper.error !== null && (
        <ErrorNote error={paper.error} onRetry={() => paper.mutate(paper.variables)} />
      )}
    </div>
  );
}
