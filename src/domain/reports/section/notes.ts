import { byCode, isRecalled } from './debtors.ts';
import type { Borrower } from '../../borrowers/borrower.ts';
import type { FundAt } from './figures.ts';
import type { Money } from '../../primitives/money.ts';

export type NoteCode =
  | 'overdue_without_overdue_principal'
  | 'in_both_principal_lines'
  | 'sued_not_overdue'
  | 'recalled_overdue'
  | 'charged_off'
  | 'cooperative_not_active'
  | 'available_below_zero';

/** A part of the section that needs explaining, and about whom. */
export interface FundNote {
  readonly code: NoteCode;
  readonly cooperatives: readonly Borrower[];
}

/**
 * The notes of the section; charged off are those whose principal is not all recovered (R17, R19).
 */
export function notesOf(at: FundAt, available: Money): FundNote[] {
  const { debtors, pending, positioned, facts } = at;
  const overdue = debtors.filter((each) => each.standing === 'overdue');
  const overdueIds = new Set(overdue.map((each) => each.borrower.id));
  const suedIds = new Set(pending.map((each) => each.borrower.id));
  const chargedOff = positioned.filter((each) => !each.position.principal.chargedOff.isZero());
  const note = (code: NoteCode, about: readonly { readonly borrower: Borrower }[]): FundNote => {
    const borrowers = new Map(about.map(({ borrower }) => [borrower.id, borrower]));
    return { code, cooperatives: [...borrowers.values()].toSorted(byCode) };
  };
  const notes = [
    note(
      'overdue_without_overdue_principal',
      overdue.filter((each) => each.overdue.isZero()),
    ),
    note(
      'in_both_principal_lines',
      debtors.filter((each) => !each.inTerm.isZero() && !each.overdue.isZero()),
    ),
    note(
      'sued_not_overdue',
      positioned
        .map(({ loan }) => loan)
        .filter(({ borrower }) => suedIds.has(borrower.id) && !overdueIds.has(borrower.id)),
    ),
    note(
      'recalled_overdue',
      overdue.filter((each) => isRecalled(each, at.period.asOf)),
    ),
    note(
      'charged_off',
      chargedOff.map(({ loan }) => loan),
    ),
    note(
      'cooperative_not_active',
      debtors.filter((each) => facts.inactive.has(each.borrower.id)),
    ),
  ].filter(({ cooperatives }) => cooperatives.length > 0);
  return available.isNegative()
    ? [...notes, { code: 'available_below_zero', cooperatives: [] }]
    : notes;
}
