import type { FundOpening, OpeningCapital } from '../../domain/fund/fundOpening.ts';
import { money, text } from '../../domain/primitives/money.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { booleanIfAny, children, given, rowsIn, type FactStore } from '../facts/factStore.ts';
import { moneyIfAny, textIfAny } from '../loans/amounts.ts';

/** A version of the opening; the one recorded last counts (R32). */
export interface StoredFundOpening extends FundOpening, RecordedFact {}

/** The opening day is the `effectiveOn` of the fact. */
export type FundOpeningEntry = Of<'fund_opening'> & Omit<FundOpening, 'on'>;

const CAPITAL = ['source', 'name', 'bears_risk', 'amount', 'available_principal'] as const;

export const fundOpeningStore: FactStore<FundOpeningEntry> = {
  kinds: ['fund_opening'],
  table: 'fund_opening',
  columns: [
    's.document_number',
    's.available_principal',
    children('fund_opening_capital', 'opening_id', CAPITAL, 'position'),
  ],
  entryOf: (head, [documentNumber, availablePrincipal, capital]) => ({
    documentNumber: given(documentNumber),
    availablePrincipal: moneyIfAny(availablePrincipal),
    capital: rowsIn(capital).map(
      ([source, name, bearsRisk, amount, available]): OpeningCapital => ({
        source: given(source),
        name: name ?? null,
        bearsRisk: booleanIfAny(bearsRisk),
        amount: money(given(amount)),
        availablePrincipal: moneyIfAny(available),
      }),
    ),
    ...head,
    factKind: 'fund_opening',
  }),
  rowsOf: ({ id, documentNumber, availablePrincipal, capital }) => [
    [
      'fund_opening',
      { id, document_number: documentNumber, available_principal: textIfAny(availablePrincipal) },
    ],
    ...capital.map(
      (each, position) =>
        [
          'fund_opening_capital',
          {
            opening_id: id,
            position,
            source: each.source,
            name: each.name,
            bears_risk: each.bearsRisk,
            amount: text(each.amount),
            available_principal: textIfAny(each.availablePrincipal),
          },
        ] as const,
    ),
  ],
};
