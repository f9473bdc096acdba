import type { Shape } from '../../api/client.ts';
import { words } from '../../words/words.ts';

type State = Shape<'Cooperative'>['life']['state'];

/** Whether a borrower still works, in a word. */
export function LifeTag({ state }: { state: State }) {
  return <span className={state === 'active' ? 'tag' : 'tag warn'}>{words.codes.life[state]}</span>;
}
