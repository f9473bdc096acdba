import { useState } from 'react';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { words } from '../../words/words.ts';

const { sources, source, otherSource, otherSourceHint } = words.fund;

const OTHER = 'other';

const CHOICES = [...Object.entries(sources), [OTHER, otherSource] as const] as readonly (readonly [
  string,
  string,
])[];

interface Props {
  readonly name: string;
  readonly value: string;
  readonly onChange: (source: string) => void;
}

/** A source of capital: one that the law names, or another by its own name. */
export function SourceField({ name, value, onChange }: Props) {
  const [isOther, setIsOther] = useState(value !== '' && !(value in sources));
  return (
    <>
      <ChoiceField
        label={source}
        {...(isOther ? {} : { name })}
        value={isOther ? OTHER : value}
        choices={value === '' && !isOther ? [['', '…'], ...CHOICES] : CHOICES}
        onChange={(chosen) => {
          setIsOther(chosen === OTHER);
          onChange(chosen === OTHER ? '' : chosen);
        }}
      />
      {isOther && (
        <TextField
          label={otherSource}
          hint={otherSourceHint}
          name={name}
          value={value}
          onChange={onChange}
        />
      )}
    </>
  );
}
