import { useState } from 'react';
import { useAct } from '../../../api/act.ts';
import { api, Refusal, type Shape } from '../../../api/client.ts';
import { useRead } from '../../../api/read.ts';
import { dayText } from '../../../format/days.ts';
import { grouped } from '../../../format/money.ts';
import { Dialog } from '../../../parts/Dialog.tsx';
import { CheckField } from '../../../parts/fields/CheckField.tsx';
import {
  BOOKED_IN_TIME,
  lateBookingOf,
  LateBookingFields,
} from '../../../parts/fields/LateBookingFields.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { Facts } from '../../../parts/Figures.tsx';
import { Form, useForm } from '../../../parts/Form.tsx';
import { Read } from '../../../parts/Read.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { Told } from '../../../parts/Told.tsx';
import { filled, words } from '../../../words/words.ts';
import { COMPONENTS } from './draft.ts';

const texts = words.receipts;

type Previewed = Shape<'PreviewReallocationAnswer'>;

interface Props {
  readonly loanId: string;
  readonly contractNumber: string;
  /** The receipt that was asked about; the others of the loan may be left out. */
  readonly only?: { readonly id: string; readonly voucherNumber: string };
  readonly onClose: () => void;
}

type Changed = Previewed['receipts'][number];

function Changes({ receipts, positionBefore, positionAfter, warnings }: Previewed) {
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
          ...COMPONENTS.map((name): Column<Changed> => ({
            title: words.codes.component[name],
            cell: ({ allocationBefore: { [name]: before }, allocationAfter: { [name]: after } }) =>
              before === after ? grouped(after) : `${grouped(before)} → ${grouped(after)}`,
            isNumber: true,
          })),
        ]}
      />
      <Told warnings={warnings} />
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
  const form = useForm({ ...BOOKED_IN_TIME });
  const chosen = only !== undefined && isOnly ? { repaymentIds: [only.id] } : {};
  const previewed = usePreviewed(loanId, chosen);
  const act = useAct((body: Shape<'Reallocation'>, key) =>
    api.POST('/v1/loans/{id}/reallocation', {
      params: { path: { id: loanId }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
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
              body={() => ({ reason: '', ...lateBookingOf(form.values), ...chosen })}
            >
              <TextField label={words.parts.reason} {...form.field('reason')} isRequired />
              <LateBookingFields form={form} hasReason={false} />
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
