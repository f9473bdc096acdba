import { digitsOf, grouped, less, sumOf } from '../../format/money.ts';
import { filled, words } from '../../words/words.ts';
import { DayField } from './DayField.tsx';
import { MoneyField } from './MoneyField.tsx';
import { TextField } from './TextField.tsx';

/** A dated amount as it was typed. */
export interface TypedInstalment {
  /** Tells the rows apart while some are taken out. */
  readonly key: string;
  readonly dueOn: string;
  readonly principal: string;
  readonly ground: string;
}

let lastKey = 0;

/** A row to be typed. */
export function newInstalment(dueOn = '', principal = '', ground = ''): TypedInstalment {
  lastKey += 1;
  return { key: `${lastKey}`, dueOn, principal, ground };
}

interface Props {
  readonly label: string;
  /** Where the rows stand in the body: `principalSchedule.instalments`. */
  readonly name: string;
  /** What the day is called in the body. */
  readonly dayName?: 'dueOn' | 'expectedOn';
  /** What the amount is called in the body, and on the screen. */
  readonly amountName?: 'principal' | 'amount';
  readonly amountLabel?: string;
  readonly value: readonly TypedInstalment[];
  readonly onChange: (value: readonly TypedInstalment[]) => void;
  /** What the rows are to come to, if that is known. */
  readonly mustSumTo?: string | undefined;
  readonly hasGround?: boolean;
}

/** Whether the rows come to what they should, and by how much they do not. */
function Sum({ value, mustSumTo }: Pick<Props, 'value' | 'mustSumTo'>) {
  const sum = sumOf(value.map(({ principal }) => digitsOf(principal) ?? '0'));
  const left = mustSumTo === undefined ? '0' : less(mustSumTo, sum);
  return (
    <p className={left === '0' ? 'soft' : 'fault'} role="status">
      {filled(words.parts.sumIs, { sum: grouped(sum) })}
      {left !== '0' &&
        ` ${filled(left.startsWith('-') ? words.parts.tooMuchBy : words.parts.missingBy, {
          amount: grouped(left.replace('-', '')),
        })}`}
    </p>
  );
}

/** Days with an amount each, as many as are needed. */
export function InstalmentsField(props: Props) {
  const { label, name, dayName = 'dueOn', value, onChange, mustSumTo, hasGround = false } = props;
  const { amountName = 'principal', amountLabel = words.codes.component.principal } = props;
  const change = (key: string, changed: Partial<TypedInstalment>): void =>
    onChange(value.map((row) => (row.key === key ? { ...row, ...changed } : row)));
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {value.map((row, index) => (
        <div key={row.key} className="row">
          <DayField
            label={words.parts.day}
            name={`${name}.${index}.${dayName}`}
            value={row.dueOn}
            onChange={(dueOn) => change(row.key, { dueOn })}
          />
          <MoneyField
            label={amountLabel}
            name={`${name}.${index}.${amountName}`}
            value={row.principal}
            onChange={(principal) => change(row.key, { principal })}
          />
          {hasGround && (
            <TextField
              label={words.parts.note}
              name={`${name}.${index}.ground`}
              value={row.ground}
              onChange={(ground) => change(row.key, { ground })}
            />
          )}
          <button
            type="button"
            className="quiet in-row"
            aria-label={filled(words.parts.removeRow, { number: index + 1 })}
            onClick={() => onChange(value.filter(({ key }) => key !== row.key))}
          >
            ✕
          </button>
        </div>
      ))}
      <Sum value={value} mustSumTo={mustSumTo} />
      <div className="buttons">
        <button type="button" onClick={() => onChange([...value, newInstalment()])}>
          {words.parts.addRow}
        </button>
      </div>
    </fieldset>
  );
}
