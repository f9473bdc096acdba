import { addDays, addMonths, type CalendarDate } from '../primitives/dates.ts';
import { ZERO } from '../primitives/money.ts';
import { effectOf, hasEnded, partsLeft, requestsOf, type PartLeft } from '../court/awardParts.ts';
import { stayEndOf } from '../court/stay.ts';
import type { CaseFile, FiledStage } from '../court/stages.ts';
import { versionInForce, type Policies } from '../policies/policies.ts';
import { latest, type Deadline, type Logged, isAbout } from './deadlineKinds.ts';

export type CaseTerm = Pick<Deadline, 'kind' | 'dueOn' | 'ground' | 'since' | 'law' | 'amount'>;

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

/**
 * When to look again at the means of a debtor found without: on the day set, or months after the
 * last look. A `means_check` of the collection log moves the next one on, because the stage "no
 * means found" cannot follow itself (R26). A check that names a case is about that case alone.
 */
function meansRecheck(
  file: CaseFile,
  last: FiledStage,
  meansChecks: readonly Logged[],
  policies: Policies,
): CaseTerm {
  const said = { kind: 'means_recheck', amount: null } as const;
  const isAboutCase = (each: Logged): boolean =>
    each.litigationCaseId === null
      ? isAbout(each, file.borrower.id, file.loanIds)
      : each.litigationCaseId === file.id;
  const checked = latest(
    meansChecks
      .filter((each) => each.occurredOn > last.occurredOn)
      .filter(isAboutCase)
      .map((each) => each.occurredOn),
  );
  if (checked === null && last.nextOn !== null) {
    return { ...said, dueOn: last.nextOn, ground: last.stage, since: null, law: null };
  }
  const since = checked ?? last.occurredOn;
  const { value, sourceDocument: law } = versionInForce(policies, 'meansRecheckMonths', since);
  const ground = checked === null ? last.stage : 'means_check';
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

/** What the last stage of enforcement sets running (R38). */
function termsOfStage(
  file: CaseFile,
  last: FiledStage,
  { asOf, meansChecks }: { readonly asOf: CalendarDate; readonly meansChecks: readonly Logged[] },
  policies: Policies,
): CaseTerm[] {
  const { stage: ground, occurredOn: since } = last;
  const amount = null;
  if (ground === 'enforcement_decided') {
    const { value, sourceDocument: law } = versionInForce(
      policies,
      'voluntaryEnforcementDays',
      since,
    );
    if (value === null) return [];
    return [{ kind: 'voluntary_period', dueOn: addDays(since, value), ground, since, law, amount }];
  }
  if (ground === 'no_means_found') {
    const recheck = meansRecheck(file, last, meansChecks, policies);
    const returned = yearsFrom('requestReturnYears', since, asOf, policies);
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
  at: { readonly asOf: CalendarDate; readonly meansChecks: readonly Logged[] },
  policies: Policies,
): CaseTerm[] {
  const stateMoney = stateMoneyTerm(file, at.asOf, policies);
  return [
    ...requestTerms(file, at.asOf, policies),
    ...(stateMoney === null ? [] : [stateMoney]),
    ...termsOfStage(file, last, at, policies),
  ];
}
