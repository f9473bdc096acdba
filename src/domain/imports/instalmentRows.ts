import type { Due } from './openingOfRow.ts';
import type { TableReader } from './tableReader.ts';
import { contractOfTitles } from './titles.ts';

/** The instalments that a sheet of their own tells, by contract number, in the order of their dates. */
export function readInstalments(reader: TableReader, terms: Map<string, Due[]>): void {
  const ofTitles = contractOfTitles(reader.table.titles);
  for (const { row, kind } of reader.table.rows) {
    if (kind !== 'entry') continue;
    reader.faultsOfRow = 0;
    const contract = reader.code(row, 'contractNumber') ?? ofTitles;
    const dueOn = reader.date(row, 'instalmentDueOn');
    const principal = reader.amount(row, 'instalmentPrincipal');
    if (reader.faultsOfRow > 0) continue;
    if (contract === null) reader.fault('value-missing', row, 'contractNumber');
    else if (dueOn === null) reader.fault('value-missing', row, 'instalmentDueOn');
    else if (principal !== null && !principal.isZero()) {
      terms.set(contract, [...(terms.get(contract) ?? []), { dueOn, principal }]);
    }
  }
  for (const [contract, of] of terms) {
    terms.set(
      contract,
      of.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1)),
    );
  }
}
