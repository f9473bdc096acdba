import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { words } from '../../words/words.ts';

const text = words.cases.newCase;

const OTHER = 'other';

interface Listed {
  readonly name: string;
}

interface Version {
  readonly name: string;
  readonly value: unknown;
  readonly effectiveOn: string | null;
}

const isList = (value: unknown): value is readonly Listed[] => Array.isArray(value);

/** The courts that there are on a day, by the policy `courts`: the version that began last counts. */
function courtsOn(versions: readonly Version[], day: string): readonly string[] {
  const begun = versions
    .filter(({ name, effectiveOn }) => name === 'courts' && (effectiveOn ?? '') <= day)
    .toSorted((a, b) => ((a.effectiveOn ?? '') < (b.effectiveOn ?? '') ? -1 : 1));
  const value = begun.at(-1)?.value;
  return isList(value) ? value.map(({ name }) => name) : [];
}

interface Props {
  readonly value: string;
  readonly onChange: (court: string) => void;
  /** The day of the filing, whose courts are offered. */
  readonly filedOn: string;
}

/** A court: one of those of the day, or another, by its name. */
export function CourtField({ value, onChange, filedOn }: Props) {
  const [isOther, setIsOther] = useState(false);
  const policies = useRead(['policies'], async (signal) => api.GET('/v1/policies', { signal }));
  const courts = courtsOn(policies.data?.data ?? [], filedOn);
  const isTyped = isOther || courts.length === 0;
  const choose = (chosen: string): void => {
    setIsOther(chosen === OTHER);
    onChange(chosen === OTHER ? '' : chosen);
  };
  return (
    <>
      {courts.length > 0 && (
        <ChoiceField
          label={words.cases.court}
          {...(isTyped ? {} : { name: 'court' })}
          value={isTyped ? OTHER : value}
          onChange={choose}
          choices={[
            ['', ''],
            ...courts.map((court) => [court, court] as const),
            [OTHER, text.otherCourt],
          ]}
        />
      )}
      {isTyped && (
        <TextField label={text.courtName} name="court" value={value} onChange={onChange} />
      )}
    </>
  );
}
