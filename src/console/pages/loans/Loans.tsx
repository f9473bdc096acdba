import { words } from '../../words/words.ts';

export function Loans() {
  return <h1>{words.parts.reading}</h1>;
}
