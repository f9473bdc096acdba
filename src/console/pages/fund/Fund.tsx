import { words } from '../../words/words.ts';

export function Fund() {
  return <h1>{words.parts.reading}</h1>;
}
