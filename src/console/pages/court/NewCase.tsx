import { words } from '../../words/words.ts';

export function NewCase() {
  return <h1>{words.parts.reading}</h1>;
}
