import type { Fund } from '../../book/fund.ts';
import { findCooperative } from '../../book/borrowers.ts';
import { listCases } from '../../book/cases.ts';
import { findOpening } from '../../book/loanOpenings.ts';
import { listLoans, loadLoanFactsOf } from '../../book/loans.ts';
import { claimAt, feeOf, type Claim } from '../../domain/court/claim.ts';
import { caseSums, type CaseSums } from '../../domain/court/caseSums.ts';
import { asOwed } from '../../domain/loans/asOwed.ts';
import { owedOf } from '../../domain/loans/allocation.ts';
import { totalOf, COMPONENTS, NO_FACTS, type Allocation } from '../../domain/loans/facts.ts';
import { courtOn, misfitOf, officeOn } from '../../domain/court/courts.ts';
import type { ErrorFigures } from '../../domain/primitives/errors.ts';
import { docketNumberAt, isPending, stageAt } from '../../domain/court/stages.ts';
import type { DocketType } from '../../domain/policies/docketTypes.ts';
import { text } from '../../domain/primitives/money.ts';
import { position } from '../../domain/loans/position.ts';
import { type StoredCase, type StoredStage } from '../../store/court/case.ts';
import type { View } from '../view/readAsKnown.ts';
import { filesOf } from './loadCaseFiles.ts';
import { checkSuit, requireCase, type Suit } from './recordCase.ts';
import { loadRules } from '../loans/loanState.ts';
import {
  freezeProposals,
  stateMoneyWarnings,
  type FreezeProposals,
  type StageWarning,
} from './stageSays.ts';

/** Loans with the facts that the figures of a day show, as they are owed: a court is told of no charge-off (R40). */
function loansOf(fund: Fund, ids: readonly string[], view: View) {
  const loans = listLoans(fund, { ids }, view.knownAt);
  const facts = loadLoanFactsOf(fund, ids, view);
  return loans.map(({ id, terms }) => ({
    id,
    terms,
    facts: asOwed(facts.get(id) ?? NO_FACTS),
  }));
}

function claimOf(
  fund: Fund,
  loanIds: readonly string[],
  docketType: DocketType,
  { asOf, knownAt }: View,
): Claim {
  const loans = loansOf(fund, loanIds, { asOf, knownAt });
  return claimAt(loans, docketType, loadRules(fund, knownAt), asOf);
}

/** A suit as far as it is settled: what it is to ask for, and where. */
export interface PlannedSuit extends Suit {
  readonly court: string | null;
  readonly claim: Allocation | null;
}

/**
 * What could be claimed if a case were filed, the court fee of what is to be claimed, else of all of it, and
 * what the filing would warn of; nothing is written (R26, R28).
 *
 * @throws DomainError not-found, before-contract, other-borrower
 */
export function previewClaim(
  fund: Fund,
  suit: PlannedSuit,
  knownAt: Date,
): Claim & { readonly warnings: readonly FilingWarning[] } {
  checkSuit(fund, suit, knownAt);
  const { claim, docketType, filedOn, loanIds } = suit;
  const owed = claimOf(fund, loanIds, docketType, { asOf: filedOn, knownAt });
  const rules = loadRules(fund, knownAt);
  const courtFee =
    claim === null ? owed.courtFee : feeOf(totalOf(claim), docketType, rules, filedOn);
  return { ...owed, courtFee, warnings: warningsOf(fund, suit, owed, knownAt) };
}

/**
 * What can be claimed in a case at the close of a day (R26, R28).
 *
 * @throws DomainError not-found
 */
export function claimOfCase(fund: Fund, caseId: string, view: View): Claim {
  const { loanIds, docketType } = requireCase(fund, caseId, view.knownAt, view.asOf);
  return claimOf(fund, loanIds, docketType, view);
}

/** What is to be looked at again of a case that was filed (R26). */
export interface FilingWarning {
  readonly code:
    | 'court-not-listed'
    | 'court-of-other-matter'
    | 'court-of-other-place'
    | 'loan-already-sued'
    | 'claim-differs';
  readonly rule: 'R26';
  readonly figures: ErrorFigures;
}

/** Where a court is named that the list of the day does not have, or gives other matters or places. */
function courtWarnings(fund: Fund, suit: PlannedSuit, knownAt: Date): FilingWarning[] {
  const { court, filedOn, cooperativeId, docketType: matter } = suit;
  const { policies } = loadRules(fund, knownAt);
  if (court === null) return [];
  const locality = findCooperative(fund, cooperativeId, knownAt, filedOn)?.locality ?? '';
  const misfit = misfitOf(court, { matter, locality }, policies, 'courts', filedOn);
  if (misfit === null) return [];
  const { why, possible } = misfit;
  const successor = courtOn(court, policies, filedOn);
  const figures = { court, filedOn, ...(successor === court ? {} : { successor }) };
  if (why === 'not-listed') return [{ code: 'court-not-listed', rule: 'R26', figures }];
  const others = possible.length === 0 ? {} : { possible };
  return why === 'other-matter'
    ? [{ code: 'court-of-other-matter', rule: 'R26', figures: { ...figures, matter, ...others } }]
    : [
        {
          code: 'court-of-other-place',
          rule: 'R26',
          figures: { ...figures, locality, ...others },
        },
      ];
}

/** The loans that another case is about already, which is pending on the day. */
function suedWarnings(
  fund: Fund,
  { cooperativeId, filedOn }: PlannedSuit,
  owed: Claim,
  knownAt: Date,
  caseId?: string,
): FilingWarning[] {
  const others = listCases(fund, { cooperativeId }, knownAt).filter(
    ({ id, stages }) => id !== caseId && isPending(stages, filedOn),
  );
  return others.flatMap((other) =>
    owed.loans
      .filter(({ loanId }) => other.loanIds.includes(loanId))
      .map(({ contractNumber }): FilingWarning => {
        const figures = { contractNumber, court: other.court, filedOn: other.filedOn };
        return { code: 'loan-already-sued', rule: 'R26', figures };
      }),
  );
}

/** Whether what the loans of a suit owed on its day is known: of one before the opening day it is not (R33). */
const isOwedKnown = (fund: Fund, { loanIds, filedOn }: PlannedSuit, knownAt: Date): boolean =>
  loanIds.every((id) => (findOpening(fund, id, knownAt)?.opening.on ?? filedOn) <= filedOn);

function warningsOf(
  fund: Fund,
  suit: PlannedSuit,
  owed: Claim,
  knownAt: Date,
  caseId?: string,
): FilingWarning[] {
  const { claim, filedOn } = suit;
  const warnings = [
    ...courtWarnings(fund, suit, knownAt),
    ...suedWarnings(fund, suit, owed, knownAt, caseId),
  ];
  if (claim === null || !isOwedKnown(fund, suit, knownAt)) return warnings;
  if (COMPONENTS.every((each) => claim[each].equals(owed.claim[each]))) {
    return warnings;
  }
  const figures = { claimed: text(totalOf(claim)), owed: text(owed.total), filedOn };
  return [...warnings, { code: 'claim-differs', rule: 'R26', figures }];
}

/**
 * Whether the court of a case is among those of the day on which it is filed, whether another case
 * about its loans is pending then, and whether the claim is what they owed.
 */
export function filingWarnings(fund: Fund, filed: StoredCase): FilingWarning[] {
  const { filedOn, docketType, loanIds, recordedAt: knownAt } = filed;
  const owed = claimOf(fund, loanIds, docketType, { asOf: filedOn, knownAt });
  return warningsOf(fund, filed, owed, knownAt, filed.id);
}

/** A case as it stands at the close of a day. */
export interface CaseAt {
  readonly stored: StoredCase;
  /** That has it on the day. */
  readonly court: string;
  readonly docketNumber: string | null;
  /** The last stage reached; null before the filing. */
  readonly stage: StoredStage | null;
  readonly pending: boolean;
  /** That has its enforcement on the day; null: none was named yet (R38). */
  readonly enforcementOffice: string | null;
  /** What its last stage calls for (R38). */
  readonly freezes: FreezeProposals;
  readonly warnings: readonly StageWarning[];
  readonly sums: CaseSums;
  /** What is owed of its loans by their positions. */
  readonly owed: Allocation;
  /** Of what is claimed, by the policy of the day of filing. */
  readonly courtFee: Claim['courtFee'];
}

/** @throws DomainError not-found */
export function caseAt(fund: Fund, caseId: string, view: View): CaseAt {
  const { asOf, knownAt, localitiesOn } = view;
  const stored = requireCase(fund, caseId, knownAt, asOf, localitiesOn);
  const [file] = filesOf(fund, [stored], view);
  if (file === undefined) throw new Error(`case ${caseId} has no file`);
  const rules = loadRules(fund, knownAt);
  const loans = loansOf(fund, stored.loanIds, view);
  const positions = loans.map(({ terms, facts }) => position(terms, facts, rules, asOf));
  const sums = caseSums(file, asOf);
  const reached = stored.stages.filter((each) => each.occurredOn <= asOf);
  const office =
    reached.findLast((each) => each.enforcementOffice !== null)?.enforcementOffice ?? null;
  return {
    stored,
    court: courtOn(stored.court, rules.policies, asOf),
    docketNumber: docketNumberAt(stored.stages, asOf),
    stage: stageAt(stored.stages, asOf),
    pending: isPending(stored.stages, asOf),
    enforcementOffice: office === null ? null : officeOn(office, rules.policies, asOf),
    freezes: freezeProposals(fund, { ...file, stages: reached }, knownAt),
    warnings: stateMoneyWarnings(fund, file, asOf, { knownAt, askedOn: null }),
    sums,
    owed: owedOf(positions),
    courtFee: feeOf(totalOf(sums.claimed), stored.docketType, rules, stored.filedOn),
  };
}
