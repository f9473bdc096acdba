import { words } from '../../words/words.ts';

export function Promises() {
  return <h1>{words.parts.reading}</h1>;
}
