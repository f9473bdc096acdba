import { PercentField } from '../../../parts/fields/PercentField.tsx';
import { words } from '../../../words/words.ts';
import { COLLATERAL_KINDS, type EditorProps, type ValueOf } from '../policyTypes.ts';
import { Count } from './Count.tsx';

const { collateralKind } = words.codes;

/** Edits what may be deducted of each kind of collateral. */
export function DeductionEditor({
  value,
  onChange,
}: EditorProps<ValueOf<'collateralDeductionPercent'>>) {
  return (
    <div className="row">
      {COLLATERAL_KINDS.map((kind) => (
        <PercentField
          key={kind}
          label={`${collateralKind[kind]}, %`}
          name={`value.${kind}`}
          value={value[kind]}
          onChange={(typed) => onChange({ ...value, [kind]: typed })}
        />
      ))}
    </div>
  );
}

/** Edits for how many years each kind of collateral may be deducted. */
export function DeductionYearsEditor({
  value,
  onChange,
}: EditorProps<ValueOf<'collateralDeductionYears'>>) {
  return (
    <div className="row">
      {COLLATERAL_KINDS.map((kind) => (
        <Count
          key={kind}
          label={collateralKind[kind]}
          name={`value.${kind}`}
          value={value[kind]}
          onChange={(years) => onChange({ ...value, [kind]: years })}
        />
      ))}
    </div>
  );
}
