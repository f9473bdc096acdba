import { words } from '../../words/words.ts';

export function Case() {
  return <h1>{words.parts.reading}</h1>;
}
