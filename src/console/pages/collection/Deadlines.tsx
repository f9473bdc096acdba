import { words } from '../../words/words.ts';

export function Deadlines() {
  return <h1>{words.parts.reading}</h1>;
}
