import { words } from '../../words/words.ts';

export function NewLoan() {
  return <h1>{words.parts.reading}</h1>;
}
