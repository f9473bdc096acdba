import { addDays } from '../../domain/primitives/dates.ts';
import type { FundSection, LocalityGroup } from '../../domain/reports/section/fundSection.ts';
import type { Money } from '../../domain/primitives/money.ts';
import { proseDate } from '../words/vietnamese.ts';
import { count, date, money, sheetOf, text, type Sheet } from '../sheets/workbook.ts';
import { CHARTER } from '../../domain/fund/sources.ts';

/** A figure of the section, in the columns that it fills. */
interface Figure {
  readonly label: string;
  readonly borrowers?: number;
  readonly amount?: Money;
  readonly on?: string | null;
  readonly document?: string;
  /** The sheet with the rows that it consists of. */
  readonly rowsOn?: string;
}

/** The names of the other sheets, to which the figures refer. */
export const BORROWERS = 'HTX còn nợ';

export const OUTSTANDING = 'Dư nợ gốc';

export const AVAILABLE = 'Nguồn vốn gốc';

export const INTEREST = 'Lãi đã thu';

export const PROJECTION = 'Dự kiến cuối năm';

export const CASES = 'Khởi kiện';

export const RECALLS = 'Thu hồi trước hạn';

const part = (label: string): string => `    - ${label}`;

function debtFigures({ borrowers, inTermPrincipal, overduePrincipal }: FundSection): Figure[] {
  return [
    { label: 'Số HTX còn nợ', borrowers: borrowers.withDebt, rowsOn: BORROWERS },
    { label: part('nợ trong hạn'), borrowers: borrowers.inTerm, rowsOn: BORROWERS },
    { label: part('nợ quá hạn'), borrowers: borrowers.overdue, rowsOn: BORROWERS },
    { label: 'Dư nợ gốc trong hạn', ...inTermPrincipal, rowsOn: OUTSTANDING },
    { label: 'Dư nợ gốc quá hạn', ...overduePrincipal, rowsOn: OUTSTANDING },
  ];
}

/** Each other source of capital with where it is, and the sum over all (R34). */
function sourceFigures({ sources, sourcesTotal }: FundSection): Figure[] {
  const others = sources.filter(({ source }) => source !== CHARTER);
  if (others.length === 0) return [];
  const of = (label: string, amount: Money): Figure => ({ label, amount, rowsOn: AVAILABLE });
  return [
    ...others.flatMap(({ name, capital, outstanding, available, chargedOff, entrusted }) => [
      of(name, capital),
      { label: part('dư nợ gốc'), amount: outstanding, rowsOn: OUTSTANDING },
      of(part('chưa cho vay'), available),
      of(part('đã xử lý rủi ro'), chargedOff),
      ...(entrusted.isZero() ? [] : [of(part('đang ủy thác'), entrusted)]),
    ]),
    of('Tổng các nguồn vốn', sourcesTotal.capital),
  ];
}

function moneyFigures(section: FundSection): Figure[] {
  const { availablePrincipal: available, interestCollected: interest } = section;
  const before = proseDate(addDays(section.periodStart, -1));
  const of = (rowsOn: string) => (label: string, amount: Money) => ({ label, amount, rowsOn });
  const capital = of(AVAILABLE);
  const collected = of(INTEREST);
  return [
    capital('Vốn điều lệ', section.charterCapital),
    ...sourceFigures(section),
    capital('Nguồn vốn gốc đã thu được chưa cho vay', available.amount),
    capital(part(`số dư đến hết ${before} chuyển sang`), available.broughtForward),
    capital(part('cộng: nợ gốc thu được trong kỳ'), available.collected),
    capital(part('cộng: vốn điều lệ tăng, giảm trong kỳ'), available.contributed),
    capital(part('trừ: giải ngân cho vay trong kỳ'), available.disbursed),
    ...(available.takenOver === undefined
      ? []
      : [capital(part('trừ: dư nợ gốc nhận bàn giao trong kỳ'), available.takenOver)]),
    ...(available.entrusted === undefined
      ? []
      : [capital(part('trừ: vốn ủy thác cho vay trong kỳ'), available.entrusted)]),
    ...(section.principalEntrusted === undefined
      ? []
      : [capital('Vốn đang ủy thác cho vay', section.principalEntrusted)]),
    collected('Lãi thu được trong kỳ', interest.total),
    collected(part('lãi trong hạn'), interest.inTerm),
    collected(part('lãi quá hạn'), interest.overdue),
    collected(part('lãi chậm trả'), interest.late),
    ...(section.recoveredAsIncome === undefined
      ? []
      : [collected('Thu hồi nợ đã xử lý rủi ro (thu nhập khác)', section.recoveredAsIncome)]),
  ];
}

function projectionFigures({ projectedYearEnd: projected }: FundSection): Figure[] {
  const label = `Nguồn vốn gốc dự kiến đến ${proseDate(projected.date)}`;
  const of = (label: string, amount: Money) => ({ label, amount, rowsOn: PROJECTION });
  return [
    of(label, projected.availablePrincipal),
    of(part('cộng: nợ gốc dự kiến thu'), projected.expectedTotal),
    of(part('cộng: vốn điều lệ dự kiến tăng, giảm'), projected.plannedContributions),
    of(part('trừ: dự kiến giải ngân cho vay'), projected.plannedDisbursements),
  ];
}

function localityFigures(localities: readonly LocalityGroup[], rowsOn: string): Figure[] {
  return localities.map(({ locality, cooperatives }) => ({
    label: part(locality),
    borrowers: cooperatives.length,
    rowsOn,
  }));
}

function actionFigures(section: FundSection): Figure[] {
  const { litigation, recalls, lendingSuspension: suspension } = section;
  const suspended =
    suspension === null
      ? { document: 'không có' }
      : { on: suspension.decidedOn, document: suspension.decisionNumber };
  return [
    { label: 'HTX nợ quá hạn đã bị khởi kiện', borrowers: litigation.sued, rowsOn: CASES },
    ...localityFigures(litigation.localities, CASES),
    {
      label: 'HTX nợ trong hạn bị thu hồi vốn trước hạn',
      borrowers: recalls.recalled,
      rowsOn: RECALLS,
    },
    ...localityFigures(recalls.localities, RECALLS),
    { label: 'Giải ngân gần nhất', on: section.lastDisbursementOn, rowsOn: AVAILABLE },
    { label: 'Quyết định ngừng cho vay mới', ...suspended },
  ];
}

/** The figures of the section, each with the sheet that has its rows. */
export function figuresSheet(section: FundSection): Sheet {
  const figures = [
    ...debtFigures(section),
    ...moneyFigures(section),
    ...projectionFigures(section),
    ...actionFigures(section),
  ];
  const period = `từ ${proseDate(section.periodStart)} đến ${proseDate(section.asOf)}`;
  return sheetOf(
    'Số liệu',
    `TÌNH HÌNH HOẠT ĐỘNG CỦA QUỸ, KỲ BÁO CÁO ${period}`.toLocaleUpperCase('vi'),
    [
      text<Figure>('Chỉ tiêu', 50, (row) => row.label),
      count<Figure>('Số HTX', (row) => row.borrowers ?? null),
      money<Figure>('Số tiền (đồng)', (row) => row.amount ?? null),
      date<Figure>('Ngày', (row) => row.on ?? null),
      text<Figure>('Số văn bản', 18, (row) => row.document ?? null),
      text<Figure>('Chi tiết tại trang tính', 20, (row) => row.rowsOn ?? null),
    ],
    figures,
  );
}
