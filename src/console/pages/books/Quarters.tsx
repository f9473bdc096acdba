import { words } from '../../words/words.ts';

export function Quarters() {
  return <h1>{words.parts.reading}</h1>;
}
