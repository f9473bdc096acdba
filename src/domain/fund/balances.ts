import { type LoanOfFund, type Positioned, positionsAt } from '../loans/portfolio.ts';
import { type BookedMovement, capitalAt } from './capital.ts';
import { availableAt, cashOfSource, type FundCash } from './cash.ts';
import type { Position } from '../loans/position.ts';
import { bySource, CHARTER, nameOfSource, type Source } from './sources.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { ensure } from '../primitives/errors.ts';
import type { CaseFile } from '../court/stages.ts';
import type { PlannedMovement } from './plannedMovements.ts';
import type { Entrustment } from './transfers.ts';
import type { Trustee } from './trustees.ts';
import { dongOf, moneyOf } from '../primitives/dong.ts';
import { sum, type Money } from '../primitives/money.ts';
import type { FundRules } from '../policies/fundRules.ts';

/** All that the fund section is worked out from: facts known, none later than `knownAt`. */
export interface FundFacts {
  readonly loans: readonly LoanOfFund[];
  readonly capitalMovements: readonly BookedMovement[];
  /** The same principal money, summed as facts come: an independent way to R18. */
  readonly cash: FundCash;
  /** The sources that the fund calls by a name of its own (R34). */
  readonly sourceNames: ReadonlyMap<Source, string>;
  readonly cases: readonly CaseFile[];
  readonly suspension: LendingSuspension | null;
  /** The cooperatives that are not active on the report's day (R30). */
  readonly inactive: ReadonlySet<string>;
  readonly plannedMovements: readonly PlannedMovement[];
  /** Principal given to trustees and taken back from them (R35); left out: none ever was. */
  readonly entrustments?: readonly Entrustment[];
  /** Left out: the fund has none (R35). */
  readonly trustees?: readonly Trustee[];
}

export interface LendingSuspension {
  readonly decisionNumber: string;
  readonly decidedOn: CalendarDate;
}

/** The balances of one source of capital at the close of a day; they satisfy R18 by themselves (R34). */
export interface SourceBalances {
  readonly source: Source;
  /** How the fund calls it. */
  readonly name: string;
  readonly capital: Money;
  readonly outstanding: Money;
  readonly available: Money;
  readonly chargedOff: Money;
  /** What of it trustees have (R35). */
  readonly entrusted: Money;
}

/** The fund's balances at the close of a day; they satisfy R18. */
export interface FundBalances {
  readonly charterCapital: Money;
  /** Of all sources, like the following. */
  readonly principalOutstanding: Money;
  readonly availablePrincipal: Money;
  readonly principalChargedOff: Money;
  /** Principal that trustees have (R35). */
  readonly principalEntrusted: Money;
  /** Charter capital, and whatever other source the fund has named. */
  readonly sources: readonly SourceBalances[];
}

/** The facts of one source: its capital, its loans, its money (R34). */
export function factsOfSource(facts: FundFacts, source: Source): FundFacts {
  return {
    ...facts,
    loans: facts.loans.filter((each) => each.source === source),
    capitalMovements: facts.capitalMovements.filter((each) => each.source === source),
    entrustments: (facts.entrustments ?? []).filter((each) => each.source === source),
    cash: {
      all: cashOfSource(facts.cash, source),
      bySource: new Map([[source, cashOfSource(facts.cash, source)]]),
    },
  };
}

/** The sources of a fund's facts up to a day: charter capital, then the others in their order. */
export function sourcesOf(
  { capitalMovements, loans, cash }: FundFacts,
  asOf: CalendarDate,
): readonly Source[] {
  const moved = capitalMovements.filter((each) => each.effectiveOn <= asOf);
  const found = new Set<Source>([CHARTER]);
  for (const { source } of moved) found.add(source);
  for (const { source, terms, facts } of loans) {
    // The contract of a loan that another fund handed over is older than what this one knows of it.
    const since = facts.opening?.origin === undefined ? terms.signedOn : facts.opening.on;
    if (since <= asOf) found.add(source);
  }
  for (const [source, changes] of cash.bySource) {
    if (changes.some(({ on }) => on <= asOf)) found.add(source);
  }
  return [...found].toSorted(bySource);
}

/**
 * What a loan has lost of its capital: principal charged off and not recovered, and what was recovered as
 * income, which makes no capital good (R18, R40).
 */
export const lostCapital = ({ principal }: Position): Money =>
  principal.chargedOff.plus(principal.recoveredAsIncome);

/** Capital = outstanding + available + charged off + entrusted, to the đồng, or it is our bug (R18, R35). */
function checked(of: SourceBalances): SourceBalances {
  const parts = of.outstanding.plus(of.available).plus(of.chargedOff).plus(of.entrusted);
  ensure(parts.equals(of.capital), `R18: the identity of ${of.source} does not hold`);
  return of;
}

/** The fund's balances, those of each source checked by themselves (R18, R34). */
export function balances(
  facts: FundFacts,
  positioned: Positioned,
  asOf: CalendarDate,
): FundBalances {
  const outstanding = new Map<Source, bigint>();
  const chargedOff = new Map<Source, bigint>();
  const add = (sums: Map<Source, bigint>, source: Source, amount: Money) =>
    sums.set(source, (sums.get(source) ?? 0n) + dongOf(amount));
  for (const { loan, position } of positioned) {
    add(outstanding, loan.source, position.principal.outstanding);
    add(chargedOff, loan.source, lostCapital(position));
  }
  const sources = sourcesOf(facts, asOf).map((source) =>
    checked({
      source,
      name: facts.sourceNames.get(source) ?? nameOfSource(source),
      capital: capitalAt(facts.capitalMovements, source, asOf),
      outstanding: moneyOf(outstanding.get(source) ?? 0n),
      available: availableAt(cashOfSource(facts.cash, source), asOf),
      chargedOff: moneyOf(chargedOff.get(source) ?? 0n),
      entrusted: availableAt(factsOfSource(facts, source).entrustments ?? [], asOf),
    }),
  );
  const total = (part: 'available' | 'chargedOff' | 'entrusted' | 'outstanding'): Money =>
    sum(sources.map((each) => each[part]));
  const availablePrincipal = total('available');
  ensure(
    availablePrincipal.equals(availableAt(facts.cash.all, asOf)),
    'R34: the money of the sources is not all of the fund',
  );
  return {
    charterCapital: capitalAt(facts.capitalMovements, CHARTER, asOf),
    principalOutstanding: total('outstanding'),
    availablePrincipal,
    principalChargedOff: total('chargedOff'),
    principalEntrusted: total('entrusted'),
    sources,
  };
}

/** The fund's balances at the close of a day (R18). */
export function fundBalances(facts: FundFacts, rules: FundRules, asOf: CalendarDate): FundBalances {
  return balances(facts, positionsAt(facts, rules, asOf), asOf);
}
