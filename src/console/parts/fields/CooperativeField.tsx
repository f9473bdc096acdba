import { useDeferredValue, useState } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { api, type Shape } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { words } from '../../words/words.ts';
import { useFault } from '../Form.tsx';

export type CooperativeRow = Shape<'Cooperative'>;

const MOST_SHOWN = 12;

interface Props {
  readonly label: string;
  readonly name?: string;
  /** The day on which the borrowers found are named as they are. */
  readonly asOf: string;
  /** The name of the borrower that is chosen already; empty: none is. */
  readonly chosen?: string;
  /** Null: what was chosen was deleted. */
  readonly onChange: (cooperative: CooperativeRow | null) => void;
  readonly autoFocus?: boolean;
  /** What the form itself finds wrong with the choice. */
  readonly fault?: string | undefined;
}

/** Finds a borrower by its code or a part of its name, with or without accents. */
export function CooperativeField(props: Props) {
  const { label, name, asOf, chosen = '', onChange, autoFocus } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? chosen;
  const q = useDeferredValue((typed ?? '').trim());
  const refused = useFault(name);
  const fault = props.fault ?? refused;
  const found = useRead(
    ['cooperatives', 'find', q, asOf],
    async (signal) =>
      api.GET('/v1/cooperatives', { params: { query: { q, asOf, limit: MOST_SHOWN } }, signal }),
    { enabled: q !== '' },
  );
  const rows = q === '' ? [] : (found.data?.data ?? []);
  const type = (text: string): void => {
    if (text === shown) return;
    setTyped(text);
    if (text === '' && chosen !== '') onChange(null);
  };
  return (
    <ComboBox
      className="field cooperative-field"
      inputValue={shown}
      onInputChange={type}
      items={rows}
      // The service has filtered them already.
      defaultFilter={() => true}
      allowsEmptyCollection={q !== '' && !found.isFetching}
      menuTrigger="input"
      isInvalid={fault !== undefined}
      onChange={(id) => {
        const cooperative = rows.find((each) => each.id === id);
        if (cooperative === undefined) return;
        setTyped(null);
        onChange(cooperative);
      }}
      onBlur={() => setTyped(null)}
      value={null}
    >
      <Label>{label}</Label>
      <Input
        autoFocus={autoFocus ?? false}
        placeholder={words.parts.findCooperative}
        autoComplete="off"
      />
      {fault !== undefined && <p className="fault">{fault}</p>}
      <Popover className="popover" offset={4}>
        <ListBox<CooperativeRow>
          className="found"
          renderEmptyState={() => <p>{words.parts.nothingFound}</p>}
        >
          {({ id, code, name: called, locality }) => (
            <ListBoxItem id={id} className="found-row" textValue={`${code} ${called}`}>
              <span className="found-name">{called}</span>
              <span className="found-number">{code}</span>
              <span className="found-owed">{locality}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
