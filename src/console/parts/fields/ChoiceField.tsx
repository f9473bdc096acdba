import { Field, type FieldProps } from './Field.tsx';

interface Props<V extends string> extends FieldProps<V> {
  /** What can be chosen: the value, and what is shown of it. */
  readonly choices: readonly (readonly [V, string])[];
}

/** One of a few. */
export function ChoiceField<V extends string>(props: Props<V>) {
  const { label, name, value, onChange, hint, choices, autoFocus } = props;
  return (
    <Field label={label} name={name} hint={hint}>
      {(ids) => (
        <select
          {...ids}
          value={value}
          autoFocus={autoFocus}
          onChange={({ currentTarget }) => onChange(currentTarget.value as V)}
        >
          {choices.map(([each, shown]) => (
            <option key={each} value={each}>
              {shown}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
