import { text } from '../../../src/domain/primitives/money.ts';
import { contribute, lend, payment, startApi, type Api, type Json } from '../../support/api.ts';
import { vnd } from '../../support/loans.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

const spansOf = async (path: string, from: string, to: string): Promise<Json[]> =>
  (await api.fund.read(`${path}/debt-groups?from=${from}&to=${to}`)).spans;

const brief = (spans: readonly Json[]): string[] =>
  spans.map(({ from, to, standing, daysPastDue, ownDebtGroup, debtGroup }) =>
    [from, to, standing, daysPastDue, ownDebtGroup, debtGroup].join(' '),
  );

describe('GET /v1/loans/{id}/debt-groups', () => {
  test('goes through the bands as the days pass, and back once all is paid', async () => {
    const { path } = await lend(api.fund);
    // 50 m and the interest are payable by Monday 26 June: 1 day past due on the 27th, 10 on 6 July,
    // 30 on the 26th. Paid up on 1 August, and nothing more falls due before 25 September.
    const { inTermInterest, overdueInterest } = await api.fund.read(
      `${path}/position?asOf=2023-08-01`,
    );
    const amount = vnd('50_000_000').plus(inTermInterest.owed).plus(overdueInterest.owed);
    await api.fund.add(`${path}/repayments`, payment(text(amount), '2023-08-01'));
    expect(brief(await spansOf(path, '2023-03-20', '2023-09-25'))).toEqual([
      '2023-03-20 2023-03-24 not_disbursed 0  ',
      '2023-03-25 2023-06-26 in_term 0 1 1',
      '2023-06-27 2023-07-05 overdue 1 1 1',
      '2023-07-06 2023-07-25 overdue 10 2 2',
      '2023-07-26 2023-07-31 overdue 30 3 3',
      '2023-08-01 2023-09-25 in_term 0 1 1',
    ]);
  });

  test('shows the worst of the borrower from the day on which another loan has it', async () => {
    const late = await lend(api.fund);
    const other = await lend(
      api.fund,
      {
        principalSchedule: { kind: 'bullet', dueOn: '2025-03-25' },
        interestSchedule: { every: 'maturity' },
      },
      late.cooperativeId,
    );
    expect(brief(await spansOf(other.path, '2023-07-01', '2023-07-10'))).toEqual([
      '2023-07-01 2023-07-05 in_term 0 1 1',
      '2023-07-06 2023-07-10 in_term 0 1 2',
    ]);
  });

  test('changes with a group set by hand, and with a decision that improves it', async () => {
    const { path } = await lend(api.fund);
    const override = { group: 4, effectiveOn: '2023-04-10', reason: 'HTX đã ngừng hoạt động' };
    await api.fund.add(`${path}/debt-group-overrides`, override);
    const improved = { group: 1, effectiveOn: '2023-05-04', decisionNumber: '9/QĐ-QHT' };
    await api.fund.add(`${path}/debt-group-overrides`, improved);
    expect(brief(await spansOf(path, '2023-04-01', '2023-05-31'))).toEqual([
      '2023-04-01 2023-04-09 in_term 0 1 1',
      '2023-04-10 2023-05-03 in_term 0 4 4',
      '2023-05-04 2023-05-31 in_term 0 1 1',
    ]);
  });

  test('takes one improvement a day, as no other order of entry may give another group', async () => {
    const { path } = await lend(api.fund);
    const set = (group: number) => ({ group, effectiveOn: '2023-05-04' });
    await api.fund.add(`${path}/debt-group-overrides`, {
      ...set(4),
      reason: 'HTX ngừng hoạt động',
    });
    await api.fund.add(`${path}/debt-group-overrides`, { ...set(3), decisionNumber: '9/QĐ-QHT' });
    const url = `${path}/debt-group-overrides`;
    const second = await api.fund.post(url, { ...set(2), decisionNumber: '10/QĐ-QHT' });
    expect(second.body).toMatchObject({ status: 409, code: 'decision-on-same-day', rule: 'R16' });
  });

  test('says for every day what the position of that day says', async () => {
    const { path } = await lend(api.fund);
    await api.fund.add(`${path}/repayments`, payment('30000000', '2023-07-10'));
    const waiver = { component: 'inTermInterest', amount: '1000', effectiveOn: '2023-08-20' };
    await api.fund.add(`${path}/waivers`, { ...waiver, decisionNumber: '7/QĐ-QHT' });
    const spans = await spansOf(path, '2023-06-20', '2023-10-20');
    for (let at = Date.UTC(2023, 5, 20); at <= Date.UTC(2023, 9, 20); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10);
      const { standing, ownDebtGroup, debtGroup } = await api.fund.read(
        `${path}/position?asOf=${day}`,
      );
      const span = spans.find(({ from, to }) => from <= day && day <= to);
      expect({ day, ...span }).toMatchObject({ day, standing, ownDebtGroup, debtGroup });
    }
  });

  test('refuses a window that ends before it begins, or is longer than ten years', async () => {
    const { path } = await lend(api.fund);
    for (const query of ['from=2023-06-02&to=2023-06-01', 'from=2010-01-01&to=2023-01-01']) {
      const answer = await api.fund.get(`${path}/debt-groups?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.body.errors).toMatchObject([{ pointer: '?to' }]);
    }
  });
});
