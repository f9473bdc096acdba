import type { CalendarDate } from '../primitives/dates.ts';
import { addAllocations, negated, NO_ALLOCATION, type Allocation } from '../loans/facts.ts';
import { positive, sum, ZERO, type Money } from '../primitives/money.ts';
import type { CaseFile, FiledStage, Stage } from './stages.ts';

/** What of a case its sums are worked out from. */
export type Sued = Pick<CaseFile, 'claim' | 'stages' | 'receipts'>;

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

const endsAward = ({ stage, terminatedFor }: FiledStage): boolean =>
  ENDS_AWARD.includes(stage) || terminatedFor === 'judgment_annulled';

/**
 * From which stages on an award has legal effect: a recognised settlement and an appeal judgment from
 * their own day, a first-instance judgment once it is final (Civil Procedure Code art. 213, 282, 313).
 */
const TAKES_EFFECT: readonly Stage[] = ['settlement_recognised', 'appeal_judgment', 'final'];

/** What a court awarded or recognised, as it stands at the close of a day. */
export interface Award {
  /** The day of the settlement or of the first judgment. */
  readonly awardedOn: CalendarDate;
  readonly awarded: Allocation;
  /** The day from which it has legal effect; null: it can still be appealed. */
  readonly inForceOn: CalendarDate | null;
}

/** The sums of a case at the close of a day, each by component (R26). */
export interface CaseSums {
  readonly claimed: Allocation;
  /** Null: nothing is awarded, or it was annulled. */
  readonly award:
    | (Award & {
        /**
         * Received through the case on that day or later: what came before, the court has seen. A receipt on
         * the day of the judgment counts here and nowhere else: `awarded` is what the court says, before it.
         * Whoever takes the amounts from the claim at that day's close takes the receipt off twice, and is
         * warned.
         */
        readonly recoveredSince: Allocation;
        /** Awarded less received since. A component may fall below 0. */
        readonly awardedLessReceived: Allocation;
        /** What is awarded and not received of each component, never below 0 (R39). */
        readonly left: Allocation;
        /** What was received of each component beyond what is awarded of it. */
        readonly beyond: Allocation;
      })
    | null;
  /** All that was received through the case: what the borrower was credited. */
  readonly recovered: Allocation;
  /** What enforcement offices kept back of it (R39). */
  readonly enforcementFees: Money;
}

function less(a: Allocation, b: Allocation): Allocation {
  return {
    principal: a.principal.minus(b.principal),
    inTermInterest: a.inTermInterest.minus(b.inTermInterest),
    overdueInterest: a.overdueInterest.minus(b.overdueInterest),
    lateInterest: a.lateInterest.minus(b.lateInterest),
  };
}

const notBelowZero = (of: Allocation): Allocation => ({
  principal: positive(of.principal),
  inTermInterest: positive(of.inTermInterest),
  overdueInterest: positive(of.overdueInterest),
  lateInterest: positive(of.lateInterest),
});

/** What is claimed and awarded in a case at the close of a day (R26). */
function decided({ claim, stages }: Pick<CaseFile, 'claim' | 'stages'>, asOf: CalendarDate) {
  let claimed = claim;
  let award: Award | null = null;
  for (const each of stages) {
    const { stage, amounts, occurredOn } = each;
    if (occurredOn > asOf) break;
    if (endsAward(each)) award = null;
    if (amounts !== null && AMOUNTS_AT[stage] === 'claim') claimed = amounts;
    if (amounts !== null && AMOUNTS_AT[stage] === 'award') {
      const first: Award = award ?? { awardedOn: occurredOn, awarded: amounts, inForceOn: null };
      award = { ...first, awarded: amounts };
    }
    if (award !== null && award.inForceOn === null && TAKES_EFFECT.includes(stage)) {
      award = { ...award, inForceOn: occurredOn };
    }
  }
  return { claimed, award };
}

const receivedOf = (receipts: CaseFile['receipts']): Allocation =>
  receipts.map((each) => each.allocation).reduce(addAllocations, NO_ALLOCATION);

/** What is claimed, awarded and received in a case, from what is dated `asOf` or earlier (R26). */
export function caseSums(file: Sued, asOf: CalendarDate): CaseSums {
  const { claimed, award } = decided(file, asOf);
  const until = file.receipts.filter((each) => each.effectiveOn <= asOf);
  const recovered = receivedOf(until);
  const enforcementFees = sum(until.map((each) => each.enforcementFee ?? ZERO));
  if (award === null) return { claimed, award, recovered, enforcementFees };
  const { awardedOn, awarded } = award;
  const recoveredSince = receivedOf(until.filter((each) => each.effectiveOn >= awardedOn));
  const awardedLessReceived = less(awarded, recoveredSince);
  return {
    claimed,
    award: {
      ...award,
      recoveredSince,
      awardedLessReceived,
      left: notBelowZero(awardedLessReceived),
      beyond: notBelowZero(negated(awardedLessReceived)),
    },
    recovered,
    enforcementFees,
  };
}

/**
 * What of each component is awarded with legal effect on a day and not received up to its close (R39). A case
 * about several loans has one award: every receipt through the case lowers what is left of it, on
 * whichever of its loans; what a receipt can pay of a loan is bounded by what the loan owes.
 *
 * @param file the receipts through the case, on all of its loans, without the one that is to pay
 */
export function awardLeft(file: Sued, on: CalendarDate): Allocation {
  const { award } = caseSums(file, on);
  return award === null || award.inForceOn === null ? NO_ALLOCATION : award.left;
}
