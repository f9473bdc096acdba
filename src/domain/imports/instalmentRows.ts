import type { Due, InterestDue } from './openingOfRow.ts';
import type { Money } from '../primitives/money.ts';
import type { Field } from './headerWords.ts';
import type { TableReader } from './tableReader.ts';
import { contractOfTitles } from './titles.ts';

/** What a sheet of their own tells of the due dates of a contract, in the order of the dates. */
export interface TermsOfSheet {
  readonly instalments: readonly Due[];
  /** In-term interest that is unpaid (R33). */
  readonly interest: readonly InterestDue[];
}

const NO_TERMS: TermsOfSheet = { instalments: [], interest: [] };

const byDate = <D extends { readonly dueOn: string }>(dues: readonly D[]): D[] =>
  dues.toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));

const isAmount = (amount: Money | null): amount is Money => amount !== null && !amount.isZero();

/** Takes up what a sheet of instalments tells, by contract number. */
export function readInstalments(reader: TableReader, terms: Map<string, TermsOfSheet>): void {
  const ofTitles = contractOfTitles(reader.table.titles);
  for (const { row, kind } of reader.table.rows) {
    if (kind !== 'entry') continue;
    reader.faultsOfRow = 0;
    const contract = reader.code(row, 'contractNumber') ?? ofTitles;
    const dueOn = reader.date(row, 'instalmentDueOn');
    const amount = (field: Field) => (reader.has(field) ? reader.amount(row, field) : null);
    const principal = amount('instalmentPrincipal');
    const interest = amount('instalmentInterest');
    if (reader.faultsOfRow > 0) continue;
    if (contract === null) reader.fault('value-missing', row, 'contractNumber');
    else if (dueOn === null) reader.fault('value-missing', row, 'instalmentDueOn');
    else {
      const of = terms.get(contract) ?? NO_TERMS;
      const due = isAmount(principal) ? [{ dueOn, principal }] : [];
      const owed = isAmount(interest) ? [{ dueOn, amount: interest }] : [];
      terms.set(contract, {
        instalments: byDate([...of.instalments, ...due]),
        interest: byDate([...of.interest, ...owed]),
      });
    }
  }
}
