import { useState } from 'react';
import { CheckField } from '../../../parts/fields/CheckField.tsx';
import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { words } from '../../../words/words.ts';
import type { EditorProps, ValueOf } from '../policyTypes.ts';

const { settings: said } = words;

type Court = ValueOf<'courts'>[number];

type Office = ValueOf<'enforcementOffices'>[number];

const MATTERS = ['civil', 'commercial', 'bankruptcy'] as const;

const KINDS = ['state_agency', 'regional_section', 'private_office'] as const;

const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

interface FieldsProps<Of> {
  readonly at: number;
  readonly of: Of;
  readonly change: (of: Of | null) => void;
}

/** The matters it is there for; none chosen: every matter. */
function MattersField<Of extends Court>({ of, change }: Omit<FieldsProps<Of>, 'at'>) {
  const { matters = [] } = of;
  const choose = (matter: (typeof MATTERS)[number], has: boolean): void => {
    const { matters: _, ...rest } = of;
    const chosen = has ? [...matters, matter] : matters.filter((each) => each !== matter);
    change((chosen.length === 0 ? rest : { ...rest, matters: chosen }) as Of);
  };
  return (
    <fieldset className="choices many">
      <legend>{said.courts.matters}</legend>
      {MATTERS.map((matter) => (
        <CheckField
          key={matter}
          label={said.courts.matter[matter]}
          value={matters.includes(matter)}
          onChange={(has) => choose(matter, has)}
        />
      ))}
    </fieldset>
  );
}

/** Its name, whose cases it took over, its matters and places. */
function CompetenceFields<Of extends Court>({
  at,
  of,
  change,
  name,
}: FieldsProps<Of> & { readonly name: string }) {
  // A line that was just begun is empty, and no court or place yet.
  const [takenOver, setTakenOver] = useState(of.takesOver.join('\n'));
  const [places, setPlaces] = useState((of.localities ?? []).join('\n'));
  const takeOver = (text: string): void => {
    setTakenOver(text);
    change({ ...of, takesOver: linesIn(text) });
  };
  const place = (text: string): void => {
    setPlaces(text);
    const { localities: _, ...rest } = of;
    const localities = linesIn(text);
    change((localities.length === 0 ? rest : { ...rest, localities }) as Of);
  };
  return (
    <>
      <div className="row">
        <TextField
          label={name}
          name={`value.${at}.name`}
          value={of.name}
          onChange={(typed) => change({ ...of, name: typed })}
          isRequired
        />
        <TextField
          label={said.courts.takesOver}
          name={`value.${at}.takesOver`}
          value={takenOver}
          onChange={takeOver}
          lines={2}
        />
        <TextField
          label={said.courts.localities}
          name={`value.${at}.localities`}
          value={places}
          onChange={place}
          lines={2}
        />
        <button type="button" className="quiet" onClick={() => change(null)}>
          {said.removeLine}
        </button>
      </div>
      <MattersField of={of} change={change} />
    </>
  );
}

const without = <Of,>(listed: readonly Of[], at: number, of: Of | null): Of[] =>
  listed.flatMap((each, index) => (index === at ? (of === null ? [] : [of]) : [each]));

function AddLine({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <div className="buttons">
      <button type="button" className="quiet" onClick={onAdd}>
        {said.addLine}
      </button>
    </div>
  );
}

/** Edits which courts there are, for what, and whose cases each took over. */
export function CourtsEditor({ value, onChange }: EditorProps<Court[]>) {
  return (
    <>
      {value.length === 0 && <p className="hint">{said.courts.any}</p>}
      {value.map((court, at) => (
        <CompetenceFields
          // A court is told by where it stands: its name is being typed.
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          at={at}
          of={court}
          name={said.courts.name}
          change={(to) => onChange(without(value, at, to))}
        />
      ))}
      <AddLine onAdd={() => onChange([...value, { name: '', takesOver: [] }])} />
    </>
  );
}

/** Edits which offices enforce judgments, of which kind and for what. */
export function OfficesEditor({ value, onChange }: EditorProps<Office[]>) {
  return (
    <>
      {value.length === 0 && <p className="hint">{said.courts.anyOffice}</p>}
      {value.map((office, at) => {
        const change = (to: Office | null): void => onChange(without(value, at, to));
        return (
          // An office is told by where it stands: its name is being typed.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={at} className="read">
            <ChoiceField
              label={said.courts.kind}
              name={`value.${at}.kind`}
              value={office.kind}
              choices={KINDS.map((kind) => [kind, said.courts.office[kind]] as const)}
              onChange={(kind) => change({ ...office, kind })}
            />
            <CompetenceFields at={at} of={office} name={said.courts.officeName} change={change} />
          </div>
        );
      })}
      <AddLine
        onAdd={() => onChange([...value, { name: '', kind: 'regional_section', takesOver: [] }])}
      />
    </>
  );
}
