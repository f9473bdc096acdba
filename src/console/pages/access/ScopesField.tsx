import type { Shape } from '../../api/client.ts';
import { CheckField } from '../../parts/fields/CheckField.tsx';
import { words } from '../../words/words.ts';

const { tokens: said } = words;

/** What a program may be allowed to do. */
export type Scope = NonNullable<Shape<'NewToken'>['scopes']>[number];

const SCOPES = Object.entries(said.scope) as readonly (readonly [Scope, string])[];

interface Props {
  readonly value: readonly Scope[];
  readonly onChange: (scopes: readonly Scope[]) => void;
}

/** Which of the permissions a program has. */
export function ScopesField({ value, onChange }: Props) {
  return (
    <fieldset className="choices many">
      <legend>{said.scopes}</legend>
      {SCOPES.map(([scope, shown]) => (
        <CheckField
          key={scope}
          label={shown}
          value={value.includes(scope)}
          onChange={(isChosen) =>
            onChange(isChosen ? [...value, scope] : value.filter((each) => each !== scope))
          }
        />
      ))}
    </fieldset>
  );
}
