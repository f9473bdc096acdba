import { canBeAskedAgain } from './enforcement.ts';
import { stageAt, type CaseStage, type Stage } from './stages.ts';
import type { CalendarDate } from '../primitives/dates.ts';

/**
 * How far a case about a loan has come, the furthest last: it ended without a judgment, so that the fund may
 * sue again; it was judged and nothing can be enforced any more; the court has it; a judgment or settlement
 * has legal effect; it is being enforced.
 */
export const SUIT_STATES = [
  'ended_without_judgment',
  'closed',
  'in_court',
  'judged',
  'in_enforcement',
] as const;

export type SuitState = (typeof SUIT_STATES)[number];

const ENDED: readonly Stage[] = ['withdrawn', 'petition_returned', 'discontinued'];

/** After a returned request the fund can ask again at any time (R38). */
const JUDGED: readonly Stage[] = [
  'settlement_recognised',
  'appeal_judgment',
  'final',
  'request_returned',
];

const IN_ENFORCEMENT: readonly Stage[] = [
  'enforcement_requested',
  'enforcement_decided',
  'no_means_found',
  'assets_attached',
  'enforcement_stayed',
  'enforcement_resumed',
  'enforcement_suspended',
  'enforcement_entrusted',
];

/** How far a case had come at the close of a day (R26, R38); null: it was not filed yet. */
export function suitStateAt(stages: readonly CaseStage[], on: CalendarDate): SuitState | null {
  const last = stageAt(stages, on);
  if (last === null) return null;
  if (last.stage === 'enforcement_terminated') {
    if (last.terminatedFor === 'judgment_annulled') return 'ended_without_judgment';
    return canBeAskedAgain(last.terminatedFor) ? 'judged' : 'closed';
  }
  if (last.stage === 'enforcement_closed') return 'closed';
  if (ENDED.includes(last.stage)) return 'ended_without_judgment';
  if (JUDGED.includes(last.stage)) return 'judged';
  return IN_ENFORCEMENT.includes(last.stage) ? 'in_enforcement' : 'in_court';
}

/** The state of the case that has come furthest, of those about one loan; null: there is none. */
export function furthest(states: readonly SuitState[]): SuitState | null {
  return SUIT_STATES.findLast((each) => states.includes(each)) ?? null;
}
