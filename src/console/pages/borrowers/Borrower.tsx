import { words } from '../../words/words.ts';

export function Borrower() {
  return <h1>{words.parts.reading}</h1>;
}
