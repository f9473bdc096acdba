import { words } from '../../words/words.ts';

export function Borrowers() {
  return <h1>{words.parts.reading}</h1>;
}
