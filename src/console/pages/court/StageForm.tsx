import { useState, type ComponentProps } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useAct } from '../../api/act.ts';
import { today } from '../../format/days.ts';
import { digitsOf } from '../../format/money.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { InstalmentsField, type TypedInstalment } from '../../parts/fields/InstalmentsField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { words } from '../../words/words.ts';
import { amountsOf, ComponentFields, NO_AMOUNTS } from './ComponentFields.tsx';
import { COMPONENTS, type Components } from './Claim.tsx';
import { saidOf, STAGE_START, StageFields, type StageValues } from './StageFields.tsx';
import { STAGE_FIELDS, type NewStage, type Stage } from './stageFields.ts';

export type RecordedStage = Shape<'RecordStageAnswer'>;

const text = words.cases.next;

type Parts = NonNullable<NewStage['instalments']>;

/** The parts that were typed; null: one is not whole. */
function partsOf(typed: readonly TypedInstalment[]): Parts | null {
  const parts = typed.map(({ dueOn, principal }) => ({ dueOn, amount: digitsOf(principal) ?? '' }));
  return parts.every(({ dueOn, amount }) => dueOn !== '' && amount !== '') ? parts : null;
}

/** The parts of an award that fall due on days of their own. */
function PartsField(props: Pick<ComponentProps<typeof InstalmentsField>, 'value' | 'onChange'>) {
  return (
    <>
      <InstalmentsField
        label={text.parts}
        name="instalments"
        amountName="amount"
        amountLabel={words.cases.receipts.amount}
        {...props}
      />
      <p className="hint">{text.partsHint}</p>
    </>
  );
}

interface Props {
  readonly caseId: string;
  readonly stage: Stage;
  /** What is asked for by now, which an award may follow. */
  readonly claimed: Components;
  readonly onDone: (recorded: RecordedStage) => void;
  readonly onCancel: () => void;
}

/** Records the next stage of a case (R26, R38). */
export function StageForm({ caseId, stage, claimed, onDone, onCancel }: Props) {
  const form = useForm<StageValues>({ ...STAGE_START, occurredOn: today() });
  const [typed, setTyped] = useState(NO_AMOUNTS);
  const [parts, setParts] = useState<readonly TypedInstalment[]>([]);
  const { amounts: kind, hasParts = false } = STAGE_FIELDS[stage];
  const act = useAct(
    async (body: NewStage, key) =>
      api.POST('/v1/litigation-cases/{id}/stages', {
        params: { path: { id: caseId }, header: { 'Idempotency-Key': key } },
        body,
      }),
    onDone,
  );
  const body = (): NewStage | null => {
    const { occurredOn } = form.values;
    const amounts = amountsOf(typed);
    const instalments = partsOf(parts);
    const isHalfTyped = amounts === null && COMPONENTS.some((each) => typed[each].trim() !== '');
    if (occurredOn === '' || isHalfTyped || instalments === null) return null;
    return {
      stage,
      occurredOn,
      ...saidOf(form.values),
      ...(amounts !== null && { amounts }),
      ...(instalments.length > 0 && { instalments }),
    };
  };
  return (
    <Form
      act={act}
      body={body}
      verb={words.parts.save}
      beside={
        <button type="button" onClick={onCancel}>
          {words.parts.cancel}
        </button>
      }
    >
      <div className="row">
        <DayField label={text.occurredOn} {...form.field('occurredOn')} isRequired autoFocus />
        <TextField label={text.documents[stage]} {...form.field('documentNumber')} />
      </div>
      <StageFields stage={stage} form={form} />
      {kind !== undefined && (
        <>
          <ComponentFields
            name="amounts"
            legend={text.amounts[kind]}
            values={typed}
            onChange={setTyped}
            proposed={{ verb: text.asClaimed, amounts: claimed }}
          />
          <p className="hint">{text.amountsHint[kind]}</p>
        </>
      )}
      {hasParts && <PartsField value={parts} onChange={setParts} />}
      <TextField label={words.parts.note} {...form.field('note')} lines={2} />
    </Form>
  );
}
