import type { Shape } from '../../api/client.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { filled, words } from '../../words/words.ts';

type Role = NonNullable<Shape<'NewCase'>['parties']>[number]['role'];

/** Who takes part in a case besides the fund and the borrower, as typed. */
export interface Party {
  readonly key: string;
  readonly role: Role;
  readonly name: string;
  readonly note: string;
}

const ROLES = [
  'co_defendant',
  'guarantor',
  'related_person',
  'representative',
] as const satisfies readonly Role[];

const text = words.cases.parties;

/** The parties as the service takes them; rows without a name are left out. */
export function partiesOf(parties: readonly Party[]): NonNullable<Shape<'NewCase'>['parties']> {
  return parties
    .filter(({ name }) => name.trim() !== '')
    .map(({ role, name, note }) => ({
      role,
      name: name.trim(),
      ...(note.trim() !== '' && { note: note.trim() }),
    }));
}

interface Props {
  readonly parties: readonly Party[];
  readonly onChange: (parties: readonly Party[]) => void;
}

/** Rows for those who take part. */
export function PartyFields({ parties, onChange }: Props) {
  const change = (key: string, changed: Partial<Party>): void =>
    onChange(parties.map((party) => (party.key === key ? { ...party, ...changed } : party)));
  const add = (): void =>
    onChange([
      ...parties,
      { key: `${Date.now()} ${parties.length}`, role: 'co_defendant', name: '', note: '' },
    ]);
  return (
    <fieldset className="choices">
      <legend>{text.title}</legend>
      {parties.map(({ key, role, name, note }, place) => (
        <div key={key} className="row">
          <ChoiceField
            label={text.role}
            value={role}
            onChange={(chosen) => change(key, { role: chosen })}
            choices={ROLES.map((each) => [each, words.codes.partyRole[each]] as const)}
          />
          <TextField
            label={text.name}
            name={`parties.${place}.name`}
            value={name}
            onChange={(typed) => change(key, { name: typed })}
          />
          <TextField
            label={words.parts.note}
            name={`parties.${place}.note`}
            value={note}
            onChange={(typed) => change(key, { note: typed })}
          />
          <button
            type="button"
            className="quiet"
            aria-label={filled(text.removeOne, { name: name || `${place + 1}` })}
            onClick={() => onChange(parties.filter((party) => party.key !== key))}
          >
            {text.remove}
          </button>
        </div>
      ))}
      <div className="buttons">
        <button type="button" className="quiet" onClick={add}>
          {text.add}
        </button>
      </div>
    </fieldset>
  );
}
