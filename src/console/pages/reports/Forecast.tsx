import { words } from '../../words/words.ts';

export function Forecast() {
  return <h1>{words.parts.reading}</h1>;
}
