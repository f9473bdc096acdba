import { amountInWords } from '../../../documents/words/amountInWords.ts';
import { digitsOf, grouped } from '../../format/money.ts';
import { language, words } from '../../words/words.ts';
import { Field, type FieldProps } from './Field.tsx';

interface Props extends FieldProps {
  /** Whether the amount stands in words below. */
  readonly isInWords?: boolean;
}

function shownWords(digits: string | null): string | undefined {
  return digits === null || digits === '0' || language !== 'vi' ? undefined : amountInWords(digits);
}

/** An amount that is typed or pasted in any of the usual forms, grouped while it is typed; a text, always. */
export function MoneyField(props: Props) {
  const { label, name, value, onChange, hint, isRequired, autoFocus, isInWords = false } = props;
  const digits = digitsOf(value);
  const isWrong = value.trim() !== '' && digits === null;
  return (
    <Field
      label={label}
      name={name}
      hint={isInWords ? (shownWords(digits) ?? hint ?? '\u00a0') : hint}
      fault={isWrong ? words.parts.notAnAmount : undefined}
      className="money-field"
    >
      {(ids) => (
        <input
          {...ids}
          className="money"
          inputMode="numeric"
          autoComplete="off"
          autoFocus={autoFocus}
          required={isRequired}
          value={digits === null ? value : grouped(digits)}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </Field>
  );
}
