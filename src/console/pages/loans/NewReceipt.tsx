import { words } from '../../words/words.ts';

export function NewReceipt() {
  return <h1>{words.parts.reading}</h1>;
}
