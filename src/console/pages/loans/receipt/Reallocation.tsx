import { useState } from 'react';
import { useAct } from '../../../api/act.ts';
import { api, Refusal, type Shape } from '../../../api/client.ts';
import { useRead } from '../../../api/read.ts';
import { dayText } from '../../../format/days.ts';
import { grouped } from '../../../format/money.ts';
import { Dialog } from '../../../parts/Dialog.tsx';
import { CheckField } from '../../../parts/fields/CheckField.tsx';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { Facts } from '../../../parts/Figures.tsx';
import { Form, useForm } from '../../../parts/Form.tsx';
import { Read } from '../../../parts/Read.tsx';
import { Table } from '../../../parts/Table.tsx';
import { Told } from '../../../parts/Told.tsx';
import { filled, words } from '../../../words/words.ts';
import { paidText } from './DoneNote.tsx';

const texts = words.receipts;

type Previewed = Shape<'PreviewReallocationAnswer'>;

interface Props {
  readonly loanId: string;
  readonly contractNumber: string;
  /** The receipt that was asked about; the others of the loan may be left out. */
  readonly only?: { readonly id: string; readonly voucherNumber: string };
  readonly onClose: () => void;
}

function Changes({ receipts, positionBefore, positionAfter }: Previewed) {
  return (
    <>
      <Table
        label={texts.reallocate}
        rows={receipts}
        keyOf={({ repaymentId }) => repaymentId}
        columns={[
          { title: texts.voucherNumber, cell: ({ voucherNumber }) => voucherNumber },
          {
            title: texts.receivedOn,
            cell: ({ effectiveOn }) => dayText(effectiveOn),
            isMinor: true,
          },
          { title: texts.amount, isNumber: true, cell: ({ amount }) => grouped(amount) },
          { title: texts.before, cell: ({ allocationBefore }) => paidText(allocationBefore) },
          { title: texts.after, cell: ({ allocationAfter }) => paidText(allocationAfter) },
        ]}
      />
      <Facts
        facts={[
          [texts.payoffBefore, grouped(positionBefore.payoff)],
          [texts.payoffAfter, grouped(positionAfter.payoff)],
        ]}
      />
    </>
  );
}

function usePreviewed(loanId: string, chosen: { readonly repaymentIds?: string[] }) {
  return useRead(['receipts', 'reallocation', loanId, chosen], async (signal) =>
    api.POST('/v1/loans/{id}/reallocation/preview', {
      params: { path: { id: loanId } },
      body: chosen,
      signal,
    }),
  );
}

/** Allocates receipts of a loan as the books of today would (R9): shows first what would change. */
export function Reallocation({ loanId, contractNumber, only, onClose }: Props) {
  const [isOnly, setIsOnly] = useState(false);
  const form = useForm({ bookedOn: '', reason: '' });
  const chosen = only !== undefined && isOnly ? { repaymentIds: [only.id] } : {};
  const previewed = usePreviewed(loanId, chosen);
  const act = useAct((body: Shape<'Reallocation'>, key) =>
    api.POST('/v1/loans/{id}/reallocation', {
      params: { path: { id: loanId }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  const { bookedOn, reason } = form.values;
  const { error } = previewed;
  const isRefused = error instanceof Refusal;
  const isNothing = isRefused && error.problem.code === 'nothing-to-reallocate';
  return (
    <Dialog title={filled(texts.reallocateTitle, { number: contractNumber })} onClose={onClose}>
      {act.answer === undefined ? (
        <>
          <p className="soft">{texts.reallocateHint}</p>
          {only !== undefined && (
            <CheckField
              label={filled(texts.onlyThis, { number: only.voucherNumber })}
              value={isOnly}
              onChange={setIsOnly}
            />
          )}
          {isNothing ? (
            <p role="status">{texts.nothingToReallocate}</p>
          ) : (
            <Read of={previewed}>{(found) => <Changes {...found} />}</Read>
          )}
          {!isRefused && (
            <Form
              act={act}
              verb={texts.reallocate}
              body={() => ({ reason, ...(bookedOn === '' ? {} : { bookedOn }), ...chosen })}
            >
              <TextField label={words.parts.reason} {...form.field('reason')} isRequired />
              <details>
                <summary>{words.parts.lateBooking}</summary>
                <DayField
                  label={words.parts.bookedOn}
                  {...form.field('bookedOn')}
                  hint={words.parts.bookedOnHint}
                />
              </details>
            </Form>
          )}
        </>
      ) : (
        <>
          <p className="done" role="status">
            {filled(texts.reallocated, {
              count: act.answer.receipts.length,
              payoff: grouped(act.answer.positionAfter.payoff),
            })}
          </p>
          <Told warnings={act.answer.warnings} affects={act.answer.affects} />
        </>
      )}
    </Dialog>
  );
}
