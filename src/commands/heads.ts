import fs from 'node:fs/promises';
import { CannotStart } from '../process/settings.ts';
import type { AuditHead } from '../store/books/audit.ts';
import { isSignedBy, signatureOf, type OperatorKey } from '../store/installation/signature.ts';

// Heads of audit trails that an operator keeps where whoever can write to the database cannot: one a line.

/** The head of a fund's trail at an instant. */
export interface NotedHead extends AuditHead {
  readonly fundId: string;
  readonly code: string;
  readonly at: string;
  /** Null: it was noted without a key. */
  readonly signature: string | null;
}

/** Where the trails are not those of which heads were noted. */
export interface HeadDifference {
  readonly of: 'head';
  readonly code: 'head-differs' | 'head-not-signed' | 'fund-missing';
  readonly fundId: string;
  readonly number: number;
}

const signedText = ({ fundId, code, at, number, hash }: Omit<NotedHead, 'signature'>): string =>
  `cooperative-support-fund head ${JSON.stringify([fundId, code, at, number, hash])}`;

/** @throws CannotStart where the file is none of heads */
export async function readHeads(file: string): Promise<NotedHead[]> {
  const text = await fs.readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new CannotStart(`${file} cannot be read: ${error.message}`);
  });
  try {
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as NotedHead);
  } catch {
    throw new CannotStart(`${file} is no file of heads: npm run verify -- --heads writes one`);
  }
}

/** The heads noted of some funds that are not signed by the key, or of funds that are not there. */
export function notedDifferences(
  noted: readonly NotedHead[],
  fundIds: readonly string[],
  key: OperatorKey | null,
): HeadDifference[] {
  return noted.flatMap((head) => {
    const { fundId, number } = head;
    const differs = (code: HeadDifference['code']): HeadDifference => ({
      of: 'head',
      code,
      fundId,
      number,
    });
    return [
      ...(key !== null && !isSignedBy(key, signedText(head), head.signature)
        ? [differs('head-not-signed')]
        : []),
      ...(fundIds.includes(fundId) ? [] : [differs('fund-missing')]),
    ];
  });
}

/** The noted heads of a fund that its trail does not have. */
export function headDifferences(
  noted: readonly NotedHead[],
  hashes: ReadonlyMap<number, string>,
): HeadDifference[] {
  return noted.flatMap(({ fundId, number, hash }) =>
    hashes.get(number) === hash ? [] : [{ of: 'head', code: 'head-differs', fundId, number }],
  );
}

/** Adds heads to the file, each signed if there is a key to sign with. */
export async function noteHeads(
  file: string,
  heads: readonly Omit<NotedHead, 'signature'>[],
  key: OperatorKey | null,
): Promise<void> {
  const lines = heads.map((head) =>
    JSON.stringify({ ...head, signature: signatureOf(key, signedText(head)) }),
  );
  await fs.appendFile(file, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
}
