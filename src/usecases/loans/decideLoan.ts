import { inOrder } from '../../domain/loans/instalments.ts';
import { shownAt } from '../../book/known.ts';
import type { DecisionEntry } from '../../store/loans/decision.ts';
import { type FundAct, lastRecordedAt } from '../../book/fund.ts';
import { findOpening } from '../../book/loanOpenings.ts';
import { findDecision, freezeEndBy, listDecisions } from '../../book/loans.ts';
import { refuseBeforeOpening } from '../../domain/fund/fundOpening.ts';
import { refuseInBalances } from '../../domain/loans/checkOpening.ts';
import { judgedOn } from '../../domain/loans/opening.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import {
  checkChargeOff,
  checkFreeze,
  checkFreezeEnd,
  checkImprovements,
  checkRateChange,
  checkRestructuring,
  checkRestructuringDay,
  checkStillPossible,
  checkWaiver,
  judgeOverride,
} from '../../domain/loans/decisions.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { LoanFacts } from '../../domain/loans/facts.ts';
import type { DebtGroup } from '../../domain/policies/debtGroups.ts';
import { position } from '../../domain/loans/position.ts';
import { checkWriteOff } from '../../domain/loans/writeOff.ts';
import {
  type DecisionKind,
  type DecisionTerms,
  type StoredDecision,
  type TermsOf,
} from '../../store/loans/decision.ts';
import { refuseBeforeContract } from '../../domain/primitives/refusals.ts';
import { shownFromInAct } from '../acts/bookLater.ts';
import { loadLoanState, loanPosition, type LoanPosition, type LoanState } from './loanState.ts';

/** The loan before and after a decision, at the close of the day from which the figures show it. */
export interface AroundDecision {
  readonly before: LoanPosition;
  readonly after: LoanPosition;
}

export interface Decided extends AroundDecision {
  readonly decision: StoredDecision;
}

/** The kinds of decision that are entered about a loan; a freeze's end is about the freeze. */
export type EnteredKind = Exclude<DecisionKind, 'freeze_end' | 'debt_group_override'>;

/**
 * What a decision adds to a loan's facts, checked against those that stand.
 *
 * @param isFirst whether the facts are those of the day from which the figures show the decision, and not
 *   those that figures of a later booking show (R42)
 */
type Check<Kind extends DecisionKind> = (
  state: Pick<LoanState, 'loan' | 'facts' | 'rules'>,
  terms: TermsOf<Kind>,
  on: CalendarDate,
  isFirst: boolean,
) => Partial<LoanFacts>;

const CHECKS: { readonly [Kind in EnteredKind]: Check<Kind> } = {
  restructuring: (
    { loan, facts },
    { restructuringKind: kind, instalments },
    decidedOn,
    isFirst,
  ) => {
    const added = { kind, decidedOn, instalments };
    // Two books may differ in what is unpaid: what a later one has more or less the plan takes up (R14 a).
    if (isFirst) checkRestructuring(loan.terms, facts, added);
    else checkRestructuringDay(facts, decidedOn);
    return { restructurings: [...facts.restructurings, added] };
  },
  rate_change: ({ facts, rules }, { ratePercent, overdueRatePercent }, effectiveOn) => {
    const added = { effectiveOn, ratePercent, overdueRatePercent };
    checkRateChange(facts, added, rules.policies);
    return { rateChanges: [...facts.rateChanges, added] };
  },
  freeze: ({ facts }, { to }, from) => {
    checkFreeze({ from, to });
    return { freezes: [...facts.freezes, { from, to }] };
  },
  waiver: ({ loan, facts, rules }, { component, amount }, effectiveOn) => {
    const added = { effectiveOn, component, amount };
    checkWaiver(added, position(loan.terms, facts, rules, effectiveOn));
    return { waivers: [...facts.waivers, added] };
  },
  charge_off: ({ facts }, { interest, recovery, first }, effectiveOn) => {
    const added = { effectiveOn, interest, recovery, first };
    checkChargeOff(facts, added);
    return { chargeOffs: [...facts.chargeOffs, added] };
  },
  write_off: ({ loan, facts, rules }, _, effectiveOn) => {
    const judged = judgedOn(loan.opening, effectiveOn);
    const at = position(loan.terms, facts, rules, judged);
    checkWriteOff(facts, effectiveOn, at, rules.policies);
    return { writeOffs: [...facts.writeOffs, { effectiveOn }] };
  },
};

/** Decisions whose effect is in the balances that were taken over of a loan (R33). */
const MOVES_BALANCES: ReadonlySet<EnteredKind> = new Set(['restructuring', 'waiver', 'charge_off']);

/** The same terms with new instalments by date. */
const asKept = (terms: DecisionTerms): DecisionTerms =>
  terms.kind === 'restructuring' ? { ...terms, instalments: inOrder(terms.instalments) } : terms;

function record(fund: FundAct, loanId: string, on: CalendarDate, terms: DecisionTerms): Decided {
  const knownAt = lastRecordedAt(fund);
  const opening = findOpening(fund, loanId, knownAt)?.opening ?? null;
  const asOf = judgedOn(opening, shownFromInAct(fund, on));
  const before = loanPosition(fund, loanId, { asOf, knownAt });
  const said = { factKind: terms.kind, effectiveOn: on, loanId, terms: asKept(terms) };
  const recorded = fund.record<DecisionEntry>(said);
  const decision = shownAt(recorded, recorded.recordedAt);
  const at = { asOf, knownAt: decision.recordedAt };
  return { decision, before, after: loanPosition(fund, loanId, at) };
}

/**
 * Records a decision about a loan that counts from a day, past or future (R7, R14). If it is booked later,
 * each view of the books that shows it must allow it (R42).
 *
 * @throws DomainError not-found, before-contract, before-opening, later-fact-impossible, and what the
 *   check of its kind refuses
 */
export function decide<Kind extends EnteredKind>(
  fund: FundAct,
  kind: Kind,
  loanId: string,
  on: CalendarDate,
  terms: TermsOf<Kind>,
): Decided {
  const asOf = shownFromInAct(fund, on);
  const state = loadLoanState(fund, loanId, { asOf, knownAt: lastRecordedAt(fund) });
  const { terms: contract } = state.loan;
  refuseBeforeContract(on, contract.signedOn);
  if (MOVES_BALANCES.has(kind)) refuseInBalances(on, state.loan.opening);
  const check: Check<Kind> = CHECKS[kind];
  for (const [place, { facts }] of state.books.from(asOf).entries()) {
    const withIt = { ...facts, ...check({ ...state, facts }, terms, on, place === 0) };
    checkStillPossible({ terms: contract, facts }, { terms: contract, facts: withIt });
  }
  return record(fund, loanId, on, terms);
}

/**
 * Gives a freeze its end, or brings its end forward (R14 c): the first day on which interest runs again.
 *
 * @throws DomainError not-found, already-reversed, already-ended, end-before-start
 */
export function endFreeze(
  fund: FundAct,
  freezeId: string,
  end: { readonly to: CalendarDate; readonly decisionNumber: string },
): Decided {
  const knownAt = lastRecordedAt(fund);
  const freeze = findDecision(fund, 'freeze', freezeId, knownAt);
  if (freeze === null) {
    throw new DomainError('not-found', { figures: { what: 'freeze', id: freezeId } });
  }
  const { loanId, effectiveOn: from, reversedAt } = freeze;
  const { to, decisionNumber } = end;
  const decisions = listDecisions(fund, { loanIds: [loanId] }, knownAt).filter(
    (each) => each.reversedAt === null,
  );
  const endsOn = freezeEndBy(decisions, { id: freezeId, to: freeze.terms.to });
  checkFreezeEnd({ from, to: endsOn, reversedAt }, to);
  const terms = { kind: 'freeze_end', decisionNumber, freezeId, to } as const;
  return record(fund, loanId, to, terms);
}

/**
 * Sets the debt group of a loan by hand (R16).
 *
 * @throws DomainError not-found, before-contract, before-opening, decision-on-same-day, and what
 *   `judgeOverride` refuses
 */
export function overrideDebtGroup(
  fund: FundAct,
  loanId: string,
  override: {
    readonly group: DebtGroup;
    readonly effectiveOn: CalendarDate;
    readonly reason: string | null;
    readonly decisionNumber: string | null;
  },
): Decided {
  const { group, effectiveOn, reason, decisionNumber } = override;
  const view = { asOf: shownFromInAct(fund, effectiveOn), knownAt: lastRecordedAt(fund) };
  const { loan, books, facts, rules } = loadLoanState(fund, loanId, view);
  refuseBeforeContract(effectiveOn, loan.terms.signedOn);
  refuseBeforeOpening(effectiveOn, loan.opening);
  const at = position(loan.terms, facts, rules, effectiveOn);
  const change = judgeOverride(override, at, rules.policies);
  for (const each of books.from(view.asOf)) checkImprovements(each.facts, change, effectiveOn);
  const terms = { kind: 'debt_group_override', decisionNumber, reason, group, change } as const;
  return record(fund, loanId, effectiveOn, terms);
}
