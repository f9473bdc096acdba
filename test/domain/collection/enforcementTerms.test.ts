import { deadlinesOfCase } from '../../../src/domain/collection/caseTerms.ts';
import type { CollectionKind } from '../../../src/domain/collection/collectionLog.ts';
import type { CaseFile, FiledStage } from '../../../src/domain/court/stages.ts';
import { on, paid, parts, plain, vnd } from '../../support/loans.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import { caseFile, stageOf } from '../../support/smallFund.ts';

const part = (dueOn: string, amount: string) => ({ dueOn: on(dueOn), amount: vnd(amount) });

const AWARD = { amounts: parts({ principal: '90_000_000' }) };

const filed = stageOf('petition_filed', '2026-01-05');

const of = (...stages: FiledStage[]): CaseFile => caseFile('A', { stages: [filed, ...stages] });

const checked = (
  day: string,
  litigationCaseId: string | null,
  kind: CollectionKind = 'means_check',
) => ({
  kind,
  occurredOn: on(day),
  cooperativeId: 'A',
  loanIds: [],
  litigationCaseId,
});

/** Kind, day, what it runs from, since when, and what is left of it. */
const terms = (file: CaseFile, asOf: string, log: readonly ReturnType<typeof checked>[] = []) =>
  deadlinesOfCase(file, on(asOf), log, DEFAULT_POLICIES).map((each) => [
    each.kind,
    each.dueOn,
    each.ground,
    each.since,
    plain(each.amount),
  ]);

const ofKind = (rows: ReturnType<typeof terms>, kind: string) =>
  rows.filter(([name]) => name === kind);

describe('the term to ask for enforcement (R38, Law 106/2025 art. 34)', () => {
  // 90 million recognised: 30 million on 1/3/2027, 40 million on 1/9/2027, the other 20 million at once.
  const settled = stageOf('settlement_recognised', '2026-07-10', {
    ...AWARD,
    instalments: [part('2027-03-01', '30_000_000'), part('2027-09-01', '40_000_000')],
  });

  test('runs for each dated part from its own day, for the rest from the settlement', () => {
    const rows = ofKind(terms(of(settled), '2026-07-31'), 'enforcement_request');
    expect(rows).toEqual([
      // Five years from 10/7/2026, from 1/3/2027 and from 1/9/2027.
      ['enforcement_request', '2031-07-10', 'settlement_recognised', '2026-07-10', '20000000'],
      ['enforcement_request', '2032-03-01', 'award_instalment', '2027-03-01', '30000000'],
      ['enforcement_request', '2032-09-01', 'award_instalment', '2027-09-01', '40000000'],
    ]);
  });

  test('of what was paid runs no more: what fell due first is paid first', () => {
    // 35 million: the 20 million due at once, and half of the 30 million.
    const file = {
      ...of(settled),
      receipts: [paid('2026-08-03', { principal: '35_000_000' })],
    };
    expect(ofKind(terms(file, '2026-08-31'), 'enforcement_request')).toEqual([
      ['enforcement_request', '2032-03-01', 'award_instalment', '2027-03-01', '15000000'],
      ['enforcement_request', '2032-09-01', 'award_instalment', '2027-09-01', '40000000'],
    ]);
  });

  test('a request covers what had fallen due; a part that falls due later has its own term', () => {
    const asked = of(settled, stageOf('enforcement_requested', '2027-04-01'));
    expect(ofKind(terms(asked, '2027-04-30'), 'enforcement_request')).toEqual([
      ['enforcement_request', '2032-09-01', 'award_instalment', '2027-09-01', '40000000'],
    ]);
  });

  test('does not run after a request was returned, nor once enforcement has ended', () => {
    const asked = [
      settled,
      stageOf('enforcement_requested', '2027-04-01'),
      stageOf('enforcement_decided', '2027-04-05'),
    ];
    const returned = [
      ...asked,
      stageOf('no_means_found', '2027-05-04'),
      stageOf('request_returned', '2029-05-04'),
    ];
    expect(ofKind(terms(of(...returned), '2029-06-01'), 'enforcement_request')).toEqual([]);
    expect(
      terms(of(...asked, stageOf('enforcement_terminated', '2027-06-01')), '2027-07-01'),
    ).toEqual([]);
  });

  test('without dated parts is as ever, one term of the whole', () => {
    const file = of(
      stageOf('first_instance_judgment', '2026-07-10', AWARD),
      stageOf('final', '2026-08-10'),
    );
    expect(ofKind(terms(file, '2026-08-10'), 'enforcement_request')).toEqual([
      ['enforcement_request', '2031-08-10', 'final', '2026-08-10', null],
    ]);
  });

  test('of a part that fell due before the judgment is final runs from the final judgment', () => {
    const file = of(
      stageOf('first_instance_judgment', '2026-07-10', {
        ...AWARD,
        instalments: [part('2026-07-31', '90_000_000')],
      }),
      stageOf('final', '2026-08-10'),
    );
    expect(ofKind(terms(file, '2026-08-31'), 'enforcement_request')).toEqual([
      ['enforcement_request', '2031-08-10', 'award_instalment', '2026-08-10', '90000000'],
    ]);
  });
});

describe('the year of state money (R38, Decree 152/2026 art. 9)', () => {
  const final = (day: string) =>
    of(stageOf('first_instance_judgment', day, AWARD), stageOf('final', day));

  test('runs from the final judgment until enforcement is asked for', () => {
    const file = final('2026-08-10');
    expect(ofKind(terms(file, '2026-08-31'), 'state_money_request')).toEqual([
      ['state_money_request', '2027-08-10', 'final', '2026-08-10', null],
    ]);
    const asked = of(...file.stages.slice(1), stageOf('enforcement_requested', '2026-09-01'));
    expect(ofKind(terms(asked, '2026-09-01'), 'state_money_request')).toEqual([]);
  });

  test('of a judgment from before the law is told from the law’s day on (art. 116)', () => {
    const file = final('2026-03-10');
    expect(ofKind(terms(file, '2026-06-30'), 'state_money_request')).toEqual([]);
    expect(ofKind(terms(file, '2026-07-01'), 'state_money_request')).toEqual([
      ['state_money_request', '2027-03-10', 'final', '2026-03-10', null],
    ]);
  });

  test('of a settlement payable later runs from the first part', () => {
    const file = of(
      stageOf('settlement_recognised', '2026-07-10', {
        ...AWARD,
        instalments: [part('2027-03-01', '30_000_000'), part('2027-09-01', '60_000_000')],
      }),
    );
    expect(ofKind(terms(file, '2026-07-31'), 'state_money_request')).toEqual([
      ['state_money_request', '2028-03-01', 'award_instalment', '2027-03-01', null],
    ]);
  });
});

describe('enforcement under way (R38)', () => {
  const decided = (day: string, ...later: FiledStage[]) =>
    of(stageOf('enforcement_requested', day), stageOf('enforcement_decided', day), ...later);

  test('leaves the debtor ten days of its own accord from 1/7/2026', () => {
    expect(terms(decided('2026-06-30'), '2026-07-31')).toEqual([]);
    expect(terms(decided('2026-08-24'), '2026-08-31')).toEqual([
      ['voluntary_period', '2026-09-03', 'enforcement_decided', '2026-08-24', null],
    ]);
  });

  test('leaves them from the day on which the debtor was notified, once the log says the day', () => {
    const file = decided('2026-08-24');
    const notified = (day: string, id: string | null = file.id) =>
      checked(day, id, 'enforcement_notified');
    // 27 August and ten days: 6 September.
    const from = ['voluntary_period', '2026-09-06', 'enforcement_notified', '2026-08-27', null];
    expect(terms(file, '2026-08-31', [notified('2026-08-27')])).toEqual([from]);
    // What is handed over again starts nothing anew; another case's decision, or an older one, neither.
    const others = [
      notified('2026-08-30'),
      notified('2026-08-25', 'case B'),
      notified('2026-08-20'),
    ];
    expect(terms(file, '2026-08-31', [...others, notified('2026-08-27')])).toEqual([from]);
    // A decision before the law, notified under it (art. 116): 1 July and ten days.
    expect(terms(decided('2026-06-30'), '2026-07-31', [notified('2026-07-01')])).toEqual([
      ['voluntary_period', '2026-07-11', 'enforcement_notified', '2026-07-01', null],
    ]);
  });

  test('of a debtor in prison or at no known address is looked at once a year', () => {
    const file = decided('2026-08-03', stageOf('no_means_found', '2026-08-31'));
    const recheck = (asOf: string, ...log: ReturnType<typeof checked>[]) =>
      ofKind(terms(file, asOf, log), 'means_recheck');
    const held = (day: string) => checked(day, file.id, 'debtor_imprisoned');
    // Found with the decision, or before it: twelve months from 31/8/2026.
    const yearly = [['means_recheck', '2027-08-31', 'no_means_found', '2026-08-31', null]];
    expect(recheck('2026-09-01', held('2026-08-31'))).toEqual(yearly);
    expect(recheck('2026-09-01', held('2026-08-10'))).toEqual(yearly);
    // What was known before enforcement was asked for may be true no more: six months.
    expect(recheck('2026-09-01', held('2026-08-02'))).toEqual([
      ['means_recheck', '2027-02-28', 'no_means_found', '2026-08-31', null],
    ]);
    // Found at no address on 26/2/2027: twelve months; found there on 5/4/2027: six.
    const unknown = checked('2027-02-26', null, 'address_unknown');
    expect(recheck('2027-03-01', held('2026-08-31'), unknown)).toEqual([
      ['means_recheck', '2028-02-26', 'address_unknown', '2027-02-26', null],
    ]);
    expect(recheck('2027-04-30', unknown, checked('2027-04-05', null))).toEqual([
      ['means_recheck', '2027-10-05', 'means_check', '2027-04-05', null],
    ]);
  });

  test('goes on to be looked at by the fund after the request was returned', () => {
    const none = [
      stageOf('no_means_found', '2026-08-31'),
      stageOf('request_returned', '2028-08-31'),
    ];
    const file = decided('2026-08-03', ...none);
    // 31/8/2028 and six months, clamped.
    expect(terms(file, '2028-09-01')).toEqual([
      ['means_recheck', '2029-02-28', 'request_returned', '2028-08-31', null],
    ]);
    const held = checked('2029-02-20', file.id, 'debtor_imprisoned');
    expect(terms(file, '2029-03-01', [held])).toEqual([
      ['means_recheck', '2030-02-20', 'debtor_imprisoned', '2029-02-20', null],
    ]);
    // On a day that the fund has set, as that and as nothing else.
    const set = stageOf('request_returned', '2028-08-31', { nextOn: on('2028-12-01') });
    expect(terms(decided('2026-08-03', set), '2028-09-01')).toEqual([
      ['means_recheck', '2028-12-01', 'request_returned', null, null],
    ]);
    const asked = decided('2026-08-03', ...none, stageOf('enforcement_requested', '2029-01-05'));
    expect(terms(asked, '2029-01-31')).toEqual([]);
  });

  test('without means is looked at every six months, and returned after two years', () => {
    const file = decided('2026-08-03', stageOf('no_means_found', '2026-08-31'));
    // 31 August and six months: clamped to 28 February.
    expect(terms(file, '2026-09-01')).toEqual([
      ['means_recheck', '2027-02-28', 'no_means_found', '2026-08-31', null],
      ['request_return', '2028-08-31', 'no_means_found', '2026-08-31', null],
    ]);
    // The next look runs from the last one; the two years do not.
    expect(terms(file, '2027-03-01', [checked('2027-02-26', null)])).toEqual([
      ['means_recheck', '2027-08-26', 'means_check', '2027-02-26', null],
      ['request_return', '2028-08-31', 'no_means_found', '2026-08-31', null],
    ]);
  });

  test('without means since before the law is returned two years after the decision (art. 116)', () => {
    const file = decided('2025-02-03', stageOf('no_means_found', '2025-03-03'));
    expect(ofKind(terms(file, '2026-06-30'), 'request_return')).toEqual([]);
    expect(ofKind(terms(file, '2026-07-01'), 'request_return')).toEqual([
      ['request_return', '2027-03-03', 'no_means_found', '2025-03-03', null],
    ]);
  });

  test('a look at the means that names a case moves the clock of that case alone', () => {
    const stages = decided('2026-08-03', stageOf('no_means_found', '2026-09-01')).stages;
    const recheck = (id: string, ...checks: ReturnType<typeof checked>[]) =>
      ofKind(terms(caseFile('A', { id, stages }), '2026-12-31', checks), 'means_recheck').map(
        ([, dueOn]) => dueOn,
      );
    const named = checked('2026-12-15', 'first case');
    expect(recheck('first case', named)).toEqual(['2027-06-15']);
    expect(recheck('second case', named)).toEqual(['2027-03-01']);
    // One that names none is about the debtor, so about both.
    const unnamed = checked('2026-12-15', null);
    expect(recheck('second case', unnamed)).toEqual(['2027-06-15']);
  });

  test('that is stayed tells when the stay ends', () => {
    const file = decided(
      '2026-08-03',
      stageOf('enforcement_stayed', '2026-08-10', { stayedBy: 'protest_authority' }),
    );
    expect(terms(file, '2026-08-31')).toEqual([
      ['stay_end', '2026-11-10', 'enforcement_stayed', '2026-08-10', null],
    ]);
    const agreed = decided(
      '2026-08-03',
      stageOf('enforcement_stayed', '2026-08-10', { nextOn: on('2027-02-10') }),
    );
    expect(terms(agreed, '2026-08-31')).toEqual([
      ['stay_end', '2027-02-10', 'enforcement_stayed', null, null],
    ]);
  });
});

describe('the term to appeal', () => {
  const judged = of(stageOf('first_instance_judgment', '2026-01-12'));

  test('that has run out is listed no more once the judgment is known to be final', () => {
    // Fifteen days from 12 January.
    expect(terms(judged, '2026-01-31')).toEqual([
      ['appeal', '2026-01-27', 'first_instance_judgment', '2026-01-12', null],
    ]);
    const final = of(...judged.stages.slice(1), stageOf('final', '2026-02-13'));
    expect(terms(final, '2026-01-31')).toEqual([]);
    // While it ran it ran.
    expect(ofKind(terms(final, '2026-01-27'), 'appeal')).toHaveLength(1);
  });
});

describe('enforcement that another fund had asked for (R38, Law 106/2025 art. 41)', () => {
  const handed = (...stages: FiledStage[]) =>
    caseFile('A', { stages: [filed, ...stages], takenOverOn: on('2026-10-01') });
  const asked = stageOf('enforcement_requested', '2026-09-07');
  const notice = (file: CaseFile, asOf: string, ...log: ReturnType<typeof checked>[]) =>
    ofKind(terms(file, asOf, log), 'successor_notice');
  const told = (day: string, id: string) => checked(day, id, 'successor_told');

  test('is to be told to the office from the handover on, until it was', () => {
    const file = handed(asked);
    expect(notice(file, '2026-09-30')).toEqual([]);
    const due = [['successor_notice', '2026-10-01', 'handover', '2026-10-01', null]];
    expect(notice(file, '2026-10-01')).toEqual(due);
    // What the log of the giving fund says, or says of another case, is none of it.
    expect(notice(file, '2026-10-31', told('2026-09-20', file.id))).toEqual(due);
    expect(notice(file, '2026-10-31', told('2026-10-05', 'case B'))).toEqual(due);
    expect(notice(file, '2026-10-31', told('2026-10-05', file.id))).toEqual([]);
  });

  test('that has ended, that was returned or that the fund itself asked for is nobody’s business', () => {
    const none = stageOf('no_means_found', '2026-09-14');
    expect(notice(handed(asked, none), '2026-10-31')).toHaveLength(1);
    for (const stage of [
      'request_returned',
      'enforcement_closed',
      'enforcement_terminated',
    ] as const)
      expect(notice(handed(asked, none, stageOf(stage, '2026-09-21')), '2026-10-31')).toEqual([]);
    expect(notice(handed(stageOf('enforcement_requested', '2026-10-01')), '2026-10-31')).toEqual(
      [],
    );
    expect(notice(of(asked), '2026-10-31')).toEqual([]);
  });
});
