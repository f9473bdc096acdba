import { useDeferredValue, useState } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { api, type Shape } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { grouped } from '../../format/money.ts';
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

/** Finds a loan by contract, code, name with or without accents, or voucher; the service does the finding. */
export function LoanField({ label, name, asOf, onChange, autoFocus, placeholder }: Props) {
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const fault = useFault(name);
  const found = useRead(
    ['loans', 'find', q, asOf],
    async (signal) =>
      api.GET('/v1/loans', { params: { query: { q, asOf, limit: MOST_SHOWN } }, signal }),
    { enabled: q !== '' },
  );
  const loans = q === '' ? [] : (found.data?.data ?? []);
  return (
    <ComboBox
      className="field loan-field"
      inputValue={typed}
      onInputChange={setTyped}
      items={loans}
      // The service has filtered them already.
      defaultFilter={() => true}
      allowsEmptyCollection={q !== '' && !found.isFetching}
      menuTrigger="input"
      isInvalid={fault !== undefined}
      onChange={(id) => {
        const loan = loans.find((each) => each.id === id);
        if (loan === undefined) return;
        setTyped('');
        onChange(loan);
      }}
      value={null}
    >
      <Label>{label}</Label>
      <Input
        autoFocus={autoFocus ?? false}
        placeholder={placeholder ?? words.parts.findLoan}
        autoComplete="off"
      />
      {fault !== undefined && <p className="fault">{fault}</p>}
      <Popover className="popover" offset={4}>
        <ListBox<LoanRow>
          className="found"
          renderEmptyState={() => <p>{words.parts.nothingFound}</p>}
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
