import { withoutNoText } from '../../domain/primitives/texts.ts';
import { compareText } from '../../domain/primitives/lists.ts';
import { inTurns, type InTurns } from '../../domain/primitives/turns.ts';
import type { Account } from '../../domain/policies/accounts.ts';
import { partsOfAccount, type LedgerAccount } from '../../domain/books/sourceAccounts.ts';

/**
 * An entry to be written: its lines sum to 0, amounts are whole đồng with a sign, debit above 0.
 */
export interface PlainTextEntry {
  readonly effectiveOn: string;
  /** The day of what was booked later (R42), given as the second date; null: it was booked on its day. */
  readonly factOn: string | null;
  readonly number: string | null;
  readonly kind: string;
  readonly contractNumber: string | null;
  readonly cooperativeName: string | null;
  readonly lines: readonly {
    readonly account: LedgerAccount;
    readonly code: string;
    readonly vietnamese: string;
    readonly amount: string;
  }[];
}

type AccountKind = 'assets' | 'equity' | 'expenses' | 'income' | 'liabilities';

/** The top of each account's name: what kind of account it is. */
const KIND_OF: Readonly<Record<Account, AccountKind>> = {
  availablePrincipal: 'assets',
  interestMoney: 'assets',
  outstandingPrincipal: 'assets',
  charterCapital: 'equity',
  principalChargedOff: 'equity',
  inTermInterestCollected: 'income',
  overdueInterestCollected: 'income',
  lateInterestCollected: 'income',
  cashInHand: 'assets',
  termDeposits: 'assets',
  heldElsewhere: 'assets',
  entrustedPrincipal: 'assets',
  otherIncome: 'income',
  recoveryIncome: 'income',
  incomePaidOut: 'expenses',
  enforcementFees: 'expenses',
  undistributedIncome: 'equity',
};

const WHAT: Readonly<Record<string, string>> = {
  capital_movement: 'Vốn điều lệ',
  fund_opening: 'Số dư nhận bàn giao',
  loan_opening: 'Dư nợ nhận bàn giao',
  disbursement: 'Giải ngân',
  repayment: 'Thu nợ',
  charge_off: 'Xử lý rủi ro',
  transfer: 'Chuyển tiền giữa các nơi để tiền',
  income_movement: 'Tiền lãi và tiền thu khác',
  reversal: 'Hủy bút toán',
};

/** Without what has a meaning of its own in the format, and with single spaces. */
function plain(text: string): string {
  return withoutNoText(text)
    .replace(/[;|()[\]{}:\s]+/g, ' ')
    .replaceAll('"', "'")
    .trim();
}

function header(entry: PlainTextEntry) {
  const { effectiveOn, factOn, number, kind, contractNumber, cooperativeName } = entry;
  const dates =
    factOn === null || factOn === effectiveOn ? effectiveOn : `${effectiveOn}=${factOn}`;
  const code = number === null ? '' : `(${plain(number)}) `;
  const about = [WHAT[kind] ?? kind, contractNumber, cooperativeName];
  return `${dates} * ${code}${plain(about.filter((each) => each !== null).join(' '))}`;
}

type Line = PlainTextEntry['lines'][number];

/** The capital that the fund has to give back (R34). */
const BORROWED: ReadonlySet<string> = new Set(['advance', 'mobilised', 'entrusted_in']);

function kindOf(of: LedgerAccount): AccountKind {
  const { account, source } = partsOfAccount(of);
  return account === 'charterCapital' && BORROWED.has(source) ? 'liabilities' : KIND_OF[account];
}

const accountName = ({ account, code, vietnamese }: Line): string =>
  `${kindOf(account)}:${plain(`${code} ${vietnamese}`)}`;

/** The money and the accounts that the entries use: strict readers know no other. */
function declarations(names: Iterable<string>): string {
  const accounts = [...names].toSorted(compareText).map((name) => `account ${name}\n`);
  return `\ncommodity VND\n${accounts.join('')}`;
}

/**
 * The journal as plain-text accounting, which ledger-cli and hledger read, also when they are strict;
 * some entries at a time.
 *
 * @param notes each a line of comment at the beginning
 */
export function* plainTextLedger(
  entries: Iterable<PlainTextEntry>,
  notes: readonly string[],
): InTurns<string> {
  const names = new Set<string>();
  const written = yield* inTurns(entries, (entry) => {
    const postings = entry.lines.map((line) => {
      const name = accountName(line);
      names.add(name);
      return `    ${name}  ${line.amount} VND\n`;
    });
    return `\n${header(entry)}\n${postings.join('')}`;
  });
  const comments = notes.map((note) => `; ${note}\n`);
  return [...comments, declarations(names), ...written].join('');
}
