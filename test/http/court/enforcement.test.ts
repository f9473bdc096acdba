import {
  components,
  contribute,
  lend,
  payment,
  startApi,
  type Api,
  type Client,
  type Json,
} from '../../support/api.ts';

// The loan of `lend`: 200 million from 25/3/2023 at 6.6% (overdue 9.9%), 50 million due on 25/6/2023.

const CASES = '/v1/litigation-cases';

const TODAY = '2026-11-30';

let api: Api;

beforeAll(async () => {
  api = await startApi(TODAY);
  await contribute(api.fund, '50000000000');
});

afterAll(() => api.close());

const AWARD = components('200000000', '3600000', '900000');

async function filed(client: Client, more: object = {}) {
  const borrower = await lend(client);
  const { id, warnings } = await client.add(CASES, {
    cooperativeId: borrower.cooperativeId,
    loanIds: [borrower.loanId],
    docketType: 'civil',
    filedOn: '2025-07-01',
    court: 'Tòa án nhân dân khu vực 3 - Lạng Sơn',
    claim: AWARD,
    ...more,
  });
  const casePath = `${CASES}/${id}`;
  const body = (stage: string, occurredOn: string, said: object = {}) => ({
    stage,
    occurredOn,
    ...said,
  });
  const go = (...[stage, occurredOn, said]: Parameters<typeof body>) =>
    client.add(`${casePath}/stages`, body(stage, occurredOn, said));
  const ask = (...[stage, occurredOn, said]: Parameters<typeof body>) =>
    client.post(`${casePath}/stages`, body(stage, occurredOn, said));
  const terms = async (asOf: string) => {
    const query = `litigationCaseId=${id}&asOf=${asOf}&until=2045-12-31`;
    const { data } = await client.read(`/v1/deadlines?${query}`);
    return data.map((each: Json) => [each.kind, each.dueOn, each.since, each.amount]);
  };
  return { ...borrower, id, casePath, warnings, go, ask, terms };
}

/** A case whose judgment became final, and whose enforcement was decided. */
async function enforced(client: Client, on = '2026-07-20', more: object = {}) {
  const suit = await filed(client, more);
  const { go } = suit;
  await go('fee_advance_paid', '2025-07-10');
  await go('accepted', '2025-07-12');
  await go('hearing', '2026-05-18');
  await go('first_instance_judgment', '2026-05-18', {
    amounts: AWARD,
    documentNumber: '12/2026/DS-ST',
  });
  await go('final', '2026-06-18');
  await go('enforcement_requested', on);
  await go('enforcement_decided', on, { documentNumber: '31/QĐ-THADS' });
  return suit;
}

describe('a stage of the enforcement law of 2026', () => {
  test('is refused before its day with the reason and the way, and taken on it', async () => {
    const { ask, go, casePath } = await enforced(api.fund, '2026-06-25');
    const early = await ask('enforcement_suspended', '2026-06-30');
    expect(early.status).toBe(422);
    expect(early.body).toMatchObject({
      code: 'stage-not-in-law',
      rule: 'R38',
      figures: { stage: 'enforcement_suspended', occurredOn: '2026-06-30', from: '2026-07-01' },
    });
    expect(early.body.detail).toContain('That law is in force from 2026-07-01');
    const vi = { 'accept-language': 'vi' };
    const body = { stage: 'request_returned', occurredOn: '2026-06-30' };
    const { body: told } = await api.fund.post(`${casePath}/stages`, body, vi);
    expect(told.detail).toContain(
      'Giai đoạn “trả lại đơn yêu cầu thi hành án” thuộc luật chưa có hiệu lực vào ngày 30/06/2026. Luật đó có ' +
        'hiệu lực từ ngày 01/07/2026.',
    );
    // Nor does the case offer them on a day before.
    const canFollow = async (asOf: string) =>
      (await api.fund.read(`${casePath}?asOf=${asOf}`)).canFollow;
    const older = ['enforcement_requested', 'no_means_found', 'assets_attached'];
    expect(await canFollow('2026-06-30')).toEqual([...older, 'enforcement_closed']);
    expect(await canFollow('2026-07-01')).toEqual([
      ...older,
      'enforcement_stayed',
      'enforcement_suspended',
      'enforcement_entrusted',
      'enforcement_terminated',
      'enforcement_closed',
    ]);
    // The case was under way: its stages stay, the new ones follow (art. 116).
    const suspended = await go('enforcement_suspended', '2026-07-01');
    expect(suspended.canFollow).toEqual(['enforcement_resumed', 'enforcement_terminated']);
    const shown = await api.fund.read(casePath);
    expect(shown).toMatchObject({ stage: 'enforcement_suspended', sued: true });
    expect(shown.stages).toHaveLength(9);
  });

  test('that is terminated needs a ground, ends the suit, and may leave the right to ask again', async () => {
    const first = await enforced(api.fund);
    const bare = await first.ask('enforcement_terminated', '2026-08-03');
    expect(bare.status).toBe(400);
    expect(bare.body.errors[0].pointer).toBe('/ground');
    const ground = 'Quỹ có văn bản không yêu cầu thi hành án';
    const ended = await first.go('enforcement_terminated', '2026-08-03', {
      ground,
      terminatedFor: 'creditor_request',
    });
    expect(ended).toMatchObject({ ground, terminatedFor: 'creditor_request', canFollow: [] });
    expect((await first.ask('enforcement_requested', '2026-08-04')).status).toBe(422);
    expect(await api.fund.read(first.casePath)).toMatchObject({ sued: false, canFollow: [] });
    // What was decided cannot be sued for again: no limitation runs, though 50 million are past due.
    const { data } = await api.fund.read(`/v1/deadlines?loanId=${first.loanId}&until=2040-12-31`);
    expect(data.filter((each: Json) => each.kind === 'limitation_to_sue')).toEqual([]);

    const second = await enforced(api.fund);
    await second.go('enforcement_terminated', '2026-08-03', {
      ground: 'HTX đã giải thể, không còn tài sản, không có người thừa kế nghĩa vụ',
      terminatedFor: 'debtor_gone',
    });
    await second.go('enforcement_requested', '2026-09-01');
    expect(await api.fund.read(second.casePath)).toMatchObject({ sued: true });
  });

  test('has only the fields of its stage', async () => {
    const { ask } = await enforced(api.fund);
    const pointer = async (stage: string, said: object) => {
      const { status, body } = await ask(stage, '2026-08-03', said);
      return [status, body.errors?.[0].pointer];
    };
    expect(await pointer('no_means_found', { channel: 'portal' })).toEqual([400, '/channel']);
    expect(await pointer('no_means_found', { stayedBy: 'agreement' })).toEqual([400, '/stayedBy']);
    const instalments = [{ dueOn: '2027-01-01', amount: '1' }];
    expect(await pointer('no_means_found', { instalments })).toEqual([400, '/instalments']);
  });
});

describe('an award in dated parts', () => {
  const judged = async () => {
    const suit = await filed(api.fund);
    await suit.go('fee_advance_paid', '2025-07-10');
    await suit.go('accepted', '2025-07-12');
    return suit;
  };

  test('is at most what is awarded at the stage, and is refused with the figures else', async () => {
    const { ask, go } = await judged();
    // 200,000,000 + 3,600,000 + 900,000 = 204,500,000 awarded; 204,500,001 in parts.
    const parts = [
      { dueOn: '2027-03-01', amount: '104500001' },
      { dueOn: '2027-09-01', amount: '100000000' },
    ];
    const refused = await ask('settlement_recognised', '2026-07-10', {
      amounts: AWARD,
      instalments: parts,
    });
    expect(refused.body).toMatchObject({
      status: 422,
      code: 'instalments-above-award',
      figures: { instalments: '204500001', awarded: '204500000', excess: '1' },
    });
    const alone = await ask('settlement_recognised', '2026-07-10', { instalments: parts });
    expect([alone.status, alone.body.errors[0].pointer]).toEqual([400, '/amounts']);
    const twice = [parts[1], parts[1]];
    const double = await ask('settlement_recognised', '2026-07-10', {
      amounts: AWARD,
      instalments: twice,
    });
    expect([double.status, double.body.errors[0].pointer]).toEqual([400, '/instalments/1/dueOn']);
    const taken = [parts[1], { ...parts[0], amount: '104500000' }];
    const { instalments } = await go('settlement_recognised', '2026-07-10', {
      amounts: AWARD,
      instalments: taken,
    });
    expect(instalments).toEqual([taken[1], taken[0]]);
  });

  test('has a clock for each part, in the list, its CSV and its totals', async () => {
    const { go, terms, id, path } = await judged();
    await go('settlement_recognised', '2026-07-10', {
      amounts: AWARD,
      instalments: [
        { dueOn: '2027-03-01', amount: '100000000' },
        { dueOn: '2027-09-01', amount: '80000000' },
      ],
    });
    // 204.5 m awarded less 180 m in parts: 24.5 m at once. Five years each; a year for state money.
    expect(await terms('2026-07-31')).toEqual([
      ['state_money_request', '2027-07-10', '2026-07-10', null],
      ['enforcement_request', '2031-07-10', '2026-07-10', '24500000'],
      ['enforcement_request', '2032-03-01', '2027-03-01', '100000000'],
      ['enforcement_request', '2032-09-01', '2027-09-01', '80000000'],
    ]);
    // 30 million through the case: 24.5 m pay what was due at once, 5.5 m of the first part.
    const through = { litigationCaseId: id };
    await api.fund.add(`${path}/repayments`, payment('30000000', '2026-08-03', through));
    expect(await terms('2026-08-31')).toEqual([
      ['state_money_request', '2028-03-01', '2027-03-01', null],
      ['enforcement_request', '2032-03-01', '2027-03-01', '94500000'],
      ['enforcement_request', '2032-09-01', '2027-09-01', '80000000'],
    ]);
    const query = `litigationCaseId=${id}&asOf=2026-08-31&until=2045-12-31`;
    const asked = `/v1/deadlines?${query}&kind=enforcement_request`;
    expect((await api.fund.read(asked)).totals).toEqual([
      { kind: 'enforcement_request', lapsed: false, count: 2, amount: '174500000' },
    ]);
    const { text } = await api.fund.get(`${asked}&format=csv`);
    expect(text).toContain('"enforcement_request","2032-03-01"');
  });
});

describe('a request that is returned', () => {
  test('comes after two years without means; no clock runs, and it is filed again', async () => {
    const { go, terms, casePath, cooperativeId, id } = await enforced(api.fund);
    // Ten days from 20/7/2026 of its own accord.
    expect(await terms('2026-07-20')).toEqual([
      ['voluntary_period', '2026-07-30', '2026-07-20', null],
    ]);
    // Notified on 23/7/2026: ten days from then.
    const log = `/v1/cooperatives/${cooperativeId}/collection-entries`;
    const notified = { kind: 'enforcement_notified', occurredOn: '2026-07-23' };
    const unnamed = await api.fund.post(log, notified);
    expect([unnamed.status, unnamed.body.errors[0].pointer]).toEqual([400, '/litigationCaseId']);
    await api.fund.add(log, { ...notified, litigationCaseId: id });
    expect(await terms('2026-07-23')).toEqual([
      ['voluntary_period', '2026-08-02', '2026-07-23', null],
    ]);
    await go('no_means_found', '2026-08-10');
    expect(await terms('2026-08-10')).toEqual([
      ['means_recheck', '2027-02-10', '2026-08-10', null],
      ['request_return', '2028-08-10', '2026-08-10', null],
    ]);
    await go('request_returned', '2026-11-02');
    // None of the law; six months from 2/11/2026 the fund looks itself.
    expect(await terms('2026-11-30')).toEqual([
      ['means_recheck', '2027-05-02', '2026-11-02', null],
    ]);
    expect(await api.fund.read(casePath)).toMatchObject({
      sued: true,
      canFollow: ['enforcement_requested'],
    });
    const again = await go('enforcement_requested', '2026-11-30', {
      channel: 'portal',
      receiptNumber: 'TN-0912/2026',
    });
    expect(again).toMatchObject({ channel: 'portal', receiptNumber: 'TN-0912/2026', warnings: [] });
  });
});

describe('a stay', () => {
  test('by agreement proposes a freeze, and its end proposes the end of the freeze', async () => {
    const { go, casePath, loanId, path } = await enforced(api.fund);
    const said = { ground: 'Hai bên thỏa thuận', documentNumber: '07/QĐ-HTHA' };
    const { body: tried } = await api.fund.post(`${casePath}/stages/preview`, {
      stage: 'enforcement_stayed',
      occurredOn: '2026-08-03',
      ...said,
    });
    const proposed = [{ loanId, from: '2026-08-03', to: null }];
    expect(tried).toMatchObject({
      canFollow: ['enforcement_resumed', 'enforcement_terminated'],
      proposedFreeze: proposed,
      proposedFreezeEnd: [],
      warnings: [],
    });
    expect((await api.fund.read(casePath)).stage).toBe('enforcement_decided');
    expect((await go('enforcement_stayed', '2026-08-03', said)).proposedFreeze).toEqual(proposed);
    expect((await api.fund.read(casePath)).proposedFreeze).toEqual(proposed);
    const interest = async () => {
      const { totals } = await api.fund.read(`${path}/interest?from=2026-08-03&to=2026-09-03`);
      return BigInt(totals.inTerm) + BigInt(totals.overdue);
    };
    expect(await interest()).toBeGreaterThan(0n);
    const freeze = await api.fund.add(`${path}/freezes`, {
      from: '2026-08-03',
      decisionNumber: '07/QĐ-HTHA',
    });
    expect(await interest()).toBe(0n);
    expect((await api.fund.read(casePath)).proposedFreeze).toEqual([]);
    const resumed = await go('enforcement_resumed', '2026-10-05', { documentNumber: '15/QĐ' });
    const end = { loanId, freezeId: freeze.id, from: '2026-08-03', to: '2026-10-05', isOpen: true };
    expect(resumed).toMatchObject({ proposedFreeze: [], proposedFreezeEnd: [end] });
    await api.fund.add(`/v1/freezes/${freeze.id}/end`, {
      to: '2026-10-05',
      decisionNumber: '15/QĐ',
    });
    expect((await api.fund.read(casePath)).proposedFreezeEnd).toEqual([]);
  });

  test('for a protest is for three months at most, and one with interest proposes nothing', async () => {
    const { go, casePath, loanId, terms } = await enforced(api.fund);
    const stay = { stage: 'enforcement_stayed', occurredOn: '2026-08-03' };
    const tried = async (said: object) =>
      (await api.fund.post(`${casePath}/stages/preview`, { ...stay, ...said })).body.proposedFreeze;
    expect(await tried({ interestGoesOn: true })).toEqual([]);
    expect(await tried({ stayedBy: 'other', ground: 'HTX chưa xác định được địa chỉ' })).toEqual(
      [],
    );
    const protest = await go(stay.stage, stay.occurredOn, { stayedBy: 'protest_authority' });
    expect(protest.proposedFreeze).toEqual([{ loanId, from: '2026-08-03', to: '2026-11-03' }]);
    expect(await terms('2026-08-31')).toEqual([['stay_end', '2026-11-03', '2026-08-03', null]]);
  });
});

describe('state money', () => {
  test('not asked for within a year warns in the case and at the request', async () => {
    const { go, casePath } = await filed(api.fund);
    await go('fee_advance_paid', '2025-07-10');
    await go('accepted', '2025-07-12');
    await go('settlement_recognised', '2025-09-01', { amounts: AWARD });
    const warned = async (asOf: string) =>
      (await api.fund.read(`${casePath}?asOf=${asOf}`)).warnings;
    // A year from 1/9/2025; told from 1/7/2026 on, and a warning once it has passed.
    expect(await warned('2026-09-01')).toEqual([]);
    expect(await warned('2026-09-02')).toMatchObject([
      {
        code: 'state-money-not-asked',
        rule: 'R38',
        figures: { since: '2025-09-01', dueOn: '2026-09-01' },
      },
    ]);
    const late = await go('enforcement_requested', '2026-11-02');
    expect(late.warnings).toMatchObject([
      { code: 'state-money-not-asked', figures: { askedOn: '2026-11-02' } },
    ]);
    expect(await warned('2026-11-30')).toEqual([]);
  });
});

describe('a receipt on the day of the judgment', () => {
  test('counts once, as received since the award, and the judgment warns of it', async () => {
    const { go, id, path, casePath } = await filed(api.fund);
    await go('fee_advance_paid', '2025-07-10');
    await go('accepted', '2025-07-12');
    await go('hearing', '2026-05-18');
    const through = { litigationCaseId: id };
    await api.fund.add(`${path}/repayments`, payment('1000000', '2026-05-17', through));
    await api.fund.add(`${path}/repayments`, payment('4500000', '2026-05-18', through));
    const claim = await api.fund.read(`${casePath}/claim?asOf=2026-05-18`);
    const judged = await go('first_instance_judgment', '2026-05-18', { amounts: AWARD });
    expect(judged.warnings).toMatchObject([
      {
        code: 'receipt-on-judgment-day',
        rule: 'R26',
        figures: { occurredOn: '2026-05-18', received: '4500000' },
      },
    ]);
    const { award } = await api.fund.read(`${casePath}?asOf=2026-05-18`);
    // 204,500,000 awarded less the 4,500,000 of the day; the million of the day before the court has seen.
    expect(award.receivedSince.total).toBe('4500000');
    expect(award.awardedLessReceived.total).toBe('200000000');
    // The claim of the day has it off once as well.
    const owed = await api.fund.read(`${path}/position?asOf=2026-05-18`);
    expect(claim.total).toBe(owed.payoff);
  });
});

describe('the catalogues', () => {
  test('warn of a court or office of another matter or place, and refuse nothing', async () => {
    const fund = await api.addFund();
    await contribute(fund, '10000000000');
    const policy = (name: string, value: object[]) =>
      fund.add('/v1/policies', {
        name,
        value,
        effectiveOn: '2025-07-01',
        sourceDocument: 'Nghị quyết 81/2025/UBTVQH15',
      });
    const [here, there] = ['Tòa án nhân dân khu vực 3', 'Tòa án nhân dân khu vực 1'];
    const bankrupt = 'Tòa án nhân dân khu vực 2 - Hà Nội';
    const matters = ['civil', 'commercial'];
    await policy('courts', [
      { name: here, takesOver: [], matters, localities: ['Văn Quan'] },
      { name: there, takesOver: [], matters, localities: ['Cao Lộc'] },
      { name: bankrupt, takesOver: [], matters: ['bankruptcy'] },
    ]);
    const codes = async (court: string) =>
      (await filed(fund, { court })).warnings
        .filter((each: Json) => each.code !== 'claim-differs')
        .map((each: Json) => [each.code, each.figures.possible]);
    expect(await codes(here)).toEqual([]);
    expect(await codes(there)).toEqual([['court-of-other-place', [here]]]);
    expect(await codes(bankrupt)).toEqual([['court-of-other-matter', [here]]]);

    const office = 'Phòng Thi hành án dân sự khu vực 1';
    await policy('enforcementOffices', [
      { name: office, kind: 'regional_section', takesOver: [], localities: ['Cao Lộc'] },
    ]);
    const { go, casePath } = await filed(fund, { court: here });
    await go('fee_advance_paid', '2025-07-10');
    await go('accepted', '2025-07-12');
    await go('settlement_recognised', '2026-07-10');
    const { warnings } = await go('enforcement_requested', '2026-07-20', {
      enforcementOffice: office,
    });
    expect(warnings).toMatchObject([
      { code: 'office-of-other-place', figures: { office, locality: 'Văn Quan' } },
    ]);
    expect((await fund.read(casePath)).enforcementOffice).toBe(office);
  });
});

describe('GET /v1/litigation-cases/{id}/enforcement-request', () => {
  test('asks for what is left and has fallen due, and names what is missing', async () => {
    const { go, id, path, casePath } = await filed(api.fund);
    await go('fee_advance_paid', '2025-07-10');
    await go('accepted', '2025-07-12');
    const request = `${casePath}/enforcement-request`;
    const none = await api.fund.get(`${request}?asOf=2026-07-09`);
    expect(none.body).toMatchObject({ status: 422, code: 'nothing-to-enforce' });
    await go('settlement_recognised', '2026-07-10', {
      amounts: AWARD,
      documentNumber: '08/2026/QĐST-DS',
      instalments: [
        { dueOn: '2026-09-01', amount: '100000000' },
        { dueOn: '2027-09-01', amount: '80000000' },
      ],
    });
    const through = { litigationCaseId: id };
    await api.fund.add(`${path}/repayments`, payment('30000000', '2026-08-03', through));
    const asked = await api.fund.read(`${request}?asOf=2026-09-30`);
    // 204.5 m less 30 m = 174.5 m left, of which 80 m fall due in 2027: 94.5 m.
    expect(asked).toMatchObject({
      judgment: {
        stage: 'settlement_recognised',
        documentNumber: '08/2026/QĐST-DS',
        occurredOn: '2026-07-10',
        inForceOn: '2026-07-10',
      },
      award: {
        awarded: { ...AWARD, total: '204500000' },
        received: { total: '30000000' },
        left: { total: '174500000' },
      },
      instalments: [
        { dueOn: '2026-09-01', amount: '100000000', left: '94500000', hasFallenDue: true },
        { dueOn: '2027-09-01', amount: '80000000', left: '80000000', hasFallenDue: false },
      ],
      notDue: '80000000',
      asked: '94500000',
      askedInWords: 'Chín mươi bốn triệu năm trăm nghìn đồng',
      enforcementOffice: null,
    });
    expect(asked.missing).toEqual([
      'creditor.taxCode',
      'creditor.address',
      'creditor.phone',
      'creditor.accountNumber',
      'creditor.bankName',
      'creditor.signatoryName',
      'debtor.taxCode',
      'debtor.address',
      'debtor.phone',
      'enforcementOffice',
    ]);
    const { text } = await api.fund.get(`${request}?asOf=2026-09-30&format=text`);
    expect(text).toContain('ĐƠN YÊU CẦU THI HÀNH ÁN');
    expect(text).toContain('94.500.000');
    expect(text).toContain('Kính gửi: ……………………');
    for (const format of ['pdf', 'docx']) {
      expect((await api.fund.get(`${request}?asOf=2026-09-30&format=${format}`)).status).toBe(200);
    }
    // As filed: its office, channel and receipt.
    await go('enforcement_requested', '2026-10-05', {
      enforcementOffice: 'Phòng Thi hành án dân sự khu vực 3',
      channel: 'paper',
    });
    const filing = await api.fund.read(`${request}?asOf=2026-10-05`);
    expect(filing).toMatchObject({
      enforcementOffice: 'Phòng Thi hành án dân sự khu vực 3',
      channel: 'paper',
    });
    expect(filing.missing.at(-1)).toBe('receiptNumber');
  });

  test('asks for nothing neither while no part has fallen due nor once all is received', async () => {
    const { go, id, path, casePath } = await filed(api.fund);
    await go('fee_advance_paid', '2025-07-10');
    await go('accepted', '2025-07-12');
    const request = `${casePath}/enforcement-request`;
    // 204.5 m awarded: 24.5 m at once, 100 m on 1/9/2026, 80 m on 1/10/2026.
    await go('settlement_recognised', '2026-07-10', {
      amounts: AWARD,
      instalments: [
        { dueOn: '2026-09-01', amount: '100000000' },
        { dueOn: '2026-10-01', amount: '80000000' },
      ],
    });
    expect((await api.fund.read(`${request}?asOf=2026-07-10`)).asked).toBe('24500000');
    const through = { litigationCaseId: id };
    // 30 m: the 24.5 m and 5.5 m of the first part.
    await api.fund.add(`${path}/repayments`, payment('30000000', '2026-08-03', through));
    for (const format of ['', '&format=pdf']) {
      const early = await api.fund.get(`${request}?asOf=2026-08-31${format}`);
      expect(early.body).toMatchObject({
        status: 409,
        code: 'nothing-due-of-award',
        rule: 'R38',
        figures: { asOf: '2026-08-31', dueOn: '2026-09-01', left: '94500000' },
      });
      expect(early.body.detail).toContain('94,500,000 VND is left, falls due on 2026-09-01');
    }
    expect((await api.fund.read(`${request}?asOf=2026-09-01`)).asked).toBe('94500000');
    // By 2/10/2026 all is due, and the 174.5 m that is left comes in with interest since, by component.
    const { award } = await api.fund.read(`${casePath}?asOf=2026-10-02`);
    const { total, ...allocation } = award.left;
    expect(total).toBe('174500000');
    await api.fund.add(
      `${path}/repayments`,
      payment(total, '2026-10-02', { ...through, allocation }),
    );
    const vi = { 'accept-language': 'vi' };
    const none = await api.fund.get(`${request}?asOf=2026-10-02`, vi);
    expect(none.body.figures).toEqual({ asOf: '2026-10-02', awarded: '204500000' });
    expect(none.body.detail).toContain('Đã thu đủ 204.500.000 đồng được tuyên');
    expect(none.body.detail).not.toContain('Phần kế tiếp');
  });
});
