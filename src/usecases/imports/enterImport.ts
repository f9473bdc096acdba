import { findImport, standingImportOf } from '../../book/imports.ts';
import { lastRecordedAt, type Fund, type FundAct } from '../../book/fund.ts';
import type { ImportFault } from '../../domain/imports/faults.ts';
import { Notes } from '../../domain/imports/notes.ts';
import type { Planned } from '../../domain/imports/planned.ts';
import type { AskedImport, Entered, ImportState } from '../../domain/imports/state.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { Origin } from '../../store/books/audit.ts';
import type { Database } from '../../store/database/database.ts';
import type { ImportEnteredEntry, StoredImport } from '../../store/imports/import.ts';
import type { ImportKnown } from '../../book/imports.ts';
import { writeActs } from '../acts/writeActs.ts';
import { refuseUntried } from '../secondPerson/tryAlone.ts';
import { givingWay } from '../view/turns.ts';
import type { Tell } from './checkImport.ts';
import { Entering } from './enterPlanned.ts';

/** @throws DomainError not-found */
export function requireImport(fund: Fund, id: string, knownAt: Date): ImportKnown {
  const known = findImport(fund, id, knownAt);
  if (known !== null) return known;
  throw new DomainError('not-found', { figures: { what: 'import', id } });
}

/**
 * Refuses to enter what is entered already: this import, or another one of the same bytes.
 *
 * @throws DomainError not-found, import-entered
 */
export function refuseEntered(fund: Fund, id: string): void {
  const knownAt = lastRecordedAt(fund);
  const { file } = requireImport(fund, id, knownAt);
  const entered = standingImportOf(fund, file.sha256, knownAt);
  if (entered === null) return;
  throw new DomainError('import-entered', { rule: 'R36', figures: { importId: entered } });
}

/**
 * Why a file is not entered yet.
 *
 * @param faults how many it has
 */
export function notReady(status: ImportState['status'], faults = 0): DomainError {
  const figures = { status, ...(faults > 0 ? { faults } : {}) };
  return new DomainError('import-not-ready', { rule: 'R36', figures });
}

/** The fund refused rows of a file, though they were checked before: nothing of it was entered. */
export class ImportNotEntered extends Error {
  readonly faults: readonly ImportFault[];

  constructor(faults: readonly ImportFault[]) {
    super('the fund refuses rows of the file');
    this.name = 'ImportNotEntered';
    this.faults = faults;
  }
}

/**
 * Refuses to have a checked file entered by one person alone, if a second one is needed today. It was tried when it
 * was checked: it is not tried anew.
 *
 * @throws SecondPersonNeeded
 */
export function refuseEntryAlone(
  fund: Fund,
  {
    file: { id, fileName },
    wouldEnter,
    today,
  }: {
    readonly file: Pick<StoredImport, 'id' | 'fileName'>;
    readonly wouldEnter: Entered;
    readonly today: CalendarDate;
  },
): void {
  const { cooperatives, loans, disbursements, receipts } = wouldEnter;
  const entry = { kind: 'import_entry', effectiveOn: today, number: fileName } as const;
  const nothing = { reversedKind: null, amount: null, contractNumber: null, cooperativeName: null };
  const would = {
    facts: [{ ...entry, ...nothing }],
    // The last one says that the file was entered.
    count: cooperatives + loans + disbursements + receipts + 1,
    reason: null,
    affects: 0,
  };
  refuseUntried(fund, { act: 'importEntry', subjectId: id, would }, today);
}

/** How many rows are entered before those so far are inserted: a transaction must not lie idle. */
const ROWS_AT_ONCE = 2_000;

/**
 * Enters what a checked file plans, as a part of an act.
 *
 * @throws DomainError not-found, import-entered; ImportNotEntered
 */
export async function enterRows(
  fund: FundAct,
  { actor, importId, today }: AskedImport,
  planned: readonly Planned[],
  tell: Tell,
): Promise<Entered> {
  refuseEntered(fund, importId);
  const firstRecordedAt = new Date(fund.book.through + 1);
  const notes = new Notes();
  const entering = new Entering(fund, { actor, today }, planned, notes);
  tell('entering', entering.progress);
  const rows = entering.all();
  for (let done = false; !done;) {
    done = await givingWay(some(rows, ROWS_AT_ONCE));
    if (notes.faults.length > 0) throw new ImportNotEntered(notes.faults);
    await fund.sql(async () => undefined);
  }
  const facts = fund.recorded.length;
  const said = { factKind: 'import_entry', effectiveOn: today, importId } as const;
  fund.record<ImportEnteredEntry>({ ...said, firstRecordedAt, facts });
  return entering.entered;
}

/** So many turns of a work; returns whether it is done. */
function* some(
  work: Generator<undefined, void, undefined>,
  turns: number,
): Generator<undefined, boolean, undefined> {
  for (let turn = 0; turn < turns; turn += 1) {
    if (work.next().done === true) return true;
    yield;
  }
  return false;
}

/**
 * Enters what a checked file plans, in one act: all of it or nothing, by the same checks as single entries
 * (R36).
 *
 * @throws DomainError not-found, import-entered; ImportNotEntered
 */
export function enterImport(
  database: Database,
  asked: AskedImport,
  from: Origin,
  planned: readonly Planned[],
  tell: Tell,
): Promise<Entered> {
  return writeActs(database, asked.actor, from, (fund) => enterRows(fund, asked, planned, tell));
}
