import { caseSums } from '../../../src/domain/court/caseSums.ts';
import { owedOf } from '../../../src/domain/loans/allocation.ts';
import type { FiledStage } from '../../../src/domain/court/stages.ts';
import { position } from '../../../src/domain/loans/position.ts';
import { HALVES, lent, NO_HOLIDAYS, on, paid, parts, plain } from '../../support/loans.ts';
import { caseFile, stageOf } from '../../support/smallFund.ts';

const filing = stageOf('petition_filed', '2023-01-10');

const sums = (stages: readonly FiledStage[], day: string, ...receipts: ReturnType<typeof paid>[]) =>
  caseSums(caseFile('A', { claim: parts({ principal: '100' }), stages, receipts }), on(day));

describe('the sums of a case (R26)', () => {
  test('the claim is as filed until it is changed, and never changed by a judgment', () => {
    const stages = [
      filing,
      stageOf('mediation', '2023-03-01', { amounts: parts({ principal: '90' }) }),
      stageOf('first_instance_judgment', '2023-05-01', { amounts: parts({ principal: '80' }) }),
    ];
    expect(plain(sums(stages, '2023-02-28').claimed)).toMatchObject({ principal: '100' });
    expect(plain(sums(stages, '2023-03-01').claimed)).toMatchObject({ principal: '90' });
    expect(plain(sums(stages, '2023-12-31').claimed)).toMatchObject({ principal: '90' });
  });

  test('awarded less received counts what came from the day of the judgment on, by component', () => {
    const amounts = parts({ principal: '80', overdueInterest: '20' });
    const stages = [filing, stageOf('first_instance_judgment', '2023-05-01', { amounts })];
    const receipts = [
      paid('2023-04-30', { principal: '7' }),
      paid('2023-05-01', { principal: '5' }),
      paid('2023-05-02', { principal: '30', overdueInterest: '25' }),
      paid('2023-06-01', { principal: '1' }),
    ];
    expect(plain(sums(stages, '2023-05-31', ...receipts))).toEqual({
      claimed: plain(parts({ principal: '100' })),
      award: {
        awardedOn: '2023-05-01',
        awarded: plain(amounts),
        recoveredSince: plain(parts({ principal: '35', overdueInterest: '25' })),
        // 80 − 5 − 30 of principal; of overdue interest 5 more came than awarded
        awardedLessReceived: plain(parts({ principal: '45', overdueInterest: '-5' })),
        left: plain(parts({ principal: '45' })),
        beyond: plain(parts({ overdueInterest: '5' })),
        // It can still be appealed.
        inForceOn: null,
      },
      recovered: plain(parts({ principal: '42', overdueInterest: '25' })),
      enforcementFees: '0',
    });
  });

  test('an appeal judgment replaces the award or, without amounts, upholds it', () => {
    const first = stageOf('first_instance_judgment', '2023-05-01', {
      amounts: parts({ principal: '80' }),
    });
    const upheld = [filing, first, stageOf('appeal_judgment', '2023-07-01')];
    const replaced = [
      filing,
      first,
      stageOf('appeal_judgment', '2023-07-01', { amounts: parts({ principal: '60' }) }),
    ];
    const receipt = paid('2023-06-01', { principal: '10' });
    expect(plain(sums(upheld, '2023-07-01', receipt).award)).toMatchObject({
      awardedOn: '2023-05-01',
      awarded: { principal: '80' },
      awardedLessReceived: { principal: '70' },
    });
    expect(plain(sums(replaced, '2023-07-01', receipt).award)).toMatchObject({
      awardedOn: '2023-05-01',
      awarded: { principal: '60' },
      awardedLessReceived: { principal: '50' },
    });
  });

  test.each(['hearing', 'discontinued', 'withdrawn'] as const)('%s ends the award', (last) => {
    const stages = [
      filing,
      stageOf('first_instance_judgment', '2023-05-01', { amounts: parts({ principal: '80' }) }),
      stageOf(last, '2023-07-01'),
    ];
    expect(sums(stages, '2023-06-30').award).not.toBeNull();
    expect(sums(stages, '2023-07-01').award).toBeNull();
  });

  test('a settlement recognised awards, and enforcement changes nothing', () => {
    const amounts = parts({ principal: '95' });
    const stages = [
      filing,
      stageOf('settlement_recognised', '2023-04-01', { amounts }),
      stageOf('enforcement_requested', '2023-05-01', { amounts: parts({ principal: '1' }) }),
    ];
    const { claimed, award } = sums(stages, '2023-12-31');
    expect(plain(award?.awarded)).toEqual(plain(amounts));
    expect(plain(claimed)).toMatchObject({ principal: '100' });
  });
});

describe('what is owed of the loans of a case (R15)', () => {
  test('comes to their payoff, charged-off principal included, a credit not', () => {
    const facts = lent({
      repayments: [paid('2023-01-02', { inTermInterest: '5_000_000' })],
      chargeOffs: [{ effectiveOn: on('2023-03-02') }],
    });
    // 60 days at 20,000 = 1,200,000 of in-term interest, of which 5,000,000 were paid.
    const at = position(HALVES, facts, NO_HOLIDAYS, on('2023-06-30'));
    expect(plain(owedOf([at, at]))).toEqual(plain(parts({ principal: '200_000_000' })));
    expect(plain(at.payoff)).toBe('100000000');
  });
});
