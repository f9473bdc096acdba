import fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import writeWorkbook, { type CellObject } from 'write-excel-file/node';
import type { Json } from '../../test/support/api.ts';

// Writes so-theo-doi-2022.xlsx, the register that the example fund would have kept by hand, from what the demo
// answers for the close of 2022. With `npm run demo` running:
//   API=http://127.0.0.1:3000 TOKEN=$(cat data-demo/director-token) npx tsx scripts/lang-son-2023/writeRegister.ts

const ON = '2022-12-31';

/** A day by which every run of days that the close of 2022 cuts has ended, in the example. */
const LATER = '2023-06-30';

const FILE = new URL('so-theo-doi-2022.xlsx', import.meta.url);

async function read(path: string): Promise<Json> {
  const { API = 'http://127.0.0.1:3000', TOKEN = '' } = process.env;
  const answer = await fetch(`${API}${path}`, { headers: { authorization: `Bearer ${TOKEN}` } });
  if (answer.status === 429) {
    await sleep(1_000);
    return read(path);
  }
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** A loan of the register: what is owed on it at the close of 2022. */
interface Entry {
  readonly loan: Json;
  readonly at: Json;
  readonly instalments: readonly Json[];
  readonly due: readonly Json[];
  readonly interestDue: bigint;
  readonly accrued: bigint;
  readonly overdueInterest: bigint;
  readonly interestPaidUntil: string;
  readonly lastPaymentOn: string | null;
}

/**
 * By how much the two pieces of a run of days that the close of 2022 cuts, each rounded, come to more or less than
 * the run. The fund counts a running period as a whole, so its book has what makes the whole right.
 */
async function cutsOf(path: string, at: Json): Promise<{ inTerm: bigint; overdue: bigint }> {
  const { totals } = await read(`${path}/interest?from=${ON}&to=${LATER}`);
  const later = await read(`${path}/position?asOf=${LATER}`);
  const cut = (of: string, pieces: string): bigint =>
    BigInt(later[of].accrued) - BigInt(at[of].accrued) - BigInt(pieces);
  return {
    inTerm: cut('inTermInterest', totals.inTerm),
    overdue: cut('overdueInterest', totals.overdue),
  };
}

async function entryOf(listed: Json): Promise<Entry | null> {
  const path = `/v1/loans/${listed.id}`;
  const at = await read(`${path}/position?asOf=${ON}`);
  if (at.payoff === '0') return null;
  const { instalments, interestPeriods } = await read(`${path}/schedule?asOf=${ON}`);
  const fallen = interestPeriods.filter((each: Json) => each.to <= ON);
  const due = fallen.filter((each: Json) => each.interestUnpaid !== '0');
  const interestDue = due.reduce(
    (sum: bigint, each: Json) => sum + BigInt(each.interestUnpaid),
    0n,
  );
  const cut = await cutsOf(path, at);
  const { data } = await read(`${path}/repayments?limit=200`);
  const paid = data.filter((each: Json) => each.reversedAt === null && each.effectiveOn <= ON);
  const days = paid.map((each: Json) => each.effectiveOn).toSorted();
  return {
    loan: await read(path),
    at,
    instalments: instalments.filter((each: Json) => each.principalUnpaid !== '0'),
    due,
    interestDue,
    accrued: BigInt(at.inTermInterest.owed) - interestDue + cut.inTerm,
    overdueInterest: BigInt(at.overdueInterest.owed) + cut.overdue,
    interestPaidUntil: due[0]?.from ?? fallen.at(-1)?.to ?? listed.signedOn,
    lastPaymentOn: days.at(-1) ?? null,
  };
}

const dayText = (date: string | null): string =>
  date === null ? '' : date.split('-').toReversed().join('/');

const EVERY: Readonly<Record<string, string>> = {
  month: 'tháng',
  quarter: 'quý',
  half_year: '6 tháng',
  year: 'năm',
  maturity: 'cuối kỳ',
};

/** Percent a year as percent a month. */
const monthly = (yearly: string): number => Math.round((Number(yearly) / 12) * 1e6) / 1e6;

const borders = { borderStyle: 'thin', alignVertical: 'center', wrap: true } as const;

const head = (value: string, more: object = {}): CellObject => ({
  value,
  type: String,
  fontWeight: 'bold',
  align: 'center',
  ...borders,
  ...more,
});

const words = (value: string, more: object = {}): CellObject => ({
  value,
  type: String,
  ...borders,
  ...more,
});

const money = (digits: string | bigint, more: object = {}): CellObject => ({
  value: Number(digits),
  type: Number,
  format: '#,##0',
  ...borders,
  ...more,
});

const percent = (value: number): CellObject => ({
  value,
  type: Number,
  format: '0.000',
  ...borders,
});

/** The columns: of the first row of headings some span several of the second. */
const COLUMNS: readonly (readonly [string, readonly string[], width: number])[] = [
  ['STT', [''], 5],
  ['Hợp tác xã', ['Mã HTX', 'Tên HTX', 'Địa bàn'], 15],
  ['Hợp đồng tín dụng', ['Số', 'Ngày ký', 'Ngày đến hạn'], 13],
  ['Số tiền vay', [''], 16],
  ['Lãi suất (%/tháng)', ['Trong hạn', 'Quá hạn'], 9],
  ['Trả nợ gốc', ['Kỳ trả gốc', 'Ngày trả gốc kỳ đầu'], 12],
  ['Trả lãi', ['Kỳ trả lãi', 'Ngày trả lãi kỳ đầu'], 12],
  ['Dư nợ gốc', ['Tổng dư nợ', 'Trong hạn', 'Quá hạn'], 15],
  ['Lãi chưa thu', ['Lãi đến hạn chưa trả', 'Lãi dự thu', 'Lãi quá hạn'], 14],
  ['Lãi trả đến ngày', [''], 12],
  ['Ngày trả nợ gần nhất', [''], 12],
  ['Mục đích vay', [''], 24],
];

const WIDTH = COLUMNS.reduce((count, [, under]) => count + under.length, 0);

const blank = (count: number): null[] => Array.from({ length: count }, () => null);

function headings(): (CellObject | null)[][] {
  const top = COLUMNS.flatMap(([title, under]): (CellObject | null)[] =>
    under.length === 1
      ? [head(title, { rowSpan: 2 })]
      : [head(title, { columnSpan: under.length }), ...blank(under.length - 1)],
  );
  const below = COLUMNS.flatMap(([, under]): (CellObject | null)[] =>
    under.length === 1 ? [null] : under.map((each) => head(each)),
  );
  return [top, below];
}

function rowOf(entry: Entry, number: number): (CellObject | null)[] {
  const { loan, at } = entry;
  const { principalSchedule: schedule, interestSchedule: interest } = loan;
  const last = schedule.kind === 'bullet' ? schedule.dueOn : lastDueOf(schedule);
  return [
    { value: number, type: Number, ...borders },
    words(loan.cooperativeCode),
    words(loan.cooperativeName),
    words(loan.locality),
    words(loan.contractNumber),
    words(dayText(loan.signedOn)),
    words(dayText(last)),
    money(loan.principal),
    percent(monthly(loan.ratePercent)),
    percent(monthly(loan.overdueRatePercent)),
    words(schedule.kind === 'bullet' ? 'cuối kỳ' : (EVERY[schedule.every] ?? 'theo lịch')),
    words(schedule.kind === 'bullet' ? '' : dayText(schedule.firstDueOn ?? null)),
    words(EVERY[interest.every] ?? ''),
    words(dayText(interest.firstDueOn)),
    money(at.principal.outstanding),
    money(at.principal.inTerm),
    money(at.principal.overdue),
    money(entry.interestDue),
    money(entry.accrued),
    money(entry.overdueInterest),
    words(dayText(entry.interestPaidUntil)),
    words(dayText(entry.lastPaymentOn)),
    words(loan.purpose ?? ''),
  ];
}

const STEP: Readonly<Record<string, number>> = { month: 1, quarter: 3, half_year: 6, year: 12 };

/** The due date of the last instalment of a schedule; in the example all fall on the 25th. */
function lastDueOf(schedule: Json): string {
  if (schedule.kind === 'custom') return schedule.instalments.at(-1).dueOn;
  const [year = 0, month = 1, day = 1] = schedule.firstDueOn.split('-').map(Number);
  const months = year * 12 + month - 1 + (schedule.count - 1) * (STEP[schedule.every] ?? 1);
  const of = (count: number): string => String(count).padStart(2, '0');
  return `${Math.floor(months / 12)}-${of((months % 12) + 1)}-${of(day)}`;
}

/** A row of sums below the rows of a group. */
function sumsOf(title: string, entries: readonly Entry[]): (CellObject | null)[] {
  const of = (pick: (entry: Entry) => bigint): CellObject =>
    money(
      entries.reduce((sum, entry) => sum + pick(entry), 0n),
      { fontWeight: 'bold' },
    );
  return [
    words(title, { fontWeight: 'bold', columnSpan: 7 }),
    ...blank(6),
    of(({ loan }) => BigInt(loan.principal)),
    ...Array.from({ length: 6 }, () => words('')),
    of(({ at }) => BigInt(at.principal.outstanding)),
    of(({ at }) => BigInt(at.principal.inTerm)),
    of(({ at }) => BigInt(at.principal.overdue)),
    of(({ interestDue }) => interestDue),
    of(({ accrued }) => accrued),
    of(({ overdueInterest }) => overdueInterest),
    words(''),
    words(''),
    words(''),
  ];
}

const title = (value: string, more: object = {}): (CellObject | null)[] => [
  { value, type: String, align: 'center', fontWeight: 'bold', columnSpan: WIDTH, ...more },
  ...blank(WIDTH - 1),
];

function register(entries: readonly Entry[]): (CellObject | null)[][] {
  const overdue = entries.filter(({ at }) => at.standing === 'overdue');
  const inTerm = entries.filter(({ at }) => at.standing === 'in_term');
  const group = (name: string): (CellObject | null)[] => [
    words(name, { fontWeight: 'bold', columnSpan: WIDTH }),
    ...blank(WIDTH - 1),
  ];
  const rows = (of: readonly Entry[]) => of.map((entry, index) => rowOf(entry, index + 1));
  return [
    title('QUỸ HỖ TRỢ PHÁT TRIỂN HỢP TÁC XÃ TỈNH LẠNG SƠN', { align: 'left' }),
    title('SỔ THEO DÕI CHO VAY, THU NỢ'),
    title('Đến ngày 31/12/2022'),
    title('Đơn vị tính: đồng', { align: 'right', fontWeight: 'normal' }),
    ...headings(),
    group('I. Nợ trong hạn'),
    ...rows(inTerm),
    sumsOf('Cộng nợ trong hạn', inTerm),
    group('II. Nợ quá hạn'),
    ...rows(overdue),
    sumsOf('Cộng nợ quá hạn', overdue),
    sumsOf('Tổng cộng', entries),
    [],
    [
      ...blank(WIDTH - 6),
      {
        value: 'Lạng Sơn, ngày 05 tháng 01 năm 2023',
        type: String,
        columnSpan: 6,
        align: 'center',
      },
      ...blank(5),
    ],
    [
      null,
      { value: 'NGƯỜI LẬP SỔ', type: String, columnSpan: 3, align: 'center', fontWeight: 'bold' },
      ...blank(WIDTH - 8),
      { value: 'GIÁM ĐỐC', type: String, columnSpan: 6, align: 'center', fontWeight: 'bold' },
      ...blank(3),
    ],
  ];
}

/** The instalments of contracts that have no even schedule, on a sheet of their own. */
function instalments(entries: readonly Entry[]): (CellObject | null)[][] {
  const uneven = entries.filter(({ loan }) => loan.principalSchedule.kind === 'custom');
  return [
    [head('Số hợp đồng'), head('Ngày đến hạn kỳ'), head('Gốc phải trả')],
    ...uneven.flatMap(({ loan }) =>
      loan.principalSchedule.instalments.map((each: Json) => [
        words(loan.contractNumber),
        words(dayText(each.dueOn)),
        money(each.principal),
      ]),
    ),
  ];
}

/** Interest that fell due on several dates, on a sheet of its own. */
function interest(entries: readonly Entry[]): (CellObject | null)[][] {
  return [
    [head('Số hợp đồng'), head('Ngày đến hạn kỳ'), head('Lãi còn nợ của kỳ')],
    ...entries
      .filter(({ due }) => due.length > 1)
      .flatMap(({ loan, due }) =>
        due.map((each) => [
          words(loan.contractNumber),
          words(dayText(each.to)),
          money(each.interestUnpaid),
        ]),
      ),
  ];
}

const { data } = await read('/v1/loans?limit=200');
const found: Entry[] = [];
for (const loan of data) {
  const entry = await entryOf(loan);
  if (entry !== null) found.push(entry);
}
const NARROW = [{ width: 16 }, { width: 16 }, { width: 18 }];
const widths = COLUMNS.flatMap(([, under, width]) => under.map(() => ({ width })));
const workbook = writeWorkbook([
  {
    sheet: 'Sổ theo dõi 2022',
    data: register(found),
    columns: widths,
    stickyRowsCount: 6,
    orientation: 'landscape',
  },
  {
    sheet: 'Lịch trả nợ',
    data: instalments(found),
    columns: NARROW,
  },
  { sheet: 'Lãi đến hạn chưa trả', data: interest(found), columns: NARROW },
]);
await fs.writeFile(FILE, await workbook.toBuffer());
console.log(`${found.length} loans written`);
