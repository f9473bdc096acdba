import type { Fund } from '../../book/fund.ts';
import type { View } from '../view/readAsKnown.ts';
import { listEntries, type DayBookEntry, type EntryFilter } from '../../book/dayBook.ts';
import { listAuditEvents, type AuditEvent, type AuditFilter } from '../../store/books/audit.ts';

/** Everything entered, in the order of entry. */
export function entries(fund: Fund, filter: EntryFilter, view: View): DayBookEntry[] {
  return listEntries(fund, filter, view);
}

/** The audit trail, in its order. */
export function auditEvents(fund: Fund, filter: AuditFilter): Promise<AuditEvent[]> {
  return fund.sql((tx) => listAuditEvents(tx, filter));
}
