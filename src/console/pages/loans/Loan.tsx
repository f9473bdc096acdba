import { words } from '../../words/words.ts';

export function Loan() {
  return <h1>{words.parts.reading}</h1>;
}
