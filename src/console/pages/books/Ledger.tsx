import { words } from '../../words/words.ts';

export function Ledger() {
  return <h1>{words.parts.reading}</h1>;
}
