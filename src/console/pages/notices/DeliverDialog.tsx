import { useRef, useState } from 'react';
import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';
import { useOtherOwners, type OfNotice } from './otherOwners.ts';
import './notices.css';

type Delivered = Pick<Shape<'NoticeRow'>, 'id' | 'numberText' | 'cooperativeName'> & OfNotice;

type Kind = Shape<'Delivery'>['kind'];

interface Sent {
  readonly kind: Kind;
  readonly deliveredOn: string;
  readonly note: string;
  /** The asset to whose owner a copy went; empty: the notice went to its borrower. */
  readonly collateralId: string;
  /** By notice. */
  readonly proofs: Readonly<Record<string, string>>;
}

interface Props {
  readonly notices: readonly Delivered[];
  /** The day that is proposed. */
  readonly day: string;
  readonly onClose: () => void;
  readonly onDone: (count: number, day: string) => void;
}

const KINDS = ['posted', 'handed_over', 'emailed'] as const;

/**
 * Records the delivery of each notice, one after the other, under a key of its own. If one is refused, those
 * before it stay recorded and are not sent again.
 */
function useDeliveries({ notices, onDone }: Props) {
  const recorded = useRef(new Set<string>());
  const [count, setCount] = useState(0);
  const act = useAct(
    async ({ proofs, note, collateralId, ...asked }: Sent, key) => {
      for (const { id } of notices) {
        if (recorded.current.has(id)) continue;
        const proofNumber = proofs[id]?.trim() ?? '';
        await api.POST('/v1/notices/{id}/deliveries', {
          params: { path: { id }, header: { 'Idempotency-Key': `${key}-${id}` } },
          body: {
            ...asked,
            ...(proofNumber === '' ? {} : { proofNumber }),
            ...(note.trim() === '' ? {} : { note }),
            ...(collateralId === '' ? {} : { collateralId }),
          },
        });
        recorded.current.add(id);
        setCount(recorded.current.size);
      }
      return { data: notices.length };
    },
    (done, { deliveredOn }) => onDone(done, deliveredOn),
  );
  return { act, count };
}

interface ProofsProps {
  readonly notices: readonly Delivered[];
  readonly proofs: Readonly<Record<string, string>>;
  readonly onChange: (proofs: Record<string, string>) => void;
}

/** The number of the proof of each notice; none needs one. */
function Proofs({ notices, proofs, onChange }: ProofsProps) {
  const said = words.notices.deliver;
  return (
    <fieldset className="proofs">
      <legend>{said.proof}</legend>
      <p className="hint">{said.proofHint}</p>
      <div className="row">
        {notices.map(({ id, numberText, cooperativeName }) => (
          <TextField
            key={id}
            label={`${numberText} – ${cooperativeName}`}
            {...(notices.length === 1 ? { name: 'proofNumber' } : {})}
            value={proofs[id] ?? ''}
            onChange={(proof) => onChange({ ...proofs, [id]: proof })}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** Asks how and when notices were delivered, with the number of the proof of each. */
export function DeliverDialog(props: Props) {
  const { notices, day, onClose } = props;
  const { act, count } = useDeliveries(props);
  const said = words.notices.deliver;
  const form = useForm<{ kind: Kind; deliveredOn: string; note: string; collateralId: string }>({
    kind: 'posted',
    deliveredOn: day,
    note: '',
    collateralId: '',
  });
  const [only, ...more] = notices;
  const owners = useOtherOwners(only === undefined || more.length > 0 ? null : only);
  const [proofs, setProofs] = useState<Record<string, string>>({});
  return (
    <Dialog title={filled(said.many, { count: notices.length })} onClose={onClose}>
      <Form
        act={act}
        verb={said.verb}
        body={() => (form.values.deliveredOn === '' ? null : { ...form.values, proofs })}
        beside={
          <button type="button" onClick={onClose}>
            {words.parts.cancel}
          </button>
        }
      >
        <div className="row">
          <ChoiceField
            label={said.kind}
            {...form.field('kind')}
            choices={KINDS.map((kind) => [kind, said.kinds[kind]] as const)}
            autoFocus
          />
          <DayField label={said.deliveredOn} {...form.field('deliveredOn')} isRequired />
        </div>
        {owners.length > 0 && (
          <ChoiceField
            label={said.to}
            {...form.field('collateralId')}
            choices={[
              ['', filled(said.toBorrower, { name: only?.cooperativeName ?? '' })],
              ...owners.map(
                ({ id, ownerName: name, description: asset }) =>
                  [id, filled(said.toOwner, { name, asset })] as const,
              ),
            ]}
          />
        )}
        <Proofs notices={notices} proofs={proofs} onChange={setProofs} />
        <TextField label={said.note} {...form.field('note')} />
        {count > 0 && (
          <p role="status">{filled(said.progress, { done: count, total: notices.length })}</p>
        )}
      </Form>
    </Dialog>
  );
}
