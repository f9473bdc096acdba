import { Field, type FieldProps } from './Field.tsx';

interface Props extends FieldProps {
  readonly type?: 'text' | 'password' | 'search';
  /** How many lines it shows; one unless said. */
  readonly lines?: number;
  readonly autoComplete?: string;
}

/** A line of text, or some lines. */
export function TextField(props: Props) {
  const { label, name, value, onChange, hint, isRequired, autoFocus } = props;
  const { type = 'text', lines = 1, autoComplete = 'off' } = props;
  return (
    <Field label={label} name={name} hint={hint} isEmpty={value.trim() === ''}>
      {(ids) =>
        lines > 1 ? (
          <textarea
            {...ids}
            rows={lines}
            value={value}
            required={isRequired}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
          />
        ) : (
          <input
            {...ids}
            type={type}
            value={value}
            required={isRequired}
            autoFocus={autoFocus}
            autoComplete={autoComplete}
            onChange={({ currentTarget }) => onChange(currentTarget.value)}
          />
        )
      }
    </Field>
  );
}
