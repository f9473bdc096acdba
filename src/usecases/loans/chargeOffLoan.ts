import type { FundAct } from '../../book/fund.ts';
import { lastRecordedAt } from '../../book/fund.ts';
import { findOpening } from '../../book/loanOpenings.ts';
import { listDecisions } from '../../book/loans.ts';
import { cashAsKnown, loadPolicies } from '../../book/rules.ts';
import { checkLeft } from '../../domain/fund/cash.ts';
import {
  checkFirstChargeOff,
  type ChargeOffGround,
  type ChargeOffTreatment,
  type FirstChargeOff,
} from '../../domain/loans/chargeOff.ts';
import { inForce } from '../../domain/policies/policies.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { ErrorFigures } from '../../domain/primitives/errors.ts';
import type { DecisionDocument } from '../../store/loans/decision.ts';
import { shownFromInAct } from '../acts/bookLater.ts';
import { loadLife } from '../borrowers/loadLives.ts';
import { decide, type Decided } from './decideLoan.ts';
import { loanPosition, requireLoan } from './loanState.ts';

/** What is to be looked at again of a charge-off or write-off. */
export interface GroundWarning {
  readonly code: 'ground-not-given' | 'not-in-group-5' | 'life-differs';
  readonly rule: 'R40';
  readonly figures: ErrorFigures;
}

export interface DecidedWithGround extends Decided {
  readonly warnings: readonly GroundWarning[];
}

interface OfGround {
  readonly loanId: string;
  readonly ground: ChargeOffGround | null;
  readonly on: CalendarDate;
}

/** Grounds that the life of the cooperative must tell too (R30). */
const OF_LIFE: ReadonlySet<ChargeOffGround> = new Set(['dissolved', 'bankrupt']);

/** Where the ground is another than what is known of the loan or of its borrower on the day. */
function groundWarnings(
  fund: FundAct,
  { loanId, ground, on }: OfGround,
  knownAt: Date,
): GroundWarning[] {
  const { contractNumber } = requireLoan(fund, loanId, knownAt).terms;
  const warning = (code: GroundWarning['code'], figures: ErrorFigures): GroundWarning[] => [
    { code, rule: 'R40', figures: { contractNumber, on, ...figures } },
  ];
  if (ground === 'group_5') {
    const { debtGroup, position } = loanPosition(fund, loanId, { asOf: on, knownAt });
    if (debtGroup === null || debtGroup === 5) return [];
    return warning('not-in-group-5', { debtGroup, daysPastDue: position.daysPastDue });
  }
  if (ground === null || !OF_LIFE.has(ground)) return [];
  const { cooperativeId } = requireLoan(fund, loanId, knownAt);
  const { state, since } = loadLife(fund, cooperativeId, { asOf: on, knownAt });
  if (state === ground) return [];
  return warning('life-differs', { ground, state, ...(since === null ? {} : { since }) });
}

/** When a loan was charged off before, and how it is treated since. */
type Kept = ChargeOffTreatment & { readonly first: FirstChargeOff };

/**
 * What a charge-off of before a handover told that stood here and was reversed: the terms of R40 are the debtor's, and
 * go on from it; null: the loan was not handed over, or nobody charged it off before.
 */
function keptOf(fund: FundAct, loanId: string, knownAt: Date): Kept | null {
  if (findOpening(fund, loanId, knownAt)?.opening.origin === undefined) return null;
  const told = listDecisions(fund, { loanIds: [loanId] }, knownAt).flatMap(({ terms }): Kept[] => {
    if (terms.kind !== 'charge_off' || terms.first === null) return [];
    const { first, interest, recovery } = terms;
    return [{ first, interest, recovery }];
  });
  return told.at(-1) ?? null;
}

/**
 * Charges a loan off (R14 e, R40). What becomes of its interest, and of what is recovered, is what the
 * policies of the day say; the charge-off keeps that. Of a loan taken over from an old book, in which it was
 * charged off before (`first`), the day is that of the book; of one that was handed over, it is kept.
 *
 * @throws DomainError what `decide` throws, first-charge-off-impossible, available-principal-below-zero: principal
 *   received since would be income, and was lent again
 */
export function chargeOff(
  fund: FundAct,
  loanId: string,
  charged: {
    readonly effectiveOn: CalendarDate;
    readonly decisionNumber: string;
    readonly ground: ChargeOffGround | null;
    readonly documents: readonly DecisionDocument[];
    readonly first: FirstChargeOff | null;
  },
): DecidedWithGround {
  const { effectiveOn: on, ...said } = charged;
  const knownAt = lastRecordedAt(fund);
  const policies = loadPolicies(fund, knownAt);
  if (said.first !== null) {
    const { signedOn } = requireLoan(fund, loanId, knownAt).terms;
    checkFirstChargeOff(said.first, signedOn, findOpening(fund, loanId, knownAt)?.opening ?? null);
  }
  const kept = said.first === null ? keptOf(fund, loanId, knownAt) : null;
  const decidedOn = said.first?.on ?? on;
  const recovery = kept?.recovery ?? inForce(policies, 'recoveryOfChargedOff', decidedOn);
  const interest = kept?.interest ?? inForce(policies, 'chargedOffInterest', decidedOn);
  const decided = decide(fund, 'charge_off', loanId, on, {
    kind: 'charge_off',
    interest,
    recovery,
    ...said,
    first: said.first ?? kept?.first ?? null,
  });
  if (recovery === 'income') {
    const now = lastRecordedAt(fund);
    const { source } = requireLoan(fund, loanId, now);
    checkLeft(cashAsKnown(fund, now), source, shownFromInAct(fund, on));
  }
  const { ground } = said;
  const warnings =
    ground === null
      ? [{ code: 'ground-not-given', rule: 'R40', figures: {} } as const]
      : groundWarnings(fund, { loanId, ground, on }, knownAt);
  return { ...decided, warnings };
}

/**
 * Writes a loan off that was charged off years before (R40): it leaves the record off the balance, and stands
 * in the register. The debt goes on, and receipts on it are recoveries as before.
 *
 * @throws DomainError what `decide` throws
 */
export function writeOff(
  fund: FundAct,
  loanId: string,
  written: {
    readonly effectiveOn: CalendarDate;
    readonly decisionNumber: string;
    readonly ground: ChargeOffGround | null;
    readonly note: string | null;
  },
): DecidedWithGround {
  const { effectiveOn: on, ...said } = written;
  const knownAt = lastRecordedAt(fund);
  const decided = decide(fund, 'write_off', loanId, on, { kind: 'write_off', ...said });
  const { ground } = said;
  const warnings =
    ground === 'group_5' ? [] : groundWarnings(fund, { loanId, ground, on }, knownAt);
  return { ...decided, warnings };
}
