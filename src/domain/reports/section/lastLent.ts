import type { FundFacts } from '../../fund/balances.ts';
import type { CalendarDate } from '../../primitives/dates.ts';
import type { FigureChange } from './figureChanges.ts';

/** The one figure that is the latest of its parts, and no sum: the day on which money was last lent. */
export const LAST_LENT = 'lastDisbursementOn';

/** A fact that changed the day on which money was last lent to a borrower. */
export interface LastLentChange<Fact> {
  readonly touch: Fact;
  readonly borrowerId: string;
  /** Null: none had been lent. */
  readonly before: CalendarDate | null;
}

/** That day among what a fact changed of a borrower, if it did. */
export function lastLentChanges<Fact>(
  touch: Fact,
  borrowerId: string,
  changes: readonly FigureChange[],
): LastLentChange<Fact>[] {
  return changes
    .filter((each) => each.path === LAST_LENT)
    .map(({ before }) => ({
      touch,
      borrowerId,
      before: before as CalendarDate | null,
    }));
}

/**
 * The facts that changed the day on which the fund last lent money: one that changed it for a borrower
 * alone, while another got money later, is none of them.
 *
 * @param facts of the fund with all the changes, which are undone from the last one back
 * @param changes in the order of recording
 */
export function changedLastLent<Fact>(
  { loans }: Pick<FundFacts, 'loans'>,
  asOf: CalendarDate,
  changes: readonly LastLentChange<Fact>[],
): Fact[] {
  const lastOf = new Map<string, CalendarDate | null>();
  for (const { borrower, facts } of loans) {
    for (const { effectiveOn } of facts.disbursements) {
      if (effectiveOn <= asOf && effectiveOn > (lastOf.get(borrower.id) ?? '')) {
        lastOf.set(borrower.id, effectiveOn);
      }
    }
  }
  const latest = () =>
    [...lastOf.values()].reduce<string>((a, b) => (b !== null && b > a ? b : a), '');
  const changed: Fact[] = [];
  let after = latest();
  for (const [at, { touch, borrowerId, before }] of [...changes.entries()].toReversed()) {
    lastOf.set(borrowerId, before);
    // A loan given to another borrower changes two.
    if (changes[at - 1]?.touch === touch) continue;
    const was = latest();
    if (was !== after) changed.push(touch);
    after = was;
  }
  return changed.toReversed();
}
