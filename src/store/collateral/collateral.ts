import type {
  CollateralOwner,
  CollateralVersion,
  SecuredLoan,
  Valuation,
} from '../../domain/collateral/collateral.ts';
import type { CollateralKind } from '../../domain/policies/collateralKinds.ts';
import { money, text } from '../../domain/primitives/money.ts';
import { moneyIfAny, textIfAny } from '../loans/amounts.ts';
import type { Of } from '../facts/head.ts';
import {
  children,
  dayIfAny,
  dayOf,
  given,
  rowsIn,
  type Cell,
  type FactStore,
} from '../facts/factStore.ts';

/** What was entered of an asset: the whole of it (R41). */
export type CollateralEntry = Of<'collateral' | 'collateral_change'> &
  CollateralVersion & {
    readonly collateralId: string;
    /** Null: as first entered. */
    readonly reason: string | null;
  };

function ownerIn(cells: readonly (Cell | undefined)[]): CollateralOwner {
  const [cooperativeId, name, identityNumber, address, phone] = cells;
  if (typeof cooperativeId === 'string') return { cooperativeId, named: null };
  const named = {
    name: given(name),
    identityNumber: identityNumber ?? null,
    address: address ?? null,
    phone: phone ?? null,
  };
  return { cooperativeId: null, named };
}

const securedIn = ([loanId, upTo]: readonly Cell[]): SecuredLoan => ({
  loanId: given(loanId),
  upTo: moneyIfAny(upTo),
});

export const collateralStore: FactStore<CollateralEntry> = {
  kinds: ['collateral', 'collateral_change'],
  table: 'collateral_version',
  columns: [
    's.collateral_id',
    's.changed_on',
    's.reason',
    's.sets_terms',
    's.kind',
    's.description',
    's.document_number',
    's.may_be_sold_from',
    children('collateral_loan', 'version_id', ['loan_id', 'up_to'], 'position'),
    's.owner_cooperative_id',
    's.owner_name',
    's.owner_identity_number',
    's.owner_address',
    's.owner_phone',
  ],
  entryOf: (head, [collateralId, changedOn, reason, setsTerms, kind, description, ...more]) => {
    const [documentNumber, mayBeSoldFrom, loans, ...owner] = more;
    return {
      collateralId: given(collateralId),
      changedOn: dayIfAny(changedOn),
      reason: reason ?? null,
      setsTerms: given(setsTerms) === 't',
      kind: given(kind) as CollateralKind,
      description: given(description),
      documentNumber: documentNumber ?? null,
      mayBeSoldFrom: dayIfAny(mayBeSoldFrom),
      secures: rowsIn(loans).map(securedIn),
      owner: ownerIn(owner),
      ...head,
      factKind: head.factKind as CollateralEntry['factKind'],
    };
  },
  rowsOf: (entry) => [
    [
      'collateral_version',
      {
        id: entry.id,
        collateral_id: entry.collateralId,
        changed_on: entry.changedOn,
        reason: entry.reason,
        sets_terms: entry.setsTerms,
        owner_cooperative_id: entry.owner.cooperativeId,
        owner_name: entry.owner.named?.name,
        owner_identity_number: entry.owner.named?.identityNumber,
        owner_address: entry.owner.named?.address,
        owner_phone: entry.owner.named?.phone,
        kind: entry.kind,
        description: entry.description,
        document_number: entry.documentNumber,
        may_be_sold_from: entry.mayBeSoldFrom,
      },
    ],
    ...entry.secures.map(
      ({ loanId, upTo }, position) =>
        [
          'collateral_loan',
          { version_id: entry.id, position, loan_id: loanId, up_to: textIfAny(upTo) },
        ] as const,
    ),
  ],
};

/** What an asset was found to be worth; its fact counts from then, or from the asset's first day. */
export type ValuationEntry = Of<'collateral_valuation'> &
  Valuation & { readonly collateralId: string };

export const valuationStore: FactStore<ValuationEntry> = {
  kinds: ['collateral_valuation'],
  table: 'collateral_valuation',
  columns: ['s.collateral_id', 's.valued_on', 's.value', 's.basis', 's.valued_by'],
  entryOf: (head, [collateralId, valuedOn, value, basis, valuedBy]) => ({
    collateralId: given(collateralId),
    valuedOn: dayOf(valuedOn),
    value: money(given(value)),
    basis: given(basis),
    valuedBy: valuedBy ?? null,
    ...head,
    factKind: 'collateral_valuation',
  }),
  rowsOf: ({ id, collateralId, valuedOn, value, basis, valuedBy }) => [
    [
      'collateral_valuation',
      {
        id,
        collateral_id: collateralId,
        valued_on: valuedOn,
        value: text(value),
        basis,
        valued_by: valuedBy,
      },
    ],
  ],
};

/** That an asset secures nothing from the fact's `effectiveOn` on. */
export interface NewRelease {
  readonly collateralId: string;
  readonly documentNumber: string;
  readonly note: string | null;
}

export type ReleaseEntry = Of<'collateral_release'> & NewRelease;

export const releaseStore: FactStore<ReleaseEntry> = {
  kinds: ['collateral_release'],
  table: 'collateral_release',
  columns: ['s.collateral_id', 's.document_number', 's.note'],
  entryOf: (head, [collateralId, documentNumber, note]) => ({
    collateralId: given(collateralId),
    documentNumber: given(documentNumber),
    note: note ?? null,
    ...head,
    factKind: 'collateral_release',
  }),
  rowsOf: ({ id, collateralId, documentNumber, note }) => [
    [
      'collateral_release',
      { id, collateral_id: collateralId, document_number: documentNumber, note },
    ],
  ],
};
