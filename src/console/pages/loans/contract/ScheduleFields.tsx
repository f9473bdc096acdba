import { digitsOf } from '../../../format/money.ts';
import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { CountField } from '../../../parts/fields/CountField.tsx';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { InstalmentsField } from '../../../parts/fields/InstalmentsField.tsx';
import { MoneyField } from '../../../parts/fields/MoneyField.tsx';
import type { FormValues } from '../../../parts/Form.tsx';
import { words } from '../../../words/words.ts';
import type { TypedTerms } from './terms.ts';

const text = words.loans.contract;

const { scheduleKind, every } = words.codes;

interface Props {
  readonly form: FormValues<TypedTerms>;
}

const KINDS = [
  ['equal', scheduleKind.equal],
  ['annuity', scheduleKind.annuity],
  ['bullet', scheduleKind.bullet],
  ['custom', scheduleKind.custom],
] as const;

const EVERY = [
  ['month', every.month],
  ['quarter', every.quarter],
  ['half_year', every.half_year],
  ['year', every.year],
] as const;

const INTEREST_EVERY = [...EVERY, ['maturity', every.maturity]] as const;

/** A field whose name in the body is that of the schedule. */
function named<K extends keyof TypedTerms>({ form: { field } }: Props, key: K, name: string) {
  return { ...field(key), name };
}

function Regular({ form }: Props) {
  return (
    <>
      <div className="row">
        <CountField label={text.count} {...named({ form }, 'count', 'principalSchedule.count')} />
        <ChoiceField
          label={text.every}
          {...named({ form }, 'every', 'principalSchedule.every')}
          choices={EVERY}
        />
        <DayField
          label={text.firstDueOn}
          {...named({ form }, 'firstDueOn', 'principalSchedule.firstDueOn')}
        />
      </div>
      <div className="row">
        <MoneyField
          label={text.roundTo}
          {...named({ form }, 'roundTo', 'principalSchedule.roundTo')}
          hint={text.roundToHint}
        />
        {form.values.kind === 'annuity' && (
          <MoneyField
            label={text.instalmentAmount}
            {...named({ form }, 'instalmentAmount', 'principalSchedule.instalmentAmount')}
            hint={text.instalmentAmountHint}
          />
        )}
      </div>
    </>
  );
}

/** How the principal is repaid: in equal parts, as an annuity, at once, or by dates of its own. */
export function PrincipalScheduleFields({ form }: Props) {
  const { field, values } = form;
  return (
    <fieldset className="choices">
      <legend>{text.principalSchedule}</legend>
      <ChoiceField label={text.scheduleKind} {...field('kind')} choices={KINDS} />
      {(values.kind === 'equal' || values.kind === 'annuity') && <Regular form={form} />}
      {values.kind === 'bullet' && (
        <DayField label={text.dueOn} {...named({ form }, 'dueOn', 'principalSchedule.dueOn')} />
      )}
      {values.kind === 'custom' && (
        <InstalmentsField
          label={text.instalments}
          {...named({ form }, 'instalments', 'principalSchedule.instalments')}
          mustSumTo={digitsOf(values.principal) ?? undefined}
        />
      )}
    </fieldset>
  );
}

/** When interest is paid. */
export function InterestScheduleFields({ form }: Props) {
  return (
    <fieldset className="choices">
      <legend>{text.interestSchedule}</legend>
      <div className="row">
        <ChoiceField
          label={text.every}
          {...named({ form }, 'interestEvery', 'interestSchedule.every')}
          choices={INTEREST_EVERY}
        />
        {form.values.interestEvery !== 'maturity' && (
          <DayField
            label={text.firstDueOn}
            {...named({ form }, 'interestFirstDueOn', 'interestSchedule.firstDueOn')}
          />
        )}
      </div>
    </fieldset>
  );
}
