import { without, type Api, type Json } from '../../support/api.ts';
import { startLangSon } from '../../support/langSon.ts';
import { expectExplained, figuresOf } from '../../support/figures.ts';

// The example fund, of which the provincial report of 7/7/2023 gives the figures at 30/6/2023.
// The rows expected here were read from scripts/lang-son-2023/*.csv.

let api: Api;

beforeAll(async () => {
  api = await startLangSon('2023-07-07');
});

afterAll(() => api.close());

const SECTION = '/v1/reports/fund-section';

const QUERY = '?asOf=2023-06-30';

const read = (place: string, query = QUERY): Promise<Json> =>
  api.fund.read(`${SECTION}/lines/${place}${query}`);

/** The lines there are, as an address without one lists them. */
async function places(): Promise<string[]> {
  const answer = await api.fund.get(`${SECTION}/lines/nothing`);
  return answer.body.figures.possible;
}

/** Every line, by its place. */
async function readAll(query = QUERY): Promise<Record<string, Json>> {
  const all: Record<string, Json> = {};
  for (const place of await places()) all[place] = await read(place, query);
  return all;
}

async function expectAllExplained(query = QUERY): Promise<void> {
  const section = await api.fund.read(SECTION + query);
  const lines = await readAll(`${query}&knownAt=${section.knownAt}`);
  const figures = figuresOf(section);
  expect(figures.length).toBeGreaterThan(20);
  for (const [place, figure] of figures) expectExplained(place, figure, lines[place]);
  expect(Object.keys(lines).toSorted()).toEqual(
    [...figures.map(([place]) => place), 'lastDisbursementOn'].toSorted(),
  );
  const { value, rows } = lines['lastDisbursementOn'];
  expect(value).toBe(section.lastDisbursementOn);
  for (const row of rows) expect(row.effectiveOn).toBe(value);
}

describe('every figure of the fund section', () => {
  test.each([QUERY, '?asOf=2021-08-27&periodStart=2021-07-01'])(
    'at %s is its rows, and there is no other line',
    expectAllExplained,
  );
});

describe('GET /v1/reports/fund-section/lines/{path}', () => {
  test('repeats what it was asked, and lists receipt by receipt', async () => {
    const line = await read('interestCollected.overdue', `${QUERY}&periodStart=2023-01-01`);
    expect(line).toMatchObject({
      asOf: '2023-06-30',
      periodStart: '2023-01-01',
      knownAt: expect.any(String),
      line: 'interestCollected.overdue',
      value: '137500000',
    });
    // 15 + 8 + 10 + 10 + 7.5 + 15 + 10 + 10 + 8 + 15 + 12 + 15 + 2 = 137.5 m
    expect(
      line.rows.map((row: Json) => `${row.effectiveOn} ${row.voucherNumber} ${row.amount}`),
    ).toEqual([
      '2023-02-16 PT001/2023 15000000',
      '2023-02-22 PT002/2023 8000000',
      '2023-03-09 PT003/2023 10000000',
      '2023-03-15 PT004/2023 10000000',
      '2023-03-21 PT005/2023 7500000',
      '2023-03-30 PT014/2023 15000000',
      '2023-04-13 PT015/2023 10000000',
      '2023-04-20 PT016/2023 10000000',
      '2023-05-11 PT017/2023 8000000',
      '2023-05-18 PT018/2023 15000000',
      '2023-05-25 PT019/2023 12000000',
      '2023-06-08 PT020/2023 15000000',
      '2023-06-15 PT021/2023 2000000',
    ]);
    const [receipt] = (await api.fund.read('/v1/repayments?voucherNumber=PT019/2023')).data;
    expect(line.rows[10]).toMatchObject({
      factId: receipt.id,
      loanId: receipt.loanId,
      contractNumber: '08/2018/HĐTD',
      cooperativeName: 'HTX Nông Lâm Sơn Trang',
      ground: 'repayment',
    });
  });

  test('lists capital movements by document, the sued by case and court', async () => {
    const { rows } = await read('charterCapital');
    const { data } = await api.fund.read('/v1/fund/capital-movements');
    expect(rows.map((row: Json) => [row.factId, row.documentNumber, row.amount])).toEqual(
      data.map((each: Json) => [each.id, each.documentNumber, each.amount]),
    );
    const sued = (await read('litigation.sued')).rows;
    const cases = (await api.fund.read('/v1/litigation-cases')).data;
    expect(sued.map((row: Json) => [row.cooperativeName, row.litigationCaseId, row.court])).toEqual(
      sued.map((row: Json) => {
        const one = cases.find((each: Json) => each.cooperativeId === row.cooperativeId);
        return [one.cooperativeName, one.id, one.court];
      }),
    );
  });

  test.each(['nothing', 'inTermPrincipal', 'asOf', 'notes', 'toString', 'borrowers.inTerm.value'])(
    'of %s is a 404 that lists the lines there are',
    async (place) => {
      const answer = await api.fund.get(`${SECTION}/lines/${place}${QUERY}`);
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ code: 'not-found', figures: { line: place } });
      const { possible } = answer.body.figures;
      expect(possible).toContain('inTermPrincipal.amount');
      expect(possible).not.toContain(place);
    },
  );

  test('shows a fund without facts as nothing, and nothing of another fund', async () => {
    const other = (place: string) => api.other.read(`${SECTION}/lines/${place}${QUERY}`);
    expect(await other('charterCapital')).toMatchObject({ value: '0', rows: [] });
    expect(await other('borrowers.overdue')).toMatchObject({ value: 0, rows: [] });
    expect(await other('lastDisbursementOn')).toMatchObject({ value: null, rows: [] });
  });
});

describe('a receipt that is reversed', () => {
  // PT019/2023, 25/5/2023, 08/2018/HĐTD: 20 m overdue principal, 12 m overdue interest.
  test('leaves exactly the lines it was in, and moves the balances it was in', async () => {
    const before = await readAll();
    const { knownAt } = await api.fund.read('/v1/fund');
    const [receipt] = (await api.fund.read('/v1/repayments?voucherNumber=PT019/2023')).data;
    await api.fund.add(`/v1/repayments/${receipt.id}/reversal`, { reason: 'Nhập nhầm phiếu' });
    const after = await readAll();

    const changed = Object.keys(before).filter(
      (place) =>
        JSON.stringify([before[place].value, before[place].rows]) !==
        JSON.stringify([after[place].value, after[place].rows]),
    );
    const LISTS_IT = [
      'availablePrincipal.amount',
      'availablePrincipal.collected',
      'interestCollected.total',
      'interestCollected.overdue',
      'sources.charter.available',
      'sourcesTotal.available',
    ];
    expect(changed.toSorted()).toEqual(
      [
        ...LISTS_IT,
        'overduePrincipal.amount',
        'projectedYearEnd.availablePrincipal',
        'sources.charter.outstanding',
        'sourcesTotal.outstanding',
      ].toSorted(),
    );
    for (const place of LISTS_IT) {
      const others = before[place].rows.filter((row: Json) => row.factId !== receipt.id);
      expect(others).toHaveLength(before[place].rows.length - 1);
      expect(after[place].rows).toEqual(others);
    }
    // The loan owes 200 + 20 m overdue principal; 2,890 − 20 m is available.
    const loanRow = (all: Record<string, Json>) =>
      all['overduePrincipal.amount'].rows.find((row: Json) => row.loanId === receipt.loanId);
    expect([loanRow(before).amount, loanRow(after).amount]).toEqual(['200000000', '220000000']);
    expect(after['projectedYearEnd.availablePrincipal'].rows[0].amount).toBe('2870000000');
    // A time before the reversal still knows the receipt.
    for (const place of changed) {
      const then = await read(place, `${QUERY}&knownAt=${knownAt}`);
      expect(without(then, 'knownAt')).toEqual(without(before[place], 'knownAt'));
    }
  });
});

describe('a loan that is charged off', () => {
  test('leaves the lines, and the section names its borrower in both languages', async () => {
    const [loan] = (await api.fund.read('/v1/loans?contractNumber=03/2017/H%C4%90TD')).data;
    const before = await read('overduePrincipal.amount');
    const decision = { effectiveOn: '2023-06-30', decisionNumber: '9/QĐ-QHT' };
    await api.fund.add(`/v1/loans/${loan.id}/charge-offs`, decision);
    const after = await read('overduePrincipal.amount');
    expect(after.rows).toEqual(before.rows.filter((row: Json) => row.loanId !== loan.id));
    expect(after.rows).toHaveLength(before.rows.length - 1);
    const { notes } = await api.fund.read(SECTION + QUERY);
    expect(notes).toContainEqual({
      code: 'charged_off',
      detail: expect.stringMatching(/^Charged off and not fully recovered.*: HTX Xuân Mai\.$/),
      cooperativeIds: [loan.cooperativeId],
    });
    const { text } = await api.fund.get(SECTION + QUERY, { accept: 'text/plain' });
    expect(text).toMatch(/\n- Đã xử lý rủi ro nhưng chưa thu hồi hết nợ gốc .*: HTX Xuân Mai\.\n/);
    await expectAllExplained();
  });
});
