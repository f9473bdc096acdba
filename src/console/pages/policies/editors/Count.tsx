import { CountField } from '../../../parts/fields/CountField.tsx';

interface Props {
  readonly label: string;
  readonly name: string;
  /** NaN: none was typed yet. */
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** A count in the value of a policy. */
export function Count({ value, onChange, ...props }: Props) {
  return (
    <CountField
      {...props}
      value={isFinite(value) ? value : null}
      onChange={(count) => onChange(count ?? NaN)}
      isRequired
    />
  );
}
