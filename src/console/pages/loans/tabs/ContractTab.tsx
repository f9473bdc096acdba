import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { useMay } from '../../../api/me.ts';
import { dayText, momentText } from '../../../format/days.ts';
import { Dialog } from '../../../parts/Dialog.tsx';
import { ReverseButton } from '../../../parts/Reversal.tsx';
import { filled, words } from '../../../words/words.ts';
import { ContractFacts, OpeningFacts } from '../contract/ContractFacts.tsx';
import { CorrectionForm } from '../contract/CorrectionForm.tsx';
import type { TabProps } from '../reading.ts';

const text = words.loans.contract;

/** What was agreed, with its correction and the end of a contract that was entered by mistake. */
export function ContractTab({ loan, position }: TabProps) {
  const may = useMay();
  const navigate = useNavigate();
  const [isOpen, setIsOpen] = useState(false);
  const { id, contractNumber, correction, recordedAt, recordedBy } = loan;
  return (
    <>
      <section className="card">
        <h2>{text.title}</h2>
        <ContractFacts loan={loan} />
        <p className="soft">
          {filled(words.loans.enteredBy, { at: momentText(recordedAt), by: recordedBy })}
        </p>
        {correction !== null && (
          <p className="warning">
            {filled(text.corrected, {
              at: momentText(correction.recordedAt),
              by: correction.recordedBy,
              reason: correction.reason,
            })}
          </p>
        )}
        {may('contracts:correct') && (
          <div className="buttons">
            <button type="button" onClick={() => setIsOpen(true)}>
              {text.correct}
            </button>
            {position.standing === 'not_disbursed' && (
              <ReverseButton
                verb={text.void}
                what={filled(words.loans.loanTitle, { contractNumber })}
                carryOut={async (body, key) => {
                  const answer = await api.POST('/v1/loans/{id}/void', {
                    params: { path: { id }, header: { 'Idempotency-Key': key } },
                    body,
                  });
                  if (answer.error === undefined) {
                    void navigate({ to: '/loans', search: { voided: contractNumber } });
                  }
                  return answer;
                }}
              />
            )}
          </div>
        )}
      </section>
      {loan.opening !== undefined && (
        <section className="card">
          <h2>{filled(text.openedOn, { day: dayText(loan.opening.on) })}</h2>
          <OpeningFacts opening={loan.opening} />
        </section>
      )}
      {isOpen && (
        <Dialog
          title={filled(text.correctionOf, { contractNumber })}
          onClose={() => setIsOpen(false)}
        >
          <CorrectionForm loan={loan} onDone={() => setIsOpen(false)} />
        </Dialog>
      )}
    </>
  );
}
