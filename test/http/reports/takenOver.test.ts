import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import type { Api, Client, Json } from '../../support/api.ts';
import { startLangSon } from '../../support/langSon.ts';

// The example fund twice: with its whole history, and taken over at the close of 2022 from the register that it would
// have kept by hand (R32, R33, R36). From then on both say the same.

type Row = Readonly<Record<string, string>>;

const ON = '2022-12-31';

const FOLDER = new URL('../../../scripts/lang-son-2023/', import.meta.url);

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let api: Api;

/** Contract numbers by the ids of both funds. */
const numbers = new Map<string, string>();

beforeAll(async () => {
  api = await startLangSon('2023-07-07');
  await takeOver(api.fund, api.other);
});

afterAll(() => api.close());

async function rows(file: string): Promise<readonly Row[]> {
  return parse(await readFile(new URL(file, FOLDER), 'utf8'), { columns: true, bom: true });
}

const given = (row: Row, ...names: string[]): Json =>
  Object.fromEntries(names.filter((name) => row[name] !== '').map((name) => [name, row[name]]));

async function all(client: Client, path: string): Promise<Json[]> {
  return (await client.read(`${path}${path.includes('?') ? '&' : '?'}limit=200`)).data;
}

/** Sends the register, has it checked without a fault, and enters it. */
async function enterRegister(opened: Client): Promise<void> {
  const book = await readFile(new URL('so-theo-doi-2022.xlsx', FOLDER));
  const sent = await opened.post('/v1/imports?fileName=so-theo-doi-2022.xlsx', book, {
    'content-type': XLSX,
  });
  const path = String(sent.headers['location']);
  const ended = async (status: string): Promise<Json> => {
    for (;;) {
      const at = await opened.read(path);
      if (at.status === status || at.status === 'failed') return at;
      await sleep(50);
    }
  };
  const checked = await ended('checked');
  expect(checked.faults).toEqual([]);
  expect(checked.wouldEnter).toEqual({
    cooperatives: 20,
    loans: 20,
    disbursements: 0,
    receipts: 0,
  });
  expect((await opened.post(`${path}/entry`, undefined)).status).toBe(202);
  expect((await ended('entered')).status).toBe('entered');
}

/** Enters the second fund as of the close of 2022, and what happened since. */
async function takeOver(whole: Client, opened: Client): Promise<void> {
  const fund = await whole.read(`/v1/fund?asOf=${ON}`);
  const dates = (await rows('holidays.csv')).map(({ date = '' }) => date);
  for (const year of new Set(dates.map((date) => date.slice(0, 4)))) {
    await opened.put(`/v1/holidays/${year}`, {
      dates: dates.filter((each) => each.startsWith(year)),
    });
  }
  await opened.put('/v1/fund/opening', {
    on: ON,
    documentNumber: 'BB-01/2022',
    capital: [{ source: 'charter', amount: fund.charterCapital }],
    availablePrincipal: fund.availablePrincipal,
  });
  await enterRegister(opened);
  const borrowers = new Map<string, string>();
  for (const each of await all(opened, '/v1/cooperatives')) borrowers.set(each.code, each.id);
  const loans = new Map<string, string>();
  for (const each of await all(opened, '/v1/loans')) loans.set(each.contractNumber, each.id);
  for (const loan of [...(await all(whole, '/v1/loans')), ...(await all(opened, '/v1/loans'))]) {
    numbers.set(loan.id, loan.contractNumber);
  }
  await enterSince(opened, borrowers, loans);
}

async function enterSince(
  opened: Client,
  borrowers: ReadonlyMap<string, string>,
  loans: ReadonlyMap<string, string>,
): Promise<void> {
  const loanOf = (row: Row): string => loans.get(row['contractNumber'] ?? '') ?? '';
  for (const row of await rows('receipts.csv')) {
    if ((row['effectiveOn'] ?? '') <= ON) continue;
    const allocation = given(row, 'principal', 'inTermInterest', 'overdueInterest', 'lateInterest');
    const body = { ...given(row, 'amount', 'effectiveOn', 'voucherNumber', 'method'), allocation };
    await opened.add(`/v1/loans/${loanOf(row)}/repayments`, body);
  }
  for (const row of await rows('recalls.csv')) {
    const body = given(row, 'decisionNumber', 'decidedOn', 'deadline');
    await opened.add(`/v1/loans/${loanOf(row)}/recalls`, body);
  }
  const plans = await rows('recovery-plans.csv');
  for (const number of new Set(plans.map((row) => row['contractNumber'] ?? ''))) {
    const entries = plans
      .filter((row) => row['contractNumber'] === number)
      .map((row) => given(row, 'expectedOn', 'principal', 'ground'));
    await opened.put(`/v1/loans/${loans.get(number)}/recovery-plan`, { entries });
  }
  const stages = await rows('litigation-stages.csv');
  for (const row of await rows('litigation-cases.csv')) {
    const claim = Object.fromEntries(
      ['principal', 'inTermInterest', 'overdueInterest', 'lateInterest'].map((name) => [
        name,
        row[`claim.${name}`],
      ]),
    );
    const { id } = await opened.add('/v1/litigation-cases', {
      ...given(row, 'court', 'docketType', 'filedOn'),
      cooperativeId: borrowers.get(row['cooperativeCode'] ?? ''),
      loanIds: (row['contractNumbers'] ?? '').split(';').map((number) => loans.get(number)),
      claim,
    });
    const later = stages.filter(
      (each) => each['caseNumber'] === row['caseNumber'] && each['stage'] !== 'petition_filed',
    );
    for (const stage of later) {
      const told = given(stage, 'stage', 'occurredOn', 'documentNumber');
      const fullRecovery = stage['fullRecovery'];
      const recovered = fullRecovery === '' ? {} : { fullRecovery: fullRecovery === 'true' };
      await opened.add(`/v1/litigation-cases/${id}/stages`, { ...told, ...recovered });
    }
  }
  await opened.put('/v1/fund/lending-suspension', {
    suspended: true,
    decisionNumber: '521/TB-UBND',
    decidedOn: '2021-09-16',
  });
}

/** An answer without what differs by the fund that gives it: ids, instants, the day of the opening. */
function told(body: Json): Json {
  const left = new Set([
    'id',
    'cooperativeId',
    'knownAt',
    'openedOn',
    'factId',
    'litigationCaseId',
    'cooperativeIds',
  ]);
  return JSON.parse(
    JSON.stringify(body, (name, value: unknown) => {
      if (left.has(name)) return undefined;
      return typeof value === 'string' ? (numbers.get(value) ?? value) : value;
    }),
  );
}

const both = async (path: string): Promise<[opened: Json, whole: Json]> => [
  told(await api.other.read(path)),
  told(await api.fund.read(path)),
];

describe('a fund taken over at the close of 2022', () => {
  test('says the section of the report in the same words', async () => {
    const path = '/v1/reports/fund-section?asOf=2023-06-30&periodStart=2023-01-01&format=text';
    const [opened, whole] = [await api.other.get(path), await api.fund.get(path)];
    const lastLent = ' Lần giải ngân gần nhất là ngày 27/8/2021.';
    expect(whole.text).toContain(lastLent);
    // Nobody knows when money was lent before the opening.
    const since = 'từ sau ngày nhận bàn giao 31/12/2022 đến 30/6/2023 không phát sinh cho vay mới.';
    const known = whole.text.replace(lastLent, '');
    expect(opened.text).toBe(
      known.replace('từ đó đến 30/6/2023 không phát sinh cho vay mới.', since),
    );
  });

  test('gives every figure of the report at 30 June 2023 again', async () => {
    const [opened, whole] = await both(
      '/v1/reports/fund-section?asOf=2023-06-30&periodStart=2023-01-01',
    );
    // Nobody knows when money was lent before the opening.
    expect(opened).toEqual({ ...whole, lastDisbursementOn: null });
  });

  test('forecasts the same by the schedules and the plans, and by the record of its own quarters', async () => {
    const [opened, whole] = await both('/v1/reports/projection?asOf=2023-06-30&until=2023-12-31');
    expect(opened.scenarios.scheduled).toEqual(whole.scenarios.scheduled);
    expect(opened.scenarios.planned).toEqual(whole.scenarios.planned);
    expect(opened.record.quarters).toEqual(whole.record.quarters.slice(2));
  });

  test.each([
    '/v1/reports/debt-classification?asOf=2023-06-30',
    '/v1/reports/arrears-ageing?asOf=2023-06-30',
    '/v1/reports/interest-receivable?asOf=2023-06-30',
    '/v1/reports/litigation?asOf=2023-06-30',
    '/v1/deadlines?asOf=2023-06-30&until=2023-12-31',
  ])('answers %s as with its whole history', async (path) => {
    const [opened, whole] = await both(path);
    expect(opened).toEqual(whole);
  });

  test('has every loan where its whole history has it, on each month’s end', async () => {
    for (const [id, number] of numbers) {
      const loan = await api.other.get(`/v1/loans/${id}`);
      if (loan.status !== 200) continue;
      const [wholeId = ''] =
        [...numbers].find(([other, of]) => other !== id && of === number) ?? [];
      for (const day of ['2022-12-31', '2023-01-31', '2023-03-31', '2023-04-30', '2023-06-30']) {
        const of = async (client: Client, loanId: string) => {
          const at = await client.read(`/v1/loans/${loanId}/position?asOf=${day}`);
          const { standing, daysPastDue, oldestUnpaidDueOn, debtGroup, payoff, principal } = at;
          const exact = day === '2023-06-30' ? { payoff } : {};
          return { standing, daysPastDue, oldestUnpaidDueOn, debtGroup, principal, ...exact };
        };
        expect(await of(api.other, id)).toEqual(await of(api.fund, wholeId));
      }
    }
  });

  test('has books that agree', async () => {
    expect(await api.other.read('/v1/ledger/verification')).toMatchObject({ differences: [] });
  });
});
