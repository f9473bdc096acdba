import { CheckField } from '../../../parts/fields/CheckField.tsx';
import { words } from '../../../words/words.ts';
import { SECOND_PERSON_ACTS, type EditorProps, type ValueOf } from '../policyTypes.ts';
import { Count } from './Count.tsx';

const { title, field } = words.settings.policy.secondPerson;

/** Edits which acts need two persons, and for how long one waits to be confirmed. */
export function SecondPersonEditor({ value, onChange }: EditorProps<ValueOf<'secondPerson'>>) {
  const { acts, expiresAfterDays } = value;
  return (
    <>
      <fieldset className="choices many">
        <legend>{title}</legend>
        {SECOND_PERSON_ACTS.map((act) => (
          <CheckField
            key={act}
            label={words.secondPerson.acts[act]}
            value={acts.includes(act)}
            onChange={(needs) =>
              onChange({
                ...value,
                acts: needs ? [...acts, act] : acts.filter((each) => each !== act),
              })
            }
          />
        ))}
      </fieldset>
      <div className="row">
        <Count
          label={field}
          name="value.expiresAfterDays"
          value={expiresAfterDays}
          onChange={(days) => onChange({ ...value, expiresAfterDays: days })}
        />
      </div>
    </>
  );
}
