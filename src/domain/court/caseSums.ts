import type { CalendarDate } from '../primitives/dates.ts';
import { addAllocations, NO_ALLOCATION, type Allocation } from '../loans/facts.ts';
import type { CaseFile, Stage } from './stages.ts';

/**
 * What the amounts given at a stage are (R26). Until there is a judgment they change the claim. At
 * a settlement or judgment they are what the court awards or recognises. The amounts of other
 * stages are told, and change nothing. An appeal judgment without amounts upholds the award, so an
 * appeal that was withdrawn is entered as an appeal judgment without amounts. A hearing after it
 * annuls the award.
 */
const AMOUNTS_AT: Partial<Record<Stage, 'claim' | 'award'>> = {
  petition_filed: 'claim',
  amendment_asked: 'claim',
  fee_advance_paid: 'claim',
  accepted: 'claim',
  mediation: 'claim',
  stayed: 'claim',
  hearing: 'claim',
  settlement_recognised: 'award',
  first_instance_judgment: 'award',
  appeal_judgment: 'award',
};

/** A judgment was annulled, or there will be none. */
const ENDS_AWARD: readonly Stage[] = ['hearing', 'discontinued', 'withdrawn'];

/** The sums of a case at the close of a day, each by component (R26). */
export interface CaseSums {
  readonly claimed: Allocation;
  /** Null: nothing is awarded, or it was annulled. */
  readonly award: {
    /** The day of the settlement or of the first judgment. */
    readonly awardedOn: CalendarDate;
    readonly awarded: Allocation;
    /** Received through the case on that day or later: what came before, the court has seen. */
    readonly recoveredSince: Allocation;
    /** Awarded less received since. A component may fall below 0; the total tells what is left. */
    readonly awardedLessReceived: Allocation;
  } | null;
  /** All that was received through the case. */
  readonly recovered: Allocation;
}

function less(a: Allocation, b: Allocation): Allocation {
  return {
    principal: a.principal.minus(b.principal),
    inTermInterest: a.inTermInterest.minus(b.inTermInterest),
    overdueInterest: a.overdueInterest.minus(b.overdueInterest),
    lateInterest: a.lateInterest.minus(b.lateInterest),
  };
}

/** What is claimed, awarded and received in a case, from what is dated `asOf` or earlier (R26). */
export function caseSums(file: CaseFile, asOf: CalendarDate): CaseSums {
  let claimed = file.claim;
  let awarded: Allocation | null = null;
  let awardedOn: CalendarDate | null = null;
  for (const { stage, amounts, occurredOn } of file.stages) {
    if (occurredOn > asOf) break;
    if (ENDS_AWARD.includes(stage)) awarded = null;
    if (amounts === null) continue;
    if (AMOUNTS_AT[stage] === 'claim') claimed = amounts;
    if (AMOUNTS_AT[stage] === 'award') {
      awardedOn = awarded === null ? occurredOn : awardedOn;
      awarded = amounts;
    }
  }
  const until = file.receipts.filter((each) => each.effectiveOn <= asOf);
  const receivedOf = (receipts: CaseFile['receipts']): Allocation =>
    receipts.map((each) => each.allocation).reduce(addAllocations, NO_ALLOCATION);
  const recovered = receivedOf(until);
  if (awarded === null || awardedOn === null) return { claimed, award: null, recovered };
  const since = awardedOn;
  const recoveredSince = receivedOf(until.filter((each) => each.effectiveOn >= since));
  const awardedLessReceived = less(awarded, recoveredSince);
  return { claimed, award: { awardedOn, awarded, recoveredSince, awardedLessReceived }, recovered };
}
