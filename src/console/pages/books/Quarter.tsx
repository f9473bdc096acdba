import { words } from '../../words/words.ts';

export function Quarter() {
  return <h1>{words.parts.reading}</h1>;
}
