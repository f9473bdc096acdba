import { invalid } from '../primitives/errors.ts';

const EACH_ONCE: readonly AllocationPart[] = [
  'overdueInterest',
  'inTermInterest',
  'lateInterest',
  'principal',
];

/** @throws DomainError validation: a part is missing or stands twice (R9) */
export function checkOrder(order: AllocationOrder, pointer: string): void {
  for (const standing of ['inTerm', 'overdue'] as const) {
    const parts = order[standing];
    const complete =
      new Set(parts).size === parts.length && EACH_ONCE.every((part) => parts.includes(part));
    const overdueFirst = parts.indexOf('overduePrincipal') < parts.indexOf('principal');
    if (!complete || !overdueFirst) {
      throw invalid(`${pointer}/${standing}`, {
        en:
          'name overdueInterest, inTermInterest, lateInterest and principal once each; ' +
          'overduePrincipal may stand before principal',
        vi:
          'nêu overdueInterest, inTermInterest, lateInterest và principal mỗi thứ một lần; ' +
          'overduePrincipal có thể đứng trước principal',
      });
    }
  }
}

/** A part of what is owed that a receipt can pay (R9). `principal` means all that is left of it. */
export type AllocationPart =
  'overduePrincipal' | 'overdueInterest' | 'inTermInterest' | 'lateInterest' | 'principal';

/** The order in which a receipt pays, for a loan not overdue and for one overdue (R9). */
export interface AllocationOrder {
  readonly inTerm: readonly AllocationPart[];
  readonly overdue: readonly AllocationPart[];
}
