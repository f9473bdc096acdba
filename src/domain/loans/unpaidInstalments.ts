import type { FundRules } from '../policies/fundRules.ts';
import { dateOf, dayOf, type CalendarDate, type Day } from '../primitives/dates.ts';
import { countUntil, firstAbove } from '../primitives/datedSums.ts';
import { moneyOf } from '../primitives/dong.ts';
import type { Money } from '../primitives/money.ts';
import type { LoanFacts } from './facts.ts';
import { foldOf } from './fold/fold.ts';
import { unpaidOfInstalment, type VersionDays } from './fold/planDays.ts';
import { Principal } from './principal.ts';
import type { DueDate } from './plan.ts';
import type { LoanTerms } from './terms.ts';

/** An instalment of the plan in force of which something is unpaid. */
export interface UnpaidInstalment extends DueDate {
  readonly principalUnpaid: Money;
}

/** The instalments of a version that `repaid` leaves unpaid, oldest first, payable in [first, last]. */
export function unpaidOfVersion(
  version: VersionDays,
  repaid: bigint,
  { first, last }: { readonly first: Day; readonly last: Day },
): UnpaidInstalment[] {
  const { dueOn, payableBy, asked } = version;
  const settled = firstAbove(asked, asked.length, repaid) - 1;
  const passed = countUntil(payableBy, first - 1);
  const end = countUntil(payableBy, last);
  const unpaid: UnpaidInstalment[] = [];
  for (let place = settled > passed ? settled : passed; place < end; place += 1) {
    const left = unpaidOfInstalment(version, place, repaid);
    if (left === 0n) continue;
    unpaid.push({
      dueOn: dateOf(dueOn[place] ?? 0),
      payableBy: dateOf(payableBy[place] ?? 0),
      principalUnpaid: moneyOf(left),
    });
  }
  return unpaid;
}

/** The sum of `unpaidOfVersion`, in đồng. */
export function unpaidWithin(
  { payableBy, asked }: VersionDays,
  repaid: bigint,
  { first, last }: { readonly first: Day; readonly last: Day },
): bigint {
  const before = asked[countUntil(payableBy, first - 1)] ?? 0n;
  const settled = repaid > before ? repaid : before;
  const unpaid = (asked[countUntil(payableBy, last)] ?? 0n) - settled;
  return unpaid > 0n ? unpaid : 0n;
}

const ANY_DAY = {
  first: dayOf('1700-01-01' as CalendarDate),
  last: dayOf('2699-12-31' as CalendarDate),
};

/** What of the plan is unpaid at the close of `asOf`, oldest first (R4, R6); none before it is lent. */
export function unpaidInstalments(
  terms: LoanTerms,
  facts: LoanFacts,
  rules: FundRules,
  asOf: CalendarDate,
): UnpaidInstalment[] {
  const fold = foldOf(terms, facts, rules);
  const day = dayOf(asOf);
  const plan = fold.planOn(day);
  if (plan === null) return [];
  const principal = new Principal(fold.days, plan);
  principal.skipTo(day, day);
  return unpaidOfVersion(principal.version, principal.repaid, ANY_DAY);
}
