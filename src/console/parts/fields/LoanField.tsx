import { useDeferredValue, useEffect, useEffectEvent, useState, type KeyboardEvent } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { api, type Shape } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { grouped } from '../../format/money.ts';
import { folded } from '../../format/search.ts';
import { words } from '../../words/words.ts';
import { useFault } from '../Form.tsx';

export type LoanRow = Shape<'LoanRow'>;

const MOST_SHOWN = 12;

interface Props {
  readonly label: string;
  readonly name?: string;
  /** The day on which the loans found stand where they are said to. */
  readonly asOf: string;
  readonly onChange: (loan: LoanRow) => void;
  readonly autoFocus?: boolean;
  readonly placeholder?: string;
}

function Found({ loan }: { loan: LoanRow }) {
  return (
    <>
      <span className="found-name">{loan.cooperativeName}</span>
      <span className="found-number">{loan.contractNumber}</span>
      <span className="found-owed">{grouped(loan.principalOutstanding)}</span>
    </>
  );
}

/** The one loan that can be meant: the only one found, or the one with exactly this number. */
function onlyOne(loans: readonly LoanRow[], typed: string): LoanRow | undefined {
  if (loans.length === 1) return loans[0];
  return loans.find(({ contractNumber }) => folded(contractNumber) === folded(typed));
}

/** Whether with every word a word of a loan's row begins. */
function answersTo(loan: LoanRow, typed: string): boolean {
  const row = folded(`${loan.contractNumber} ${loan.cooperativeCode} ${loan.cooperativeName}`);
  const there = [...row.split(' '), ...row.split(/[^\p{L}\p{N}]+/u)];
  return folded(typed)
    .split(/\s+/)
    .every((word) => there.some((each) => each.startsWith(word)));
}

interface Finding {
  readonly typed: string;
  readonly loans: readonly LoanRow[];
  /** Nothing is asked any more: what was found is all. */
  readonly isFound: boolean;
  type(text: string): void;
  take(loan: LoanRow | undefined): void;
  onKeyDown(event: KeyboardEvent<HTMLInputElement>): void;
}

/** What is typed, what was found of it, and what Enter takes. */
function useFinding({ asOf, onChange }: Pick<Props, 'asOf' | 'onChange'>): Finding {
  const [typed, setTyped] = useState('');
  const [isWanted, setIsWanted] = useState(false);
  const q = useDeferredValue(typed.trim());
  const found = useRead(
    ['loans', 'find', q, asOf],
    async (signal) =>
      api.GET('/v1/loans', { params: { query: { q, asOf, limit: MOST_SHOWN } }, signal }),
    { enabled: q !== '' },
  );
  const isFound =
    q !== '' && q === typed.trim() && found.data !== undefined && !found.isPlaceholderData;
  const rows = typed.trim() === '' ? [] : (found.data?.data ?? []);
  // Until the answer comes, no row stands there that was found for other letters.
  const loans = isFound ? rows : rows.filter((loan) => answersTo(loan, typed));
  const take = (loan: LoanRow | undefined): void => {
    setIsWanted(false);
    if (loan === undefined) return;
    setTyped('');
    onChange(loan);
  };
  const takeWanted = useEffectEvent(() => take(onlyOne(loans, q)));
  useEffect(() => {
    if (isWanted && isFound) takeWanted();
  }, [isWanted, isFound]);
  return {
    typed,
    loans,
    isFound,
    type: (text) => {
      setIsWanted(false);
      setTyped(text);
    },
    take,
    onKeyDown: (event) => {
      const isOnRow = event.currentTarget.hasAttribute('aria-activedescendant');
      if (event.key !== 'Enter' || typed.trim() === '' || isOnRow) return;
      event.preventDefault();
      setIsWanted(true);
    },
  };
}

/**
 * Finds a loan by contract, code, name with or without accents, or voucher; the service does the finding. Enter
 * takes the only loan that can be meant, also if it was pressed before the answer came.
 */
export function LoanField({ label, name, asOf, onChange, autoFocus, placeholder }: Props) {
  const { typed, loans, isFound, type, take, onKeyDown } = useFinding({ asOf, onChange });
  const fault = useFault(name);
  return (
    <ComboBox
      className="field loan-field"
      inputValue={typed}
      onInputChange={type}
      items={loans}
      // The service has filtered them already.
      defaultFilter={() => true}
      // Open while it is asked: rows that come later do not open the list by themselves.
      allowsEmptyCollection={typed.trim() !== ''}
      menuTrigger="input"
      isInvalid={fault !== undefined}
      onChange={(id) => take(loans.find((each) => each.id === id))}
      value={null}
    >
      <Label>{label}</Label>
      <Input
        autoFocus={autoFocus ?? false}
        placeholder={placeholder ?? words.parts.findLoan}
        autoComplete="off"
        onKeyDown={onKeyDown}
      />
      {fault !== undefined && <p className="fault">{fault}</p>}
      <Popover className="popover" offset={4}>
        <ListBox<LoanRow>
          className="found"
          aria-label={words.parts.found}
          renderEmptyState={() => (
            <p className="nothing">{isFound ? words.parts.nothingFound : words.parts.reading}</p>
          )}
        >
          {(loan) => (
            <ListBoxItem
              id={loan.id}
              className="found-row"
              textValue={`${loan.contractNumber} ${loan.cooperativeName}`}
            >
              <Found loan={loan} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
