import type { CalendarDate } from '../primitives/dates.ts';
import { compareText } from '../primitives/lists.ts';
import { min, sum, ZERO, type Money } from '../primitives/money.ts';
import { totalOf } from '../loans/facts.ts';
import { caseSums } from './caseSums.ts';
import type { AwardPart } from './enforcement.ts';
import { stageAt, type CaseFile, type FiledStage, type Stage } from './stages.ts';

/** What of an award falls due on a day, and what of it was not received yet (R38). */
export interface PartLeft extends AwardPart {
  readonly left: Money;
  /** Whether it falls due on a day of its own; the rest falls due with the award. */
  readonly isDated: boolean;
}

/** The stages from which an award can be enforced (R26). */
const IN_EFFECT: readonly Stage[] = ['final', 'settlement_recognised'];

/** The stage by which the award of a case took effect by a day; null: none did. */
export function effectOf(file: CaseFile, asOf: CalendarDate): FiledStage | null {
  const reached = file.stages.filter((each) => each.occurredOn <= asOf);
  return reached.findLast((each) => IN_EFFECT.includes(each.stage)) ?? null;
}

/** The stage that says the award in force: the last one that has amounts; an appeal without upholds it. */
function awardStageAt(file: CaseFile, asOf: CalendarDate): FiledStage | null {
  const says: readonly Stage[] = [
    'settlement_recognised',
    'first_instance_judgment',
    'appeal_judgment',
  ];
  const reached = file.stages.filter((each) => each.occurredOn <= asOf);
  return reached.findLast((each) => says.includes(each.stage) && each.amounts !== null) ?? null;
}

/**
 * The parts of a case's award, soonest due first: what falls due with the award's effect, and the dated parts
 * (R38). What was received of the award through the case is taken to have paid what fell due first; what was
 * received beyond the award of a component pays none of its parts.
 *
 * @returns empty while nothing took effect, or where no amounts were said
 */
export function partsLeft(file: CaseFile, asOf: CalendarDate): PartLeft[] {
  const [effect, said] = [effectOf(file, asOf), awardStageAt(file, asOf)];
  const { award } = caseSums(file, asOf);
  if (effect === null || said === null || award === null) return [];
  const dated = sum(said.instalments.map((each) => each.amount));
  const rest = totalOf(award.awarded).minus(dated);
  const parts = [
    ...(rest.isZero() ? [] : [{ dueOn: effect.occurredOn, amount: rest, isDated: false }]),
    ...said.instalments.map((each) => ({ ...each, isDated: true })),
  ].toSorted((a, b) => compareText(a.dueOn, b.dueOn));
  let received = totalOf(award.awarded).minus(totalOf(award.left));
  return parts.map((part) => {
    const paid = min(received, part.amount);
    received = received.minus(paid);
    return { ...part, left: part.amount.minus(paid) };
  });
}

/** The day of the last request for enforcement by a day, and whether one was ever returned (R38). */
export function requestsOf(file: CaseFile, asOf: CalendarDate) {
  const reached = file.stages.filter((each) => each.occurredOn <= asOf);
  const last = reached.findLast((each) => each.stage === 'enforcement_requested');
  return {
    askedOn: last?.occurredOn ?? null,
    wasReturned: reached.some((each) => each.stage === 'request_returned'),
  };
}

/** Whether nothing more can be asked for in a case: its enforcement was closed or terminated. */
export function hasEnded(file: CaseFile, asOf: CalendarDate): boolean {
  const last = stageAt(file.stages, asOf)?.stage;
  return last === 'enforcement_closed' || last === 'enforcement_terminated';
}

/** What of the dated parts has fallen due by a day and is left. */
export const fallenDue = (parts: readonly PartLeft[], on: CalendarDate): PartLeft[] =>
  parts.filter((part) => part.isDated && part.dueOn <= on && part.left.greaterThan(ZERO));
