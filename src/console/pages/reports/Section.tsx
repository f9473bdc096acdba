import { words } from '../../words/words.ts';

export function Section() {
  return <h1>{words.parts.reading}</h1>;
}
