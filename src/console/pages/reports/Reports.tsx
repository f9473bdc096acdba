import { words } from '../../words/words.ts';

export function Reports() {
  return <h1>{words.parts.reading}</h1>;
}
