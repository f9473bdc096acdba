import type { Fund } from '../../book/fund.ts';
import { listDisbursements, listRepayments } from '../../book/payments.ts';
import type { FigureFact } from '../../book/issued.ts';
import type { VoucheredFacts } from '../../domain/loans/facts.ts';
import type { FundFacts } from '../../domain/fund/balances.ts';
import { withCash } from './fundPart.ts';

type Payments = Pick<VoucheredFacts, 'disbursements' | 'repayments'>;

type Payment = Payments[keyof Payments][number];

/** Payments of loans by id, reversed ones included; those through a case are left out. */
export type PaymentsById = ReadonlyMap<string, Payment>;

/** The payments on the loans that these facts touch, each read once. */
export async function loadPayments(
  fund: Fund,
  touches: readonly FigureFact[],
  knownAt: Date,
): Promise<PaymentsById> {
  const loanIds = [...new Set(touches.flatMap(({ loanId }) => (loanId === null ? [] : [loanId])))];
  const disbursements = await listDisbursements(fund, { loanIds }, knownAt);
  const repayments = (await listRepayments(fund, { loanIds }, knownAt)).filter(
    // What came through a case counts in the case too.
    ({ litigationCaseId }) => litigationCaseId === null,
  );
  return new Map<string, Payment>([
    ...disbursements.map(
      ({ id, voucherNumber, effectiveOn, amount }) =>
        [id, { id, voucherNumber, effectiveOn, amount }] as const,
    ),
    ...repayments.map(
      ({ id, voucherNumber, effectiveOn, allocation }) =>
        [id, { id, voucherNumber, effectiveOn, allocation }] as const,
    ),
  ]);
}

const KIND_OF = { disbursement: 'disbursements', repayment: 'repayments' } as const;

/** By date, and of one day as recorded: the one added was recorded last. */
function changed<P extends Payment>(those: readonly P[], payment: P, isAdded: boolean): P[] {
  if (!isAdded) return those.filter((each) => each.id !== payment.id);
  const place = those.findLastIndex((each) => each.effectiveOn <= payment.effectiveOn) + 1;
  return those.toSpliced(place, 0, payment);
}

/**
 * The facts of a borrower once a payment, or the reversal of one, was recorded after all of them:
 * as they would be read, without reading them.
 *
 * @returns null where the fact says something else, or more: the facts must be read
 */
export function afterPayment(
  facts: FundFacts,
  { id, aboutId, aboutKind, loanId }: FigureFact,
  payments: PaymentsById,
): FundFacts | null {
  const payment = payments.get(aboutId);
  if (payment === undefined || (aboutKind !== 'disbursement' && aboutKind !== 'repayment'))
    return null;
  // A contract alone changes no figure, so one entered meanwhile is not read yet.
  if (!facts.loans.some((loan) => loan.id === loanId)) return null;
  const kind = KIND_OF[aboutKind];
  const loans = facts.loans.map((loan) => {
    if (loan.id !== loanId) return loan;
    const those: readonly Payment[] = loan.facts[kind];
    return { ...loan, facts: { ...loan.facts, [kind]: changed(those, payment, id === aboutId) } };
  });
  return withCash({ ...facts, loans });
}
