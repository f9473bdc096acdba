import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { withoutEmpty } from '../../../format/search.ts';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { words } from '../../../words/words.ts';

const texts = words.receipts;

/** What the receipts book is narrowed to, as the address says it. */
export interface ReceiptFilter {
  readonly voucherNumber?: string;
  readonly from?: string;
  readonly to?: string;
  readonly recordedOn?: string;
  readonly method?: string;
}

function VoucherFilter({ value, onFind }: { value: string; onFind: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  const find = (event: FormEvent): void => {
    event.preventDefault();
    onFind(typed.trim());
  };
  return (
    <form className="filters" onSubmit={find}>
      <TextField label={texts.findVoucher} type="search" value={typed} onChange={setTyped} />
      <button type="submit">{texts.find}</button>
    </form>
  );
}

/** Narrows the receipts book; what is chosen stands in the address. */
export function Filters() {
  const filter: ReceiptFilter = useSearch({ from: '/frame/receipts' });
  const navigate = useNavigate({ from: '/receipts' });
  const narrow = (changed: ReceiptFilter): void =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...changed }), replace: true });
  const { voucherNumber = '', from = '', to = '', recordedOn = '', method = '' } = filter;
  const isNarrowed = [voucherNumber, from, to, recordedOn, method].some((each) => each !== '');
  return (
    <div className="filters" key={isNarrowed ? 'narrowed' : 'all'}>
      <VoucherFilter
        key={voucherNumber}
        value={voucherNumber}
        onFind={(value) => narrow({ voucherNumber: value })}
      />
      <DayField label={texts.from} value={from} onChange={(day) => narrow({ from: day })} />
      <DayField label={texts.to} value={to} onChange={(day) => narrow({ to: day })} />
      <DayField
        label={texts.recordedOn}
        value={recordedOn}
        onChange={(day) => narrow({ recordedOn: day })}
      />
      <ChoiceField
        label={texts.method}
        value={method}
        onChange={(value) => narrow({ method: value })}
        choices={[
          ['', words.parts.all],
          ['cash', texts.methods.cash],
          ['transfer', texts.methods.transfer],
          ['unstated', texts.methods.unstated],
        ]}
      />
      {isNarrowed && (
        <button
          type="button"
          className="quiet"
          onClick={() =>
            narrow({ voucherNumber: '', from: '', to: '', recordedOn: '', method: '' })
          }
        >
          {texts.clearFilters}
        </button>
      )}
    </div>
  );
}
