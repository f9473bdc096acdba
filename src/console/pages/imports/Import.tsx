import { words } from '../../words/words.ts';

export function Import() {
  return <h1>{words.parts.reading}</h1>;
}
