import type { FundRules } from '../../policies/fundRules.ts';
import {
  dateOf,
  dayOf,
  quarterEndOf,
  type CalendarDate,
  type Day,
} from '../../primitives/dates.ts';
import { factsUntil, type LoanFacts } from '../facts.ts';
import { planOf } from '../plan.ts';
import { Sweep } from '../sweep.ts';
import type { LoanTerms } from '../terms.ts';
import { Checkpoints } from './checkpoints.ts';
import { countUntil, dayList, END_OF_DAYS } from '../../primitives/datedSums.ts';
import { loanDays, type LoanDays } from './loanDays.ts';
import { planDays, type PlanDays } from './planDays.ts';

// What is worked out of a loan once and kept with its facts. Facts, terms and rules are never
// changed: what is kept for these three holds for as long as they are the same objects.

/** A plan's days of rule: from a decision or a disbursement to the next, the facts give one plan. */
interface Era {
  /** Null: nothing is disbursed yet. */
  readonly plan: PlanDays | null;
  readonly fallen: BigInt64Array<ArrayBuffer>;
  readonly checkpoints: Checkpoints;
}

/** The days on which the plan may become another one (R4, R14). */
function eraDays({ opening, disbursements, recalls, restructurings }: LoanFacts): Int32Array {
  const days = [
    ...(opening === null ? [] : [opening.on]),
    ...disbursements.map((each) => each.effectiveOn),
    ...restructurings.map((each) => each.decidedOn),
    ...recalls.map((each) => each.decidedOn),
    ...recalls.flatMap(({ withdrawnOn }) => (withdrawnOn === null ? [] : [withdrawnOn])),
  ];
  const known = opening === null ? days : days.filter((day) => day >= opening.on);
  return dayList(known.map(dayOf));
}

interface KeptPlans {
  readonly terms: LoanTerms;
  readonly rules: FundRules;
  readonly opening: LoanFacts['opening'];
  readonly recalls: LoanFacts['recalls'];
  readonly plans: Map<Day, PlanDays | null>;
}

/** Plans by what they come from: without restructurings a receipt changes none (R4, R14 b). */
const KEPT_PLANS = new WeakMap<LoanFacts['disbursements'], KeptPlans>();

function keptPlans({ terms, facts, rules }: Fold): Map<Day, PlanDays | null> {
  const { opening, disbursements, recalls } = facts;
  const known = KEPT_PLANS.get(disbursements);
  const isOfTerms = known?.terms === terms && known.rules === rules;
  if (isOfTerms && known.opening === opening && known.recalls === recalls) return known.plans;
  const kept = { terms, rules, opening, recalls, plans: new Map<Day, PlanDays | null>() };
  KEPT_PLANS.set(disbursements, kept);
  return kept.plans;
}

/** The plan that the facts dated `start` or earlier give. */
function planFrom(fold: Fold, start: Day): PlanDays | null {
  const { terms, facts, rules } = fold;
  const worked = (): PlanDays | null => {
    const plan = planOf(terms, factsUntil(facts, dateOf(start)), rules);
    return plan === null ? null : planDays(plan);
  };
  if (facts.restructurings.length > 0) return worked();
  const kept = keptPlans(fold);
  const known = kept.get(start);
  if (known !== undefined) return known;
  const plan = worked();
  kept.set(start, plan);
  return plan;
}

/** A loan's facts with what was worked out of them. */
export class Fold {
  readonly terms: LoanTerms;
  readonly facts: LoanFacts;
  readonly rules: FundRules;
  readonly #starts: Int32Array;
  readonly #eras: (Era | undefined)[] = [];
  #days: LoanDays | null = null;

  constructor(terms: LoanTerms, facts: LoanFacts, rules: FundRules) {
    this.terms = terms;
    this.facts = facts;
    this.rules = rules;
    this.#starts = eraDays(facts);
  }

  get days(): LoanDays {
    this.#days ??= loanDays(this.terms, this.facts, this.rules);
    return this.#days;
  }

  /** The plan that the facts dated `day` or earlier give; null before the first disbursement. */
  planOn(day: Day): PlanDays | null {
    return this.#eraOn(day)?.plan ?? null;
  }

  /** A sweep that has taken up all days until `day`; null before the first disbursement. */
  sweptUntil(day: Day): Sweep | null {
    const era = this.#eraOn(day);
    if (era === null || era.plan === null) return null;
    const { checkpoints } = era;
    const sweep = new Sweep(this.days, era.plan, null, era.fallen);
    const nearest = checkpoints.before(day);
    if (nearest !== null) sweep.resume(nearest);
    const start = this.#starts[countUntil(this.#starts, day) - 1] ?? day;
    let next = nearest === null ? start : quarterEndOf(nearest.day + 1);
    // After its last day a loan is the same for ever, and needs no more checkpoints.
    while (next <= day && next > checkpoints.last && sweep.nextDay() !== END_OF_DAYS) {
      sweep.sweepUntil(next);
      checkpoints.add(sweep.state(next));
      next = quarterEndOf(next + 1);
    }
    sweep.sweepUntil(day);
    return sweep;
  }

  /** Takes over what the fold of other facts has of the days before `from`, which are the same. */
  takeOver(before: Fold, from: Day): void {
    for (const [index, era] of before.#eras.entries()) {
      const start = before.#starts[index] ?? END_OF_DAYS;
      if (era === undefined || start >= from || this.#starts[index] !== start) continue;
      const { plan, fallen, checkpoints } = era;
      this.#eras[index] = { plan, fallen: fallen.slice(), checkpoints: checkpoints.until(from) };
    }
  }

  #eraOn(day: Day): Era | null {
    const index = countUntil(this.#starts, day) - 1;
    const start = this.#starts[index];
    if (start === undefined) return null;
    const known = this.#eras[index];
    if (known !== undefined) return known;
    const plan = planFrom(this, start);
    const fallen = new BigInt64Array(plan?.falls.dueOn.length ?? 0);
    const era = { plan, fallen, checkpoints: new Checkpoints() };
    this.#eras[index] = era;
    return era;
  }
}

const FOLDS = new WeakMap<LoanFacts, Fold>();

/** What is kept of a loan with these facts. */
export function foldOf(terms: LoanTerms, facts: LoanFacts, rules: FundRules): Fold {
  const known = FOLDS.get(facts);
  if (known !== undefined && known.terms === terms && known.rules === rules) return known;
  const fold = new Fold(terms, facts, rules);
  FOLDS.set(facts, fold);
  return fold;
}

/**
 * Lets `after` go on from what is kept of `before`, which has the same facts dated before `from`; a
 * fact with two dates, such as a recall and its withdrawal, is the same before the one that changed.
 * Nothing that is answered changes by it: the first answer about `after` only comes sooner.
 */
export function continueFold(before: LoanFacts, after: LoanFacts, from: CalendarDate): void {
  const known = FOLDS.get(before);
  if (known === undefined || FOLDS.has(after)) return;
  const fold = new Fold(known.terms, after, known.rules);
  fold.takeOver(known, dayOf(from));
  FOLDS.set(after, fold);
}
