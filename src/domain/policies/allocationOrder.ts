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

/** The order in which a receipt through a case pays what is awarded and not received (R39). */
export type AwardOrder = readonly Exclude<AllocationPart, 'overduePrincipal'>[];

/** @throws DomainError validation: neither empty nor each component once (R39) */
export function checkAwardOrder(order: AwardOrder, pointer: string): void {
  const isEachOnce =
    new Set<AllocationPart>(order).size === EACH_ONCE.length && order.length === EACH_ONCE.length;
  if (order.length === 0 || isEachOnce) return;
  throw invalid(pointer, {
    en: 'name principal, inTermInterest, overdueInterest and lateInterest once each, or none',
    vi: 'nêu principal, inTermInterest, overdueInterest và lateInterest mỗi thứ một lần, hoặc để trống',
  });
}
