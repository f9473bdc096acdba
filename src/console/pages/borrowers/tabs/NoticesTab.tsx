import { LoanLink } from '../../../parts/LoanLink.tsx';
import { Read } from '../../../parts/Read.tsx';
import { filled, words } from '../../../words/words.ts';
import { NoticesOfLoan } from '../../loans/NoticesOfLoan.tsx';
import type { BorrowerProps } from '../reading.ts';
import { useLoansOf } from './useLoansOf.ts';

/** The notices that a borrower was sent, loan by loan. */
export function NoticesTab({ borrower: { id } }: BorrowerProps) {
  const loans = useLoansOf(id);
  return (
    <Read of={loans}>
      {({ data }) =>
        data.length === 0 ? (
          <p className="nothing">{words.borrowers.noLoan}</p>
        ) : (
          data.map((loan) => (
            <section key={loan.id} className="card">
              <h2>
                <LoanLink id={loan.id} number={loan.contractNumber} />
              </h2>
              <NoticesOfLoan
                id={loan.id}
                label={filled(words.borrowers.noticesOf, { contractNumber: loan.contractNumber })}
              />
            </section>
          ))
        )
      }
    </Read>
  );
}
