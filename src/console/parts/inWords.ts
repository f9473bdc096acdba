import { words } from '../words/words.ts';

const { opening, roundTo, instalmentAmount } = words.loans.contract;

/** What the screens call that which the service calls by a name of the API. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['bookedOn', words.parts.bookedOn],
  ['reason', words.parts.reason],
  ['decisionNumber', words.decisions.decisionNumber],
  ['reschedule', words.codes.restructuringKind.reschedule],
  ['extension', words.codes.restructuringKind.extension],
  ['roundTo', roundTo],
  ['instalmentAmount', instalmentAmount],
  ['opening.disbursed', opening.disbursed],
  ['opening.instalments', opening.instalments],
  ['opening.inTermInterest.accrued', opening.accrued],
  ['opening.inTermInterest.due', opening.due],
  ['cash', words.fund.placeKind.cash],
  ['bank', words.fund.placeKind.bank],
]);

/** What the service says, with its fields and codes called as on the screen. */
export function inWords(detail: string): string {
  return detail.replaceAll(/`([\w.]+)`/g, (whole, name: string) => {
    const known = NAMES.get(name);
    return known === undefined ? whole : `“${known}”`;
  });
}
