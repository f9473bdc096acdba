import type { Fund } from '../../book/fund.ts';
import { loansTakenOver } from '../../book/loanOpenings.ts';
import { openingAsKnown } from '../../book/opening.ts';
import { cashAsKnown } from '../../book/rules.ts';
import { sourceNames } from '../../book/sources.ts';
import type { OpeningCapital } from '../../domain/fund/fundOpening.ts';
import { availableAt, cashOfSource } from '../../domain/fund/cash.ts';
import { openInTermInterest, openPrincipal } from '../../domain/loans/opening.ts';
import type { CashChange } from '../../domain/primitives/datedAmounts.ts';
import { sum, ZERO, type Money } from '../../domain/primitives/money.ts';
import type { StoredFundOpening } from '../../store/fund/fundOpening.ts';

/** The available principal of an opening, as the paper book states it and as it comes out. */
interface Compared {
  /** Null: the book states none. */
  readonly stated: Money | null;
  /** The capital less the principal of loans that were taken over. */
  readonly computed: Money;
}

/** The opening of the fund beside the loans that were taken over with it (R32, R33). */
export interface OpeningOf {
  /** Null: the fund entered its whole history. */
  readonly opening: StoredFundOpening | null;
  readonly rows: readonly (OpeningCapital & Compared & { readonly name: string })[];
  readonly total: Compared;
  readonly loans: {
    readonly number: number;
    readonly principal: Money;
    readonly inTermInterest: Money;
    readonly overdueInterest: Money;
    readonly lateInterest: Money;
  };
}

/** What the fund took over, and whether what its paper book states agrees with it. */
export function openingOf(fund: Fund, knownAt: Date): OpeningOf {
  const opening = openingAsKnown(fund, knownAt);
  const nameOf = sourceNames(fund, knownAt);
  const cash = cashAsKnown(fund, knownAt);
  const computed = (changes: readonly CashChange[]): Money =>
    opening === null ? ZERO : availableAt(changes, opening.on);
  const rows = (opening?.capital ?? []).map((each) => ({
    ...each,
    name: nameOf(each.source),
    stated: each.availablePrincipal,
    computed: computed(cashOfSource(cash, each.source)),
  }));
  const loans = loansTakenOver(fund, knownAt);
  return {
    opening,
    rows,
    total: {
      stated: opening?.availablePrincipal ?? null,
      computed: computed(cash.all),
    },
    loans: {
      number: loans.length,
      principal: sum(loans.map(openPrincipal)),
      inTermInterest: sum(loans.map(openInTermInterest)),
      overdueInterest: sum(loans.map((each) => each.overdueInterest)),
      lateInterest: sum(loans.map((each) => each.lateInterest)),
    },
  };
}
