import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { RecordedFact, Recording } from '../database/recording.ts';
import type { COOPERATIVE_KINDS } from '../database/tables/schema.ts';
import type { Of } from '../facts/head.ts';
import { dayIfAny, given, type FactStore } from '../facts/factStore.ts';

export type CooperativeKind = (typeof COOPERATIVE_KINDS)[number];

/** What is known of a borrower. */
export interface CooperativeDetails {
  readonly code: string;
  readonly name: string;
  readonly locality: string;
  readonly kind: CooperativeKind;
  readonly taxCode: string | null;
  readonly representative: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly sector: string | null;
  /** Persons whose debts count with its own (R29). */
  readonly relatedCooperativeIds: readonly string[];
  /** The cooperative of which it is a member: the debts of both, and of its other members, count together (R29). */
  readonly memberOfId: string | null;
}

/** How a version of a borrower came about. */
export interface VersionOf {
  /** The day from which it counts; null: for all days. */
  readonly changedOn: CalendarDate | null;
  /** Null: as first entered. */
  readonly reason: string | null;
}

/** A version of a borrower, under the fact that entered it. */
export interface StoredCooperativeVersion extends CooperativeDetails, VersionOf, Recording {
  readonly id: string;
  readonly cooperativeId: string;
}

/** A borrower as entered, with what counts of it on a day. */
export interface StoredCooperative extends CooperativeDetails, RecordedFact {
  readonly version: VersionOf & { readonly id: string };
}

export type CooperativeEntry = Of<'cooperative' | 'cooperative_change'> &
  CooperativeDetails &
  VersionOf & { readonly cooperativeId: string };

export const cooperativeStore: FactStore<CooperativeEntry> = {
  kinds: ['cooperative', 'cooperative_change'],
  table: 'cooperative_version',
  columns: [
    's.cooperative_id',
    's.changed_on',
    's.reason',
    's.code',
    's.name',
    's.locality',
    's.kind',
    's.tax_code',
    's.representative',
    's.address',
    's.phone',
    's.sector',
    'to_json(s.related_cooperative_ids)',
    's.member_of_id',
  ],
  entryOf: (head, [cooperativeId, changedOn, reason, code, name, locality, kind, ...details]) => {
    const [taxCode, representative, address, phone, sector, related, memberOf] = details;
    return {
      cooperativeId: given(cooperativeId),
      changedOn: dayIfAny(changedOn),
      reason: reason ?? null,
      code: given(code),
      name: given(name),
      locality: given(locality),
      kind: given(kind) as CooperativeKind,
      taxCode: taxCode ?? null,
      representative: representative ?? null,
      address: address ?? null,
      phone: phone ?? null,
      sector: sector ?? null,
      relatedCooperativeIds: JSON.parse(given(related)) as string[],
      memberOfId: memberOf ?? null,
      ...head,
      factKind: head.factKind as CooperativeEntry['factKind'],
    };
  },
  rowsOf: (entry) => [
    ...(entry.id === entry.cooperativeId ? [['cooperative', { id: entry.id }] as const] : []),
    [
      'cooperative_version',
      {
        id: entry.id,
        cooperative_id: entry.cooperativeId,
        changed_on: entry.changedOn,
        reason: entry.reason,
        code: entry.code,
        name: entry.name,
        locality: entry.locality,
        kind: entry.kind,
        tax_code: entry.taxCode,
        representative: entry.representative,
        address: entry.address,
        phone: entry.phone,
        sector: entry.sector,
        related_cooperative_ids: entry.relatedCooperativeIds,
        member_of_id: entry.memberOfId,
      },
    ],
  ],
};
