import {
  components,
  contribute,
  expectRefused,
  lend,
  startApi,
  type Api,
  type Json,
} from '../../support/api.ts';

let api: Api;

let borrower: Awaited<ReturnType<typeof lend>>;

beforeAll(async () => {
  api = await startApi();
  await contribute(api.fund, '50000000000');
  borrower = await lend(api.fund);
});

afterAll(() => api.close());

const CASES = '/v1/litigation-cases';

const petition = (more: object = {}) => ({
  cooperativeId: borrower.cooperativeId,
  loanIds: [borrower.loanId],
  court: 'Tòa án nhân dân huyện Văn Quan',
  docketType: 'civil',
  filedOn: '2023-07-01',
  claim: components('200000000', '3743013', '189863'),
  ...more,
});

const refused = (
  address: string,
  body: object,
  problem: { status: number; code: string; [more: string]: unknown },
) => expectRefused(api, { ask: () => api.fund.post(address, body), unchanged: CASES }, problem);

const AFTER_PETITION = ['amendment_asked', 'petition_returned', 'fee_advance_paid', 'withdrawn'];

describe('POST /v1/litigation-cases', () => {
  test('files a case whose first stage is the petition', async () => {
    const answer = await api.fund.post(CASES, petition());
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ...petition(),
      cooperativeName: 'HTX Xuân Mai',
      locality: 'Văn Quan',
      contractNumbers: [borrower.contractNumber],
      stages: [{ stage: 'petition_filed', occurredOn: '2023-07-01', fullRecovery: null }],
      canFollow: AFTER_PETITION,
    });
    expect(answer.headers['location']).toBe(`${CASES}/${answer.body.id}`);
    const { warnings, affects: _, receivedBefore, ...filed } = answer.body;
    expect(receivedBefore).toEqual([]);
    expect(warnings.map((each: Json) => each.code)).toEqual(['claim-differs']);
    expect(await api.fund.read(`${CASES}/${filed.id}`)).toMatchObject(filed);
    const { data } = await api.fund.read(`${CASES}?cooperativeId=${borrower.cooperativeId}`);
    expect(data).toContainEqual(filed);
  });

  test('refuses a loan of another borrower, one before signing, and one tomorrow', async () => {
    const stranger = await lend(api.fund);
    const loanIds = [borrower.loanId, stranger.loanId];
    await refused(CASES, petition({ loanIds }), {
      status: 422,
      code: 'other-borrower',
      rule: 'R26',
    });
    const before = { status: 422, code: 'before-contract' };
    await refused(CASES, petition({ filedOn: '2023-03-19' }), before);
    const future = { status: 422, code: 'dated-in-future' };
    await refused(CASES, petition({ filedOn: '2024-04-01' }), future);
  });

  test.each<[string, object, string]>([
    ['no loan', { loanIds: [] }, '/loanIds'],
    ['a docket type that is none', { docketType: 'criminal' }, '/docketType'],
    ['a claim without a component', { claim: { principal: '1' } }, '/claim/inTermInterest'],
    ['a negative claim', { claim: components('-1', '0') }, '/claim/principal'],
  ])('refuses %s', async (_, more, pointer) => {
    const problem = { status: 400, code: 'validation' };
    const { body } = await refused(CASES, petition(more), problem);
    expect(body.errors[0].pointer).toBe(pointer);
  });
});

describe('POST /v1/litigation-cases/{id}/stages', () => {
  const filed = async (): Promise<string> => {
    const { id } = await api.fund.add(CASES, petition());
    return `${CASES}/${id}/stages`;
  };

  test('goes with a case to its end, stage by stage', async () => {
    const path = await filed();
    const way: [stage: string, occurredOn: string][] = [
      ['amendment_asked', '2023-07-10'],
      ['fee_advance_paid', '2023-07-10'],
      ['accepted', '2023-07-12'],
      ['mediation', '2023-08-01'],
      ['stayed', '2023-08-10'],
      ['hearing', '2023-09-01'],
      ['first_instance_judgment', '2023-09-01'],
      ['appealed', '2023-09-10'],
      ['appeal_judgment', '2023-11-01'],
      ['final', '2023-11-01'],
      ['enforcement_requested', '2023-11-15'],
      ['enforcement_decided', '2023-11-20'],
      ['no_means_found', '2023-12-20'],
      ['assets_attached', '2024-01-20'],
    ];
    for (const [stage, occurredOn] of way) {
      expect(await api.fund.add(path, { stage, occurredOn })).toMatchObject({ stage, occurredOn });
    }
    const closed = { stage: 'enforcement_closed', occurredOn: '2024-03-01' };
    const needed = { status: 400, code: 'validation' };
    await refused(path, closed, needed);
    await refused(
      path,
      { stage: 'enforcement_decided', occurredOn: '2024-03-01', fullRecovery: true },
      needed,
    );
    const last = { ...closed, fullRecovery: true, amounts: components('1', '2', '3', '4') };
    expect(await api.fund.add(path, last)).toMatchObject(last);
    const shown = await api.fund.read(path.replace('/stages', ''));
    expect(shown.stages.map((each: { stage: string }) => each.stage)).toEqual([
      'petition_filed',
      ...way.map(([stage]) => stage),
      'enforcement_closed',
    ]);
    expect(shown.canFollow).toEqual([]);
  });

  test('refuses an impossible stage and lists what can follow', async () => {
    const path = await filed();
    const { body } = await refused(
      path,
      { stage: 'final', occurredOn: '2023-07-10' },
      {
        status: 422,
        code: 'stage-not-possible',
        rule: 'R26',
        figures: { stage: 'final', lastStage: 'petition_filed', possible: AFTER_PETITION },
      },
    );
    // The codes are in the figures; the detail says them in words, in both languages.
    expect(body.detail).toContain(
      'After the stage “petition filed” can follow: amendment asked, petition returned, fee advance paid, ' +
        'withdrawn.',
    );
    const vi = { 'accept-language': 'vi' };
    const again = await api.fund.post(path, { stage: 'final', occurredOn: '2023-07-10' }, vi);
    expect(again.body.detail).toContain(
      'Sau giai đoạn “đã nộp đơn khởi kiện” có thể là: tòa án yêu cầu sửa đổi, bổ sung đơn, tòa án trả lại ' +
        'đơn, đã nộp tạm ứng án phí, đã rút đơn khởi kiện.',
    );
    await api.fund.add(path, { stage: 'petition_returned', occurredOn: '2023-07-10' });
    await refused(
      path,
      { stage: 'accepted', occurredOn: '2023-07-11' },
      { status: 422, code: 'stage-not-possible', figures: { possible: [] } },
    );
  });

  test('refuses a stage before the last one, and one tomorrow', async () => {
    const path = await filed();
    await refused(
      path,
      { stage: 'fee_advance_paid', occurredOn: '2023-06-30' },
      {
        status: 422,
        code: 'stage-out-of-order',
        figures: { occurredOn: '2023-06-30', lastOccurredOn: '2023-07-01' },
      },
    );
    await refused(
      path,
      { stage: 'fee_advance_paid', occurredOn: '2024-04-01' },
      { status: 422, code: 'dated-in-future' },
    );
  });
});

describe('POST /v1/litigation-cases/{id}/stages/{stageId}/reversal', () => {
  test('takes back the last stage only', async () => {
    const { id, stages } = await api.fund.add(CASES, petition());
    const path = `${CASES}/${id}/stages`;
    const paid = await api.fund.add(path, { stage: 'fee_advance_paid', occurredOn: '2023-07-10' });
    const reason = { reason: 'Nhập nhầm' };
    const problem = { status: 422, code: 'later-fact-impossible', rule: 'R12' };
    await refused(`${path}/${stages[0].id}/reversal`, reason, problem);
    const reversal = await api.fund.add(`${path}/${paid.id}/reversal`, reason);
    expect(reversal).toMatchObject({ reversedId: paid.id, ...reason, effectiveOn: '2023-07-10' });
    const again = { status: 409, code: 'already-reversed' };
    await refused(`${path}/${paid.id}/reversal`, reason, again);
    const shown = await api.fund.read(`${CASES}/${id}`);
    expect(shown.stages).toHaveLength(1);
    expect(shown.canFollow).toEqual(AFTER_PETITION);
    const other = await api.fund.add(CASES, petition());
    const missed = await api.fund.post(`${CASES}/${other.id}/stages/${paid.id}/reversal`, reason);
    expect(missed.status).toBe(404);
  });
});

describe('a case whose filing was reversed', () => {
  test('is filed again on its new day, and not before the contract was signed', async () => {
    const { id, stages } = await api.fund.add(CASES, petition());
    const path = `${CASES}/${id}/stages`;
    await api.fund.add(`${path}/${stages[0].id}/reversal`, { reason: 'Nhầm ngày nộp đơn' });
    await refused(
      path,
      { stage: 'petition_filed', occurredOn: '2010-01-01' },
      { status: 422, code: 'before-contract' },
    );
    await api.fund.add(path, { stage: 'petition_filed', occurredOn: '2023-07-05' });
    expect(await api.fund.read(`${CASES}/${id}`)).toMatchObject({
      filedOn: '2023-07-05',
      stages: [{ stage: 'petition_filed', occurredOn: '2023-07-05' }],
    });
  });
});

describe('GET /v1/litigation-cases', () => {
  test('pages through all cases as they were entered, each exactly once', async () => {
    const { data: all } = await api.fund.read(`${CASES}?limit=200`);
    expect(all.length).toBeGreaterThan(3);
    const paged = [];
    let cursor = '';
    do {
      const page = await api.fund.read(`${CASES}?limit=2${cursor}`);
      paged.push(...page.data);
      cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    } while (cursor !== '');
    expect(paged).toEqual(all);
    expect((await api.other.read(CASES)).data).toEqual([]);
  });

  test('narrows to a court and to the last stage, before it is cut into pages', async () => {
    const court = 'Tòa án nhân dân huyện Tràng Định';
    const { id } = await api.fund.add(CASES, petition({ court }));
    const by = (query: object) => api.fund.read(`${CASES}?${new URLSearchParams({ ...query })}`);
    expect((await by({ court, limit: '1' })).data).toMatchObject([{ id }]);
    expect((await by({ court, stage: 'petition_filed' })).data).toMatchObject([{ id }]);
    const stage = { stage: 'fee_advance_paid', occurredOn: '2023-07-10' };
    await api.fund.add(`${CASES}/${id}/stages`, stage);
    expect((await by({ court, stage: 'petition_filed' })).data).toEqual([]);
    expect((await by({ court, stage: 'fee_advance_paid', limit: '1' })).data).toMatchObject([
      { id },
    ]);
  });
});
