import { addDays, addMonths, type CalendarDate } from '../primitives/dates.ts';
import { compareText } from '../primitives/lists.ts';
import { ZERO } from '../primitives/money.ts';
import { effectOf, hasEnded, partsLeft, requestsOf, type PartLeft } from '../court/awardParts.ts';
import { stayEndOf } from '../court/stay.ts';
import type { CaseFile, FiledStage } from '../court/stages.ts';
import { versionInForce, type Policies } from '../policies/policies.ts';
import { MEANS_FINDINGS } from './collectionLog.ts';
import { type Deadline, type Logged, isAbout } from './deadlineKinds.ts';

export type CaseTerm = Pick<Deadline, 'kind' | 'dueOn' | 'ground' | 'since' | 'law' | 'amount'>;

type MeansFinding = (typeof MEANS_FINDINGS)[number];

/** The day that is asked for, and what the log says up to it. */
export interface EnforcementView {
  readonly asOf: CalendarDate;
  readonly log: readonly Logged[];
}

/** A term that a law may not have, in years. */
type YearsName = 'requestReturnYears' | 'stateMoneyRequestYears';

/**
 * When a term of years runs out; null: no law has the term. Enforcement that was under way when a law came goes
 * on under it, and steps done stay valid (Law 106/2025 art. 116): a term that the law of `since` did not have
 * runs from `since` all the same, and is told from the new law's day on.
 */
function yearsFrom(
  name: YearsName,
  since: CalendarDate,
  asOf: CalendarDate,
  policies: Policies,
): Pick<CaseTerm, 'dueOn' | 'since' | 'law'> | null {
  for (const day of [since, asOf]) {
    const { value, sourceDocument: law } = versionInForce(policies, name, day);
    if (value !== null) return { dueOn: addMonths(since, 12 * value), since, law };
  }
  return null;
}

/** Whether an entry of the log is about a case: it names the case, or names none and is about its debtor. */
const isAboutCase =
  ({ id, borrower, loanIds }: CaseFile) =>
  (each: Logged): boolean =>
    each.litigationCaseId === null
      ? isAbout(each, borrower.id, loanIds)
      : each.litigationCaseId === id;

/** What was last found of the debtor's means since enforcement was asked for; null: nothing. */
function lastFinding(
  file: CaseFile,
  asOf: CalendarDate,
  log: readonly Logged[],
): { readonly occurredOn: CalendarDate; readonly kind: MeansFinding } | null {
  const { askedOn } = requestsOf(file, asOf);
  const findings = log
    .filter(isAboutCase(file))
    .filter(({ occurredOn }) => askedOn === null || occurredOn >= askedOn)
    .flatMap(({ occurredOn, kind }) => {
      const place = MEANS_FINDINGS.findIndex((each) => each === kind);
      const found = MEANS_FINDINGS[place];
      return found === undefined ? [] : [{ occurredOn, kind: found, place }];
    });
  // Of one day: that the debtor is in prison says more than that it was looked at.
  const byDay = findings.toSorted(
    (a, b) => compareText(a.occurredOn, b.occurredOn) || a.place - b.place,
  );
  return byDay.at(-1) ?? null;
}

/**
 * When to look again at the means of a debtor found without: on the day set, or months after the
 * last look. A finding of the collection log moves the next one on, because the stage "no
 * means found" cannot follow itself (R26). A finding that names a case is about that case alone. The months
 * are more of a debtor found in prison or at no known address, until a `means_check` finds otherwise. After the
 * request was returned the fund looks by itself, in the same months: it can ask again at any time (R38).
 */
function meansRecheck(
  file: CaseFile,
  last: FiledStage,
  { asOf, log }: EnforcementView,
  policies: Policies,
): CaseTerm {
  const said = { kind: 'means_recheck', amount: null } as const;
  const found = lastFinding(file, asOf, log);
  const later = found !== null && found.occurredOn > last.occurredOn ? found : null;
  if (later === null && last.nextOn !== null) {
    return { ...said, dueOn: last.nextOn, ground: last.stage, since: null, law: null };
  }
  const { occurredOn: since } = later ?? last;
  const isFound = found === null || found.kind === 'means_check';
  const name = isFound ? 'meansRecheckMonths' : 'longMeansRecheckMonths';
  const { value, sourceDocument: law } = versionInForce(policies, name, since);
  const ground = later?.kind ?? last.stage;
  return { ...said, dueOn: addMonths(since, value), ground, since, law };
}

/**
 * Until when enforcement is to be asked for: of a dated part from the day on which it falls due, of the rest
 * from the day on which the award took effect (R27, R38; Law 106/2025 art. 34, Decree 152/2026 art. 10). A
 * request covers what had fallen due on its day. Nothing runs after a request was returned.
 */
function requestTerms(file: CaseFile, asOf: CalendarDate, policies: Policies): CaseTerm[] {
  const effect = effectOf(file, asOf);
  const { askedOn, wasReturned } = requestsOf(file, asOf);
  if (effect === null || wasReturned || hasEnded(file, asOf)) return [];
  const parts = partsLeft(file, asOf);
  const termFrom = (since: CalendarDate) => {
    const { value, sourceDocument } = versionInForce(policies, 'enforcementRequestYears', since);
    return { dueOn: addMonths(since, 12 * value), since, law: sourceDocument };
  };
  const kind = 'enforcement_request' as const;
  if (!parts.some((part) => part.isDated)) {
    const term = termFrom(effect.occurredOn);
    return askedOn === null ? [{ kind, ground: effect.stage, amount: null, ...term }] : [];
  }
  const isUnasked = ({ isDated, dueOn }: PartLeft): boolean =>
    askedOn === null || (isDated && dueOn > askedOn);
  return parts
    .filter((part) => part.left.greaterThan(ZERO) && isUnasked(part))
    .map(({ dueOn, isDated, left: amount }) => {
      const since = dueOn > effect.occurredOn ? dueOn : effect.occurredOn;
      const ground = isDated ? 'award_instalment' : effect.stage;
      return { kind, ground, amount, ...termFrom(since) };
    });
}

/**
 * The year in which a body asks for enforcement of state money, else its superior directs the body to (Decree
 * 152/2026 art. 9): from the day on which there is something to ask for. Null: asked for, or no such term.
 */
export function stateMoneyTerm(
  file: CaseFile,
  asOf: CalendarDate,
  policies: Policies,
): CaseTerm | null {
  const effect = effectOf(file, asOf);
  if (effect === null || requestsOf(file, asOf).askedOn !== null) return null;
  const parts = partsLeft(file, asOf);
  const left = parts.filter((part) => part.left.greaterThan(ZERO));
  const [first] = left;
  if (parts.length > 0 && first === undefined) return null;
  const isLater = first !== undefined && first.dueOn > effect.occurredOn;
  const term = yearsFrom(
    'stateMoneyRequestYears',
    isLater ? first.dueOn : effect.occurredOn,
    asOf,
    policies,
  );
  const ground = isLater ? 'award_instalment' : effect.stage;
  return term && { kind: 'state_money_request', ground, amount: null, ...term };
}

/**
 * The days in which the debtor may pay of its own accord: from the day on which it was notified of the decision
 * (Law 106/2025 art. 36), or from the decision while no notification is in the log.
 */
function voluntaryTerm(
  file: CaseFile,
  decided: FiledStage,
  log: readonly Logged[],
  policies: Policies,
): CaseTerm[] {
  const [notifiedOn] = log
    .filter(
      ({ kind, litigationCaseId }) =>
        kind === 'enforcement_notified' && litigationCaseId === file.id,
    )
    .map(({ occurredOn }) => occurredOn)
    .filter((day) => day >= decided.occurredOn)
    .toSorted();
  const since = notifiedOn ?? decided.occurredOn;
  const days = versionInForce(policies, 'voluntaryEnforcementDays', since);
  if (days.value === null) return [];
  const ground = notifiedOn === undefined ? decided.stage : 'enforcement_notified';
  const dueOn = addDays(since, days.value);
  return [
    { kind: 'voluntary_period', dueOn, ground, since, law: days.sourceDocument, amount: null },
  ];
}

/**
 * That the office is to be told of its new creditor (Law 106/2025 art. 41): of a case whose enforcement another
 * fund had asked for when it handed the loans over, until the log says that the office was told.
 */
function successorNotice(
  file: CaseFile,
  last: FiledStage,
  { asOf, log }: EnforcementView,
): CaseTerm[] {
  const { takenOverOn: since } = file;
  const { askedOn } = requestsOf(file, asOf);
  if (since === null || since > asOf || askedOn === null || askedOn >= since) return [];
  if (hasEnded(file, asOf) || last.stage === 'request_returned') return [];
  const isTold = log.some(
    ({ kind, litigationCaseId, occurredOn }) =>
      kind === 'successor_told' && litigationCaseId === file.id && occurredOn >= since,
  );
  if (isTold) return [];
  const ground = 'handover' as const;
  return [{ kind: 'successor_notice', dueOn: since, ground, since, law: null, amount: null }];
}

/** What the last stage of enforcement sets running (R38). */
function termsOfStage(
  file: CaseFile,
  last: FiledStage,
  view: EnforcementView,
  policies: Policies,
): CaseTerm[] {
  const { stage: ground, occurredOn: since } = last;
  const amount = null;
  if (ground === 'enforcement_decided') return voluntaryTerm(file, last, view.log, policies);
  if (ground === 'request_returned') return [meansRecheck(file, last, view, policies)];
  if (ground === 'no_means_found') {
    const recheck = meansRecheck(file, last, view, policies);
    const returned = yearsFrom('requestReturnYears', since, view.asOf, policies);
    if (returned === null) return [recheck];
    return [recheck, { kind: 'request_return', ground, amount, ...returned }];
  }
  const end = ground === 'enforcement_stayed' ? stayEndOf(last, policies) : null;
  return end === null ? [] : [{ kind: 'stay_end', ground, amount, ...end }];
}

/** The terms of enforcement that run in a case (R27, R38). */
export function enforcementTerms(
  file: CaseFile,
  last: FiledStage,
  view: EnforcementView,
  policies: Policies,
): CaseTerm[] {
  const stateMoney = stateMoneyTerm(file, view.asOf, policies);
  return [
    ...requestTerms(file, view.asOf, policies),
    ...(stateMoney === null ? [] : [stateMoney]),
    ...successorNotice(file, last, view),
    ...termsOfStage(file, last, view, policies),
  ];
}
