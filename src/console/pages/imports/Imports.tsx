import { words } from '../../words/words.ts';

export function Imports() {
  return <h1>{words.parts.reading}</h1>;
}
