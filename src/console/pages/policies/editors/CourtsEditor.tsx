import { useState } from 'react';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { words } from '../../../words/words.ts';
import type { EditorProps, ValueOf } from '../policyTypes.ts';

const { settings: said } = words;

type Courts = ValueOf<'courts'>;

type Court = Courts[number];

interface CourtProps {
  readonly at: number;
  readonly court: Court;
  readonly change: (court: Court | null) => void;
}

function CourtFields({ at, court, change }: CourtProps) {
  // A line that was just begun is empty, and no court yet.
  const [typed, setTyped] = useState(court.takesOver.join('\n'));
  const takeOver = (text: string): void => {
    setTyped(text);
    const names = text.split('\n').map((line) => line.trim());
    change({ ...court, takesOver: names.filter((name) => name !== '') });
  };
  return (
    <div className="row">
      <TextField
        label={said.courts.name}
        name={`value.${at}.name`}
        value={court.name}
        onChange={(name) => change({ ...court, name })}
        isRequired
      />
      <TextField
        label={said.courts.takesOver}
        name={`value.${at}.takesOver`}
        value={typed}
        onChange={takeOver}
        lines={2}
      />
      <button type="button" className="quiet" onClick={() => change(null)}>
        {said.removeLine}
      </button>
    </div>
  );
}

/** Edits which courts there are, and whose cases each took over. */
export function CourtsEditor({ value, onChange }: EditorProps<Courts>) {
  const change = (at: number, court: Court | null): void =>
    onChange(value.flatMap((each, index) => (index === at ? (court ?? []) : each)));
  return (
    <>
      {value.length === 0 && <p className="hint">{said.courts.any}</p>}
      {value.map((court, at) => (
        // A court is told by where it stands: its name is being typed.
        // oxlint-disable-next-line react/no-array-index-key
        <CourtFields key={at} at={at} court={court} change={(to) => change(at, to)} />
      ))}
      <div className="buttons">
        <button
          type="button"
          className="quiet"
          onClick={() => onChange([...value, { name: '', takesOver: [] }])}
        >
          {said.addLine}
        </button>
      </div>
    </>
  );
}
