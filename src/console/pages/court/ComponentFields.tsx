import { digitsOf, grouped, sumOf } from '../../format/money.ts';
import { MoneyField } from '../../parts/fields/MoneyField.tsx';
import { filled, words } from '../../words/words.ts';
import { COMPONENTS, type Components } from './Claim.tsx';

/** Amounts by component as they are typed; empty: none. */
export const NO_AMOUNTS: Components = {
  principal: '',
  inTermInterest: '',
  overdueInterest: '',
  lateInterest: '',
};

/** The amounts that were typed, what is empty as none; null: nothing was typed, or one is no amount. */
export function amountsOf(typed: Components): Components | null {
  const digits = COMPONENTS.map((each) =>
    typed[each].trim() === '' ? '0' : digitsOf(typed[each]),
  );
  const [principal, inTermInterest, overdueInterest, lateInterest] = digits;
  const isEmpty = COMPONENTS.every((each) => typed[each].trim() === '');
  if (isEmpty || !principal || !inTermInterest || !overdueInterest || !lateInterest) return null;
  return { principal, inTermInterest, overdueInterest, lateInterest };
}

interface Props {
  /** The field of the body that the amounts are: the service names them by it. */
  readonly name: string;
  readonly legend: string;
  readonly values: Components;
  readonly onChange: (values: Components) => void;
  /** Amounts that can be taken over, and what the button says. */
  readonly proposed?: { readonly verb: string; readonly amounts: Components } | undefined;
}

/** An amount for each component, and their sum. */
export function ComponentFields({ name, legend, values, onChange, proposed }: Props) {
  const amounts = amountsOf(values);
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      <div className="row">
        {COMPONENTS.map((component) => (
          <MoneyField
            key={component}
            label={words.codes.component[component]}
            name={`${name}.${component}`}
            value={values[component]}
            onChange={(typed) => onChange({ ...values, [component]: typed })}
          />
        ))}
      </div>
      <div className="buttons">
        <output>
          {amounts !== null &&
            filled(words.cases.sum, {
              total: grouped(sumOf(COMPONENTS.map((each) => amounts[each]))),
            })}
        </output>
        {proposed !== undefined && (
          <button type="button" className="quiet" onClick={() => onChange(proposed.amounts)}>
            {proposed.verb}
          </button>
        )}
      </div>
    </fieldset>
  );
}
