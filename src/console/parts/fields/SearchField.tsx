import { useEffect, useId, useRef, useState } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What may be typed, among else. */
  readonly suggestions?: readonly string[];
  readonly placeholder?: string;
}

/** How long somebody has to stop typing before what was typed is asked for. */
const PAUSE_MS = 250;

/** A text that narrows a list, told once somebody stops typing. */
export function SearchField({ label, value, onChange, suggestions, placeholder }: Props) {
  const id = useId();
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  useEffect(() => {
    // What was told comes back while somebody types on: it does not take back the typing.
    if (value !== told.current) setTyped(value);
    told.current = value;
  }, [value]);
  useEffect(() => {
    if (typed === told.current) return;
    const timer = setTimeout(() => {
      told.current = typed;
      onChange(typed);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, onChange]);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="search"
        value={typed}
        placeholder={placeholder}
        autoComplete="off"
        list={suggestions === undefined ? undefined : `${id}-list`}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {suggestions !== undefined && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </div>
  );
}
