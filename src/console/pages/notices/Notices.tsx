import { words } from '../../words/words.ts';

export function Notices() {
  return <h1>{words.parts.reading}</h1>;
}
