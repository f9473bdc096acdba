import { addMonths, later, type CalendarDate } from '../primitives/dates.ts';
import { folded } from '../primitives/likeness.ts';
import { Dec, floorToMultiple, sum, text, ZERO, type Money } from '../primitives/money.ts';
import type { Every } from './answers.ts';
import { borrowerOf, isNamed } from './borrowers.ts';
import type { ReadRow } from './cells.ts';
import type { Field } from './headerWords.ts';
import { anchorOf, dueDates, everyOf } from './intervals.ts';
import {
  hasBalances,
  interestLeft,
  outstandingOf,
  plannedOf,
  unpaidInstalments,
  type Contract,
  type Due,
} from './openingOfRow.ts';
import type { PlannedLoan, PlannedOpening } from './planned.ts';
import type { TermsOfSheet } from './instalmentRows.ts';
import type { TableReader } from './tableReader.ts';
import { dayOfTitles } from './titles.ts';

// A register: one row a loan, its contract and what is left of it at the close of a day.

/** Instalments are rounded down to a multiple of so much; the last one takes the rest (R4). */
const ROUND_TO = new Dec(1_000);

/** The due dates of contracts that a sheet of their own tells, by contract number. */
export type TermsOfSheets = ReadonlyMap<string, TermsOfSheet>;

function dayOrFault(reader: TableReader, row: ReadRow, field: Field): CalendarDate | null {
  const faults = reader.faultsOfRow;
  const day = reader.has(field) ? reader.date(row, field) : null;
  if (day === null && reader.faultsOfRow === faults) missing(reader, row, field);
  return day;
}

/** What a loan cannot be entered without: a fault of its cell, or once of its sheet where no column has it. */
function missing(reader: TableReader, row: ReadRow, field: Field): null {
  if (reader.has(field)) return reader.fault('value-missing', row, field, headed(field));
  reader.faultsOfRow += 1;
  reader.notes.faultOnce('column-missing', reader.placeOfSheet(), headed(field));
  return null;
}

const HEADED: Partial<Record<Field, string>> = {
  signedOn: 'Ngày ký',
  dueOn: 'Ngày đến hạn',
  principal: 'Số tiền vay',
  ratePercent: 'Lãi suất (%/năm)',
  contractNumber: 'Số hợp đồng',
  cooperativeName: 'Tên HTX',
};

const headed = (field: Field) => (HEADED[field] === undefined ? {} : { heading: HEADED[field] });

/** How often something of a loan falls due: the row's word, else the sender's. */
function everyOfRow(
  reader: TableReader,
  row: ReadRow,
  field: 'principalEvery' | 'interestEvery',
): Every | null {
  const words = reader.has(field) ? reader.shown(row, field) : '';
  if (words !== '') return everyOf(words) ?? reader.fault('not-an-interval', row, field);
  const answer = reader.answers[field];
  if (answer !== null) return answer;
  const code = field === 'principalEvery' ? 'principal-every-unknown' : 'interest-every-unknown';
  reader.notes.faultOnce(code, reader.placeOfSheet());
  reader.faultsOfRow += 1;
  return null;
}

interface Dates {
  readonly signedOn: CalendarDate;
  readonly begin: CalendarDate;
  readonly lastDueOn: CalendarDate;
}

function datesOf(reader: TableReader, row: ReadRow): Dates | null {
  const disbursedOn = reader.has('disbursedOn') ? reader.date(row, 'disbursedOn') : null;
  const isAssumed = disbursedOn !== null && reader.isBlank(row, 'signedOn');
  if (isAssumed) reader.notes.assume('signed-on-disbursement', reader.placeOfSheet());
  const signedOn = isAssumed ? disbursedOn : dayOrFault(reader, row, 'signedOn');
  const begin = disbursedOn ?? signedOn;
  if (signedOn === null || begin === null || reader.faultsOfRow > 0) return null;
  if (reader.has('dueOn') && !reader.isBlank(row, 'dueOn')) {
    const lastDueOn = reader.date(row, 'dueOn');
    return lastDueOn === null ? null : { signedOn, begin, lastDueOn };
  }
  const months = reader.has('termMonths') ? reader.count(row, 'termMonths') : null;
  if (months === null) {
    if (reader.faultsOfRow === 0) missing(reader, row, 'dueOn');
    return null;
  }
  reader.notes.assume('due-after-term', reader.placeOfSheet());
  return { signedOn, begin, lastDueOn: addMonths(begin, months) };
}

/** Equal instalments on the due dates, the last one with the rest (R4). */
function equalInstalments(dates: readonly CalendarDate[], principal: Money): Due[] {
  const part = floorToMultiple(principal.div(Math.max(1, dates.length)), ROUND_TO);
  return dates.map((dueOn, index) => ({
    dueOn,
    principal: index === dates.length - 1 ? principal.minus(part.times(dates.length - 1)) : part,
  }));
}

interface Amounts {
  readonly principal: Money;
  readonly disbursed: Money;
  readonly ratePercent: Money;
  readonly overdueRatePercent: Money | null;
  readonly lateInterestRatePercent: Money | null;
}

function amountsOf(reader: TableReader, row: ReadRow): Amounts | null {
  const contracted = reader.has('principal') ? reader.amount(row, 'principal') : null;
  const lent = reader.has('disbursed') ? reader.amount(row, 'disbursed') : null;
  const principal = contracted ?? lent;
  const ratePercent = reader.rate(row, 'ratePercent');
  const overdueRatePercent = reader.rate(row, 'overdueRatePercent');
  const lateInterestRatePercent = reader.rate(row, 'lateInterestRatePercent');
  if (reader.faultsOfRow > 0) return null;
  if (principal === null || principal.isZero()) {
    return missing(reader, row, 'principal');
  }
  if (ratePercent === null) {
    return missing(reader, row, 'ratePercent');
  }
  const disbursed = lent ?? principal;
  return { principal, disbursed, ratePercent, overdueRatePercent, lateInterestRatePercent };
}

/** The instalments of a contract: as a sheet of their own tells them, else equal ones, or one. */
function contractInstalments(
  reader: TableReader,
  row: ReadRow,
  of: {
    readonly dates: Dates;
    readonly principal: Money;
    readonly told: readonly Due[] | undefined;
  },
): { readonly every: Every; readonly instalments: readonly Due[] } | null {
  const { dates, principal, told } = of;
  if (told !== undefined && sum(told.map((each) => each.principal)).equals(principal)) {
    return { every: 'maturity', instalments: told };
  }
  const every = everyOfRow(reader, row, 'principalEvery');
  if (every === null) return null;
  const first = reader.has('firstPrincipalDueOn') ? reader.date(row, 'firstPrincipalDueOn') : null;
  if (reader.faultsOfRow > 0) return null;
  const due = dueDates(dates.begin, dates.lastDueOn, every, first);
  if (every !== 'maturity') reader.notes.assume('instalments-equal', reader.placeOfSheet());
  return { every, instalments: equalInstalments(due, principal) };
}

/** How a row's interest falls due, and on which dates. */
function interestOf(reader: TableReader, row: ReadRow, { begin, lastDueOn }: Dates) {
  const every = everyOfRow(reader, row, 'interestEvery');
  const told = reader.has('firstInterestDueOn') ? reader.date(row, 'firstInterestDueOn') : null;
  if (every === null || reader.faultsOfRow > 0) return null;
  const extendedTo = reader.has('extendedTo') ? reader.date(row, 'extendedTo') : null;
  const last = extendedTo === null ? lastDueOn : later(extendedTo, lastDueOn);
  const ofContract = dueDates(begin, lastDueOn, every, told);
  const first = told ?? anchorOf(ofContract, every) ?? lastDueOn;
  if (every === 'maturity') return { every, first: null, dates: [last] };
  if (told === null) reader.notes.assume('first-interest-due', reader.placeOfSheet());
  return { every, first, dates: dueDates(begin, last, every, first) };
}

function dayOf(reader: TableReader): CalendarDate | null {
  const day = dayOfTitles(reader.table.titles) ?? reader.answers.on;
  if (day === null) reader.notes.faultOnce('day-unknown', reader.placeOfSheet());
  return day;
}

const NOTHING_LEFT = Symbol('nothing is left of the loan');

/** What is left of a loan at the close of the register's day. */
function openingOf(
  reader: TableReader,
  row: ReadRow,
  of: Contract & { readonly told: readonly Due[] | undefined },
  label: string,
): PlannedOpening | typeof NOTHING_LEFT | null {
  const on = dayOf(reader);
  const balance = outstandingOf(reader, row, of.disbursed);
  if (on === null || balance === null || reader.faultsOfRow > 0) return null;
  const { outstanding } = balance;
  const isTold =
    of.told !== undefined && sum(of.told.map((each) => each.principal)).equals(outstanding);
  const unpaid = isTold ? of.told : unpaidInstalments(reader, row, of, { on, ...balance });
  if (unpaid === null || unpaid === undefined) return null;
  if (!isTold) reader.notes.assume('paid-oldest-first', reader.placeOfSheet());
  const interest = interestLeft(reader, row, of, unpaid, on);
  refuseWithoutOverdueInterest(reader, unpaid, on);
  const overdueInterest = reader.amount(row, 'overdueInterest') ?? ZERO;
  const lateInterest = reader.amount(row, 'lateInterest') ?? ZERO;
  const count = reader.has('restructurings') ? reader.count(row, 'restructurings') : null;
  const isExtended = reader.has('extendedTo') && !reader.isBlank(row, 'extendedTo');
  const dates = {
    lastPaymentOn: dateIfAny(reader, row, 'lastPaymentOn'),
    lastConfirmedOn: dateIfAny(reader, row, 'lastConfirmedOn'),
  };
  if (interest === null || reader.faultsOfRow > 0) return null;
  if (isExtended && count === null) reader.notes.assume('restructured-once', reader.placeOfSheet());
  // With no principal left, overdue and late interest are overdue by themselves (R15).
  const isPenaltyLeft = outstanding.isZero() && !overdueInterest.plus(lateInterest).isZero();
  const isLate = isPenaltyLeft || isOverdue(unpaid, interest.due, on);
  if (/qua han/.test(folded(label)) && !isLate) {
    reader.fault('overdue-since-unknown', row, 'outstanding', {
      stated: text(outstanding),
      computed: '0',
    });
    return null;
  }
  const owed = [
    outstanding,
    interest.accrued,
    overdueInterest,
    lateInterest,
    ...interest.due.map(({ amount }) => amount),
  ];
  if (owed.every((amount) => amount.isZero())) return NOTHING_LEFT;
  return {
    on,
    disbursed: text(of.disbursed),
    instalments: unpaid.map(plannedOf),
    interestDue: interest.due.map(({ dueOn, amount }) => ({ dueOn, amount: text(amount) })),
    interestAccrued: text(interest.accrued),
    overdueInterest: text(overdueInterest),
    lateInterest: text(lateInterest),
    restructurings: count ?? (isExtended ? 1 : 0),
    ...dates,
  };
}

/** Overdue principal bears interest: a register that tells none leaves it open. */
function refuseWithoutOverdueInterest(
  reader: TableReader,
  unpaid: readonly Due[],
  on: CalendarDate,
): void {
  if (reader.has('overdueInterest') || !unpaid.some(({ dueOn }) => dueOn < on)) return;
  reader.faultsOfRow += 1;
  reader.notes.faultOnce('column-missing', reader.placeOfSheet(), { heading: 'Lãi quá hạn' });
}

const dateIfAny = (reader: TableReader, row: ReadRow, field: Field) =>
  reader.has(field) ? reader.date(row, field) : null;

const isOverdue = (
  unpaid: readonly Due[],
  due: readonly { readonly dueOn: CalendarDate }[],
  on: CalendarDate,
): boolean => [...unpaid, ...due].some(({ dueOn }) => dueOn < on);

/** What a row of a register would enter; null where it is at fault or nothing is left of the loan. */
function loanOf(
  reader: TableReader,
  row: ReadRow,
  label: string,
  terms: TermsOfSheets,
): PlannedLoan | null {
  reader.faultsOfRow = 0;
  const contractNumber = reader.code(row, 'contractNumber');
  const borrower = borrowerOf(reader, row, label);
  if (contractNumber === null) {
    if (reader.faultsOfRow === 0) missing(reader, row, 'contractNumber');
    return null;
  }
  if (!isNamed(borrower)) missing(reader, row, 'cooperativeName');
  const amounts = amountsOf(reader, row);
  const dates = datesOf(reader, row);
  if (amounts === null || dates === null || reader.faultsOfRow > 0) return null;
  const { instalments: listed = [], interest: interestTold = [] } = terms.get(contractNumber) ?? {};
  const told = listed.length === 0 ? undefined : listed;
  const contract = contractInstalments(reader, row, { dates, principal: amounts.principal, told });
  const interest = interestOf(reader, row, dates);
  if (contract === null || interest === null || reader.faultsOfRow > 0) return null;
  const { every, instalments } = contract;
  const of = {
    ...dates,
    ...amounts,
    instalments,
    interestDates: interest.dates,
    interestTold,
    told,
  };
  const opening = hasBalances(reader) ? openingOf(reader, row, of, label) : null;
  if (opening === NOTHING_LEFT) {
    reader.notes.assume('rows-left-out', reader.place(row, null), { why: 'settled' });
    return null;
  }
  if (reader.faultsOfRow > 0) return null;
  return {
    kind: 'loan',
    place: reader.place(row, null),
    borrower,
    contractNumber,
    signedOn: dates.signedOn,
    principal: text(amounts.principal),
    ratePercent: text(amounts.ratePercent),
    overdueRatePercent: amounts.overdueRatePercent && text(amounts.overdueRatePercent),
    lateInterestRatePercent:
      amounts.lateInterestRatePercent && text(amounts.lateInterestRatePercent),
    principalEvery: every,
    instalments: instalments.map(plannedOf),
    interestEvery: interest.every,
    firstInterestDueOn: interest.first,
    purpose: reader.text(row, 'purpose'),
    source: reader.text(row, 'source'),
    opening,
  };
}

/** What a register would enter. @param terms what sheets of instalments tell */
export function planRegister(reader: TableReader, terms: TermsOfSheets): PlannedLoan[] {
  return reader.table.rows.flatMap(({ row, kind, label }) =>
    kind === 'entry' ? (loanOf(reader, row, label, terms) ?? []) : [],
  );
}
