import { useFault } from '../../../parts/Form.tsx';
import { MoneyField } from '../../../parts/fields/MoneyField.tsx';
import { digitsOf, grouped, sumOf } from '../../../format/money.ts';
import { filled, words } from '../../../words/words.ts';
import { COMPONENTS, withPart, type Component, type DraftPart } from './draft.ts';
import type { Receipt } from './useReceipt.ts';

type Own = Readonly<Record<Component, string>>;

/** The allocation to begin with: what the order in force gives, if it is known already. */
export function beginOwn({ preview }: Receipt, part: DraftPart): Own {
  const known = preview.answer?.parts.find(({ loanId }) => loanId === part.loan?.id);
  return (
    known?.allocation ?? {
      principal: '',
      inTermInterest: '',
      overdueInterest: '',
      lateInterest: '',
    }
  );
}

interface Props {
  readonly receipt: Receipt;
  readonly index: number;
  readonly part: DraftPart;
  readonly own: Own;
}

/** What the accountant says that a receipt pays, with its sum held against the amount (R10). */
export function OwnAllocation({ receipt, index, part, own }: Props) {
  const fault = useFault(`parts.${index}.allocation`);
  const sum = sumOf(COMPONENTS.map((each) => digitsOf(own[each]) ?? '0'));
  const amount = digitsOf(part.amount) ?? '0';
  return (
    <fieldset className="own-allocation" aria-label={words.receipts.own}>
      <div className="row">
        {COMPONENTS.map((each) => (
          <MoneyField
            key={each}
            label={words.codes.component[each]}
            name={`parts.${index}.allocation.${each}`}
            value={own[each]}
            onChange={(typed) =>
              receipt.change((draft) => withPart(draft, index, { own: { ...own, [each]: typed } }))
            }
          />
        ))}
      </div>
      <p className={sum === amount ? 'hint' : 'fault'}>
        {filled(words.receipts.ownSum, { sum: grouped(sum), amount: grouped(amount) })}
      </p>
      {fault !== undefined && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
