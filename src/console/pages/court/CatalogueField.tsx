import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';

const OTHER = 'other';

interface Listed {
  readonly name: string;
  readonly matters?: readonly string[];
}

interface Version {
  readonly name: string;
  readonly value: unknown;
  readonly effectiveOn: string | null;
}

const isList = (value: unknown): value is readonly Listed[] => Array.isArray(value);

/** Those that a catalogue names on a day for debts: of its versions the one that began last counts. */
function namedOn(versions: readonly Version[], catalogue: string, day: string): readonly string[] {
  const begun = versions
    .filter(({ name, effectiveOn }) => name === catalogue && (effectiveOn ?? '') <= day)
    .toSorted((a, b) => ((a.effectiveOn ?? '') < (b.effectiveOn ?? '') ? -1 : 1));
  const value = begun.at(-1)?.value;
  return isList(value)
    ? value
        .filter(({ matters }) => matters?.some((each) => each !== 'bankruptcy') ?? true)
        .map(({ name }) => name)
    : [];
}

interface Props {
  /** The policy that is the catalogue. */
  readonly catalogue: 'courts' | 'enforcementOffices';
  /** The field of the body. */
  readonly name: string;
  readonly label: string;
  /** What another one is offered as, and what its field is called. */
  readonly other: string;
  readonly typedLabel: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The day whose catalogue is offered. */
  readonly on: string;
}

/** A court or office: one of the catalogue of the day, or another, by its name. */
export function CatalogueField(props: Props) {
  const { catalogue, name, label, other, typedLabel, value, onChange, on } = props;
  const [isOther, setIsOther] = useState(false);
  const policies = useRead(['policies'], async (signal) => api.GET('/v1/policies', { signal }));
  const named = namedOn(policies.data?.data ?? [], catalogue, on);
  const isTyped = isOther || named.length === 0;
  const choose = (chosen: string): void => {
    setIsOther(chosen === OTHER);
    onChange(chosen === OTHER ? '' : chosen);
  };
  return (
    <>
      {named.length > 0 && (
        <ChoiceField
          label={label}
          {...(isTyped ? {} : { name })}
          value={isTyped ? OTHER : value}
          onChange={choose}
          choices={[['', ''], ...named.map((each) => [each, each] as const), [OTHER, other]]}
        />
      )}
      {isTyped && <TextField label={typedLabel} name={name} value={value} onChange={onChange} />}
    </>
  );
}
