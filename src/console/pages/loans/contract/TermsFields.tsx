import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { CooperativeField } from '../../../parts/fields/CooperativeField.tsx';
import { CountField } from '../../../parts/fields/CountField.tsx';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { MoneyField } from '../../../parts/fields/MoneyField.tsx';
import { PercentField } from '../../../parts/fields/PercentField.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import type { FormValues } from '../../../parts/Form.tsx';
import { words } from '../../../words/words.ts';
import { PlaceOfPayment } from '../PlaceOfPayment.tsx';
import { SOURCES } from '../sources.ts';
import { AllocationOrderFields } from './AllocationOrderFields.tsx';
import { OpeningFields } from './OpeningFields.tsx';
import { InterestScheduleFields, PrincipalScheduleFields } from './ScheduleFields.tsx';
import type { TypedTerms } from './terms.ts';

const text = words.loans.contract;

interface Props {
  readonly form: FormValues<TypedTerms>;
}

const SCOPES = [
  ['instalment', words.codes.overdueScope.instalment],
  ['loan', words.codes.overdueScope.loan],
] as const;

function Parties({ form }: Props) {
  const { field, values, set } = form;
  return (
    <>
      <CooperativeField
        label={words.loans.borrower}
        name="cooperativeId"
        asOf={values.signedOn}
        chosen={values.cooperativeName}
        onChange={(cooperative) =>
          set({
            cooperativeId: cooperative?.id ?? '',
            cooperativeName: cooperative?.name ?? '',
          })
        }
        autoFocus={values.cooperativeId === ''}
      />
      <div className="row">
        <TextField
          label={words.loans.contractNumber}
          {...field('contractNumber')}
          autoFocus={values.cooperativeId !== ''}
        />
        <DayField label={words.loans.signedOn} {...field('signedOn')} />
      </div>
      <MoneyField label={text.principal} {...field('principal')} isInWords />
    </>
  );
}

function RateFields({ form: { field } }: Props) {
  return (
    <>
      <div className="row">
        <PercentField label={text.rate} {...field('ratePercent')} hint={words.parts.rateHint} />
        <PercentField
          label={text.overdueRate}
          {...field('overdueRatePercent')}
          hint={text.overdueRateHint}
        />
        <PercentField
          label={text.lateRate}
          {...field('lateInterestRatePercent')}
          hint={text.lateRateHint}
        />
      </div>
      <ChoiceField label={text.overdueScope} {...field('overdueScope')} choices={SCOPES} />
    </>
  );
}

function Project({ form: { field, values } }: Props) {
  const sources = SOURCES.some(([code]) => code === values.source)
    ? SOURCES
    : [...SOURCES, [values.source, values.source] as const];
  return (
    <>
      <div className="row">
        <ChoiceField
          label={words.loans.source}
          {...field('source')}
          choices={sources as readonly (readonly [string, string])[]}
        />
        <TextField label={words.loans.purpose} {...field('purpose')} />
      </div>
      <PlaceOfPayment label={words.loans.place} {...field('place')} />
      <div className="row">
        <MoneyField label={text.projectCost} {...field('projectCost')} />
        <MoneyField label={text.ownCapital} {...field('ownCapital')} />
      </div>
      <div className="row">
        <TextField label={text.project} {...field('project')} />
        <TextField label={text.sector} {...field('sector')} />
        <CountField label={text.jobs} {...field('jobs')} />
      </div>
    </>
  );
}

/** The terms of a contract, field by field. */
export function TermsFields({ form }: Props) {
  return (
    <>
      <Parties form={form} />
      <RateFields form={form} />
      <PrincipalScheduleFields form={form} />
      <InterestScheduleFields form={form} />
      <fieldset className="choices">
        <legend>{text.use}</legend>
        <Project form={form} />
      </fieldset>
      <AllocationOrderFields form={form} />
      <OpeningFields form={form} />
    </>
  );
}
