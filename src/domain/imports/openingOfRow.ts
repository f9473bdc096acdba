import type { CalendarDate } from '../primitives/dates.ts';
import { daysBetween } from '../primitives/dates.ts';
import { interestHalfUp, min, positive, sum, text, ZERO, type Money } from '../primitives/money.ts';
import type { ReadRow } from './cells.ts';
import type { ImportFaultCode } from './faults.ts';
import type { Field } from './headerWords.ts';
import type { PlannedInstalment } from './planned.ts';
import type { TableReader } from './tableReader.ts';

/** An instalment with its amount as money. */
export interface Due {
  readonly dueOn: CalendarDate;
  readonly principal: Money;
}

export const plannedOf = ({ dueOn, principal }: Due): PlannedInstalment => ({
  dueOn,
  principal: text(principal),
});

/** What a contract and its row say, as far as an opening needs it. */
export interface Contract {
  readonly begin: CalendarDate;
  readonly lastDueOn: CalendarDate;
  readonly disbursed: Money;
  readonly ratePercent: Money;
  readonly instalments: readonly Due[];
  readonly interestDates: readonly CalendarDate[];
  /** Unpaid interest by due date, as a sheet of its own tells; empty: none does. */
  readonly interestTold: readonly InterestDue[];
}

const BALANCES: readonly Field[] = [
  'outstanding',
  'inTermPrincipal',
  'overduePrincipal',
  'frozenPrincipal',
  'repaid',
];

/** Principal that is entered as unpaid, and what was decided of it afterwards. */
const APART = [
  ['frozenPrincipal', 'frozen-principal'],
  ['chargedOffPrincipal', 'charged-off-principal'],
] as const satisfies readonly (readonly [Field, ImportFaultCode])[];

/** Whether a register tells what is left of its loans. */
export const hasBalances = (reader: TableReader): boolean =>
  BALANCES.some((field) => reader.has(field));

/** The unpaid principal of a row, its parts held against it; null: a fault, or nothing is told. */
export function outstandingOf(
  reader: TableReader,
  row: ReadRow,
  disbursed: Money,
): { readonly outstanding: Money; readonly overdue: Money | null } | null {
  const read = (field: Field) => (reader.has(field) ? (reader.amount(row, field) ?? ZERO) : null);
  const [whole, inTerm, overdue] = [
    read('outstanding'),
    read('inTermPrincipal'),
    read('overduePrincipal'),
  ];
  const repaid = read('repaid');
  const apart = APART.filter(([field]) => read(field)?.isZero() === false);
  if (reader.faultsOfRow > 0) return null;
  for (const [field, code] of apart) reader.fault(code, row, field);
  const parts = inTerm === null || overdue === null ? null : inTerm.plus(overdue);
  const left = repaid === null ? null : disbursed.minus(repaid);
  const outstanding = whole ?? parts ?? left;
  if (outstanding === null) {
    // Only one part has a column: the rest cannot be told.
    reader.faultsOfRow += 1;
    reader.notes.faultOnce('column-missing', reader.placeOfSheet(), { heading: 'Dư nợ' });
    return null;
  }
  const held: readonly (readonly [Money | null, Field])[] = [
    [parts, 'outstanding'],
    [left, 'outstanding'],
  ];
  for (const [computed, field] of held) {
    if (computed === null || computed.equals(outstanding)) continue;
    const figures = { stated: text(outstanding), computed: text(computed) };
    reader.fault('parts-differ', row, whole === null ? 'repaid' : field, figures);
    return null;
  }
  return { outstanding, overdue };
}

/** What of some instalments is asked of so much lent, and unpaid of it: oldest first both ways (R4). */
function unpaidOf(instalments: readonly Due[], disbursed: Money, outstanding: Money): Due[] {
  let lent = disbursed;
  const asked = instalments.map(({ dueOn, principal }) => {
    const part = min(principal, lent);
    lent = lent.minus(part);
    return { dueOn, principal: part };
  });
  let paid = positive(sum(asked.map(({ principal }) => principal)).minus(outstanding));
  return asked.flatMap(({ dueOn, principal }) => {
    const off = min(paid, principal);
    paid = paid.minus(off);
    const left = principal.minus(off);
    return left.isZero() ? [] : [{ dueOn, principal: left }];
  });
}

/** The latest of some instalments that come to an amount. */
function latest(instalments: readonly Due[], amount: Money): Due[] {
  let left = amount;
  const found: Due[] = [];
  for (const { dueOn, principal } of instalments.toReversed()) {
    const part = min(principal, left);
    left = left.minus(part);
    if (!part.isZero()) found.unshift({ dueOn, principal: part });
  }
  return found;
}

/**
 * The unpaid instalments of a row at the close of a day: of the contract, oldest paid first; where the
 * register tells another overdue amount, by the day since which it is overdue.
 */
export function unpaidInstalments(
  reader: TableReader,
  row: ReadRow,
  of: Contract,
  at: { readonly on: CalendarDate; readonly outstanding: Money; readonly overdue: Money | null },
): Due[] | null {
  const { on, outstanding, overdue } = at;
  const extendedTo = reader.has('extendedTo') ? reader.date(row, 'extendedTo') : null;
  if (reader.faultsOfRow > 0) return null;
  const unpaid =
    extendedTo === null
      ? unpaidOf(of.instalments, of.disbursed, outstanding)
      : [{ dueOn: extendedTo, principal: outstanding }].filter(() => !outstanding.isZero());
  const passed = sum(unpaid.flatMap(({ dueOn, principal }) => (dueOn < on ? [principal] : [])));
  if (overdue === null || overdue.equals(passed)) return unpaid;
  const since = reader.has('overdueSince') ? reader.date(row, 'overdueSince') : null;
  if (since === null) {
    if (reader.faultsOfRow > 0) return null;
    const figures = { stated: text(overdue), computed: text(passed) };
    return reader.fault('overdue-since-unknown', row, 'overduePrincipal', figures);
  }
  const later = latest(
    unpaid.filter(({ dueOn }) => dueOn >= on),
    outstanding.minus(overdue),
  );
  const rest = outstanding.minus(overdue).minus(sum(later.map(({ principal }) => principal)));
  if (!rest.isZero()) {
    const figures = { stated: text(overdue), computed: text(passed) };
    return reader.fault('overdue-since-unknown', row, 'overduePrincipal', figures);
  }
  return [...(overdue.isZero() ? [] : [{ dueOn: since, principal: overdue }]), ...later];
}

/** In-term interest that fell due on a day and is unpaid. */
export interface InterestDue {
  readonly dueOn: CalendarDate;
  readonly amount: Money;
}

/** In-term interest at the close of a day: what fell due and is unpaid, and what is accrued. */
export interface InterestLeft {
  readonly due: readonly InterestDue[];
  readonly accrued: Money;
}

function periodInterest(
  of: Contract,
  unpaid: readonly Due[],
  from: CalendarDate,
  to: CalendarDate,
) {
  // What was due by then bears the overdue rate.
  const inTerm = sum(unpaid.flatMap(({ dueOn, principal }) => (dueOn >= to ? [principal] : [])));
  return interestHalfUp(inTerm, of.ratePercent, Math.max(0, daysBetween(from, to)));
}

/** Interest that fell due, parted by the due dates since the day up to which it is paid. */
function partedByDates(
  reader: TableReader,
  row: ReadRow,
  of: Contract,
  unpaid: readonly Due[],
  owed: {
    readonly due: Money;
    readonly field: Field;
    readonly last: CalendarDate | null;
    readonly on: CalendarDate;
  },
): InterestLeft['due'] | null {
  const { due, field, last, on } = owed;
  if (due.isZero()) return [];
  const told = of.interestTold.filter(({ dueOn }) => dueOn <= on);
  if (sum(told.map(({ amount }) => amount)).equals(due)) return told;
  const until = reader.has('interestPaidUntil') ? reader.date(row, 'interestPaidUntil') : null;
  if (reader.faultsOfRow > 0) return null;
  const dates = of.interestDates.filter((date) => date <= on);
  const unpaidDates = until === null ? null : dates.filter((date) => date > until);
  if (unpaidDates === null && dates.length === 1 && last !== null)
    return [{ dueOn: last, amount: due }];
  const [oldest, ...later] = unpaidDates ?? [];
  if (oldest === undefined) {
    return reader.fault('interest-since-unknown', row, field, { stated: text(due) });
  }
  const parted = later.map((dueOn, index) => {
    const from = index === 0 ? oldest : (later[index - 1] ?? oldest);
    return { dueOn, amount: periodInterest(of, unpaid, from, dueOn) };
  });
  const rest = due.minus(sum(parted.map(({ amount }) => amount)));
  if (rest.isNegative()) {
    return reader.fault('interest-since-unknown', row, field, { stated: text(due) });
  }
  return [{ dueOn: oldest, amount: rest }, ...parted].filter(({ amount }) => !amount.isZero());
}

/** The in-term interest that a row tells (R33); what it leaves open is worked out, or is a fault. */
export function interestLeft(
  reader: TableReader,
  row: ReadRow,
  of: Contract,
  unpaid: readonly Due[],
  on: CalendarDate,
): InterestLeft | null {
  const read = (field: Field) => (reader.has(field) ? (reader.amount(row, field) ?? ZERO) : null);
  const [owed, stated, told] = [read('interestOwed'), read('interestDue'), read('interestAccrued')];
  if (reader.faultsOfRow > 0) return null;
  const last = of.interestDates.filter((date) => date <= on).at(-1) ?? null;
  const running = periodInterest(of, unpaid, last ?? of.begin, on);
  if (owed === null && stated === null) {
    if (!reader.has('interestPaidUntil')) {
      reader.faultsOfRow += 1;
      const heading = 'Lãi đến hạn chưa trả';
      reader.notes.faultOnce('column-missing', reader.placeOfSheet(), { heading });
      return null;
    }
    return untilPaid(reader, row, of, unpaid, on);
  }
  const field: Field = stated === null ? 'interestOwed' : 'interestDue';
  const accrued =
    told ??
    (owed === null || stated === null
      ? min(running, owed ?? running)
      : positive(owed.minus(stated)));
  if (told === null) {
    reader.notes.assume('interest-until-opening', reader.placeOfSheet());
  }
  const due = stated ?? positive((owed ?? ZERO).minus(accrued));
  const parted = partedByDates(reader, row, of, unpaid, { due, field, last, on });
  return parted === null ? null : { due: parted, accrued };
}

/** Interest worked out from the day up to which it is paid: the book tells no amounts. */
function untilPaid(
  reader: TableReader,
  row: ReadRow,
  of: Contract,
  unpaid: readonly Due[],
  on: CalendarDate,
): InterestLeft | null {
  const until = reader.date(row, 'interestPaidUntil');
  if (until === null) {
    return reader.faultsOfRow > 0 ? null : reader.fault('value-missing', row, 'interestPaidUntil');
  }
  reader.notes.assume('interest-until-opening', reader.placeOfSheet());
  const dates = of.interestDates.filter((date) => date > until && date <= on);
  const due = dates.map((dueOn, index) => {
    const from = index === 0 ? until : (dates[index - 1] ?? until);
    return { dueOn, amount: periodInterest(of, unpaid, from, dueOn) };
  });
  const accrued = periodInterest(of, unpaid, dates.at(-1) ?? until, on);
  return { due: due.filter(({ amount }) => !amount.isZero()), accrued };
}
