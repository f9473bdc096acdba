import {
  bearsNoInterest,
  proposedFreeze,
  proposedFreezeEnd,
  stayEndOf,
} from '../../../src/domain/court/stay.ts';
import { on } from '../../support/loans.ts';
import { DEFAULT_POLICIES } from '../../support/policies.ts';
import { stageOf } from '../../support/smallFund.ts';

const stayed = (more: Parameters<typeof stageOf>[2] = {}) =>
  stageOf('enforcement_stayed', '2026-08-03', more);

describe('a stay of enforcement (R38, Law 106/2025 art. 46)', () => {
  test.each([
    // Agreement is taken where nothing is said.
    [null, null, true],
    ['agreement', null, true],
    ['creditor', null, true],
    ['protest_authority', null, true],
    ['other', null, false],
    // What the parties agreed comes before.
    ['agreement', true, false],
    ['other', false, true],
  ] as const)(
    'by %s, interest said to go on: %s, bears no interest: %s',
    (stayedBy, said, none) => {
      expect(bearsNoInterest(stayed({ stayedBy, interestGoesOn: said }))).toBe(none);
    },
  );

  test('for a protest ends after three months at the latest, another on the day set', () => {
    const end = (more: Parameters<typeof stageOf>[2]) =>
      stayEndOf(stayed(more), DEFAULT_POLICIES)?.dueOn;
    expect(end({ stayedBy: 'protest_authority' })).toBe('2026-11-03');
    expect(end({ stayedBy: 'protest_authority', nextOn: on('2026-09-15') })).toBe('2026-09-15');
    expect(end({ stayedBy: 'protest_authority', nextOn: on('2027-01-15') })).toBe('2026-11-03');
    expect(end({ stayedBy: 'agreement', nextOn: on('2027-01-15') })).toBe('2027-01-15');
    expect(end({ stayedBy: 'agreement' })).toBeUndefined();
  });

  const frozen = (loanId: string, from: string, to: string | null = null) => ({
    id: `freeze of ${loanId}`,
    loanId,
    from: on(from),
    to: to === null ? null : on(to),
  });

  test('calls for a freeze of each loan from its day, where it is not frozen already', () => {
    const propose = (
      more: Parameters<typeof stageOf>[2],
      ...freezes: ReturnType<typeof frozen>[]
    ) => proposedFreeze([stayed(more)], ['A', 'B'], freezes, DEFAULT_POLICIES);
    const of = (loanId: string, to: string | null) => ({ loanId, from: '2026-08-03', to });
    expect(propose({})).toEqual([of('A', null), of('B', null)]);
    expect(propose({ nextOn: on('2026-12-01') })).toEqual([
      of('A', '2026-12-01'),
      of('B', '2026-12-01'),
    ]);
    expect(propose({ stayedBy: 'protest_authority' }, frozen('A', '2026-08-03'))).toEqual([
      of('B', '2026-11-03'),
    ]);
    // A freeze that ended on that day leaves the loan bare of one.
    expect(propose({}, frozen('A', '2026-01-01', '2026-08-03'))).toHaveLength(2);
    expect(propose({ interestGoesOn: true })).toEqual([]);
  });

  test('that ended before it was frozen still calls for the freeze, until the day on which it ended', () => {
    const after = (day: string, more: Parameters<typeof stageOf>[2] = {}) =>
      proposedFreeze(
        [stayed(more), stageOf('enforcement_resumed', day)],
        ['A', 'B'],
        [frozen('A', '2026-08-03')],
        DEFAULT_POLICIES,
      );
    const of = (to: string) => [{ loanId: 'B', from: '2026-08-03', to }];
    expect(after('2026-10-01')).toEqual(of('2026-10-01'));
    // The stay of a protest was over before enforcement went on; one until a later day was cut short.
    expect(after('2026-12-01', { stayedBy: 'protest_authority' })).toEqual(of('2026-11-03'));
    expect(after('2026-10-01', { nextOn: on('2027-01-15') })).toEqual(of('2026-10-01'));
    expect(after('2026-08-03')).toEqual([]);
    expect(after('2026-10-01', { interestGoesOn: true })).toEqual([]);
  });

  test('that has ended calls for the end of the freezes that began with it', () => {
    const after = (day: string, ...freezes: ReturnType<typeof frozen>[]) =>
      proposedFreezeEnd([stayed(), stageOf('enforcement_resumed', day)], ['A', 'B'], freezes);
    expect(
      after('2026-10-01', frozen('A', '2026-08-03'), frozen('B', '2026-08-03', '2026-12-01')),
    ).toEqual([
      {
        loanId: 'A',
        freezeId: 'freeze of A',
        from: '2026-08-03',
        to: '2026-10-01',
        isOpen: true,
      },
      {
        loanId: 'B',
        freezeId: 'freeze of B',
        from: '2026-08-03',
        to: '2026-10-01',
        isOpen: false,
      },
    ]);
    // Of another day, of another case's loan, and one that ended by then.
    expect(
      after(
        '2026-10-01',
        frozen('A', '2026-08-02'),
        frozen('C', '2026-08-03'),
        frozen('B', '2026-08-03', '2026-10-01'),
      ),
    ).toEqual([]);
  });
});
