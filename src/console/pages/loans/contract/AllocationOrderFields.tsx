import type { Shape } from '../../../api/client.ts';
import { CheckField } from '../../../parts/fields/CheckField.tsx';
import type { FormValues } from '../../../parts/Form.tsx';
import { filled, words } from '../../../words/words.ts';
import type { TypedTerms } from './terms.ts';

const text = words.loans.contract;

type Order = Shape<'AllocationOrder'>;

type Part = Order['inTerm'][number];

/** Where somebody begins who writes an order: overdue principal before interest, and before principal in term. */
const START: Order = {
  inTerm: ['overduePrincipal', 'overdueInterest', 'inTermInterest', 'lateInterest', 'principal'],
  overdue: ['overduePrincipal', 'overdueInterest', 'inTermInterest', 'lateInterest', 'principal'],
};

function moved(parts: readonly Part[], index: number): Part[] {
  const [part, above] = [parts[index], parts[index - 1]];
  if (part === undefined || above === undefined) return [...parts];
  return parts.map((each, at) => (at === index - 1 ? part : at === index ? above : each));
}

interface ListProps {
  readonly label: string;
  readonly parts: readonly Part[];
  readonly onChange: (parts: Part[]) => void;
}

function PartList({ label, parts, onChange }: ListProps) {
  return (
    <div>
      <h3>{label}</h3>
      <ol>
        {parts.map((part, index) => (
          <li key={part}>
            {words.codes.part[part]}{' '}
            {index > 0 && (
              <button
                type="button"
                className="quiet"
                aria-label={filled(text.moveUp, { part: words.codes.part[part] })}
                onClick={() => onChange(moved(parts, index))}
              >
                ↑
              </button>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** In which order a receipt pays under this contract, if the contract has an order of its own (R9). */
export function AllocationOrderFields({ form }: { form: FormValues<TypedTerms> }) {
  const { values, set } = form;
  const order = values.allocationOrder;
  return (
    <fieldset className="choices">
      <legend>{text.allocationOrder}</legend>
      <CheckField
        label={text.hasOrder}
        value={order !== null}
        onChange={(hasOrder) => set({ allocationOrder: hasOrder ? START : null })}
      />
      {order !== null && (
        <div className="row">
          <PartList
            label={text.orderInTerm}
            parts={order.inTerm}
            onChange={(inTerm) => set({ allocationOrder: { ...order, inTerm } })}
          />
          <PartList
            label={text.orderOverdue}
            parts={order.overdue}
            onChange={(overdue) => set({ allocationOrder: { ...order, overdue } })}
          />
        </div>
      )}
    </fieldset>
  );
}
