import { words } from '../../words/words.ts';

export function IssuedReports() {
  return <h1>{words.parts.reading}</h1>;
}
