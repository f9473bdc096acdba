import { lastRecordedAt, type Fund } from '../../book/fund.ts';
import { findImport, standingImportOf } from '../../book/imports.ts';
import type { Answers } from '../../domain/imports/answers.ts';
import {
  UnreadFile,
  type ReadBook,
  type ReadRefusal,
  type WholeBook,
} from '../../domain/imports/bookRead.ts';
import { withColumns } from '../../domain/imports/faultColumns.ts';
import { Notes } from '../../domain/imports/notes.ts';
import type { Planned } from '../../domain/imports/planned.ts';
import type {
  AskedImport,
  AvailableThen,
  CheckedImport,
  Entered,
  Progress,
} from '../../domain/imports/state.ts';
import type { Database } from '../../store/database/database.ts';
import { contentOfImport } from '../../store/imports/import.ts';
import { text } from '../../domain/primitives/money.ts';
import { openingOf } from '../fund/lookUpOpening.ts';
import { readAnew, readLast } from '../view/readAsKnown.ts';
import { givingWay } from '../view/turns.ts';
import { Entering } from './enterPlanned.ts';
import { TryScope } from '../acts/tryScope.ts';

/** Told how far a check or an entry is. */
export type Tell = (phase: 'reading' | 'checking' | 'entering', progress: Progress) => void;

const NONE: Entered = { cooperatives: 0, loans: 0, disbursements: 0, receipts: 0 };

const ofFile = { sheet: '', row: null, column: null };

/** What was sent under an id; null: nothing, or it is entered already. */
function sentFile(database: Database, { actor, importId }: AskedImport) {
  return readLast(database, actor.fundId, async (fund, { knownAt }) => {
    const known = findImport(fund, importId, knownAt);
    if (known === null) return null;
    const bytes = await fund.sql((tx) => contentOfImport(tx, importId));
    if (bytes === null) throw new Error(`no content of import ${importId}`);
    const entered = standingImportOf(fund, known.file.sha256, knownAt);
    return { ...known.file, bytes, entered };
  });
}

async function readOrRefuse(
  readBook: ReadBook,
  { bytes, answers }: { readonly bytes: Buffer; readonly answers: Answers },
): Promise<WholeBook | ReadRefusal> {
  try {
    return await readBook(bytes, answers);
  } catch (error) {
    if (error instanceof UnreadFile) return error.refusal;
    throw error;
  }
}

/**
 * Reads a file that was sent, and tries to enter it on a book that nobody else sees: each fault is found
 * that an entry would meet, and nothing is written (R36). An import that is entered is only read.
 *
 * @returns null where there is no such import; why its bytes are not read
 */
export async function checkImport(
  database: Database,
  readBook: ReadBook,
  asked: AskedImport,
  tell: Tell,
): Promise<CheckedImport | ReadRefusal | null> {
  const sent = await sentFile(database, asked);
  if (sent === null) return null;
  const read = await readOrRefuse(readBook, sent);
  if (typeof read === 'string') return read;
  const { book, planned } = read;
  const { faults: found, assumed } = book;
  if (sent.entered === asked.importId) {
    return { book, planned: [], faults: [], assumed, wouldEnter: NONE, available: null };
  }
  const notes = new Notes();
  if (sent.entered !== null) {
    notes.fault('entered-before', ofFile, sent.fileName, { importId: sent.entered });
  }
  const tried = await tryToEnter(database, asked, planned, notes, tell);
  const faults = withColumns([...found, ...notes.faults], book.sheets);
  return { book, planned, faults, assumed: [...assumed, ...notes.assumed], ...tried };
}

async function tryToEnter(
  database: Database,
  { actor, today }: AskedImport,
  planned: readonly Planned[],
  notes: Notes,
  tell: Tell,
): Promise<Pick<CheckedImport, 'wouldEnter' | 'available'>> {
  const by = { actor, today };
  const { book, through } = await readAnew(database, actor.fundId, async (fund, { knownAt }) => ({
    book: fund.book,
    through: knownAt.getTime(),
  }));
  const scope = new TryScope(book, { actor, startedAt: through });
  const entering = new Entering(scope, by, planned, notes);
  tell('checking', entering.progress);
  await givingWay(entering.all());
  return { wouldEnter: entering.entered, available: availableThen(scope) };
}

/** What would be available at the close of the opening day; null: the fund has no opening. */
function availableThen(fund: Fund): AvailableThen | null {
  const { opening, total } = openingOf(fund, lastRecordedAt(fund));
  if (opening === null) return null;
  const stated = total.stated && text(total.stated);
  return { on: opening.on, stated, computed: text(total.computed) };
}
