import { deadlinesAt } from '../../../src/domain/collection/deadlines.ts';
import type { Deadline, DeadlineFacts } from '../../../src/domain/collection/deadlineKinds.ts';
import { positionsAt, type LoanOfFund } from '../../../src/domain/loans/portfolio.ts';
import type { CollateralOnDay } from '../../../src/domain/collateral/collateral.ts';
import type { FiledStage, Stage } from '../../../src/domain/court/stages.ts';
import type { LoanTerms } from '../../../src/domain/loans/terms.ts';
import {
  bulletLoan,
  rulesWith,
  disbursed,
  HALVES,
  lent,
  NO_HOLIDAYS,
  on,
  paid,
  plain,
  recalled,
  vnd,
} from '../../support/loans.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import { caseFile, loanOfFund, stageOf } from '../../support/smallFund.ts';

/** 100 million lent on 1 January 2023, half due on 2 March, half on 2 June. */
const halves = (facts: Parameters<typeof lent>[0] = {}, terms: LoanTerms = HALVES): LoanOfFund =>
  loanOfFund('A', 'Văn Quan', terms, lent(facts));

function at(
  day: string,
  loan: LoanOfFund,
  more: Partial<Omit<DeadlineFacts, 'positioned'>> = {},
  rules = NO_HOLIDAYS,
): Deadline[] {
  const positioned = positionsAt({ loans: [loan] }, rules, on(day));
  const none = {
    cases: [],
    debtConfirmations: [],
    enforcementLog: [],
    promises: [],
    notices: [],
    collaterals: [],
    bankruptSince: () => null,
  };
  return deadlinesAt({ positioned, ...none, ...more }, rules, on(day));
}

const ofKind = (rows: readonly Deadline[], kind: Deadline['kind']) =>
  rows.filter((row) => row.kind === kind);

const logged = (day: string, loanIds: readonly string[] = []) => ({
  kind: 'means_check' as const,
  occurredOn: on(day),
  cooperativeId: 'A',
  loanIds,
  litigationCaseId: null,
});

describe('the limitation to sue (R27, Civil Code art. 429, 157)', () => {
  const limitation = (...asked: Parameters<typeof at>) =>
    ofKind(at(...asked), 'limitation_to_sue').map(({ dueOn, ground, since, daysNotCounted }) => [
      dueOn,
      ground,
      since,
      daysNotCounted,
    ]);

  test('runs three years from the oldest due date not paid, of a loan past due only', () => {
    expect(limitation('2023-03-02', halves())).toEqual([]);
    expect(limitation('2023-03-03', halves())).toEqual([
      ['2026-03-02', 'oldest_unpaid', '2023-03-02', 0],
    ]);
    const [row] = ofKind(at('2023-03-03', halves()), 'limitation_to_sue');
    expect(row?.law).toBe('R1–R31');
  });

  test('runs from the due date, not from the working day by which it was payable', () => {
    // Thursday 2 March is a holiday, so payable by the 3rd.
    const holiday = rulesWith('2023-03-02');
    expect(limitation('2023-03-06', halves(), {}, holiday)).toEqual([
      ['2026-03-02', 'oldest_unpaid', '2023-03-02', 0],
    ]);
  });

  test('starts again with a part payment', () => {
    const loan = halves({ repayments: [paid('2023-05-15', { principal: '10_000_000' })] });
    expect(limitation('2023-05-14', loan)).toEqual([
      ['2026-03-02', 'oldest_unpaid', '2023-03-02', 0],
    ]);
    expect(limitation('2023-05-15', loan)).toEqual([
      ['2026-05-15', 'part_payment', '2023-05-15', 0],
    ]);
  });

  test('starts again with a signed debt confirmation, of this loan or of all', () => {
    const confirmed = (...loanIds: string[]) => ({
      debtConfirmations: [logged('2024-02-29', loanIds)],
    });
    // Three years from 29 February 2024: clamped to the 28th.
    const again = [['2027-02-28', 'debt_confirmation', '2024-02-29', 0]];
    expect(limitation('2024-03-01', halves(), confirmed())).toEqual(again);
    expect(limitation('2024-03-01', halves(), confirmed('loan A'))).toEqual(again);
    const still = [['2026-03-02', 'oldest_unpaid', '2023-03-02', 0]];
    expect(limitation('2024-03-01', halves(), confirmed('loan B'))).toEqual(still);
    const ofOther = { ...logged('2024-02-29'), cooperativeId: 'B' };
    expect(limitation('2024-03-01', halves(), { debtConfirmations: [ofOther] })).toEqual(still);
  });

  const suit = (from: string, to: string | null, id = 'A') =>
    caseFile('A', {
      id,
      stages: [stageOf('petition_filed', from), ...(to === null ? [] : [stageOf('withdrawn', to)])],
    });

  test('stands while a case about the loan is pending', () => {
    const cases = [suit('2023-05-01', null)];
    expect(limitation('2023-04-30', halves(), { cases })).toHaveLength(1);
    expect(limitation('2023-05-01', halves(), { cases })).toEqual([]);
    const ofOther = [{ ...suit('2023-05-01', null), loanIds: ['loan B'] }];
    expect(limitation('2023-05-01', halves(), { cases: ofOther })).toHaveLength(1);
  });

  test('does not count the days before the courts', () => {
    // 1 May until 10 June: 31 + 9 = 40 days, added to 2 March 2026 (29 left in March, 11 in April).
    const cases = [suit('2023-05-01', '2023-06-10')];
    expect(limitation('2023-06-10', halves(), { cases })).toEqual([
      ['2026-04-11', 'oldest_unpaid', '2023-03-02', 40],
    ]);
    // Of them only those after a payment of 15 May, which starts it again: 26 days.
    const loan = halves({ repayments: [paid('2023-05-15', { principal: '1_000_000' })] });
    expect(limitation('2023-06-10', loan, { cases })).toEqual([
      ['2026-06-10', 'part_payment', '2023-05-15', 26],
    ]);
  });

  test('counts a day only once where two cases were pending', () => {
    const cases = [suit('2023-05-01', '2023-05-21'), suit('2023-05-11', '2023-06-10', 'again')];
    expect(limitation('2023-06-10', halves(), { cases })).toEqual([
      ['2026-04-11', 'oldest_unpaid', '2023-03-02', 40],
    ]);
  });

  test('is not revived by a case filed after it had run out', () => {
    const late = suit('2026-03-03', '2026-04-03');
    expect(limitation('2026-05-01', halves(), { cases: [late] })).toEqual([
      ['2026-03-02', 'oldest_unpaid', '2023-03-02', 0],
    ]);
    const inTime = suit('2026-03-02', '2026-04-02');
    // Filed on its last day: 31 days are added.
    expect(limitation('2026-05-01', halves(), { cases: [inTime] })).toEqual([
      ['2026-04-02', 'oldest_unpaid', '2023-03-02', 31],
    ]);
  });

  test('is as long as the policy of the day on which it began says', () => {
    const shorter = { effectiveOn: on('2023-05-01'), endsOn: null, sourceDocument: 'Luật mới' };
    const policies = {
      ...DEFAULT_POLICIES,
      limitationToSueYears: [...DEFAULT_POLICIES.limitationToSueYears, { ...shorter, value: 2 }],
    };
    const rules = { ...NO_HOLIDAYS, policies };
    expect(limitation('2023-05-02', halves(), {}, rules)[0]?.[0]).toBe('2026-03-02');
    const debtConfirmations = [logged('2023-05-01')];
    const [row] = ofKind(
      at('2023-05-02', halves(), { debtConfirmations }, rules),
      'limitation_to_sue',
    );
    expect([row?.dueOn, row?.law]).toEqual(['2025-05-01', 'Luật mới']);
  });
});

describe('the terms of a case (R27)', () => {
  const ofCase = (
    stages: readonly FiledStage[],
    day: string,
    enforcementLog: DeadlineFacts['enforcementLog'] = [],
  ) => {
    const cases = [caseFile('A', { stages: [stageOf('petition_filed', '2023-04-01'), ...stages] })];
    return at(day, halves(), { cases, enforcementLog })
      .filter((row) => row.litigationCaseId !== null)
      .map(({ kind, dueOn, ground, since }) => [kind, dueOn, ground, since]);
  };

  test('to appeal: fifteen days from the judgment, until it is appealed or final', () => {
    const judgment = stageOf('first_instance_judgment', '2023-06-20');
    const term = ['appeal', '2023-07-05', 'first_instance_judgment', '2023-06-20'];
    expect(ofCase([judgment], '2023-06-20')).toEqual([term]);
    expect(ofCase([judgment], '2023-12-31')).toEqual([term]);
    expect(ofCase([judgment, stageOf('appealed', '2023-07-01')], '2023-07-01')).toEqual([]);
  });

  test.each(['final', 'settlement_recognised'] as const)(
    'to ask for enforcement: five years from %s, clamped',
    (stage) => {
      expect(ofCase([stageOf(stage, '2024-02-29')], '2024-03-01')).toEqual([
        ['enforcement_request', '2029-02-28', stage, '2024-02-29'],
      ]);
      const asked = stageOf('enforcement_requested', '2024-03-05');
      expect(ofCase([stageOf(stage, '2024-02-29'), asked], '2024-03-05')).toEqual([]);
    },
  );

  test('to look again at the means: six months from the finding, or the day that was set', () => {
    const none = stageOf('no_means_found', '2023-08-31');
    expect(ofCase([none], '2023-09-01')).toEqual([
      ['means_recheck', '2024-02-29', 'no_means_found', '2023-08-31'],
    ]);
    const set = { ...none, nextOn: on('2023-12-01') };
    expect(ofCase([set], '2023-09-01')).toEqual([
      ['means_recheck', '2023-12-01', 'no_means_found', null],
    ]);
    const looked = [logged('2023-08-30'), logged('2023-11-20', ['loan A'])];
    expect(ofCase([set], '2023-12-02', looked)).toEqual([
      ['means_recheck', '2024-05-20', 'means_check', '2023-11-20'],
    ]);
    expect(ofCase([set], '2023-12-02', [logged('2023-11-20', ['loan B'])])).toEqual([
      ['means_recheck', '2023-12-01', 'no_means_found', null],
    ]);
  });

  test.each<[Stage, Deadline['kind']]>([
    ['accepted', 'hearing'],
    ['mediation', 'hearing'],
    ['hearing', 'hearing'],
    ['stayed', 'hearing'],
    ['appealed', 'hearing'],
    ['amendment_asked', 'next_step'],
    ['enforcement_decided', 'next_step'],
    ['assets_attached', 'next_step'],
  ])('the next day set at %s is a %s', (stage, kind) => {
    const rows = ofCase([stageOf(stage, '2023-06-01', { nextOn: on('2023-07-12') })], '2023-06-30');
    expect(rows).toEqual([[kind, '2023-07-12', stage, null]]);
  });

  test('only the last stage of the day counts', () => {
    const stages = [
      stageOf('accepted', '2023-05-01', { nextOn: on('2023-06-15') }),
      stageOf('hearing', '2023-06-15'),
    ];
    expect(ofCase(stages, '2023-06-14')).toEqual([['hearing', '2023-06-15', 'accepted', null]]);
    expect(ofCase(stages, '2023-06-15')).toEqual([]);
  });
});

describe('what is to be paid', () => {
  test('instalments not paid, with what is left of each and the day it is payable by', () => {
    const loan = halves({ repayments: [paid('2023-03-01', { principal: '30_000_000' })] });
    const rows = ofKind(at('2023-03-10', loan, {}, rulesWith('2023-06-02')), 'instalment');
    // 2 June is a Friday and a holiday: payable by Monday the 5th.
    expect(plain(rows)).toMatchObject([
      { dueOn: '2023-03-02', payableBy: '2023-03-02', amount: '20000000', ground: 'contract' },
      { dueOn: '2023-06-02', payableBy: '2023-06-05', amount: '50000000' },
    ]);
  });

  test('a recall asks for all of it by its deadline, which stands in place of an instalment', () => {
    const loan = loanOfFund('A', 'Văn Quan', bulletLoan('2023-12-25'), {
      disbursements: [disbursed('2023-01-01', '100_000_000')],
      recalls: [recalled('2023-06-01', '2023-07-01')],
    });
    const rows = at('2023-06-30', loan);
    // 1 July 2023 is a Saturday.
    expect(plain(rows)).toMatchObject([
      {
        kind: 'recall_deadline',
        dueOn: '2023-07-01',
        payableBy: '2023-07-03',
        amount: '100000000',
      },
    ]);
    expect(rows).toHaveLength(1);
    expect(at('2023-05-31', loan).map(({ kind, dueOn }) => [kind, dueOn])).toEqual([
      ['instalment', '2023-12-25'],
    ]);
  });

  test('a recall asks for what is left when earlier instalments are paid on their dates', () => {
    const loan = halves({ recalls: [recalled('2023-02-01', '2023-05-03')] });
    const rows = at('2023-02-10', loan).map(({ kind, dueOn, amount }) => [kind, dueOn, amount]);
    expect(plain(rows)).toEqual([
      ['instalment', '2023-03-02', '50000000'],
      ['recall_deadline', '2023-05-03', '50000000'],
    ]);
  });

  test('the same of a loan that is charged off, which is recovered as before (R40)', () => {
    const charged = halves({ chargeOffs: [{ effectiveOn: on('2023-06-10') }] });
    const said = (loan: typeof charged) =>
      ofKind(at('2023-06-30', loan), 'instalment').map(({ dueOn, amount }) =>
        plain([dueOn, amount]),
      );
    expect(said(charged)).toEqual(said(halves()));
    expect(said(charged)).not.toEqual([]);
    expect(ofKind(at('2023-06-30', charged), 'limitation_to_sue')).toHaveLength(1);
  });
});

describe('what a borrower has promised, or became', () => {
  test('a promise asks for what is left of it', () => {
    const { borrower } = halves();
    const promised = { borrower, promisedOn: on('2023-07-01'), dueOn: on('2023-07-03') };
    const left = { ...promised, left: vnd('5_000_000') };
    expect(
      plain(ofKind(at('2023-06-30', halves(), { promises: [left] }), 'promise')),
    ).toMatchObject([
      { dueOn: '2023-07-01', payableBy: '2023-07-03', amount: '5000000', borrower: { id: 'A' } },
    ]);
  });

  test('a notice asks for its total less what came after it was issued', () => {
    const loan = halves({
      repayments: [
        paid('2023-06-15', { principal: '1_000_000' }),
        paid('2023-06-20', { principal: '20_000_000', overdueInterest: '500_000' }),
      ],
    });
    const notice = {
      loanId: 'loan A',
      issuedOn: on('2023-06-15'),
      payBy: on('2023-06-24'),
      total: vnd('51_000_000'),
    };
    const asked = (day: string, total = notice.total) =>
      plain(ofKind(at(day, loan, { notices: [{ ...notice, total }] }), 'notice_pay_by'));
    // 24 June is a Saturday.
    expect(asked('2023-06-19')).toMatchObject([
      { dueOn: '2023-06-24', payableBy: '2023-06-26', amount: '51000000', ground: 'notice' },
    ]);
    expect(asked('2023-06-20')).toMatchObject([{ amount: '30500000' }]);
    expect(asked('2023-06-20', vnd('20_500_000'))).toEqual([]);
  });

  test('the claim against a bankrupt is to be filed in thirty days, while it owes', () => {
    const bankruptSince = () => on('2023-05-10');
    const claim = (day: string, loan = halves()) =>
      ofKind(at(day, loan, { bankruptSince }), 'creditor_claim');
    expect(plain(claim('2023-05-10'))).toMatchObject([
      { dueOn: '2023-06-09', since: '2023-05-10', ground: 'bankrupt', loan: null },
    ]);
    expect(claim('2023-06-09')).toHaveLength(1);
    expect(claim('2023-06-10')).toEqual([]);
    const settled = loanOfFund('A', 'Văn Quan', HALVES, {});
    expect(claim('2023-05-10', settled)).toEqual([]);
  });
});

describe('collateral (R41, Decree 86/2024 art. 4(5)(b))', () => {
  const land = (said: Partial<CollateralOnDay> = {}): CollateralOnDay => ({
    id: 'land',
    standing: 'in_force',
    owner: { cooperativeId: 'A', named: null },
    description: 'Thửa đất 112',
    documentNumber: null,
    kind: 'real_estate',
    secures: [{ loanId: 'loan A', upTo: null }],
    mayBeSoldFrom: on('2023-06-05'),
    valuation: {
      valuedOn: on('2022-08-31'),
      value: vnd('90_000_000'),
      basis: 'Biên bản định giá',
      valuedBy: null,
    },
    ...said,
  });
  // Assets are to be valued anew every 18 months.
  const everyMonths = (value: number) => ({
    ...NO_HOLIDAYS,
    policies: {
      ...DEFAULT_POLICIES,
      collateralValuationMonths: [
        { effectiveOn: null, endsOn: null, sourceDocument: 'Quy chế 12', value },
      ],
    },
  });
  const of = (assets: readonly CollateralOnDay[], months = 0, loan = halves()) =>
    at('2023-06-30', loan, { collaterals: assets }, everyMonths(months))
      .filter(({ collateral }) => collateral !== null)
      .map(({ kind, dueOn, payableBy, ground, since, law, collateral, loan: secured }) =>
        [kind, dueOn, payableBy, ground, since, law, collateral?.id, secured?.id].join(' '),
      );

  test('real estate may be deducted for two years from the right to sell it, other assets for one', () => {
    expect(of([land()])).toEqual([
      'collateral_deduction_end 2025-06-05 2025-06-05 right_to_sell 2023-06-05 R1–R31 land loan A',
    ]);
    expect(of([land({ kind: 'vehicle' })])).toEqual([
      'collateral_deduction_end 2024-06-05 2024-06-05 right_to_sell 2023-06-05 R1–R31 land loan A',
    ]);
    expect(of([land({ mayBeSoldFrom: null })])).toEqual([]);
  });

  test('is to be valued anew where the policy says after how many months', () => {
    // 18 months from 31 August 2022: February 2024 has 29 days.
    expect(of([land({ mayBeSoldFrom: null })], 18)).toEqual([
      'collateral_valuation 2024-02-29 2024-02-29 valuation 2022-08-31 Quy chế 12 land loan A',
    ]);
    expect(of([land({ mayBeSoldFrom: null, valuation: null })], 18)).toEqual([]);
    expect(of([land()], 18)).toHaveLength(2);
  });

  test('only assets in force, for loans with principal', () => {
    expect(of([land({ standing: 'released' }), land({ standing: 'not_yet' })], 18)).toEqual([]);
    expect(of([land({ secures: [{ loanId: 'loan B', upTo: null }] })], 18)).toEqual([]);
    const repaid = halves({ repayments: [paid('2023-06-01', { principal: '100_000_000' })] });
    expect(of([land()], 18, repaid)).toEqual([]);
  });
});

test('deadlines stand soonest first', () => {
  const cases = [
    caseFile('A', {
      loanIds: ['loan B'],
      stages: [
        stageOf('petition_filed', '2023-04-01'),
        stageOf('accepted', '2023-04-20', { nextOn: on('2023-05-05') }),
      ],
    }),
  ];
  expect(at('2023-04-30', halves(), { cases }).map(({ kind, dueOn }) => [dueOn, kind])).toEqual([
    ['2023-03-02', 'instalment'],
    ['2023-05-05', 'hearing'],
    ['2023-06-02', 'instalment'],
    ['2026-03-02', 'limitation_to_sue'],
  ]);
});
