import { folded } from '../primitives/likeness.ts';
import { sum, text, ZERO, type Money } from '../primitives/money.ts';
import type { Method } from '../primitives/paymentMethods.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { borrowerOf, isNamed } from './borrowers.ts';
import type { ReadRow } from './cells.ts';
import type { LoanName, Planned, PlannedParts } from './planned.ts';
import type { TableReader } from './tableReader.ts';
import { contractOfTitles } from './titles.ts';

// A book of movements: one row a disbursement or receipt.

const CASH = /^(tm|tien mat|cash|pt|phieu thu|pc|phieu chi)$|tien mat/;
const TRANSFER = /^(ck|nh|unc|transfer|gbc|gbn|bank)$|chuyen khoan|ngan hang|giay bao|uy nhiem/;

function methodOf(reader: TableReader, row: ReadRow): Method | null {
  const words = folded(reader.shown(row, 'method'));
  return CASH.test(words) ? 'cash' : TRANSFER.test(words) ? 'transfer' : null;
}

/** The amounts of a row; null: the book does not say. */
interface Moved {
  readonly lent: Money | null;
  readonly principal: Money | null;
  /** Of no class told. */
  readonly interest: Money | null;
  readonly inTermInterest: Money | null;
  readonly overdueInterest: Money | null;
  readonly lateInterest: Money | null;
  readonly total: Money | null;
}

const LENDING = /giai ngan|cho vay|phat vay|nhan no/;
const INTEREST = /\blai\b/;
const PRINCIPAL = /\bgoc\b/;

const isSome = (amount: Money | null): amount is Money => amount !== null && !amount.isZero();

const partsOf = ({ principal, interest, inTermInterest, overdueInterest, lateInterest }: Moved) =>
  [principal, interest, inTermInterest, overdueInterest, lateInterest].filter(isSome);

/** An amount that stands in no column of its own is what its text says that it is. */
function byDescription(moved: Moved, words: string): Moved {
  if (moved.total === null || isSome(moved.lent) || partsOf(moved).length > 0) return moved;
  const { total } = moved;
  if (LENDING.test(words) && !/thu|tra/.test(words)) return { ...moved, lent: total, total: null };
  const [isInterest, isPrincipal] = [INTEREST.test(words), PRINCIPAL.test(words)];
  if (isInterest && !isPrincipal) return { ...moved, interest: total };
  return isPrincipal && !isInterest ? { ...moved, principal: total } : moved;
}

function movedOf(reader: TableReader, row: ReadRow): Moved {
  return byDescription(
    {
      lent: reader.amount(row, 'lent'),
      principal: reader.amount(row, 'paidPrincipal'),
      interest: reader.amount(row, 'paidInterest'),
      inTermInterest: reader.amount(row, 'paidInTermInterest'),
      overdueInterest: reader.amount(row, 'paidOverdueInterest'),
      lateInterest: reader.amount(row, 'paidLateInterest'),
      total: reader.amount(row, 'paidTotal'),
    },
    folded(reader.shown(row, 'description')),
  );
}

/** Interest as a whole beside its classes is their sum, not more interest. */
function withoutSums(moved: Moved): Moved {
  const classes = [moved.inTermInterest, moved.overdueInterest, moved.lateInterest].filter(isSome);
  const isSum = isSome(moved.interest) && classes.length > 0 && sum(classes).equals(moved.interest);
  return isSum ? { ...moved, interest: null } : moved;
}

function paidOf(moved: Moved): { readonly amount: Money; readonly parts: PlannedParts } | null {
  const parts = partsOf(moved);
  if (parts.length === 0) {
    return isSome(moved.total) ? { amount: moved.total, parts: null } : null;
  }
  const amount = sum(parts);
  const digits = (of: Money | null) => text(of ?? ZERO);
  const principal = digits(moved.principal);
  const { interest, inTermInterest, overdueInterest, lateInterest } = moved;
  if (isSome(interest)) return { amount, parts: { principal, interest: digits(interest) } };
  return {
    amount,
    parts: {
      principal,
      inTermInterest: digits(inTermInterest),
      overdueInterest: digits(overdueInterest),
      lateInterest: digits(lateInterest),
    },
  };
}

/** The balance of each loan as the rows so far make it; null: not known. */
type Balances = Map<string, Money | null>;

function checkBalance(
  reader: TableReader,
  row: ReadRow,
  loan: string,
  moved: Moved,
  balances: Balances,
): void {
  if (!reader.has('balance')) return;
  if (reader.table.cell(row, 'balance') === null) return void balances.set(loan, null);
  const stated = reader.isBlank(row, 'balance') ? ZERO : reader.amount(row, 'balance');
  const before = balances.get(loan);
  const isKnown = moved.total === null || partsOf(moved).length > 0;
  const after =
    before === undefined || before === null || !isKnown
      ? null
      : before.plus(moved.lent ?? ZERO).minus(moved.principal ?? ZERO);
  balances.set(loan, stated);
  if (after === null || stated === null || after.equals(stated)) return;
  reader.fault('balance-differs', row, 'balance', { stated: text(stated), computed: text(after) });
}

function voucherOf(reader: TableReader, row: ReadRow, sheet: number): string | null {
  if (!reader.has('voucherNumber')) {
    reader.notes.assume('vouchers-given', reader.placeOfSheet());
    return `S${sheet + 1}-${row.number}`;
  }
  const number = reader.code(row, 'voucherNumber');
  return number ?? reader.fault('value-missing', row, 'voucherNumber');
}

function loanOf(reader: TableReader, row: ReadRow, group: string): LoanName | null {
  const { titles } = reader.table;
  const contractNumber = reader.code(row, 'contractNumber') ?? contractOfTitles(titles);
  const borrower = borrowerOf(reader, row, group);
  if (contractNumber === null && !isNamed(borrower)) {
    return reader.fault(
      'value-missing',
      row,
      reader.has('contractNumber') ? 'contractNumber' : null,
      {
        heading: 'Số hợp đồng',
      },
    );
  }
  return { contractNumber, borrower: isNamed(borrower) ? borrower : null };
}

function dayOf(reader: TableReader, row: ReadRow): CalendarDate | null {
  const field = reader.has('movedOn') ? 'movedOn' : 'disbursedOn';
  const faults = reader.faultsOfRow;
  const day = reader.date(row, field);
  if (day === null && reader.faultsOfRow === faults)
    return reader.fault('value-missing', row, field);
  return day;
}

/** What a row of a book of movements would enter; nothing where it is at fault. */
function movementsOf(
  reader: TableReader,
  row: ReadRow,
  group: string,
  at: { readonly sheet: number; readonly balances: Balances },
): Planned[] {
  reader.faultsOfRow = 0;
  const moved = withoutSums(movedOf(reader, row));
  const paid = paidOf(moved);
  if (paid === null && !isSome(moved.lent)) {
    if (reader.faultsOfRow === 0) reader.fault('row-not-understood', row, null);
    return [];
  }
  const stated = moved.total;
  if (paid?.parts !== null && paid !== null && isSome(stated) && !stated.equals(paid.amount)) {
    const figures = { stated: text(stated), computed: text(paid.amount) };
    reader.fault('parts-differ', row, 'paidTotal', figures);
  }
  const effectiveOn = dayOf(reader, row);
  const loan = loanOf(reader, row, group);
  const voucherNumber = voucherOf(reader, row, at.sheet);
  const name = loan?.contractNumber ?? loan?.borrower?.name ?? '';
  checkBalance(reader, row, name, moved, at.balances);
  if (reader.faultsOfRow > 0 || effectiveOn === null || loan === null || voucherNumber === null) {
    return [];
  }
  const of = { place: reader.place(row, null), loan, effectiveOn, voucherNumber };
  const method = methodOf(reader, row);
  const lent = isSome(moved.lent)
    ? [{ ...of, kind: 'disbursement', amount: text(moved.lent), method } as const]
    : [];
  if (paid === null) return lent;
  const receipt = {
    ...of,
    kind: 'receipt',
    amount: text(paid.amount),
    parts: paid.parts,
    method,
  } as const;
  return [...lent, receipt];
}

/** What a book of movements would enter. @param sheet its place in the workbook, from 0 */
export function planMovements(reader: TableReader, sheet: number): Planned[] {
  const balances: Balances = new Map();
  return reader.table.rows.flatMap(({ row, kind, label }) =>
    kind === 'entry' ? movementsOf(reader, row, label, { sheet, balances }) : [],
  );
}
