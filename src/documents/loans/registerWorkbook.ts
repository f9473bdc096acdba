import { instalmentsOf } from '../../domain/loans/instalments.ts';
import { sum, type Money } from '../../domain/primitives/money.ts';
import type { Position, Standing } from '../../domain/loans/position.ts';
import type { LoanTerms } from '../../domain/loans/terms.ts';
import { BORROWER_KIND_WORDS, STANDING_WORDS } from '../words/vocabulary.ts';
import {
  count,
  date,
  money,
  percent,
  sheetOf,
  text,
  workbookAt,
  type ColumnOf,
  type FundView,
  type Workbook,
} from '../sheets/workbook.ts';
import { nameOfSource } from '../../domain/fund/sources.ts';

/** A contract with where it stands. */
export interface RegisteredLoan {
  readonly loan: {
    readonly terms: LoanTerms;
    readonly cooperativeCode: string;
    readonly cooperativeName: string;
    readonly locality: string;
    readonly purpose: string | null;
    readonly borrowerKind: keyof typeof BORROWER_KIND_WORDS;
    readonly borrowerSector: string | null;
    readonly memberOf: { readonly name: string } | null;
    readonly sector: string | null;
    readonly project: string | null;
    readonly jobs: number | null;
    readonly source: string;
  };
  readonly at: { readonly position: Position; readonly debtGroup: number | null };
}

const KINDS: Readonly<Record<LoanTerms['principalSchedule']['kind'], string>> = {
  equal: 'chia đều',
  bullet: 'một lần cuối kỳ',
  custom: 'theo lịch riêng',
  annuity: 'gốc và lãi đều nhau',
};

const EVERY: Readonly<Record<LoanTerms['interestSchedule']['every'], string>> = {
  month: 'hằng tháng',
  quarter: 'hằng quý',
  half_year: 'nửa năm',
  year: 'hằng năm',
  maturity: 'cuối kỳ',
};

const KIND_TITLE = 'Loại khách hàng';

const JOBS_TITLE = 'Số lao động';

/** The last due date that the contract names. */
const lastDueOn = ({ loan: { terms } }: RegisteredLoan): string | null =>
  instalmentsOf(terms, null).at(-1)?.dueOn ?? null;

const termColumns: ColumnOf<RegisteredLoan>[] = [
  text('Số hợp đồng', 18, ({ loan }) => loan.terms.contractNumber),
  text('Mã HTX', 11, ({ loan }) => loan.cooperativeCode),
  text('Tên HTX', 34, ({ loan }) => loan.cooperativeName),
  text('Địa bàn', 18, ({ loan }) => loan.locality),
  text(KIND_TITLE, 16, ({ loan }) => BORROWER_KIND_WORDS[loan.borrowerKind]),
  text('Thành viên của', 34, ({ loan }) => loan.memberOf?.name ?? null),
  text('Lĩnh vực', 18, ({ loan }) => loan.sector ?? loan.borrowerSector),
  text('Mục đích vay', 30, ({ loan }) => loan.purpose),
  text('Dự án', 30, ({ loan }) => loan.project),
  count(JOBS_TITLE, ({ loan }) => loan.jobs),
  text('Nguồn vốn', 24, ({ loan }) => nameOfSource(loan.source)),
  date('Ngày ký', ({ loan }) => loan.terms.signedOn),
  date('Hạn trả cuối theo hợp đồng', lastDueOn),
  text('Trả nợ gốc', 16, ({ loan }) => KINDS[loan.terms.principalSchedule.kind]),
  text('Trả lãi', 12, ({ loan }) => EVERY[loan.terms.interestSchedule.every]),
  percent('Lãi suất (%/năm)', ({ loan }) => loan.terms.ratePercent),
  percent(
    'Lãi suất quá hạn ghi trong hợp đồng (%/năm)',
    ({ loan }) => loan.terms.overdueRatePercent,
  ),
  percent('Lãi suất chậm trả (%/năm)', ({ loan }) => loan.terms.lateInterestRatePercent),
];

/** Which loans only: each field given narrows them. */
interface Narrowing {
  readonly contractNumber?: string | undefined;
  readonly q?: string | undefined;
  readonly cooperativeId?: string | undefined;
  readonly locality?: string | undefined;
  readonly standing?: Standing | undefined;
  readonly debtGroup?: number | undefined;
  readonly borrowerKind?: keyof typeof BORROWER_KIND_WORDS | undefined;
  readonly memberOfId?: string | undefined;
  readonly sector?: string | undefined;
  readonly purpose?: string | undefined;
  readonly project?: string | undefined;
  readonly source?: string | undefined;
}

function wordsOf(narrowing: Narrowing): string[] {
  const { contractNumber, q, cooperativeId, locality, standing, debtGroup } = narrowing;
  const { borrowerKind, memberOfId, sector, purpose, project, source } = narrowing;
  return [
    ...(source === undefined ? [] : [`nguồn vốn ${nameOfSource(source)}`]),
    ...(contractNumber === undefined ? [] : [`hợp đồng ${contractNumber}`]),
    ...(q === undefined ? [] : [`số hợp đồng, tên, mã hoặc số chứng từ: “${q}”`]),
    ...(cooperativeId === undefined ? [] : ['một HTX']),
    ...(locality === undefined ? [] : [`địa bàn ${locality}`]),
    ...(standing === undefined ? [] : [`tình trạng ${STANDING_WORDS[standing]}`]),
    ...(debtGroup === undefined ? [] : [`nhóm nợ ${debtGroup}`]),
    ...(borrowerKind === undefined ? [] : [BORROWER_KIND_WORDS[borrowerKind]]),
    ...(memberOfId === undefined ? [] : ['thành viên của một HTX']),
    ...(sector === undefined ? [] : [`lĩnh vực ${sector}`]),
    ...(purpose === undefined ? [] : [`mục đích ${purpose}`]),
    ...(project === undefined ? [] : [`dự án ${project}`]),
  ];
}

/** The loans at the close of a day, with the terms of each contract and its position (R15). */
export function loanRegisterWorkbook(
  loans: readonly RegisteredLoan[],
  fund: FundView,
  view: Parameters<typeof workbookAt>[2],
  narrowing: Narrowing,
): Workbook {
  const amount = (title: string, of: (position: Position) => Money) => {
    const all = sum(loans.map(({ at }) => of(at.position)));
    return money<RegisteredLoan>(title, ({ at }) => of(at.position), all);
  };
  const columns = [
    ...termColumns,
    text<RegisteredLoan>('Tình trạng', 14, ({ at }) => STANDING_WORDS[at.position.standing]),
    count<RegisteredLoan>('Nhóm nợ', ({ at }) => at.debtGroup),
    count<RegisteredLoan>('Số ngày quá hạn', ({ at }) => at.position.daysPastDue),
    amount('Số tiền vay theo hợp đồng', ({ principal }) => principal.contracted),
    amount('Đã giải ngân', ({ principal }) => principal.disbursed),
    amount('Đã trả nợ gốc', ({ principal }) => principal.repaid),
    amount('Nợ gốc đã xử lý rủi ro, chưa thu hồi', ({ principal }) => principal.chargedOff),
    amount('Dư nợ gốc', ({ principal }) => principal.outstanding),
    amount('Dư nợ gốc trong hạn', ({ principal }) => principal.inTerm),
    amount('Dư nợ gốc quá hạn', ({ principal }) => principal.overdue),
    amount('Lãi trong hạn còn nợ', ({ inTermInterest }) => inTermInterest.owed),
    amount('Lãi quá hạn còn nợ', ({ overdueInterest }) => overdueInterest.owed),
    amount('Lãi chậm trả còn nợ', ({ lateInterest }) => lateInterest.owed),
    amount('Số tiền để tất toán', ({ payoff }) => payoff),
  ];
  // A column of words of which no loan has any is left out, as are kinds that are all the same.
  const isUsual = loans.every(({ loan }) => loan.borrowerKind === 'cooperative');
  const told = columns.filter(({ kind, title, of }) => {
    if (title === KIND_TITLE && isUsual) return false;
    const mayBeEmpty = kind === 'text' || title === JOBS_TITLE;
    return !mayBeEmpty || loans.length === 0 || loans.some((loan) => of(loan) !== null);
  });
  const register = sheetOf('Khoản vay', 'SỔ THEO DÕI CÁC KHOẢN CHO VAY', told, loans);
  return workbookAt('Sổ cho vay', fund, view, [register], wordsOf(narrowing));
}
