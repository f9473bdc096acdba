import { words } from '../../words/words.ts';

export function Cases() {
  return <h1>{words.parts.reading}</h1>;
}
