import { CheckField } from '../../../parts/fields/CheckField.tsx';
import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { Count } from './Count.tsx';
import { filled, words } from '../../../words/words.ts';
import type { EditorProps, ValueOf } from '../policyTypes.ts';

const { settings: said } = words;

const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const CHECKS = ['singleCustomer', 'relatedCustomers', 'ownCapital', 'endedBorrower'] as const;

const ENFORCEMENT_STAGES = [
  'enforcement_stayed',
  'enforcement_resumed',
  'enforcement_suspended',
  'enforcement_entrusted',
  'request_returned',
  'enforcement_terminated',
] as const;

/** Edits whether something is so. */
export function FlagEditor({ value, onChange }: EditorProps<boolean>) {
  return (
    <CheckField
      label={said.policy.worstDebtGroupOfBorrower.field}
      value={value}
      onChange={onChange}
    />
  );
}

/** Edits which days of a week are days off. */
export function WeekdaysEditor({ value, onChange }: EditorProps<ValueOf<'nonWorkingDays'>>) {
  return (
    <fieldset className="choices many">
      <legend>{said.policy.nonWorkingDays.title}</legend>
      {WEEKDAYS.map((day) => (
        <CheckField
          key={day}
          label={said.weekdays[day]}
          value={value.includes(day)}
          onChange={(isOff) =>
            onChange(isOff ? [...value, day] : value.filter((each) => each !== day))
          }
        />
      ))}
    </fieldset>
  );
}

/** Edits which stages of enforcement the law of the time has besides the older ones. */
export function StagesEditor({ value, onChange }: EditorProps<ValueOf<'enforcementStages'>>) {
  return (
    <fieldset className="choices many">
      <legend>{said.policy.enforcementStages.title}</legend>
      {ENFORCEMENT_STAGES.map((stage) => (
        <CheckField
          key={stage}
          label={words.codes.stage[stage]}
          value={value.includes(stage)}
          onChange={(has) =>
            onChange(has ? [...value, stage] : value.filter((each) => each !== stage))
          }
        />
      ))}
    </fieldset>
  );
}

/** Edits from how many days past due on a loan is in group 2 … 5. */
export function FromDaysEditor({ value, onChange }: EditorProps<ValueOf<'debtGroupFromDays'>>) {
  return (
    <div className="row">
      {value.map((days, at) => {
        const group = at + 2;
        return (
          <Count
            key={group}
            label={filled(said.groupFrom, { group })}
            name={`value.${at}`}
            value={days}
            onChange={(typed) =>
              onChange(value.map((each, index) => (index === at ? typed : each)))
            }
          />
        );
      })}
    </div>
  );
}

/** Edits whether the breach of a lending check warns or refuses. */
export function ChecksEditor({ value, onChange }: EditorProps<ValueOf<'lendingChecks'>>) {
  return (
    <div className="row">
      {CHECKS.map((check) => (
        <ChoiceField
          key={check}
          label={said.check[check]}
          name={`value.${check}`}
          value={value[check] ?? 'warning'}
          choices={[
            ['warning', said.outcome.warning],
            ['refusal', said.outcome.refusal],
          ]}
          onChange={(outcome) => onChange({ ...value, [check]: outcome })}
        />
      ))}
    </div>
  );
}
