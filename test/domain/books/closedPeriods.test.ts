import {
  checkClosing,
  openBefore,
  periodStatus,
  refuseClosedDay,
  reopenedWith,
} from '../../../src/domain/books/closedPeriods.ts';
import { isQuarter, type Quarter } from '../../../src/domain/primitives/quarters.ts';
import { on, refusal } from '../../support/loans.ts';

function q(text: string): Quarter {
  if (!isQuarter(text)) throw new Error(text);
  return text;
}

describe('a quarter (R22)', () => {
  test('is over on the day after its last', () => {
    expect(periodStatus(q('2023-Q1'), null, on('2023-03-31'))).toBe('not_over');
    expect(periodStatus(q('2023-Q1'), null, on('2023-04-01'))).toBe('open');
  });

  test('is closed with a later one', () => {
    const statuses = ['2022-Q4', '2023-Q1', '2023-Q2'].map((each) =>
      periodStatus(q(each), q('2023-Q1'), on('2023-12-31')),
    );
    expect(statuses).toEqual(['closed', 'closed', 'open']);
  });

  test('is closed once, when it is over and none before it is open', () => {
    const quarter = q('2023-Q2');
    const standing = { quarter, status: 'open', openBefore: [] } as const;
    expect(() => checkClosing(standing)).not.toThrow();
    const refused = (change: object) => refusal(() => checkClosing({ ...standing, ...change }));
    expect(refused({ status: 'closed' })).toMatchObject({
      code: 'already-closed',
      figures: { quarter },
    });
    expect(refused({ status: 'not_over' })).toMatchObject({
      code: 'period-not-over',
      figures: { lastDay: '2023-06-30' },
    });
    expect(refused({ openBefore: ['2022-Q4', '2023-Q1'] })).toMatchObject({
      code: 'earlier-period-open',
      figures: { earliest: '2022-Q4' },
    });
  });

  test('waits for the open ones with facts before it', () => {
    const withFacts = ['2022-Q2', '2022-Q4', '2023-Q1', '2023-Q2'].map(q);
    expect(openBefore(q('2023-Q1'), q('2022-Q2'), withFacts)).toEqual(['2022-Q4']);
    expect(openBefore(q('2023-Q1'), null, withFacts)).toEqual(['2022-Q2', '2022-Q4']);
  });

  test('is reopened with the later ones, where it is closed', () => {
    const closed = ['2022-Q4', '2023-Q1', '2023-Q2'].map(q);
    expect(reopenedWith(q('2023-Q1'), closed)).toEqual(['2023-Q1', '2023-Q2']);
    expect(refusal(() => reopenedWith(q('2023-Q3'), closed))).toMatchObject({
      code: 'not-closed',
      figures: { quarter: '2023-Q3' },
    });
  });

  test('takes no fact on its days once it is closed', () => {
    expect(() => refuseClosedDay(on('2023-03-31'), null)).not.toThrow();
    expect(() => refuseClosedDay(on('2023-04-01'), on('2023-03-31'))).not.toThrow();
    expect(refusal(() => refuseClosedDay(on('2023-03-31'), on('2023-03-31')))).toMatchObject({
      code: 'period-closed',
      figures: { date: '2023-03-31', quarter: '2023-Q1', closedThrough: '2023-03-31' },
    });
  });
});
