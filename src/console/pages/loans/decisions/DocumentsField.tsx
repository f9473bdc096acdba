import { DayField } from '../../../parts/fields/DayField.tsx';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { filled, words } from '../../../words/words.ts';

const text = words.decisions;

/** A paper of a decision as it was typed. */
export interface TypedDocument {
  /** Tells the rows apart while some are taken out. */
  readonly key: string;
  readonly name: string;
  readonly number: string;
  readonly issuedOn: string;
}

let lastKey = 0;

/** A row to be typed. */
export function newDocument(): TypedDocument {
  lastKey += 1;
  return { key: `${lastKey}`, name: '', number: '', issuedOn: '' };
}

interface Props {
  readonly name: string;
  readonly value: readonly TypedDocument[];
  readonly onChange: (value: readonly TypedDocument[]) => void;
}

/** The papers on which a charge-off rests, as many as there are; an empty row is left out. */
export function DocumentsField({ name, value, onChange }: Props) {
  const change = (key: string, changed: Partial<TypedDocument>): void =>
    onChange(value.map((row) => (row.key === key ? { ...row, ...changed } : row)));
  return (
    <fieldset className="choices">
      <legend>{text.documents}</legend>
      {value.map((row, index) => (
        <div key={row.key} className="row">
          <TextField
            label={text.documentName}
            name={`${name}.${index}.name`}
            value={row.name}
            onChange={(typed) => change(row.key, { name: typed })}
          />
          <TextField
            label={text.documentNumber}
            name={`${name}.${index}.number`}
            value={row.number}
            onChange={(typed) => change(row.key, { number: typed })}
          />
          <DayField
            label={words.parts.day}
            name={`${name}.${index}.issuedOn`}
            value={row.issuedOn}
            onChange={(typed) => change(row.key, { issuedOn: typed })}
          />
          <button
            type="button"
            className="quiet in-row"
            aria-label={filled(words.parts.removeRow, { number: index + 1 })}
            onClick={() => onChange(value.filter(({ key }) => key !== row.key))}
          >
            ✕
          </button>
        </div>
      ))}
      <div className="buttons">
        <button type="button" onClick={() => onChange([...value, newDocument()])}>
          {text.addDocument}
        </button>
      </div>
    </fieldset>
  );
}
