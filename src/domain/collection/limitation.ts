import { paidDays } from '../loans/fold/moneyDays.ts';
import { countUntil } from '../primitives/datedSums.ts';
import { addDays, addMonths, dayOf, daysBetween, type CalendarDate } from '../primitives/dates.ts';
import type { Positioned } from '../loans/portfolio.ts';
import { compareText, groupBy } from '../primitives/lists.ts';
import { isPending, stageAt, type CaseFile } from '../court/stages.ts';
import { versionInForce, type Policies } from '../policies/policies.ts';
import {
  type Deadline,
  type Logged,
  type DeadlineFacts,
  OF_LOAN,
  latest,
  isAbout,
} from './deadlineKinds.ts';

/** What is known of a loan besides its position, found once for all loans. */
interface AroundLoans {
  readonly casesOf: ReadonlyMap<string, readonly CaseFile[]>;
  readonly confirmationsOf: ReadonlyMap<string, readonly Logged[]>;
}

/** What is known around all loans. */
export function aroundLoans({ cases, debtConfirmations }: DeadlineFacts): AroundLoans {
  const casesOf = new Map<string, CaseFile[]>();
  for (const file of cases) {
    for (const loanId of file.loanIds) {
      const others = casesOf.get(loanId);
      if (others === undefined) casesOf.set(loanId, [file]);
      else others.push(file);
    }
  }
  return { casesOf, confirmationsOf: groupBy(debtConfirmations, (each) => each.cooperativeId) };
}

/**
 * Whether a judgment or recognised settlement about a loan stands although its case has ended by termination:
 * what was decided cannot be sued for again (Civil Procedure Code art. 192).
 */
const isDecided = ({ stages }: CaseFile, asOf: CalendarDate): boolean => {
  const last = stageAt(stages, asOf);
  return last?.stage === 'enforcement_terminated' && last.terminatedFor !== 'judgment_annulled';
};

/** The days [from, to) on which one of these cases was before the courts; null: it still is. */
function daysSued(cases: readonly CaseFile[], asOf: CalendarDate) {
  return cases
    .flatMap(({ stages }) => {
      const [filing] = stages;
      const last = stageAt(stages, asOf);
      if (filing === undefined || last === null) return [];
      return [{ from: filing.occurredOn, to: isPending(stages, asOf) ? null : last.occurredOn }];
    })
    .toSorted((a, b) => compareText(a.from, b.from));
}

/**
 * Until when a loan of which something is past due can be sued for: years from the latest of the
 * oldest unpaid due date, the last receipt and the last signed confirmation (R27, Civil Code art.
 * 429, 157). Any receipt on the loan is a part payment. The clock stands while a case about the
 * loan is pending; days before the courts are added to the term, each once. A case filed after the
 * term had run out revives nothing. A term is as long as the policy of the day on which the term
 * began says. Nothing runs where enforcement of a judgment about the loan was terminated, unless the judgment
 * was annulled: the right was used (R38).
 */
export function limitationToSue(
  { casesOf, confirmationsOf }: AroundLoans,
  { loan, position }: Positioned[number],
  policies: Policies,
): Deadline[] {
  const { asOf, oldestUnpaidDueOn } = position;
  if (oldestUnpaidDueOn === null) return [];
  const cases = casesOf.get(loan.id) ?? [];
  const suits = daysSued(cases, asOf);
  if (suits.some((each) => each.to === null)) return [];
  if (cases.some((each) => isDecided(each, asOf))) return [];
  const { repayments } = loan.facts;
  const { inOrder, days: paidOn } = paidDays(repayments);
  const lastPaid = inOrder[countUntil(paidOn, dayOf(asOf)) - 1];
  // What a book tells of the time before the loan was taken over counts too (R33).
  const { lastPaymentOn = null, lastConfirmedOn = null } = loan.facts.opening ?? {};
  const paid = [lastPaid?.effectiveOn ?? lastPaymentOn].filter((day) => day !== null);
  const confirmed = (confirmationsOf.get(loan.borrower.id) ?? [])
    .filter((each) => isAbout(each, loan.borrower.id, [loan.id]))
    .map((each) => each.occurredOn)
    .concat(lastConfirmedOn ?? []);
  let since = oldestUnpaidDueOn;
  let ground: Deadline['ground'] = 'oldest_unpaid';
  for (const [days, of] of [
    [paid, 'part_payment'],
    [confirmed, 'debt_confirmation'],
  ] as const) {
    const last = latest(days);
    if (last !== null && last > since) [since, ground] = [last, of];
  }
  const { value: years, sourceDocument } = versionInForce(policies, 'limitationToSueYears', since);
  let dueOn = addMonths(since, 12 * years);
  let counted = since;
  let daysNotCounted = 0;
  for (const { from, to } of suits) {
    const start = from > counted ? from : counted;
    if (to === null || to <= start || start > dueOn) continue;
    const days = daysBetween(start, to);
    daysNotCounted += days;
    dueOn = addDays(dueOn, days);
    counted = to;
  }
  return [
    {
      ...OF_LOAN,
      kind: 'limitation_to_sue',
      dueOn,
      payableBy: dueOn,
      ground,
      since,
      daysNotCounted,
      law: sourceDocument,
      borrower: loan.borrower,
      loan,
      amount: position.payoff,
    },
  ];
}
