import { shownAt } from '../../book/known.ts';
import { lastRecordedAt, type Fund, type FundAct } from '../../book/fund.ts';
import { firstLoanTakenOver } from '../../book/loanOpenings.ts';
import { openingAsKnown } from '../../book/opening.ts';
import { bookedMovements, checkCapital } from '../../domain/fund/capital.ts';
import { type FundOpening } from '../../domain/fund/fundOpening.ts';
import { checkAvailableWith } from '../../domain/fund/cash.ts';
import { sourceMeant, type Source } from '../../domain/fund/sources.ts';
import { sourcesNamed } from '../../book/sources.ts';
import type { CashChange } from '../../domain/primitives/datedAmounts.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import { sum, text, type Money } from '../../domain/primitives/money.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';
import type { FundOpeningEntry, StoredFundOpening } from '../../store/fund/fundOpening.ts';
import { cashAsKnown, listCapitalMovements } from '../../book/rules.ts';
import { refuseClosed } from '../acts/closedPeriods.ts';
import type { By } from '../acts/by.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';
import { firstFactTakenOver } from './factsTakenOver.ts';

/** What an opening says, as one text. */
const written = ({ on, documentNumber, capital, availablePrincipal }: FundOpening): string =>
  JSON.stringify([
    on,
    documentNumber,
    capital.map((each) => ({
      ...each,
      amount: text(each.amount),
      availablePrincipal: each.availablePrincipal && text(each.availablePrincipal),
    })),
    availablePrincipal && text(availablePrincipal),
  ]);

/**
 * What is lent of a source must still be there on every day, with the new capital in place of the old (R18).
 *
 * @throws DomainError available-principal-below-zero
 */
function checkLentOf(fund: Fund, before: FundOpening | null, after: FundOpening): void {
  const cash = cashAsKnown(fund, lastRecordedAt(fund));
  const capitalOf = (opening: FundOpening | null, source: Source): CashChange[] =>
    (opening?.capital ?? [])
      .filter((each) => each.source === source)
      .map(({ amount }) => ({ on: opening?.on ?? after.on, amount }));
  const sources = [...cash.bySource.keys(), ...after.capital.map(({ source }) => source)];
  for (const source of new Set(sources)) {
    const taken = capitalOf(before, source).map(({ on, amount }) => ({
      on,
      amount: amount.negated(),
    }));
    checkAvailableWith(cash, source, [...taken, ...capitalOf(after, source)]);
  }
}

/** The capital by the sources that it means; each stands once. @throws DomainError validation */
function meantCapital(
  fund: Fund,
  capital: FundOpening['capital'],
  knownAt: Date,
): FundOpening['capital'] {
  const named = sourcesNamed(fund, knownAt);
  const seen = new Set<Source>();
  return capital.map((each, at) => {
    const source = sourceMeant(each.source, () => [...seen, ...named]);
    if (seen.has(source)) {
      throw invalid(`/capital/${at}/source`, {
        en: 'this source stands in the list already',
        vi: 'nguồn này đã có trong danh sách',
      });
    }
    seen.add(source);
    return { ...each, source };
  });
}

/**
 * Puts what is taken over at the close of a day in place of the version before (R32). The same again
 * changes nothing.
 *
 * @throws DomainError validation, dated-in-future, stale-version, facts-before-opening, later-fact-impossible: loans
 *   were taken over on another day; period-closed,
 *   available-principal-below-zero, amount-too-large
 */
export function putFundOpening(
  fund: FundAct,
  by: By,
  asked: FundOpening,
  seen: SeenVersions,
): StoredFundOpening {
  const knownAt = lastRecordedAt(fund);
  const opening = { ...asked, capital: meantCapital(fund, asked.capital, knownAt) };
  const last = openingAsKnown(fund, knownAt);
  refuseStale(seen, last);
  if (last !== null && written(last) === written(opening)) return last;
  refuseFuture(opening.on, by.today, 'R32');
  refuseClosed(fund, last === null ? [opening.on] : [opening.on, last.on], knownAt);
  const standing = firstFactTakenOver(fund, opening.on, knownAt);
  if (standing !== null) {
    const { what, number, date } = standing;
    throw new DomainError('facts-before-opening', {
      rule: 'R32',
      figures: { on: opening.on, what, number, date },
    });
  }
  const loan = firstLoanTakenOver(fund, knownAt);
  if (loan !== null && loan.opening.on !== opening.on) {
    const figures = { what: 'loan opening', on: loan.opening.on };
    throw new DomainError('later-fact-impossible', { rule: 'R32', figures });
  }
  checkLentOf(fund, last, opening);
  const total: Money = sum(opening.capital.map(({ amount }) => amount));
  checkCapital(bookedMovements(listCapitalMovements(fund, knownAt)), opening.on, total);
  const { on: effectiveOn, ...taken } = opening;
  const said = { factKind: 'fund_opening', effectiveOn, ...taken } as const;
  const recorded = fund.record<FundOpeningEntry>({ ...said, late: null });
  const { reversedAt: _, reversalBookedOn: __, ...stored } = shownAt(recorded, recorded.recordedAt);
  return { ...stored, on: effectiveOn };
}
