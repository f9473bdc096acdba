import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useAct } from '../../api/act.ts';
import { today } from '../../format/days.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm, type FormValues } from '../../parts/Form.tsx';
import { words } from '../../words/words.ts';
import { amountsOf, ComponentFields, NO_AMOUNTS } from './ComponentFields.tsx';
import { COMPONENTS, type Components } from './Claim.tsx';
import { STAGE_FIELDS, type Stage } from './stageFields.ts';

type NewStage = Shape<'NewStage'>;

export type RecordedStage = Shape<'RecordStageAnswer'>;

const text = words.cases.next;

const START = { documentNumber: '', ground: '', note: '', nextOn: '', fullRecovery: '' };

type Values = typeof START & { readonly occurredOn: string };

/** The stage as the service takes it; what was left empty is left out. */
function stageOf(stage: Stage, values: Values, amounts: Components | null): NewStage {
  const { occurredOn, documentNumber, ground, note, nextOn, fullRecovery } = values;
  return {
    stage,
    occurredOn,
    ...(documentNumber.trim() !== '' && { documentNumber: documentNumber.trim() }),
    ...(ground.trim() !== '' && { ground: ground.trim() }),
    ...(note.trim() !== '' && { note: note.trim() }),
    ...(nextOn !== '' && { nextOn }),
    ...(fullRecovery !== '' && { fullRecovery: fullRecovery === 'yes' }),
    ...(amounts !== null && { amounts }),
  };
}

/** What only some stages ask for. */
function StageFields({ stage, form }: { stage: Stage; form: FormValues<Values> }) {
  const { hasGround = false, hasNext = false, hasFullRecovery = false } = STAGE_FIELDS[stage];
  return (
    <>
      {hasGround && <TextField label={text.ground} {...form.field('ground')} />}
      {hasFullRecovery && (
        <ChoiceField
          label={text.fullRecovery}
          {...form.field('fullRecovery')}
          choices={[
            ['', ''],
            ['yes', text.recoveredInFull],
            ['no', text.notRecoveredInFull],
          ]}
        />
      )}
      {hasNext && <DayField label={text.nextOn} {...form.field('nextOn')} hint={text.nextOnHint} />}
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

/** Records the next stage of a case (R26). */
export function StageForm({ caseId, stage, claimed, onDone, onCancel }: Props) {
  const form = useForm<Values>({ ...START, occurredOn: today() });
  const [typed, setTyped] = useState(NO_AMOUNTS);
  const kind = STAGE_FIELDS[stage].amounts;
  const act = useAct(
    async (body: NewStage, key) =>
      api.POST('/v1/litigation-cases/{id}/stages', {
        params: { path: { id: caseId }, header: { 'Idempotency-Key': key } },
        body,
      }),
    onDone,
  );
  const body = (): NewStage | null => {
    const amounts = amountsOf(typed);
    const isHalfTyped = amounts === null && COMPONENTS.some((each) => typed[each].trim() !== '');
    return form.values.occurredOn === '' || isHalfTyped
      ? null
      : stageOf(stage, form.values, amounts);
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
      <TextField label={words.parts.note} {...form.field('note')} lines={2} />
    </Form>
  );
}
