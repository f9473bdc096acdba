import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import type { FormValues } from '../../parts/Form.tsx';
import { words } from '../../words/words.ts';
import { CatalogueField } from './CatalogueField.tsx';
import { STAGE_FIELDS, type NewStage, type Stage } from './stageFields.ts';

const text = words.cases.next;

/** What is typed about a stage besides its amounts; empty: not said. */
export const STAGE_START = {
  documentNumber: '',
  ground: '',
  note: '',
  nextOn: '',
  fullRecovery: '',
  enforcementOffice: '',
  channel: '',
  receiptNumber: '',
  stayedBy: '',
  interestGoesOn: '',
  terminatedFor: '',
};

export type StageValues = typeof STAGE_START & { readonly occurredOn: string };

type Choices = readonly (readonly [string, string])[];

const NONE: Choices = [['', '']];

const choicesOf = (named: Readonly<Record<string, string>>): Choices => [
  ...NONE,
  ...Object.entries(named),
];

const YES_NO: Choices = [...NONE, ['yes', text.interestGoesOnYes], ['no', text.interestGoesOnNo]];

/** What is typed as the service takes it; what was left empty is left out. */
export function saidOf(values: StageValues): Partial<NewStage> {
  const { documentNumber, ground, note, nextOn, fullRecovery, interestGoesOn } = values;
  const { enforcementOffice, channel, receiptNumber, stayedBy, terminatedFor } = values;
  const texts = { documentNumber, ground, note, enforcementOffice, receiptNumber };
  const given = Object.entries(texts).flatMap(([name, typed]) =>
    typed.trim() === '' ? [] : [[name, typed.trim()] as const],
  );
  return {
    ...Object.fromEntries(given),
    ...(nextOn !== '' && { nextOn }),
    ...(fullRecovery !== '' && { fullRecovery: fullRecovery === 'yes' }),
    ...(interestGoesOn !== '' && { interestGoesOn: interestGoesOn === 'yes' }),
    ...(channel !== '' && { channel: channel as NonNullable<NewStage['channel']> }),
    ...(stayedBy !== '' && { stayedBy: stayedBy as NonNullable<NewStage['stayedBy']> }),
    ...(terminatedFor !== '' && {
      terminatedFor: terminatedFor as NonNullable<NewStage['terminatedFor']>,
    }),
  };
}

interface Props {
  readonly stage: Stage;
  readonly form: FormValues<StageValues>;
}

/** What the stages of enforcement ask for (R38). */
function EnforcementFields({ stage, form }: Props) {
  const { hasOffice, isRequest, isStay, isTermination } = STAGE_FIELDS[stage];
  const { field } = form;
  return (
    <>
      {hasOffice && (
        <CatalogueField
          catalogue="enforcementOffices"
          label={text.office}
          other={text.otherOffice}
          typedLabel={text.officeName}
          on={form.values.occurredOn}
          {...field('enforcementOffice')}
        />
      )}
      {isRequest && (
        <div className="row">
          <ChoiceField
            label={text.channel}
            {...field('channel')}
            choices={choicesOf(words.codes.channel)}
          />
          <TextField label={text.receiptNumber} {...field('receiptNumber')} />
        </div>
      )}
      {isStay && (
        <div className="row">
          <ChoiceField
            label={text.stayedBy}
            {...field('stayedBy')}
            choices={choicesOf(words.codes.stayedBy)}
          />
          <ChoiceField
            label={text.interestGoesOn}
            {...field('interestGoesOn')}
            choices={YES_NO}
            hint={text.interestGoesOnHint}
          />
        </div>
      )}
      {isTermination && (
        <ChoiceField
          label={text.terminatedFor}
          {...field('terminatedFor')}
          choices={choicesOf(words.codes.terminatedFor)}
          hint={text.terminatedForHint}
        />
      )}
    </>
  );
}

/** What only some stages ask for. */
export function StageFields({ stage, form }: Props) {
  const { hasGround, hasNext, hasFullRecovery, isTermination, isStay } = STAGE_FIELDS[stage];
  return (
    <>
      {hasGround && (
        <TextField
          label={text.ground}
          {...form.field('ground')}
          isRequired={isTermination === true}
        />
      )}
      <EnforcementFields stage={stage} form={form} />
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
      {hasNext && (
        <DayField
          label={isStay === true ? text.stayUntil : text.nextOn}
          {...form.field('nextOn')}
          hint={isStay === true ? text.stayUntilHint : text.nextOnHint}
        />
      )}
    </>
  );
}
