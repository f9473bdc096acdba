import { words } from '../../words/words.ts';
import type { FieldProps } from './Field.tsx';
import { TextField } from './TextField.tsx';

/** A rate as it was typed, `6,6` or `6.6 %`, as the service takes it: `6.6`. */
export function rateOf(typed: string): string {
  return typed.replace('%', '').trim().replace(',', '.');
}

/** A rate of a year in percent, with a comma or a point. */
export function RateField(props: FieldProps) {
  return <TextField hint={words.parts.rateHint} {...props} />;
}
