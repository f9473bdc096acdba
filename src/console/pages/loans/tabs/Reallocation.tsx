import { useState } from 'react';
import { api, Refusal, type Shape } from '../../../api/client.ts';
import { useAct } from '../../../api/act.ts';
import { useRead } from '../../../api/read.ts';
import { dayText } from '../../../format/days.ts';
import { grouped } from '../../../format/money.ts';
import { Dialog } from '../../../parts/Dialog.tsx';
import {
  BOOKED_IN_TIME,
  lateBookingOf,
  LateBookingFields,
} from '../../../parts/fields/LateBookingFields.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../../parts/Form.tsx';
import { Read } from '../../../parts/Read.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { Told } from '../../../parts/Told.tsx';
import { filled, words } from '../../../words/words.ts';

const text = words.loans.reallocation;

type Changed = Shape<'PreviewReallocationAnswer'>['receipts'][number];

const COMPONENTS = ['principal', 'inTermInterest', 'overdueInterest', 'lateInterest'] as const;

const COLUMNS: readonly Column<Changed>[] = [
  { title: words.parts.day, cell: ({ effectiveOn }) => dayText(effectiveOn) },
  { title: words.loans.payments.voucherNumber, cell: ({ voucherNumber }) => voucherNumber },
  ...COMPONENTS.map((name): Column<Changed> => ({
    title: words.codes.component[name],
    cell: ({ allocationBefore: { [name]: before }, allocationAfter: { [name]: after } }) =>
      before === after ? grouped(after) : `${grouped(before)} → ${grouped(after)}`,
    isNumber: true,
  })),
];

function ReallocationDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const preview = useRead(['loans', id, 'reallocation'], async (signal) =>
    api.POST('/v1/loans/{id}/reallocation/preview', { params: { path: { id } }, body: {}, signal }),
  );
  const form = useForm({ ...BOOKED_IN_TIME });
  const act = useAct(async (body: Shape<'Reallocation'>, key) =>
    api.POST('/v1/loans/{id}/reallocation', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  const done = act.answer;
  const { error } = preview;
  const isNothing = error instanceof Refusal && error.problem.code === 'nothing-to-reallocate';
  if (done === undefined && isNothing)
    return (
      <Dialog title={text.title} onClose={onClose}>
        <p role="status">{words.receipts.nothingToReallocate}</p>
      </Dialog>
    );
  return (
    <Dialog title={text.title} onClose={onClose}>
      {done !== undefined ? (
        <>
          <p className="done" role="status">
            {filled(text.done, { count: done.receipts.length })}
          </p>
          <Told warnings={done.warnings} affects={done.affects} />
        </>
      ) : (
        <Read of={preview}>
          {({ receipts, warnings }) => (
            <>
              <p>{text.hint}</p>
              <Table
                label={text.title}
                columns={COLUMNS}
                rows={receipts}
                keyOf={({ repaymentId }) => repaymentId}
              />
              <Told warnings={warnings} />
              <Form
                act={act}
                verb={text.verb}
                body={() => ({ reason: '', ...lateBookingOf(form.values) })}
              >
                <TextField label={words.parts.reason} {...form.field('reason')} isRequired />
                <LateBookingFields form={form} hasReason={false} />
              </Form>
            </>
          )}
        </Read>
      )}
    </Dialog>
  );
}

/** Allocates receipts anew that paid what is not owed any more, as facts were entered after them (R9). */
export function Reallocation({ id }: { id: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <p>
        <button type="button" className="quiet" onClick={() => setIsOpen(true)}>
          {text.title}
        </button>
      </p>
      {isOpen && <ReallocationDialog id={id} onClose={() => setIsOpen(false)} />}
    </>
  );
}
