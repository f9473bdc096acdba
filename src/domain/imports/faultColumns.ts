import type { ImportFault, ImportFaultCode } from './faults.ts';
import type { Field } from './headerWords.ts';
import type { SheetUnderstood } from './understand.ts';

/** What a fault of a row is about, where it was found only once the rows were held against each other. */
const FIELD_OF: Partial<Readonly<Record<ImportFaultCode, Field>>> = {
  'name-near': 'cooperativeName',
  'other-borrower': 'cooperativeName',
  'contract-twice': 'contractNumber',
  'contract-unknown': 'contractNumber',
};

/** Faults with the column of what they are about; a sheet whose titles tell it has none. */
export function withColumns(
  faults: readonly ImportFault[],
  sheets: readonly Pick<SheetUnderstood, 'name' | 'columns'>[],
): ImportFault[] {
  return faults.map((fault) => {
    const about = FIELD_OF[fault.code];
    if (about === undefined || fault.row === null || fault.column !== null) return fault;
    const sheet = sheets.find(({ name }) => name === fault.sheet);
    const found = sheet?.columns.find(({ field }) => field === about);
    return found === undefined ? fault : { ...fault, column: found.column };
  });
}
