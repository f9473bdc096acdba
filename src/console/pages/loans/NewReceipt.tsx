import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { api, bodyOf } from '../../api/client.ts';
import { Form } from '../../parts/Form.tsx';
import { words } from '../../words/words.ts';
import { DoneNote } from './receipt/DoneNote.tsx';
import { isBlank, newDraft, nextDraft, withLoan, withPart } from './receipt/draft.ts';
import { OtherLoans } from './receipt/OtherLoans.tsx';
import { chosen, PartFields, PartOptions } from './receipt/PartFields.tsx';
import { PreviewPanel } from './receipt/PreviewPanel.tsx';
import { endSitting, sitting } from './receipt/sitting.ts';
import { SittingTable } from './receipt/SittingTable.tsx';
import { useReceipt, type Receipt } from './receipt/useReceipt.ts';
import { VoucherFields } from './receipt/VoucherFields.tsx';
import './receipt/receipt.css';

const texts = words.receipts;

/** Begins with the loan of the address, and the case through which the money came: another screen has given them. */
function useLoanOfAddress({ change }: Receipt): void {
  const { loan: loanId, case: caseId = '' } = useSearch({ from: '/frame/receipts/new' });
  const navigate = useNavigate();
  const begin = useEffectEvent(async (id: string) => {
    const asked = bodyOf(api.GET('/v1/loans/{id}', { params: { path: { id } } }));
    const loan = await asked.catch(() => null);
    if (loan !== null) {
      change((before) =>
        before.parts.some((part) => part.loan?.id === id)
          ? before
          : withPart(withLoan(nextDraft(before), 0, chosen(loan)), 0, { caseId }),
      );
    }
    await navigate({ to: '/receipts/new', search: {}, replace: true });
  });
  useEffect(() => {
    if (loanId !== undefined) void begin(loanId);
  }, [loanId]);
}

/** Where Enter was refused, the field that it is about is next. */
function useFocusOnFault({ refusals }: Receipt) {
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusals === 0) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  return form;
}

function ReceiptForm({ receipt }: { readonly receipt: Receipt }) {
  const { draft, act, found, isHeld, submit } = receipt;
  const form = useFocusOnFault(receipt);
  return (
    <div ref={form} className="card receipt-form">
      <Form
        act={act}
        body={submit}
        verb={texts.verb}
        found={found}
        beside={
          <button type="button" className="quiet" onClick={() => receipt.change(newDraft)}>
            {texts.startAnew}
          </button>
        }
      >
        {draft.parts.map((part, index) => (
          <PartFields
            key={`${index} ${part.loan?.id ?? ''}`}
            receipt={receipt}
            index={index}
            part={part}
          />
        ))}
        <VoucherFields receipt={receipt} />
        {draft.parts.map((part, index) => (
          <PartOptions key={part.loan?.id ?? ''} receipt={receipt} index={index} part={part} />
        ))}
        <OtherLoans receipt={receipt} />
        {isHeld && (
          <p className="warning" role="alert">
            {texts.held}
          </p>
        )}
        {act.problem?.code === 'idempotency-key-reused' && (
          <button type="button" onClick={act.renew}>
            {texts.asNew}
          </button>
        )}
      </Form>
    </div>
  );
}

/** Records receipts from the paper, one after the other, without the mouse. */
export function NewReceipt() {
  const receipt = useReceipt();
  const { done, draft, change } = receipt;
  const [undone, setUndone] = useState('');
  const [rows, setRows] = useState(sitting);
  const place = useRef<HTMLDivElement>(null);
  useLoanOfAddress(receipt);
  useEffect(() => setRows(sitting()), [done, undone]);
  const takeBack = (): void => {
    if (done === null) return;
    setUndone(done.booked.parts[0]?.id ?? '');
    // To be corrected and recorded again, unless the next one has been begun.
    if (isBlank(draft)) {
      change(() => ({ ...done.draft, voucherNumber: done.booked.voucherNumber }));
    }
  };
  return (
    <>
      <div className="title">
        <h1>{texts.newTitle}</h1>
      </div>
      {done !== null && (
        <DoneNote
          done={done}
          isReversed={undone !== '' && undone === done.booked.parts[0]?.id}
          onReversed={takeBack}
          onClosed={() => place.current?.querySelector<HTMLElement>('form input')?.focus()}
        />
      )}
      <div className="columns" ref={place}>
        <ReceiptForm receipt={receipt} />
        <PreviewPanel receipt={receipt} />
      </div>
      <SittingTable
        rows={rows}
        onEnd={() => {
          endSitting();
          setRows([]);
        }}
      />
    </>
  );
}
