import { words } from '../../words/words.ts';

export function ReceiptsBook() {
  return <h1>{words.parts.reading}</h1>;
}
