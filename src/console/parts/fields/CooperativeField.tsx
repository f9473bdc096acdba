import { useDeferredValue, useState, type KeyboardEvent } from 'react';
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

interface Finding {
  /** What stands in the field. */
  readonly shown: string;
  readonly isTyped: boolean;
  readonly rows: readonly CooperativeRow[];
  /** Nothing is asked any more: what was found is all. */
  readonly isFound: boolean;
  type(text: string): void;
  take(cooperative: CooperativeRow | undefined): void;
  /** Forgets what was typed: the name of what is chosen stands there again. */
  leave(): void;
}

/** What is typed, and what was found of it. */
function useFinding({ asOf, chosen = '', onChange }: Props): Finding {
  const [typed, setTyped] = useState<string | null>(null);
  const q = useDeferredValue((typed ?? '').trim());
  const found = useRead(
    ['cooperatives', 'find', q, asOf],
    async (signal) =>
      api.GET('/v1/cooperatives', { params: { query: { q, asOf, limit: MOST_SHOWN } }, signal }),
    { enabled: q !== '' },
  );
  const isTyped = (typed ?? '').trim() !== '';
  const shown = typed ?? chosen;
  return {
    shown,
    isTyped,
    rows: isTyped && q !== '' ? (found.data?.data ?? []) : [],
    isFound: q === typed?.trim() && found.data !== undefined && !found.isPlaceholderData,
    type: (text) => {
      if (text === shown) return;
      setTyped(text);
      if (text === '' && chosen !== '') onChange(null);
    },
    take: (cooperative) => {
      if (cooperative === undefined) return;
      setTyped(null);
      onChange(cooperative);
    },
    leave: () => setTyped(null),
  };
}

/**
 * Finds a borrower by its code or a part of its name, with or without accents. Enter takes the only one that can
 * be meant.
 */
export function CooperativeField(props: Props) {
  const { label, name, autoFocus } = props;
  const { shown, isTyped, rows, isFound, type, take, leave } = useFinding(props);
  const refused = useFault(name);
  const fault = props.fault ?? refused;
  const takeOnly = (event: KeyboardEvent<HTMLInputElement>): void => {
    const isOnRow = event.currentTarget.hasAttribute('aria-activedescendant');
    if (event.key !== 'Enter' || isOnRow || !isFound || rows.length !== 1) return;
    event.preventDefault();
    take(rows[0]);
  };
  return (
    <ComboBox
      className="field cooperative-field"
      inputValue={shown}
      onInputChange={type}
      items={rows}
      // The service has filtered them already.
      defaultFilter={() => true}
      // Open while it is asked: rows that come later do not open the list by themselves.
      allowsEmptyCollection={isTyped}
      // What is typed stays until the field is left.
      allowsCustomValue
      menuTrigger="input"
      isInvalid={fault !== undefined}
      onChange={(id) => take(rows.find((each) => each.id === id))}
      onBlur={leave}
      value={null}
    >
      <Label>{label}</Label>
      <Input
        autoFocus={autoFocus ?? false}
        placeholder={words.parts.findCooperative}
        autoComplete="off"
        onKeyDown={takeOnly}
      />
      {fault !== undefined && <p className="fault">{fault}</p>}
      <Popover className="popover" offset={4}>
        <ListBox<CooperativeRow>
          className="found"
          aria-label={words.parts.found}
          renderEmptyState={() => (
            <p className="nothing">{isFound ? words.parts.nothingFound : words.parts.reading}</p>
          )}
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
