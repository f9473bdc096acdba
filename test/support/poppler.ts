import { execFileSync } from 'node:child_process';

/** Whether poppler's `pdftotext` is there: Debian's package `poppler-utils`. */
export function hasPdftotext(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** The lines of each page of a PDF as a reader sees them, without those that are empty. */
export function pagesOfText(pdf: Uint8Array): string[][] {
  const printed = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString('utf8');
  return printed
    .split('\f')
    .slice(0, -1)
    .map((page) =>
      page
        .split('\n')
        .map((line) => line.trim().replace(/ +/g, ' '))
        .filter((line) => line !== ''),
    );
}
