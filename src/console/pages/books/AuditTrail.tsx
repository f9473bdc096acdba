import { words } from '../../words/words.ts';

export function AuditTrail() {
  return <h1>{words.parts.reading}</h1>;
}
