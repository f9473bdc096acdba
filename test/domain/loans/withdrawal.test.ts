import { checkWithdrawal, rulesDeadline } from '../../../src/domain/loans/recalls.ts';
import { on, recalled, refusal } from '../../support/loans.ts';

const RECALL = { decidedOn: on('2023-02-01'), reversedAt: null, withdrawal: null };

describe('the withdrawal of a recall (R14 b)', () => {
  test('is decided on the day of the recall or later', () => {
    expect(() => checkWithdrawal(RECALL, on('2023-02-01'))).not.toThrow();
    expect(refusal(() => checkWithdrawal(RECALL, on('2023-01-31')))).toMatchObject({
      code: 'withdrawal-before-recall',
      figures: { decidedOn: '2023-01-31', recalledOn: '2023-02-01' },
    });
  });

  test('is the only one', () => {
    const withdrawal = { decisionNumber: '8/QĐ', decidedOn: on('2023-02-03') };
    expect(
      refusal(() => checkWithdrawal({ ...RECALL, withdrawal }, on('2023-02-05'))),
    ).toMatchObject({ code: 'already-withdrawn', figures: withdrawal });
  });

  test('is of a recall that stands', () => {
    const reversedAt = new Date('2023-02-02T03:04:05.678Z');
    expect(
      refusal(() => checkWithdrawal({ ...RECALL, reversedAt }, on('2023-02-05'))),
    ).toMatchObject({
      code: 'already-reversed',
      figures: { reversedAt: '2023-02-02T03:04:05.678Z' },
    });
  });
});

describe('the recall that rules the deadline (R14 b)', () => {
  const early = { id: 'early', ...recalled('2023-02-10', '2023-03-01', '2023-02-20') };
  const late = { id: 'late', ...recalled('2023-02-01', '2023-03-15') };

  test.each([
    ['2023-01-31', []],
    ['2023-02-01', ['late']],
    ['2023-02-10', ['early']],
    ['2023-02-20', ['late']],
  ])('on %s', (day, expected) => {
    const recalls = [early, late];
    const ruling = recalls.filter(({ id }) => rulesDeadline(recalls, id, on(day)));
    expect(ruling.map(({ id }) => id)).toEqual(expected);
  });

  test('is none that is not there', () => {
    expect(rulesDeadline([early, late], 'other', on('2023-02-10'))).toBe(false);
  });
});
