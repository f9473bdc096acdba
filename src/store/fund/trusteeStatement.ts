import type { TrusteeFigures } from '../../domain/fund/trustees.ts';
import { money, text } from '../../domain/primitives/money.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';

/** What a trustee says of the money entrusted to it at the close of a day (R35). */
export interface NewTrusteeStatement extends TrusteeFigures {
  readonly placeId: string;
  readonly documentNumber: string | null;
}

export interface StoredTrusteeStatement extends NewTrusteeStatement, RecordedFact {
  readonly reversedAt: Date | null;
}

export type TrusteeStatementEntry = Of<'trustee_statement'> & NewTrusteeStatement;

export const trusteeStatementStore: FactStore<TrusteeStatementEntry> = {
  kinds: ['trustee_statement'],
  table: 'trustee_statement',
  columns: [
    's.place_id',
    's.document_number',
    's.outstanding',
    's.overdue',
    's.idle',
    's.collected_principal',
    's.interest',
    's.fee',
  ],
  entryOf: (
    head,
    [placeId, documentNumber, outstanding, overdue, idle, collectedPrincipal, interest, fee],
  ) => ({
    placeId: given(placeId),
    documentNumber: documentNumber ?? null,
    outstanding: money(given(outstanding)),
    overdue: money(given(overdue)),
    idle: money(given(idle)),
    collectedPrincipal: money(given(collectedPrincipal)),
    interest: money(given(interest)),
    fee: money(given(fee)),
    ...head,
    factKind: 'trustee_statement',
  }),
  rowsOf: (entry) => [
    [
      'trustee_statement',
      {
        id: entry.id,
        place_id: entry.placeId,
        document_number: entry.documentNumber,
        outstanding: text(entry.outstanding),
        overdue: text(entry.overdue),
        idle: text(entry.idle),
        collected_principal: text(entry.collectedPrincipal),
        interest: text(entry.interest),
        fee: text(entry.fee),
      },
    ],
  ],
};
