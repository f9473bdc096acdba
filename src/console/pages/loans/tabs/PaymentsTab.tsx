import { Link } from '@tanstack/react-router';
import { useMay } from '../../../api/me.ts';
import { words } from '../../../words/words.ts';
import { less } from '../../../format/money.ts';
import type { TabProps } from '../reading.ts';
import { DisbursementForm } from './DisbursementForm.tsx';
import { Disbursements } from './Disbursements.tsx';
import { Reallocation } from './Reallocation.tsx';
import { Receipts } from './Receipts.tsx';

const text = words.loans.payments;

/** Money lent and money received, what was taken back too. */
export function PaymentsTab({ loan, position }: TabProps) {
  const may = useMay();
  const { principal, standing } = position;
  const left = less(principal.contracted, principal.disbursed);
  return (
    <>
      <h2>{text.disbursements}</h2>
      <Disbursements loan={loan} />
      {may('loans:write') && <DisbursementForm id={loan.id} most={left} asOf={position.asOf} />}
      <div className="title">
        <h2>{text.receipts}</h2>
        {may('receipts:write') && standing !== 'not_disbursed' && (
          <Link to="/receipts/new" search={{ loan: loan.id }} className="button">
            {words.loans.recordReceipt}
          </Link>
        )}
      </div>
      <Receipts loan={loan} />
      {may('receipts:write') && <Reallocation loan={loan} />}
    </>
  );
}
