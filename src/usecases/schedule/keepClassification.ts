import { findKept, listKept, type NewestAsked } from '../../book/schedule.ts';
import { shownAt } from '../../book/known.ts';
import type { Fund, FundAct } from '../../book/fund.ts';
import { shareLine, type CollateralShare } from '../../domain/collateral/deductible.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { Dec, text } from '../../domain/primitives/money.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';
import {
  keptColumns,
  keptFigures,
  type KeptClassificationEntry,
  type KeptFigures,
  type KeptRow,
  type StoredKept,
} from '../../store/schedule/keptClassification.ts';
import { reportDebtClassification } from '../reports/reportLoans.ts';
import { refuseUnknownDay } from '../view/sinceOpening.ts';

/** A classification as it was worked out, to be kept: nothing is recorded yet. */
export interface WorkedOut extends KeptFigures {
  readonly asOf: CalendarDate;
  readonly knownAt: Date;
}

/** A kept classification with what it says. */
export interface Kept extends StoredKept, KeptFigures {}

/** Money and rates as digits; all else as it is. */
function plain(value: unknown): unknown {
  if (Dec.isDecimal(value)) return text(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}

/**
 * A row of before the assets in it were kept as the report says them: then the whole asset was, with its owner,
 * whose identity number is shown nowhere but where it is noted who asked.
 */
function withoutOwners(row: KeptRow): KeptRow {
  const { collaterals } = row;
  if (!Array.isArray(collaterals)) return row;
  const shares = collaterals as readonly (object | CollateralShare)[];
  return {
    ...row,
    collaterals: shares.map((each) => ('asset' in each ? shareLine(each) : each)),
  };
}

/**
 * Works the classification of the fund's debt out (R16; ND86 art. 9(2)): whatever the report gives, as it gives
 * it.
 *
 * @throws DomainError before-opening
 */
export async function workClassificationOut(
  fund: Fund,
  asOf: CalendarDate,
  knownAt: Date,
): Promise<WorkedOut> {
  refuseUnknownDay(fund, asOf, knownAt);
  const { rows, ...figures } = await reportDebtClassification(fund, { asOf, knownAt });
  return {
    asOf,
    knownAt,
    figures: plain(figures) as KeptFigures['figures'],
    rows: rows.map(
      (row) => plain({ ...row, collaterals: row.collaterals.map(shareLine) }) as KeptRow,
    ),
  };
}

/** Keeps a classification: it is never worked out again. It counts on the day on which it is kept. */
export function keepClassification(
  fund: FundAct,
  by: { readonly today: CalendarDate },
  { asOf, knownAt, ...kept }: WorkedOut,
): Kept {
  refuseFuture(asOf, by.today);
  const said = { factKind: 'kept_classification', effectiveOn: by.today, asOf, knownAt } as const;
  const recorded = fund.record<KeptClassificationEntry>(said, undefined, keptColumns(kept));
  return { ...shownAt(recorded, recorded.recordedAt), ...kept };
}

/** The kept classifications, the latest first, without what they say. */
export const keptClassifications = (fund: Fund, asked: NewestAsked, knownAt: Date): StoredKept[] =>
  listKept(fund, asked, knownAt);

/** @throws DomainError not-found */
export async function requireKept(fund: Fund, id: string, knownAt: Date): Promise<Kept> {
  const found = findKept(fund, id, knownAt);
  if (found === null) {
    throw new DomainError('not-found', { figures: { what: 'kept classification', id } });
  }
  const { figures, rows } = await fund.sql((tx) => keptFigures(tx, id));
  return { ...found, figures, rows: rows.map(withoutOwners) };
}

type Cell = string | number | boolean | null;

/** What of a loan is another now than it was kept; null on one side: the loan stands only in the other. */
export interface RowDifference {
  readonly loanId: string;
  readonly contractNumber: string;
  readonly cooperativeName: string;
  readonly field: string;
  readonly kept: Cell;
  readonly now: Cell;
}

/** What of a total is another now. */
export interface TotalDifference {
  readonly path: string;
  readonly kept: Cell;
  readonly now: Cell;
}

export interface KeptComparison {
  readonly comparedAt: Date;
  readonly totals: readonly TotalDifference[];
  readonly rows: readonly RowDifference[];
}

/** The plain values of an object, by their dotted place; an asset stands under its id, wherever in the list. */
function* leaves(value: unknown, path = ''): Generator<[string, Cell]> {
  if (value === null || typeof value !== 'object') {
    yield [path, value as Cell];
    return;
  }
  for (const [name, each] of Object.entries(value)) {
    const own = (each as { readonly collateralId?: string } | null)?.collateralId ?? name;
    yield* leaves(each, path === '' ? own : `${path}.${own}`);
  }
}

/** Only what was kept is compared: a later release may say more. */
function totalsThatDiffer(kept: object, now: object): TotalDifference[] {
  const since = new Map(leaves(now));
  return [...leaves(kept)].flatMap(([path, before]) => {
    const after = since.get(path) ?? null;
    return before === after ? [] : [{ path, kept: before, now: after }];
  });
}

function textOf(row: KeptRow | undefined, name: string): string {
  const value = row?.[name];
  return typeof value === 'string' ? value : '';
}

type Leaves = ReadonlyMap<string, Cell>;

/** What is another of a loan that both have. Of an asset that only one has, its share says it all. */
function fieldsThatDiffer(kept: KeptRow, [then, since]: readonly [Leaves, Leaves]): string[] {
  const isOfAsset = (field: string) => field.startsWith('collaterals.');
  const added = [...since.keys()].filter((field) => isOfAsset(field) && !then.has(field));
  const fields = [...then.keys(), ...('collaterals' in kept ? added : [])];
  return fields.filter((field) => {
    if (isOfAsset(field) && !(then.has(field) && since.has(field))) return field.endsWith('.share');
    return (then.get(field) ?? null) !== (since.get(field) ?? null);
  });
}

function rowDifferences(kept: KeptRow | undefined, now: KeptRow | undefined): RowDifference[] {
  const shown = kept ?? now;
  const [then, since] = [new Map(leaves(kept ?? {})), new Map(leaves(now ?? {}))];
  // Of a loan that stands in one of them only, its principal says it all.
  const fields =
    kept === undefined || now === undefined
      ? ['principalOutstanding']
      : fieldsThatDiffer(kept, [then, since]);
  return fields.map((field) => ({
    loanId: textOf(shown, 'loanId'),
    contractNumber: textOf(shown, 'contractNumber'),
    cooperativeName: textOf(shown, 'cooperativeName'),
    field,
    kept: then.get(field) ?? null,
    now: since.get(field) ?? null,
  }));
}

/**
 * What is known now of the day of a kept classification, against what was kept (R21).
 *
 * @throws DomainError not-found, before-opening
 */
export async function compareKept(fund: Fund, id: string, knownAt: Date): Promise<KeptComparison> {
  const kept = await requireKept(fund, id, knownAt);
  const now = await workClassificationOut(fund, kept.asOf, knownAt);
  const byLoan = (rows: readonly KeptRow[]) => new Map(rows.map((row) => [row['loanId'], row]));
  const [before, after] = [byLoan(kept.rows), byLoan(now.rows)];
  const loans = [...new Set([...before.keys(), ...after.keys()])];
  return {
    comparedAt: knownAt,
    totals: totalsThatDiffer(kept.figures, now.figures),
    rows: loans.flatMap((loan) => rowDifferences(before.get(loan), after.get(loan))),
  };
}
