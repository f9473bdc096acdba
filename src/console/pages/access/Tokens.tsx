import { words } from '../../words/words.ts';

export function Tokens() {
  return <h1>{words.parts.reading}</h1>;
}
