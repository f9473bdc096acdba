import {
  components,
  contribute,
  lend,
  payment,
  startApi,
  without,
  type Api,
  type Json,
} from '../../support/api.ts';
import { BULLET, EXTENSION, lateLoan, named } from '../../support/lateLoan.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

const reason = 'Quyết định gia hạn nhập sau phiếu thu';

const receipt = (path: string, body: object): Promise<Json> =>
  api.fund.add(`${path}/repayments`, body);

const positionOf = async (path: string, more = ''): Promise<Json> =>
  without(await api.fund.read(`${path}/position?asOf=2024-03-31${more}`), 'knownAt', 'loanId');

const warningsOf = (answer: Json): Json[] => answer.warnings ?? [];

describe('a decision entered after receipts', () => {
  test('says which class is overpaid beside which debt, and by which receipts', async () => {
    const { path, loanId, contractNumber, first, second } = await lateLoan(api.fund);
    const answer = await api.fund.add(`${path}/restructurings`, EXTENSION);
    // In term all along: 372 days × 20,000 less 5,500,000 are owed; no overdue interest ever was.
    expect(await positionOf(path)).toMatchObject({
      inTermInterest: { accrued: '7440000', paid: '5500000', owed: '1940000' },
      overdueInterest: { accrued: '0', paid: '2100000', owed: '-2100000' },
    });
    expect(answer.warnings).toEqual([
      {
        code: 'credit-beside-debt',
        rule: 'R13',
        detail:
          `Contract ${contractNumber}, on 2024-03-31: overdue interest is overpaid by 2,100,000 VND, ` +
          `while in-term interest 1,940,000 VND is owed; it was paid by ` +
          `${second.voucherNumber} of 2024-03-04 (900,000 VND), ` +
          `${first.voucherNumber} of 2024-02-03 (1,200,000 VND). Have the receipts allocated anew ` +
          `(\`POST /v1/loans/${loanId}/reallocation\`, with \`bookedOn\` those of a closed quarter), ` +
          `or reverse this entry if it is wrong.`,
        figures: {
          loanId,
          contractNumber,
          asOf: '2024-03-31',
          component: 'overdueInterest',
          credit: '2100000',
          owed: [{ component: 'inTermInterest', amount: '1940000' }],
          receipts: [named(second, '900000'), named(first, '1200000')],
        },
      },
    ]);
  });

  test('says it in Vietnamese', async () => {
    const { path, contractNumber, second, first } = await lateLoan(api.fund);
    const headers = { 'accept-language': 'vi' };
    const { body } = await api.fund.post(`${path}/restructurings`, EXTENSION, headers);
    expect(body.warnings[0].detail).toContain(
      `Hợp đồng ${contractNumber}, tính đến ngày 31/03/2024: lãi quá hạn đã thu thừa 2.100.000 đồng, ` +
        'trong khi còn nợ lãi trong hạn 1.940.000 đồng; phần thu thừa nằm ở các phiếu thu ' +
        `${second.voucherNumber} ngày 04/03/2024 (900.000 đồng), ` +
        `${first.voucherNumber} ngày 03/02/2024 (1.200.000 đồng).`,
    );
  });
});

const ACTS: readonly [what: string, act: (path: string) => Promise<Json>, grown: object[]][] = [
  [
    'a rate change',
    // Half the rate from the start: 2,750,000 in term and 97 × 15,000 overdue.
    (path) =>
      api.fund.add(`${path}/rate-changes`, {
        effectiveOn: '2023-03-25',
        ratePercent: '3.65',
        decisionNumber: '16/QĐ-QHT',
      }),
    [
      { component: 'inTermInterest', credit: '2750000' },
      { component: 'overdueInterest', credit: '645000' },
    ],
  ],
  [
    'a freeze',
    // 40 days of overdue interest are left of those that 70 were paid for.
    (path) => api.fund.add(`${path}/freezes`, { from: '2024-02-03', decisionNumber: '17/QĐ-QHT' }),
    [{ component: 'overdueInterest', credit: '900000' }],
  ],
  [
    'a receipt that is dated back',
    // Half the principal was paid on the day: 97 × 15,000 overdue.
    (path) =>
      receipt(path, payment('50000000', '2023-12-25', { allocation: components('50000000', '0') })),
    [{ component: 'overdueInterest', credit: '645000' }],
  ],
  [
    'a correction of the contract',
    async (path) => {
      const { cooperativeId, contractNumber, signedOn, interestSchedule } =
        await api.fund.read(path);
      return api.fund.add(`${path}/correction`, {
        ...BULLET,
        cooperativeId,
        contractNumber,
        signedOn,
        interestSchedule,
        overdueRatePercent: '7.3',
        reason: 'Nhập nhầm lãi suất quá hạn',
      });
    },
    [{ component: 'overdueInterest', credit: '160000' }],
  ],
];

test.each(ACTS)('%s that leaves a credit beside a debt warns of it', async (_, enter, grown) => {
  const { path } = await lateLoan(api.fund);
  const warnings = warningsOf(await enter(path));
  expect(warnings.map(({ code }) => code)).toEqual(grown.map(() => 'credit-beside-debt'));
  expect(warnings.map(({ figures }) => figures)).toEqual(
    grown.map((each) => expect.objectContaining(each)),
  );
});

describe('a recall after whose deadline overdue interest was paid', () => {
  /** Recalled for 25/9, and 30 days × 30,000 paid on 25/10. */
  async function recalled() {
    const { path } = await lend(api.fund, BULLET);
    const recall = { decisionNumber: '6', decidedOn: '2023-09-01', deadline: '2023-09-25' };
    const { id } = await api.fund.add(`${path}/recalls`, recall);
    // 184 days in term × 20,000.
    await receipt(path, payment('3680000', '2023-09-25'));
    const overdue = { allocation: components('0', '0', '900000') };
    const paid = await receipt(path, payment('900000', '2023-10-25', overdue));
    return { path, recallPath: `/v1/recalls/${id}`, paid };
  }

  const WITHDRAWAL = { decisionNumber: '7', decidedOn: '2023-09-20' };

  test('warns if it is withdrawn for a day before, or reversed', async () => {
    api.setToday('2023-11-25');
    try {
      for (const [act, body] of [
        ['withdrawal', WITHDRAWAL],
        ['reversal', { reason }],
      ] as const) {
        const { recallPath, paid } = await recalled();
        const receipts = [named(paid, '900000')];
        const figures = { component: 'overdueInterest', credit: '900000', receipts };
        expect(warningsOf(await api.fund.add(`${recallPath}/${act}`, body))).toMatchObject([
          { code: 'credit-beside-debt', figures },
        ]);
      }
    } finally {
      api.setToday('2024-03-31');
    }
  });

  test('does not warn once later interest has used the credit up (R13)', async () => {
    const { path, recallPath } = await recalled();
    const withdrawn = await api.fund.add(`${recallPath}/withdrawal`, WITHDRAWAL);
    expect(warningsOf(withdrawn)).toEqual([]);
    // By the contract it is past due from 25/12 on: 97 × 30,000 less 900,000.
    expect((await positionOf(path)).overdueInterest).toMatchObject({ owed: '2010000' });
  });
});

describe('a credit that was there before', () => {
  test('is not told again by what leaves it as it is, or makes it smaller', async () => {
    const { path, first, term } = await lateLoan(api.fund);
    expect(warningsOf(await api.fund.add(`${path}/restructurings`, EXTENSION))).toHaveLength(1);
    const today = { effectiveOn: '2024-03-31', ratePercent: '7.0', decisionNumber: '18/QĐ-QHT' };
    expect(warningsOf(await api.fund.add(`${path}/rate-changes`, today))).toEqual([]);
    expect(warningsOf(await receipt(path, payment('1000', '2024-03-31')))).toEqual([]);
    // The debt beside it grows by what that receipt had paid; the credit does not.
    const reversed = await api.fund.add(`/v1/repayments/${term.id}/reversal`, { reason });
    expect(warningsOf(reversed)).toEqual([]);
    const smaller = await api.fund.add(`/v1/repayments/${first.id}/reversal`, { reason });
    expect(warningsOf(smaller)).toEqual([]);
    expect((await positionOf(path)).overdueInterest).toMatchObject({ owed: '-900000' });
  });

  test('is told once a debt comes to stand beside it', async () => {
    const { path } = await lend(api.fund, BULLET);
    const half = { effectiveOn: '2023-03-25', ratePercent: '3.65', decisionNumber: '19/QĐ-QHT' };
    const paid = await receipt(
      path,
      payment('5500000', '2023-12-25', { allocation: components('0', '5500000') }),
    );
    const principal = { allocation: components('100000000', '0') };
    const last = await receipt(path, payment('100000000', '2023-12-25', principal));
    // Half the rate from the start: 2,750,000 is too much, but nothing is owed.
    expect(warningsOf(await api.fund.add(`${path}/rate-changes`, half))).toEqual([]);
    const reopened = await api.fund.add(`/v1/repayments/${last.id}/reversal`, { reason });
    expect(warningsOf(reopened)).toMatchObject([
      {
        figures: {
          component: 'inTermInterest',
          credit: '2750000',
          owed: [
            { component: 'principal', amount: '100000000' },
            // 97 days past due × 15,000.
            { component: 'overdueInterest', amount: '1455000' },
          ],
          receipts: [named(paid, '5500000')],
        },
      },
    ]);
  });
});
