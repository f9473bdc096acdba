import {
  changesTogether,
  figureChanges,
  figuresOf,
  sumOfDifferences,
} from '../../../../src/domain/reports/section/figureChanges.ts';
import type { FundSectionContent } from '../../../../src/domain/reports/section/content.ts';

const SUSPENDED = { decisionNumber: '521/TB-UBND', decidedOn: '2021-09-16' };

/** A part of a section; the functions read whatever is there. */
const content = (of: object) => of as FundSectionContent;

describe('the figures of a section', () => {
  test('stand under their dotted places; lists and the suspension are one figure each', () => {
    const section = {
      charterCapital: '5',
      borrowers: { withDebt: 2 },
      litigation: { localities: [{ locality: 'Văn Quan' }] },
      lendingSuspension: SUSPENDED,
      lastDisbursementOn: null,
    };
    expect(figuresOf(section)).toEqual([
      { path: 'charterCapital', value: '5' },
      { path: 'borrowers.withDebt', value: 2 },
      { path: 'litigation.localities', value: [{ locality: 'Văn Quan' }] },
      { path: 'lendingSuspension', value: SUSPENDED },
      { path: 'lastDisbursementOn', value: null },
    ]);
  });
});

describe('what differs between two sections', () => {
  test('is told with after − before, to the đồng whatever the size', () => {
    const before = content({ charterCapital: '999999999999999999', borrowers: { withDebt: 3 } });
    const after = content({ charterCapital: '-1', borrowers: { withDebt: 1 } });
    expect(figureChanges(before, after)).toEqual([
      {
        path: 'charterCapital',
        before: '999999999999999999',
        after: '-1',
        difference: '-1000000000000000000',
      },
      { path: 'borrowers.withDebt', before: 3, after: 1, difference: -2 },
    ]);
  });

  test('has no difference where it is no number', () => {
    const before = content({ lendingSuspension: null, lastDisbursementOn: '2021-03-01' });
    const after = content({ lendingSuspension: SUSPENDED, lastDisbursementOn: '2021-03-02' });
    expect(figureChanges(before, after).map((each) => [each.path, each.difference])).toEqual([
      ['lendingSuspension', null],
      ['lastDisbursementOn', null],
    ]);
  });

  test('is not what only a later release says', () => {
    expect(figureChanges(content({}), content({ charterCapital: '1' }))).toEqual([]);
  });
});

describe('differences', () => {
  test('sum as money or as counts; those of no number sum to none', () => {
    expect(sumOfDifferences(['20000000', '-12000000'])).toBe('8000000');
    expect(sumOfDifferences([2, -3])).toBe(-1);
    expect(sumOfDifferences([null, null])).toBeNull();
    expect(sumOfDifferences([])).toBeNull();
  });
});

test('changes of two parts that make up for each other change nothing of the whole', () => {
  const change = (path: string, difference: string | number | null) => ({
    path,
    before: null,
    after: null,
    difference,
  });
  const ofParts = [
    change('charterCapital', '-5'),
    change('borrowers.withDebt', 1),
    change('notes', null),
    change('charterCapital', '5'),
    change('borrowers.withDebt', -1),
    change('interestCollected.total', '3'),
    change('interestCollected.total', '-1'),
  ];
  expect([...changesTogether(ofParts)]).toEqual([
    ['notes', null],
    ['interestCollected.total', '2'],
  ]);
});
