import {
  components,
  contribute,
  cooperativeBody,
  decisionOnly,
  lend,
  loanBody,
  payment,
  startApi,
  without,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

describe('a knownAt taken from an answer', () => {
  test('gives that same answer for ever, whatever is entered later', async () => {
    const { path, loanId, cooperativeId } = await lend(api.fund);
    const receipt = await api.fund.add(`${path}/repayments`, payment('53363287', '2023-06-26'));
    const recall = { decisionNumber: '6', decidedOn: '2023-05-18', deadline: '2023-12-29' };
    const { id: recallId } = await api.fund.add(`${path}/recalls`, recall);
    const filed = await api.fund.add('/v1/litigation-cases', {
      cooperativeId,
      loanIds: [loanId],
      court: 'TAND huyện Văn Quan',
      docketType: 'civil',
      filedOn: '2023-07-01',
      claim: components('1', '0'),
    });

    const log = `/v1/cooperatives/${cooperativeId}/collection-entries`;
    const promise = {
      kind: 'promise',
      occurredOn: '2023-07-03',
      amount: '5',
      promisedOn: '2023-07-05',
    };
    await api.fund.add(log, promise);

    const issue = { asOf: '2023-07-10', documentNumber: '12/BC-QHT' };
    const report = await api.fund.add('/v1/reports/fund-section/issues', issue);

    const at = 'asOf=2024-03-31';
    const standing = [
      `${path}/position?${at}&`,
      `${path}/position?asOf=2023-07-10&`,
      `${path}/schedule?${at}&`,
      `${path}/interest?from=2023-03-25&to=2024-03-31&`,
      `${path}/statement?from=2023-03-25&to=2024-03-31&`,
      `${path}/payoff?on=2024-03-31&`,
      `${path}/debt-confirmation?${at}&`,
      `${path}/debt-groups?from=2023-03-25&to=2024-03-31&`,
      `/v1/reports/fund-section?${at}&`,
      `/v1/reports/fund-section/lines/availablePrincipal.amount?${at}&`,
      `/v1/reports/debt-classification?${at}&`,
      `/v1/reports/arrears-ageing?${at}&`,
      `/v1/reports/interest-receivable?${at}&`,
      `/v1/reports/recovery?${at}&`,
      `/v1/reports/litigation?${at}&`,
      `/v1/litigation-cases/${filed.id}?${at}&`,
      `/v1/litigation-cases/${filed.id}/claim?${at}&`,
      `/v1/deadlines?${at}&until=2028-01-01&`,
      `/v1/reports/projection?${at}&`,
      `/v1/reports/projection/accuracy?madeAsOf=2023-06-30&until=2024-06-30&${at}&`,
      `/v1/fund?${at}&`,
      `/v1/ledger/trial-balance?${at}&`,
      '/v1/ledger/accounts/1283?to=2024-03-31&',
      '/v1/periods/2023-Q2?',
    ];
    const lists = [
      `/v1/loans?${at}&`,
      '/v1/cooperatives?',
      '/v1/repayments?',
      '/v1/fund/capital-movements?',
      '/v1/litigation-cases?',
      `${log}?`,
      '/v1/promises?',
      '/v1/notices?',
      '/v1/issued-reports?',
      `/v1/issued-reports/${report.id}?`,
      `/v1/issued-reports/${report.id}/comparison?`,
      '/v1/fund/document-settings?',
      '/v1/fund/holidays/2023?',
      '/v1/fund/lending-suspension?',
      '/v1/fund/plan?',
      `${path}?`,
      `${path}/recalls?`,
      `${path}/decisions?`,
      '/v1/policies?',
      '/v1/entries?',
      '/v1/ledger/journal?',
      '/v1/periods?',
      `${path}/repayments?`,
      `${path}/disbursements?`,
      `${path}/recovery-plan?`,
    ];
    const answers: [string, Json][] = [];
    for (const address of standing) {
      const answer = await api.fund.read(address.replace(/[?&]$/, ''));
      answers.push([`${address}knownAt=${answer.knownAt}`, answer]);
    }
    const { knownAt } = await api.fund.read('/v1/fund');
    for (const address of lists) {
      const known = `${address}knownAt=${knownAt}`;
      answers.push([known, await api.fund.read(known)]);
    }

    const unchanged = async () => {
      for (const [address, answer] of answers) {
        expect([address, await api.fund.read(address)]).toEqual([address, answer]);
      }
    };
    const later: (() => Promise<unknown>)[] = [
      () => api.fund.add(`${path}/repayments`, payment('1000000', '2023-05-05')),
      () => api.fund.add(`/v1/repayments/${receipt.id}/reversal`, { reason: 'Nhập nhầm' }),
      () => api.fund.put('/v1/fund/holidays/2023', { dates: ['2023-06-26', '2023-12-25'] }),
      () => api.fund.add(`/v1/recalls/${recallId}/withdrawal`, without(recall, 'deadline')),
      () => api.fund.add(`${path}/recalls`, { ...recall, deadline: '2023-08-31' }),
      () =>
        api.fund.put(`${path}/recovery-plan`, {
          entries: [{ expectedOn: '2024-06-28', principal: '1000000' }],
        }),
      () =>
        api.fund.put('/v1/fund/plan', {
          entries: [{ kind: 'contribution', expectedOn: '2024-06-28', amount: '1000000' }],
        }),
      () =>
        api.fund.put('/v1/fund/lending-suspension', {
          suspended: true,
          decisionNumber: '5',
          decidedOn: '2024-01-01',
        }),
      () =>
        api.fund.add(`/v1/litigation-cases/${filed.id}/stages`, {
          stage: 'withdrawn',
          occurredOn: '2023-07-02',
        }),
      () => api.fund.add(`${path}/repayments`, payment('10', '2023-07-05')),
      () => api.fund.add(log, { kind: 'ceased_operation', occurredOn: '2023-07-04' }),
      () => contribute(api.fund, '7', '2023-02-01'),
      () => lend(api.fund, {}, cooperativeId),
    ];
    for (const enter of later) await enter();
    await unchanged();
    // What is known now is something else.
    for (const [address, answer] of answers.slice(0, standing.length)) {
      const now = await api.fund.read(address.replace(/knownAt=.*/, ''));
      expect([address, without(now, 'knownAt')]).not.toEqual([address, without(answer, 'knownAt')]);
    }
  });

  test('shows a recall as still in force before its withdrawal was recorded', async () => {
    const { path } = await lend(api.fund);
    const recall = { decisionNumber: '6', decidedOn: '2023-05-18', deadline: '2023-08-31' };
    const added = await api.fund.add(`${path}/recalls`, recall);
    const withdrawal = { decisionNumber: '9', decidedOn: '2023-05-20' };
    const { recordedAt } = await api.fund.add(`/v1/recalls/${added.id}/withdrawal`, withdrawal);
    const seen = async (known: string) =>
      (await api.fund.read(`${path}/recalls?knownAt=${known}`)).data;
    expect(await seen(added.recordedAt)).toEqual([decisionOnly(added)]);
    expect(await seen(recordedAt)).toMatchObject([{ withdrawal }]);
    const last = async (known: string) => {
      const address = `${path}/schedule?asOf=2023-06-01&knownAt=${known}`;
      return (await api.fund.read(address)).instalments.at(-1).dueOn;
    };
    expect(await last(added.recordedAt)).toBe('2023-08-31');
    expect(await last(recordedAt)).toBe('2024-03-25');
  });

  test('is before the recording of all that comes after the answer', async () => {
    const body = cooperativeBody();
    const { knownAt } = await api.fund.read('/v1/fund');
    const [{ recordedAt }, between] = await Promise.all([
      api.fund.add('/v1/cooperatives', body),
      api.fund.read('/v1/fund'),
    ]);
    expect(recordedAt > knownAt).toBe(true);
    const seen = await api.fund.read(
      `/v1/cooperatives?code=${body.code}&knownAt=${between.knownAt}`,
    );
    expect(seen.data).toHaveLength(recordedAt <= between.knownAt ? 1 : 0);
  });
});

describe('the order of entry', () => {
  test('does not change a position: the same facts give the same one', async () => {
    // Disbursed in two tranches; the allocations are facts, so they are stated.
    const facts: [string, Json][] = [
      ['disbursements', payment('120000000', '2023-03-25')],
      ['disbursements', payment('80000000', '2023-04-25')],
      [
        'repayments',
        payment('3000000', '2023-06-26', { allocation: components('1000000', '2000000') }),
      ],
      [
        'repayments',
        payment('60000000', '2023-07-10', { allocation: components('59900000', '0', '100000') }),
      ],
      [
        'repayments',
        payment('500000', '2023-05-05', { allocation: components('100000', '400000') }),
      ],
    ];
    const enter = async (order: readonly number[]) => {
      const { id } = await api.fund.add('/v1/cooperatives', cooperativeBody());
      const loan = await api.fund.add('/v1/loans', loanBody(id));
      for (const index of order) {
        const [kind, body] = facts[index] ?? ['', {}];
        const voucherNumber = `${body.voucherNumber}/${loan.contractNumber}`;
        await api.fund.add(`/v1/loans/${loan.id}/${kind}`, { ...body, voucherNumber });
      }
      const positions = [];
      for (const asOf of ['2023-06-27', '2023-07-10', '2024-03-31']) {
        const at = await api.fund.read(`/v1/loans/${loan.id}/position?asOf=${asOf}`);
        positions.push(without(at, 'loanId', 'knownAt'));
      }
      return positions;
    };
    const first = await enter([0, 1, 2, 3, 4]);
    expect(first[2].principal.outstanding).toBe('139000000');
    expect(await enter([0, 4, 1, 3, 2])).toEqual(first);
    expect(await enter([1, 0, 3, 4, 2])).toEqual(first);
  });
});
