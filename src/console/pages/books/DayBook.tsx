import { words } from '../../words/words.ts';

export function DayBook() {
  return <h1>{words.parts.reading}</h1>;
}
