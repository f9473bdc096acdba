import { words } from '../../words/words.ts';

export function Notice() {
  return <h1>{words.parts.reading}</h1>;
}
