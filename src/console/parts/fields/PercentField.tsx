import { Field, type FieldProps } from './Field.tsx';

/** A percentage as people write it, with a comma; to the form it is a decimal text with a dot. */
export function PercentField({ label, name, value, onChange, hint, autoFocus }: FieldProps) {
  return (
    <Field label={label} name={name} hint={hint} isEmpty={value === ''}>
      {(ids) => (
        <input
          {...ids}
          className="money"
          inputMode="decimal"
          autoComplete="off"
          autoFocus={autoFocus}
          value={value.replace('.', ',')}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.value.replace('%', '').trim().replace(',', '.'))
          }
        />
      )}
    </Field>
  );
}
