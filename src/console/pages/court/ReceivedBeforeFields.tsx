import type { Shape } from '../../api/client.ts';
import { digitsOf } from '../../format/money.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { MoneyField } from '../../parts/fields/MoneyField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { filled, words } from '../../words/words.ts';
import type { Components } from './Claim.tsx';
import { amountsOf, ComponentFields, NO_AMOUNTS } from './ComponentFields.tsx';

type Told = NonNullable<Shape<'NewCase'>['receivedBefore']>;

/** A receipt of the paper book, as typed. */
export interface Before {
  readonly key: string;
  readonly receivedOn: string;
  readonly voucherNumber: string;
  readonly allocation: Components;
  readonly enforcementFee: string;
}

const text = words.cases.paper;

/** The receipts as the service takes them; null: one lacks its day, number or amounts. */
export function receivedBeforeOf(rows: readonly Before[]): Told | null {
  const told = rows.map(({ receivedOn, voucherNumber, allocation, enforcementFee }) => {
    const amounts = amountsOf(allocation);
    const fee = enforcementFee.trim() === '' ? null : digitsOf(enforcementFee);
    const isFeeWrong = enforcementFee.trim() !== '' && fee === null;
    if (receivedOn === '' || voucherNumber.trim() === '' || amounts === null || isFeeWrong) {
      return null;
    }
    return {
      receivedOn,
      voucherNumber: voucherNumber.trim(),
      allocation: amounts,
      enforcementFee: fee,
    };
  });
  return told.includes(null) ? null : told.filter((each) => each !== null);
}

interface Props {
  readonly rows: readonly Before[];
  readonly onChange: (rows: readonly Before[]) => void;
}

/** Rows for what came through a case up to the opening day, by the paper book (R39). */
export function ReceivedBeforeFields({ rows, onChange }: Props) {
  const change = (key: string, changed: Partial<Before>): void =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...changed } : row)));
  const add = (): void => {
    const key = `${Date.now()} ${rows.length}`;
    const empty = { receivedOn: '', voucherNumber: '', enforcementFee: '' };
    onChange([...rows, { key, ...empty, allocation: NO_AMOUNTS }]);
  };
  return (
    <fieldset className="choices">
      <legend>{text.title}</legend>
      <p className="hint">{text.hint}</p>
      {rows.map(({ key, receivedOn, voucherNumber, allocation, enforcementFee }, place) => (
        <div key={key}>
          <div className="row">
            <DayField
              label={text.receivedOn}
              name={`receivedBefore.${place}.receivedOn`}
              value={receivedOn}
              onChange={(typed) => change(key, { receivedOn: typed })}
              isRequired
            />
            <TextField
              label={text.voucher}
              name={`receivedBefore.${place}.voucherNumber`}
              value={voucherNumber}
              onChange={(typed) => change(key, { voucherNumber: typed })}
              isRequired
            />
            <MoneyField
              label={text.fee}
              name={`receivedBefore.${place}.enforcementFee`}
              value={enforcementFee}
              onChange={(typed) => change(key, { enforcementFee: typed })}
            />
            <button
              type="button"
              className="quiet"
              aria-label={filled(text.removeOne, { number: voucherNumber || `${place + 1}` })}
              onClick={() => onChange(rows.filter((row) => row.key !== key))}
            >
              {words.cases.parties.remove}
            </button>
          </div>
          <ComponentFields
            name={`receivedBefore.${place}.allocation`}
            legend={filled(text.allocation, { number: voucherNumber || `${place + 1}` })}
            values={allocation}
            onChange={(typed) => change(key, { allocation: typed })}
          />
        </div>
      ))}
      <div className="buttons">
        <button type="button" className="quiet" onClick={add}>
          {text.add}
        </button>
      </div>
    </fieldset>
  );
}
