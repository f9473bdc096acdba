import { useState } from 'react';
import { words } from '../../../words/words.ts';
import { Reallocation as ReallocationDialog } from '../receipt/Reallocation.tsx';

interface Props {
  readonly loan: { readonly id: string; readonly contractNumber: string };
}

/** The way from a loan to allocating its receipts anew, as facts were entered after them (R9). */
export function Reallocation({ loan: { id, contractNumber } }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <p>
        <button type="button" className="quiet" onClick={() => setIsOpen(true)}>
          {words.loans.reallocate}
        </button>
      </p>
      {isOpen && (
        <ReallocationDialog
          loanId={id}
          contractNumber={contractNumber}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
}
