import { money, text, type Money } from '../../domain/primitives/money.ts';
import type { BookedFact } from '../database/recording.ts';
import type { MOVEMENT_KINDS } from '../database/tables/schema.ts';
import type { Of } from '../facts/head.ts';
import { booleanIfAny, given, type FactStore } from '../facts/factStore.ts';
import type { Source } from '../../domain/fund/sources.ts';
import { sourceCell, sourceIn } from './source.ts';
import { placed, placedCells, placedColumns, type Placed } from './place.ts';
import type { Method } from '../../domain/primitives/paymentMethods.ts';

/** Money into the charter capital or out of it; `amount` is above 0 for both kinds (R18). */
export interface NewCapitalMovement extends Placed {
  readonly kind: (typeof MOVEMENT_KINDS)[number];
  readonly amount: Money;
  readonly documentNumber: string;
  readonly method: Method | null;
  readonly source: Source;
  /** Whether the fund bears the risk of the source (R34); null: nothing is said of it. */
  readonly bearsRisk: boolean | null;
  /** Interest and other money collected is added to the capital; left out: money came or went (R35). */
  readonly fromIncome?: true;
}

export interface StoredCapitalMovement extends NewCapitalMovement, BookedFact {}

export type CapitalMovementEntry = Of<'capital_movement'> & NewCapitalMovement;

export const capitalMovementStore: FactStore<CapitalMovementEntry> = {
  kinds: ['capital_movement'],
  table: 'capital_movement',
  columns: [
    's.kind',
    's.amount',
    's.document_number',
    's.method',
    's.source',
    's.bears_risk',
    ...placedColumns,
    's.from_income',
  ],
  entryOf: (
    head,
    [kind, amount, documentNumber, method, source, bearsRisk, placeId, postedAs, fromIncome],
  ) => {
    const entry: CapitalMovementEntry & { fromIncome?: true } = {
      kind: given(kind) as NewCapitalMovement['kind'],
      amount: money(given(amount)),
      documentNumber: given(documentNumber),
      method: (method ?? null) as Method | null,
      source: sourceIn(source),
      bearsRisk: booleanIfAny(bearsRisk),
      ...head,
      factKind: 'capital_movement',
    };
    if (fromIncome === 't') entry.fromIncome = true;
    return placed(entry, placeId, postedAs);
  },
  rowsOf: (entry) => [
    [
      'capital_movement',
      {
        id: entry.id,
        kind: entry.kind,
        amount: text(entry.amount),
        document_number: entry.documentNumber,
        method: entry.method,
        source: sourceCell(entry.source),
        bears_risk: entry.bearsRisk,
        ...placedCells(entry),
        from_income: entry.fromIncome,
      },
    ],
  ],
};
