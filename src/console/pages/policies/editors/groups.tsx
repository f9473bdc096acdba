import { CheckField } from '../../../parts/fields/CheckField.tsx';
import { Count } from './Count.tsx';
import { PercentField } from '../../../parts/fields/PercentField.tsx';
import { filled, words } from '../../../words/words.ts';
import type { EditorProps, ValueOf } from '../policyTypes.ts';

const { settings: said } = words;

const GROUPS = [1, 2, 3, 4, 5] as const;

/** Edits the percentage of each debt group. */
export function PercentsEditor({
  value,
  onChange,
}: EditorProps<ValueOf<'specificProvisionPercent'>>) {
  return (
    <div className="row">
      {value.map((percent, at) => {
        const group = at + 1;
        return (
          <PercentField
            key={group}
            label={filled(said.groupPercent, { group })}
            name={`value.${at}`}
            value={percent}
            onChange={(typed) =>
              onChange(value.map((each, index) => (index === at ? typed : each)))
            }
          />
        );
      })}
    </div>
  );
}

/** Edits the percentage of the general provision, and the groups of which it is made. */
export function GeneralProvisionEditor({
  value,
  onChange,
}: EditorProps<ValueOf<'generalProvision'>>) {
  const { percent, groups } = value;
  return (
    <>
      <div className="row">
        <PercentField
          label={said.general.percent}
          name="value.percent"
          value={percent}
          onChange={(typed) => onChange({ ...value, percent: typed })}
        />
      </div>
      <fieldset className="choices many">
        <legend>{said.general.groups}</legend>
        {GROUPS.map((group) => (
          <CheckField
            key={group}
            label={filled(said.groupOf, { group })}
            value={groups.includes(group)}
            onChange={(isChosen) =>
              onChange({
                ...value,
                groups: GROUPS.filter((each) =>
                  each === group ? isChosen : groups.includes(each),
                ),
              })
            }
          />
        ))}
      </fieldset>
    </>
  );
}

type Restructured = ValueOf<'restructuredDebtGroup'>;

type Overdue = Restructured['firstOverdue'][number];

function OverdueLines({ value, onChange }: EditorProps<Restructured>) {
  const { firstOverdue } = value;
  const change = (lines: Overdue[]): void => onChange({ ...value, firstOverdue: lines });
  return (
    <fieldset className="choices">
      <legend>{said.restructured.firstOverdue}</legend>
      {firstOverdue.map((line, at) => (
        // A line is told by where it stands: all of it is being typed.
        // oxlint-disable-next-line react/no-array-index-key
        <div className="row" key={at}>
          <Count
            label={said.restructured.fromDays}
            name={`value.firstOverdue.${at}.fromDays`}
            value={line.fromDays}
            onChange={(fromDays) =>
              change(
                firstOverdue.map((each, index) => (index === at ? { ...each, fromDays } : each)),
              )
            }
          />
          <Count
            label={said.restructured.group}
            name={`value.firstOverdue.${at}.group`}
            value={line.group}
            onChange={(group) =>
              change(firstOverdue.map((each, index) => (index === at ? { ...each, group } : each)))
            }
          />
          <button
            type="button"
            className="quiet"
            onClick={() => change(firstOverdue.filter((_, index) => index !== at))}
          >
            {said.removeLine}
          </button>
        </div>
      ))}
      <div className="buttons">
        <button
          type="button"
          className="quiet"
          onClick={() => change([...firstOverdue, { fromDays: NaN, group: NaN }])}
        >
          {said.addLine}
        </button>
      </div>
    </fieldset>
  );
}

/** Edits the least groups of restructured loans. */
export function RestructuredEditor({ value, onChange }: EditorProps<Restructured>) {
  const field = (name: 'first' | 'second' | 'secondOverdue' | 'third') => (
    <Count
      label={said.restructured[name]}
      name={`value.${name}`}
      value={value[name]}
      onChange={(group) => onChange({ ...value, [name]: group })}
    />
  );
  return (
    <>
      <div className="row">{field('first')}</div>
      <OverdueLines value={value} onChange={onChange} />
      <div className="row">
        {field('second')}
        {field('secondOverdue')}
        {field('third')}
      </div>
    </>
  );
}
