import { lastRecordedAt, type Fund } from '../../book/fund.ts';
import { contractNumbersOf, namesOfLoans } from '../../book/names.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { findAnyDecision, findRecall } from '../../book/loans.ts';
import { findDisbursement, findRepayment } from '../../book/payments.ts';

export { contractNumbersOf, namesOfLoans };
import { DomainError } from '../../domain/primitives/errors.ts';

type Find<Fact> = (fund: Fund, id: string, knownAt: Date) => Fact | null;

/** One fact by its id, also where it was reversed. The question throws DomainError not-found. */
const requireFact =
  <Fact>(what: string, find: Find<Fact>) =>
  (fund: Fund, id: string, knownAt: Date): Fact => {
    const found = find(fund, id, knownAt);
    if (found === null) throw new DomainError('not-found', { figures: { what, id } });
    return found;
  };

export const requireDisbursement = requireFact('disbursement', findDisbursement);

export const requireRepayment = requireFact('repayment', findRepayment);

export const requireRecall = requireFact('recall', findRecall);

/** A decision of whatever kind; recalls are apart. */
export const requireDecision = requireFact('decision', findAnyDecision);

/** The names of loans on a day, as known in an act. */
export const namesInAct = (fund: Fund, asOf: CalendarDate): ReturnType<typeof namesOfLoans> =>
  namesOfLoans(fund, { asOf, knownAt: lastRecordedAt(fund) });
