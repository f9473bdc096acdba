import { words } from '../../words/words.ts';

export function Settings() {
  return <h1>{words.parts.reading}</h1>;
}
