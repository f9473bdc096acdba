import { words } from '../../words/words.ts';
import type { CollateralRow } from './reading.ts';

const TONES: Readonly<Record<CollateralRow['state'], string>> = {
  not_yet: 'tag',
  in_force: 'tag good',
  to_be_released: 'tag warn',
  released: 'tag',
};

/** Whether an asset secures its loans on the day. */
export function StateTag({ state }: Pick<CollateralRow, 'state'>) {
  return <span className={TONES[state]}>{words.codes.collateralState[state]}</span>;
}
