import type { Shape } from '../../api/client.ts';
import { CheckField } from '../../parts/fields/CheckField.tsx';
import { words } from '../../words/words.ts';
import { EVENT_TYPES } from './eventTypes.ts';
import { nounText } from './typeText.ts';

type Types = NonNullable<Shape<'NewWebhook'>['types']>;

const said = words.webhooks;

const nounOf = (type: string): string => type.slice(0, type.indexOf('.'));

const NOUNS = [...new Set(EVENT_TYPES.map(nounOf))];

/** All types of events about the nouns: what was done, and what takes it back. */
export const typesOf = (nouns: readonly string[]): Types =>
  EVENT_TYPES.filter((type) => nouns.includes(nounOf(type)));

interface Props {
  /** The nouns that are chosen; none: everything is sent. */
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

/** What the events that are sent are about. */
export function TypesField({ value, onChange }: Props) {
  const choose = (noun: string, has: boolean): void =>
    onChange(has ? [...value, noun] : value.filter((each) => each !== noun));
  return (
    <details>
      <summary>
        {said.types}: {value.length === 0 ? said.allTypes : value.map(nounText).join(', ')}
      </summary>
      <fieldset className="choices many">
        <legend>{said.typesHint}</legend>
        {NOUNS.map((noun) => (
          <CheckField
            key={noun}
            label={nounText(noun)}
            value={value.includes(noun)}
            onChange={(has) => choose(noun, has)}
          />
        ))}
      </fieldset>
    </details>
  );
}
