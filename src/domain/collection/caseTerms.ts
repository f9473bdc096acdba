import { addDays, addMonths, type CalendarDate } from '../primitives/dates.ts';
import { stageAt, type CaseFile, type FiledStage, type Stage } from '../court/stages.ts';
import { versionInForce, type Policies } from '../policies/policies.ts';
import { type Deadline, type Logged, latest, isAbout } from './deadlineKinds.ts';

const OF_CASE = { loan: null, amount: null, daysNotCounted: 0 };

/** The stages at which the next day of a case is a day in court. */
const IN_COURT: readonly Stage[] = [
  'accepted',
  'mediation',
  'stayed',
  'hearing',
  'appealed',
  'appeal_judgment',
];

type CaseTerm = Pick<Deadline, 'kind' | 'dueOn' | 'ground' | 'since' | 'law'>;

/**
 * When to look again at the means of a debtor found without: on the day set, or months after the
 * last look. A `means_check` of the collection log moves the next one on, because the stage "no
 * means found" cannot follow itself (R26).
 */
function meansRecheck(
  file: CaseFile,
  last: FiledStage,
  meansChecks: readonly Logged[],
  policies: Policies,
): CaseTerm {
  const kind = 'means_recheck';
  const checked = latest(
    meansChecks
      .filter((each) => each.occurredOn > last.occurredOn)
      .filter((each) => isAbout(each, file.borrower.id, file.loanIds))
      .map((each) => each.occurredOn),
  );
  if (checked === null && last.nextOn !== null) {
    return { kind, dueOn: last.nextOn, ground: last.stage, since: null, law: null };
  }
  const since = checked ?? last.occurredOn;
  const { value, sourceDocument: law } = versionInForce(policies, 'meansRecheckMonths', since);
  const ground = checked === null ? last.stage : 'means_check';
  return { kind, dueOn: addMonths(since, value), ground, since, law };
}

/** The terms that the law sets from the last stage of a case (R27). */
function termsOfLaw(
  file: CaseFile,
  last: FiledStage,
  meansChecks: readonly Logged[],
  policies: Policies,
): CaseTerm[] {
  const { stage: ground, occurredOn: since } = last;
  if (ground === 'first_instance_judgment') {
    const { value, sourceDocument: law } = versionInForce(policies, 'appealDays', since);
    return [{ kind: 'appeal', dueOn: addDays(since, value), ground, since, law }];
  }
  if (ground === 'final' || ground === 'settlement_recognised') {
    const { value, sourceDocument: law } = versionInForce(
      policies,
      'enforcementRequestYears',
      since,
    );
    return [
      { kind: 'enforcement_request', dueOn: addMonths(since, 12 * value), ground, since, law },
    ];
  }
  return ground === 'no_means_found' ? [meansRecheck(file, last, meansChecks, policies)] : [];
}

/** What comes next in a case, by law or as the court has set it (R27). */
export function deadlinesOfCase(
  file: CaseFile,
  asOf: CalendarDate,
  meansChecks: readonly Logged[],
  policies: Policies,
): Deadline[] {
  const last = stageAt(file.stages, asOf);
  if (last === null) return [];
  const ofCase = { ...OF_CASE, borrower: file.borrower, litigationCaseId: file.id };
  const set =
    last.nextOn === null || last.stage === 'no_means_found'
      ? []
      : [
          {
            kind: IN_COURT.includes(last.stage) ? ('hearing' as const) : ('next_step' as const),
            dueOn: last.nextOn,
            ground: last.stage,
            since: null,
            law: null,
          },
        ];
  return [...termsOfLaw(file, last, meansChecks, policies), ...set].map((each) => ({
    ...ofCase,
    ...each,
    payableBy: each.dueOn,
  }));
}
