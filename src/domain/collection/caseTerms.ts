import { addDays, type CalendarDate } from '../primitives/dates.ts';
import { stageAt, type CaseFile, type FiledStage, type Stage } from '../court/stages.ts';
import { versionInForce, type Policies } from '../policies/policies.ts';
import type { Deadline, Logged } from './deadlineKinds.ts';
import { enforcementTerms, type CaseTerm } from './enforcementTerms.ts';

const OF_CASE = { loan: null, collateral: null, daysNotCounted: 0 };

/** The stages at which the next day of a case is a day in court. */
const IN_COURT: readonly Stage[] = [
  'accepted',
  'mediation',
  'stayed',
  'hearing',
  'appealed',
  'appeal_judgment',
];

/** The stages of which the next day is told as a term of its own. */
const HAS_TERM: readonly Stage[] = ['no_means_found', 'request_returned', 'enforcement_stayed'];

/**
 * The term to appeal a judgment (R27). Once the judgment is known to have become final, a term that has run out
 * is nobody's business any more, whichever day is asked for.
 */
function appealTerm(
  { stages }: CaseFile,
  { stage: ground, occurredOn: since }: FiledStage,
  asOf: CalendarDate,
  policies: Policies,
): CaseTerm[] {
  if (ground !== 'first_instance_judgment') return [];
  const { value, sourceDocument: law } = versionInForce(policies, 'appealDays', since);
  const dueOn = addDays(since, value);
  const isFinal = stages.some((each) => each.stage === 'final' && each.occurredOn >= since);
  if (isFinal && dueOn < asOf) return [];
  return [{ kind: 'appeal', dueOn, ground, since, law, amount: null }];
}

/** The day that court or office have set for what comes next. */
function setDay({ stage: ground, nextOn }: FiledStage): CaseTerm[] {
  if (nextOn === null || HAS_TERM.includes(ground)) return [];
  const kind = IN_COURT.includes(ground) ? 'hearing' : 'next_step';
  return [{ kind, dueOn: nextOn, ground, since: null, law: null, amount: null }];
}

/** What comes next in a case, by law or as court or office have set it (R27, R38). */
export function deadlinesOfCase(
  file: CaseFile,
  asOf: CalendarDate,
  log: readonly Logged[],
  policies: Policies,
): Deadline[] {
  const last = stageAt(file.stages, asOf);
  if (last === null) return [];
  const ofCase = { ...OF_CASE, borrower: file.borrower, litigationCaseId: file.id };
  return [
    ...appealTerm(file, last, asOf, policies),
    ...enforcementTerms(file, last, { asOf, log }, policies),
    ...setDay(last),
  ].map((each) => ({ ...ofCase, ...each, payableBy: each.dueOn }));
}
