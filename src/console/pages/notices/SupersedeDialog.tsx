import { useNavigate } from '@tanstack/react-router';
import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { dayText, daysAfter } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';

interface Props {
  readonly notice: Pick<Shape<'NoticeRow'>, 'id' | 'issuedOn' | 'payBy'>;
  readonly day: string;
  readonly onClose: () => void;
}

interface Sent {
  readonly reason: string;
  readonly issuedOn: string;
  readonly payBy: string;
}

const DAYS_TO_PAY = 15;

/** Issues a notice in place of one that is stale or wrong. */
export function SupersedeDialog({ notice, day, onClose }: Props) {
  const navigate = useNavigate();
  const said = words.notices.notice;
  const { id, issuedOn, payBy } = notice;
  const later = day > issuedOn ? day : issuedOn;
  const form = useForm({
    reason: '',
    issuedOn: later,
    payBy: payBy > later ? payBy : daysAfter(later, DAYS_TO_PAY),
  });
  const act = useAct(async (body: Sent, key) =>
    api.POST('/v1/notices/{id}/supersession', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  const { answer } = act;
  if (answer !== undefined)
    return (
      <Dialog title={said.supersede} onClose={onClose}>
        <div className="form">
          <p className="done" role="status">
            {filled(said.superseded, {
              number: answer.numberText,
              total: grouped(answer.total),
              payBy: dayText(answer.payBy),
            })}
          </p>
          <Told warnings={answer.warnings} />
          <div className="buttons">
            <button
              type="button"
              className="main"
              autoFocus
              onClick={() =>
                void navigate({ to: '/notices/$id', params: { id: answer.id }, search: {} })
              }
            >
              {said.openIt}
            </button>
          </div>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={said.supersede} onClose={onClose}>
      <Form
        act={act}
        verb={said.supersede}
        body={() => (form.values.issuedOn === '' || form.values.payBy === '' ? null : form.values)}
        beside={
          <button type="button" onClick={onClose}>
            {words.parts.cancel}
          </button>
        }
      >
        <p className="soft">{said.supersedeHint}</p>
        <TextField label={said.reasonGiven} {...form.field('reason')} isRequired autoFocus />
        <div className="row">
          <DayField label={words.notices.issuedOn} {...form.field('issuedOn')} isRequired />
          <DayField label={words.notices.payBy} {...form.field('payBy')} isRequired />
        </div>
      </Form>
    </Dialog>
  );
}
