import { givingWay, LOANS_PER_TURN } from '../view/turns.ts';
import { collateralsShown } from '../../book/collaterals.ts';
import { listCollectionEntries } from '../../book/collection.ts';
import type { Fund } from '../../book/fund.ts';
import { listNoticeHeads } from '../../book/notices.ts';
import { collateralOn } from '../../domain/collateral/collateral.ts';
import type { CollectionKind } from '../../domain/collection/collectionLog.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { deadlinesInTurns } from '../../domain/collection/deadlines.ts';
import {
  ENFORCEMENT_LOG,
  type Deadline,
  type NoticeOfLoan,
} from '../../domain/collection/deadlineKinds.ts';
import { interestDeadlinesInTurns } from '../../domain/collection/interestDeadlines.ts';
import { positionsInTurns } from '../../domain/loans/portfolio.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadCaseFiles } from '../court/loadCaseFiles.ts';
import { loadLives } from '../borrowers/loadLives.ts';
import { loadLoansOfFund } from '../reports/loadFundFacts.ts';
import { loadRules } from '../loans/loanState.ts';
import { fundPromises } from './promises.ts';

function loggedUntil(fund: Fund, kinds: readonly CollectionKind[], { asOf, knownAt }: View) {
  const entries = listCollectionEntries(fund, { kinds }, knownAt);
  return entries.filter((each) => each.occurredOn <= asOf);
}

/** The last notice of each loan that stands, issued on the day or earlier. */
async function lastNotices(fund: Fund, { asOf, knownAt }: View): Promise<NoticeOfLoan[]> {
  const standing = await listNoticeHeads(fund, { standing: true }, knownAt);
  const byLoan = new Map<string, NoticeOfLoan>();
  for (const { loanId, effectiveOn: issuedOn, payBy, total } of standing) {
    const before = byLoan.get(loanId)?.issuedOn;
    if (issuedOn > asOf || (before !== undefined && before > issuedOn)) continue;
    byLoan.set(loanId, { loanId, issuedOn, payBy, total });
  }
  return [...byLoan.values()];
}

/** The days up to `until` on which interest is to be paid, soonest first (R5). */
export async function interestDeadlines(
  fund: Fund,
  view: View,
  until: CalendarDate,
): Promise<readonly Deadline[]> {
  const rules = loadRules(fund, view.knownAt);
  const loans = loadLoansOfFund(fund, view);
  const positioned = await givingWay(positionsInTurns({ loans }, rules, view.asOf, LOANS_PER_TURN));
  return givingWay(interestDeadlinesInTurns(positioned, rules, until, LOANS_PER_TURN));
}

/** What is to be done up to a day, soonest first, and what has passed without it (R27). */
export async function deadlines(
  fund: Fund,
  view: View,
  until: CalendarDate,
): Promise<readonly Deadline[]> {
  const { asOf, knownAt } = view;
  const rules = loadRules(fund, knownAt);
  const loans = loadLoansOfFund(fund, view);
  const lifeOf = loadLives(fund, view);
  const promises = fundPromises(fund, view);
  const facts = {
    positioned: await givingWay(positionsInTurns({ loans }, rules, asOf, LOANS_PER_TURN)),
    cases: loadCaseFiles(fund, view),
    debtConfirmations: loggedUntil(fund, ['debt_confirmation'], view),
    enforcementLog: loggedUntil(fund, ENFORCEMENT_LOG, view),
    notices: await lastNotices(fund, view),
    collaterals: collateralsShown(fund, view).map((each) => collateralOn(each.facts, asOf)),
    promises: promises
      .filter(({ outcome }) => outcome.state !== 'kept')
      .map(({ outcome, promisedOn, amount, ...promise }) => ({
        borrower: {
          id: promise.cooperativeId,
          code: promise.cooperativeCode,
          name: promise.cooperativeName,
          locality: promise.locality,
        },
        promisedOn,
        dueOn: outcome.dueOn,
        left: amount.minus(outcome.received),
      })),
    bankruptSince: (cooperativeId: string) => {
      const { state, since } = lifeOf(cooperativeId);
      return state === 'bankrupt' ? since : null;
    },
  };
  return givingWay(deadlinesInTurns(facts, rules, { asOf, until }, LOANS_PER_TURN));
}
