import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { addDays, addMonths } from '../../src/domain/primitives/dates.ts';
import type { Client } from './http.ts';
import { LAST_RECEIPT_DAY } from './loanTemplates.ts';

// The journal as the service exports it, balanced by ledger-cli.

/** About so many entries are asked for at once. */
const ENTRIES_AT_ONCE = 30_000;

const TIMEOUT_MS = 600_000;

/** An export that takes longer is given up. */
const EXPORT_MS = 300_000;

const run = promisify(execFile);

/**
 * Writes the journal to a file, window after window, so that no answer is all of it.
 *
 * @returns the file; null where the service does not give it, or not in time
 */
export async function journalFile(
  client: Client,
  folder: string,
  size: { readonly loans: number; readonly facts: number },
): Promise<string | null> {
  const file = path.join(folder, 'journal.ledger');
  const months = Math.max(1, Math.floor(ENTRIES_AT_ONCE / size.loans));
  const end = performance.now() + EXPORT_MS;
  const oldest = addMonths(LAST_RECEIPT_DAY, -size.facts);
  // The first window has all before it, the last one ends with the last day.
  for (let to = oldest, from = ''; from <= LAST_RECEIPT_DAY; from = addDays(to, 1)) {
    to = from === '' ? oldest : addMonths(to, months);
    const window = `${from === '' ? '' : `from=${from}&`}to=${to}`;
    const { status, text } = await client.ask(`/v1/ledger/journal?format=ledger&${window}`);
    if (status !== 200 || performance.now() > end) {
      const reason = status === 200 ? 'its export takes too long' : `${status} for ${window}`;
      console.log(`  no journal for ledger: ${reason}`);
      return null;
    }
    await fs.appendFile(file, text);
  }
  return file;
}

/** How long `ledger balance` takes; NaN where there is no journal or no ledger. */
export async function ledgerBalance(file: string | null): Promise<number> {
  if (file === null) return Number.NaN;
  const start = performance.now();
  try {
    await run('ledger', ['-f', file, 'balance'], { timeout: TIMEOUT_MS });
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    console.log(isMissing ? '  ledger is not installed: left out' : `  ledger: ${String(error)}`);
    return Number.NaN;
  }
  return performance.now() - start;
}
