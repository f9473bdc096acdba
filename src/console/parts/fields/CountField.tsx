import { Field, type FieldProps } from './Field.tsx';

/** How many of something: a whole number; null: none was typed. Never for money. */
export function CountField(props: FieldProps<number | null>) {
  const { label, name, value, onChange, hint, isRequired, autoFocus } = props;
  return (
    <Field label={label} name={name} hint={hint} isEmpty={value === null}>
      {(ids) => (
        <input
          {...ids}
          type="number"
          min={1}
          step={1}
          value={value ?? ''}
          required={isRequired}
          autoFocus={autoFocus}
          onChange={({ currentTarget: { value: typed, valueAsNumber } }) =>
            onChange(typed === '' ? null : valueAsNumber)
          }
        />
      )}
    </Field>
  );
}
