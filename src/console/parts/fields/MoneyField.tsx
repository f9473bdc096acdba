import { useLayoutEffect, useRef, type ChangeEvent } from 'react';
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

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

/**
 * What a field says after a change. Somebody who types goes on behind the dots that the field has set; what is
 * pasted comes with dots of its own, and is judged as it stands.
 */
function changed({ currentTarget, nativeEvent }: ChangeEvent<HTMLInputElement>): string {
  const { value } = currentTarget;
  const isPasted = nativeEvent instanceof InputEvent && nativeEvent.inputType.includes('Paste');
  return isPasted || !/^[\d.]+$/.test(value) ? value : value.replaceAll('.', '');
}

/** Keeps the caret before the same digits when dots come and go. */
function useCaret(shown: string) {
  const input = useRef<HTMLInputElement>(null);
  const digitsBehind = useRef(0);
  useLayoutEffect(() => {
    const field = input.current;
    if (field === null || field !== document.activeElement) return;
    let at = shown.length;
    while (at > 0 && digitsIn(shown.slice(at)) < digitsBehind.current) at -= 1;
    field.setSelectionRange(at, at);
  }, [shown]);
  const note = ({ value, selectionEnd }: HTMLInputElement): void => {
    digitsBehind.current = digitsIn(value.slice(selectionEnd ?? value.length));
  };
  return { input, note };
}

/** An amount that is typed or pasted in any of the usual forms, grouped while it is typed; a text, always. */
export function MoneyField(props: Props) {
  const { label, name, value, onChange, hint, isRequired, autoFocus, isInWords = false } = props;
  const digits = digitsOf(value);
  const isWrong = value.trim() !== '' && digits === null;
  const shown = digits === null ? value : grouped(digits);
  const caret = useCaret(shown);
  return (
    <Field
      label={label}
      name={name}
      hint={isInWords ? (shownWords(digits) ?? hint ?? '\u00a0') : hint}
      isEmpty={value.trim() === ''}
      fault={isWrong ? words.parts.notAnAmount : undefined}
      className="money-field"
    >
      {(ids) => (
        <input
          {...ids}
          ref={caret.input}
          className="money"
          inputMode="numeric"
          autoComplete="off"
          autoFocus={autoFocus}
          required={isRequired}
          value={shown}
          onChange={(event) => {
            caret.note(event.currentTarget);
            onChange(changed(event));
          }}
        />
      )}
    </Field>
  );
}
