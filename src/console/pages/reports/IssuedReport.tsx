import { words } from '../../words/words.ts';

export function IssuedReport() {
  return <h1>{words.parts.reading}</h1>;
}
