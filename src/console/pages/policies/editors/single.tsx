import { Count } from './Count.tsx';
import { PercentField } from '../../../parts/fields/PercentField.tsx';
import { words } from '../../../words/words.ts';
import { CountField } from '../../../parts/fields/CountField.tsx';
import type { CountName, EditorProps, PercentName, TermName } from '../policyTypes.ts';

const { policy } = words.settings;

/** Edits a percentage. */
export function percentEditor(name: PercentName) {
  return function PercentEditor({ value, onChange }: EditorProps<string>) {
    return (
      <div className="row">
        <PercentField label={policy[name].field} name="value" value={value} onChange={onChange} />
      </div>
    );
  };
}

/** Edits a count of days, months or years, or a debt group. */
export function countEditor(name: CountName) {
  return function CountEditor({ value, onChange }: EditorProps<number>) {
    return (
      <div className="row">
        <Count label={policy[name].field} name="value" value={value} onChange={onChange} />
      </div>
    );
  };
}

/** Edits a term that the law of the time may not have: empty. */
export function termEditor(name: TermName) {
  return function TermEditor({ value, onChange }: EditorProps<number | null>) {
    return (
      <div className="row">
        <CountField
          label={policy[name].field}
          name="value"
          value={value}
          onChange={onChange}
          hint={words.settings.noTermHint}
        />
      </div>
    );
  };
}
