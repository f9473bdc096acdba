import { words } from '../../words/words.ts';

export function Overview() {
  return <h1>{words.parts.reading}</h1>;
}
