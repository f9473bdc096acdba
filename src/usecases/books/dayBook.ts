import { listAuditEvents, type AuditEvent, type AuditFilter } from '../../store/books/audit.ts';
import type { FundTx } from '../../store/database/database.ts';
import { listEntries, type Entry, type EntryFilter } from '../../store/books/dayBook.ts';

/** Everything entered, in the order of entry. */
export function entries(tx: FundTx, filter: EntryFilter, knownAt: Date): Promise<Entry[]> {
  return listEntries(tx, filter, knownAt);
}

/** The audit trail, in its order. */
export function auditEvents(tx: FundTx, filter: AuditFilter): Promise<AuditEvent[]> {
  return listAuditEvents(tx, filter);
}
