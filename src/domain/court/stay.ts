import { addMonths, type CalendarDate } from '../primitives/dates.ts';
import { versionInForce, type Policies } from '../policies/policies.ts';
import type { FiledStage } from './stages.ts';

/** When a stay ends, and by which law; null: no day is known. */
export interface StayEnd {
  readonly dueOn: CalendarDate;
  /** The day from which the law counts; null: the end was set as a day. */
  readonly since: CalendarDate | null;
  readonly law: string | null;
}

/**
 * When a stay of enforcement ends: on the day set, and for a protest after the months of the law at the latest
 * (R38, Law 106/2025 art. 46).
 */
export function stayEndOf(stay: FiledStage, policies: Policies): StayEnd | null {
  const { occurredOn: since, nextOn, stayedBy } = stay;
  const set = nextOn === null ? null : { dueOn: nextOn, since: null, law: null };
  if (stayedBy !== 'protest_authority') return set;
  const { value, sourceDocument: law } = versionInForce(policies, 'protestStayMonths', since);
  if (value === null) return set;
  const dueOn = addMonths(since, value);
  return set !== null && set.dueOn < dueOn ? set : { dueOn, since, law };
}

/**
 * Whether interest for late enforcement stands still during a stay (R38, Law 106/2025 art. 46): if the parties
 * agreed, the creditor asked or whoever may protest asked, unless it was said that interest goes on. A stay for
 * another reason bears interest. Of a stay of which no reason was said, agreement is taken.
 */
export function bearsNoInterest({ stage, stayedBy, interestGoesOn }: FiledStage): boolean {
  if (stage !== 'enforcement_stayed') return false;
  return interestGoesOn === null ? stayedBy !== 'other' : !interestGoesOn;
}

/** A freeze of a loan as far as a stay is concerned. */
export interface FreezeOfLoan {
  readonly id: string;
  readonly loanId: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
}

/** A freeze that a stay calls for, [from, to); without `to` until it is given an end. */
export interface ProposedFreeze {
  readonly loanId: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
}

/**
 * The freezes that the last stay calls for: of each loan of the case that is not frozen on its day (R14 c, R38).
 * A stay that has ended before it was entered calls for them until the day on which it ended.
 */
export function proposedFreeze(
  stages: readonly FiledStage[],
  loanIds: readonly string[],
  freezes: readonly FreezeOfLoan[],
  policies: Policies,
): ProposedFreeze[] {
  const place = stages.at(-1)?.stage === 'enforcement_stayed' ? -1 : -2;
  const stay = stages.at(place);
  if (stay === undefined || !bearsNoInterest(stay)) return [];
  const from = stay.occurredOn;
  const ended = place === -1 ? undefined : stages.at(-1)?.occurredOn;
  const dueOn = stayEndOf(stay, policies)?.dueOn;
  const ends = [ended, dueOn].filter((day) => day !== undefined).toSorted();
  const to = ends.find((day) => day > from) ?? null;
  // It ended on the day on which it began.
  if (ended !== undefined && ended <= from) return [];
  const isFrozen = (loanId: string): boolean =>
    freezes.some(
      (each) => each.loanId === loanId && each.from <= from && (each.to === null || each.to > from),
    );
  return loanIds.filter((loanId) => !isFrozen(loanId)).map((loanId) => ({ loanId, from, to }));
}

/** The end of a freeze that the end of a stay calls for. */
export interface ProposedFreezeEnd {
  readonly loanId: string;
  readonly freezeId: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** Whether the freeze has no end yet, or a later one, which is brought forward. */
  readonly isOpen: boolean;
}

/**
 * The ends of freezes that the resumption or termination of enforcement calls for: of those that began with the
 * stay before it and that go on after it (R14 c, R38).
 */
export function proposedFreezeEnd(
  stages: readonly FiledStage[],
  loanIds: readonly string[],
  freezes: readonly FreezeOfLoan[],
): ProposedFreezeEnd[] {
  const last = stages.at(-1);
  const stay = stages.at(-2);
  if (last === undefined || stay === undefined || !bearsNoInterest(stay)) return [];
  const to = last.occurredOn;
  return freezes
    .filter(({ loanId }) => loanIds.includes(loanId))
    .filter((each) => each.from === stay.occurredOn && (each.to === null || each.to > to))
    .map((each) => ({
      loanId: each.loanId,
      freezeId: each.id,
      from: each.from,
      to,
      isOpen: each.to === null,
    }));
}
