import { CheckField } from '../../../parts/fields/CheckField.tsx';
import { filled, words } from '../../../words/words.ts';
import type { EditorProps, ValueOf } from '../policyTypes.ts';

const { settings: said } = words;

type Order = ValueOf<'allocationOrder'>;

type Part = Order['inTerm'][number];

const PARTS = [
  'overduePrincipal',
  'overdueInterest',
  'inTermInterest',
  'lateInterest',
  'principal',
] as const satisfies readonly Part[];

function moved(parts: readonly Part[], at: number, by: 1 | -1): Part[] {
  const order = [...parts];
  const [part] = order.splice(at, 1);
  if (part !== undefined) order.splice(at + by, 0, part);
  return order;
}

interface ListProps {
  readonly title: string;
  readonly parts: readonly Part[];
  /** What may be added; left out: nothing. */
  readonly more?: readonly Part[];
  readonly onChange: (parts: Part[]) => void;
}

function PartList({ title, parts, more = [], onChange }: ListProps) {
  const left = more.filter((part) => !parts.includes(part));
  return (
    <fieldset className="choices">
      <legend>{title}</legend>
      <ol>
        {parts.map((part, at) => (
          <li key={part}>
            {said.part[part]}{' '}
            <button
              type="button"
              className="quiet"
              aria-label={`${said.up}: ${said.part[part]}`}
              disabled={at === 0}
              onClick={() => onChange(moved(parts, at, -1))}
            >
              ↑
            </button>
            <button
              type="button"
              className="quiet"
              aria-label={`${said.down}: ${said.part[part]}`}
              disabled={at === parts.length - 1}
              onClick={() => onChange(moved(parts, at, 1))}
            >
              ↓
            </button>
            {part === 'overduePrincipal' && (
              <button
                type="button"
                className="quiet"
                onClick={() => onChange(parts.filter((each) => each !== part))}
              >
                {said.dropPart}
              </button>
            )}
          </li>
        ))}
      </ol>
      <div className="buttons">
        {left.map((part) => (
          <button
            key={part}
            type="button"
            className="quiet"
            onClick={() => onChange([part, ...parts])}
          >
            {filled(said.addPart, { part: said.part[part] })}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** Edits in which order a receipt pays. */
export function OrderEditor({ value, onChange }: EditorProps<Order>) {
  return (
    <div className="columns">
      <PartList
        title={said.order.inTerm}
        parts={value.inTerm}
        more={PARTS}
        onChange={(inTerm) => onChange({ ...value, inTerm })}
      />
      <PartList
        title={said.order.overdue}
        parts={value.overdue}
        more={PARTS}
        onChange={(overdue) => onChange({ ...value, overdue })}
      />
    </div>
  );
}

type AwardOrder = ValueOf<'awardAllocationOrder'>;

/** By Decree 152/2026 art. 29. */
const AWARD_ORDER = [
  'principal',
  'inTermInterest',
  'overdueInterest',
  'lateInterest',
] as const satisfies AwardOrder;

/** Edits whether and in which order a receipt through a case pays the award first (R39). */
export function AwardOrderEditor({ value, onChange }: EditorProps<AwardOrder>) {
  return (
    <>
      <CheckField
        label={said.awardOrder.first}
        value={value.length > 0}
        onChange={(isFirst) => onChange(isFirst ? [...AWARD_ORDER] : [])}
      />
      {value.length > 0 && (
        <PartList
          title={said.awardOrder.title}
          parts={value}
          onChange={(parts) => onChange(parts as AwardOrder)}
        />
      )}
    </>
  );
}
