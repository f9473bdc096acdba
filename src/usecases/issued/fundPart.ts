import { findFundPlan, movementsBooked, suspensionInForce } from '../../book/rules.ts';
import { ANY_DAY } from '../../book/borrowers.ts';
import type { Fund } from '../../book/fund.ts';
import { entrustments, trusteesOf } from '../../book/places.ts';
import { ownSourceNames } from '../../book/sources.ts';
import { listLoans, loadLoanBooksOf, loadRecoveryPlansOf } from '../../book/loans.ts';
import type { FigureFact } from '../../book/issued.ts';
import type { FundRules } from '../../domain/policies/fundRules.ts';
import { NO_BOOKS } from '../../domain/loans/loanBooks.ts';
import { factsOfSource, type FundFacts } from '../../domain/fund/balances.ts';
import { charterCash } from '../../domain/fund/cash.ts';
import { CHARTER } from '../../domain/fund/sources.ts';
import type { CashChange } from '../../domain/primitives/datedAmounts.ts';
import type { LoanOfFund } from '../../domain/loans/portfolio.ts';
import type { Period } from '../../domain/reports/section/figures.ts';
import { fundSection } from '../../domain/reports/section/fundSection.ts';
import {
  fundSectionContent,
  type FundSectionContent,
} from '../../domain/reports/section/content.ts';
import { movedOn, principalRows } from '../../domain/reports/moneyMoved.ts';
import type { View } from '../view/readAsKnown.ts';
import { loadCaseFiles } from '../court/loadCaseFiles.ts';
import { loadLives } from '../borrowers/loadLives.ts';
import { loadFundFacts } from '../reports/loadFundFacts.ts';

/**
 * A part of a fund: a borrower by its id, the fund's own money and decisions, or all of it. The
 * figures of a section are the sums of those of the borrowers and of the fund itself, so what an act
 * changes in the figures of its part it changes in the figures of the fund.
 */
export type FundPart = { readonly borrowerId: string } | 'own' | 'all';

/** What counts for every loan. */
const OF_ALL: ReadonlySet<FigureFact['aboutKind']> = new Set(['holiday_list', 'policy']);

/** The parts of the fund whose figures a fact may change. */
export function partsOf({ aboutKind, cooperativeIds }: FigureFact): readonly FundPart[] {
  if (OF_ALL.has(aboutKind)) return ['all'];
  return cooperativeIds.length === 0
    ? ['own']
    : cooperativeIds.map((borrowerId) => ({ borrowerId }));
}

function loadBorrowerFacts(
  fund: Fund,
  borrowerId: string,
  { asOf, knownAt }: View,
): Omit<FundFacts, 'cash'> {
  const loans = listLoans(fund, { cooperativeId: borrowerId }, knownAt, asOf);
  const ids = loans.map((each) => each.id);
  const books = loadLoanBooksOf(fund, ids, knownAt);
  const plans = loadRecoveryPlansOf(fund, ids, knownAt);
  const lifeOf = loadLives(fund, { asOf, knownAt }, [borrowerId]);
  return {
    loans: loans.map((loan): LoanOfFund => {
      const ofLoan = books.get(loan.id) ?? NO_BOOKS;
      return {
        id: loan.id,
        borrower: {
          id: borrowerId,
          code: loan.cooperativeCode,
          name: loan.cooperativeName,
          locality: loan.locality,
        },
        terms: loan.terms,
        source: loan.source,
        facts: ofLoan.on(asOf),
        books: ofLoan,
        recoveryPlan: plans.get(loan.id)?.entries ?? null,
      };
    }),
    capitalMovements: [],
    sourceNames: ownSourceNames(fund, knownAt),
    cases: loadCaseFiles(fund, { asOf, knownAt }, { cooperativeId: borrowerId }),
    suspension: null,
    inactive: new Set(lifeOf(borrowerId).state === 'active' ? [] : [borrowerId]),
    plannedMovements: [],
  };
}

function loadOwnFacts(fund: Fund, { asOf, knownAt }: View): Omit<FundFacts, 'cash'> {
  return {
    loans: [],
    capitalMovements: movementsBooked(fund, knownAt),
    sourceNames: ownSourceNames(fund, knownAt),
    cases: [],
    suspension: suspensionInForce(fund, asOf, knownAt),
    inactive: new Set(),
    plannedMovements: findFundPlan(fund, knownAt)?.entries ?? [],
    entrustments: entrustments(fund, knownAt),
    trustees: trusteesOf(fund, knownAt),
  };
}

/** The facts of a part; its principal money is summed from them. */
export function loadPartFacts(fund: Fund, part: FundPart, view: View): FundFacts {
  if (part === 'all') return loadFundFacts(fund, view);
  const facts =
    part === 'own' ? loadOwnFacts(fund, view) : loadBorrowerFacts(fund, part.borrowerId, view);
  return withCash(facts);
}

/** The same with the principal money that is not lent, summed from the facts themselves. */
export function withCash(facts: Omit<FundFacts, 'cash'>): FundFacts {
  const changesOf = (of: Omit<FundFacts, 'cash'>): CashChange[] =>
    principalRows({ ...of, cash: charterCash([]) }, { to: ANY_DAY }).map((row) => ({
      on: movedOn(row),
      amount: row.amount,
    }));
  const named = [...facts.capitalMovements, ...facts.loans].map(({ source }) => source);
  const all = { ...facts, cash: charterCash([]) };
  const bySource = new Map(
    [...new Set([CHARTER, ...named])].map((source) => [
      source,
      changesOf(factsOfSource(all, source)),
    ]),
  );
  return { ...facts, cash: { all: changesOf(facts), bySource } };
}

type Named = { readonly id: string; readonly name: string };

/** The lists of a borrower with its code: they are ordered by it, so another code may move it. */
function withCodes(content: FundSectionContent, code: string): FundSectionContent {
  const { litigation, recalls, notes } = content;
  const coded = <Of extends { readonly cooperatives: readonly Named[] }>(those: readonly Of[]) =>
    those.map((each) => ({
      ...each,
      cooperatives: each.cooperatives.map((cooperative) => ({ ...cooperative, code })),
    }));
  return {
    ...content,
    litigation: { ...litigation, localities: coded(litigation.localities) },
    recalls: { ...recalls, localities: coded(recalls.localities) },
    // What is lent to one borrower alone is mostly more than it gave back: that tells nothing.
    notes: coded(notes.filter((each) => each.code !== 'available_below_zero')),
  };
}

/**
 * The section of a part of the fund, as it is kept; of a borrower also what places it within the
 * lists of the fund.
 */
export function sectionOf(
  part: FundPart,
  facts: FundFacts,
  rules: FundRules,
  { asOf, periodStart }: Period,
): FundSectionContent {
  const content = fundSectionContent(fundSection(facts, rules, { asOf, periodStart }));
  return part === 'all' ? content : withCodes(content, facts.loans[0]?.borrower.code ?? '');
}
