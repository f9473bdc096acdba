import type { Shape } from '../../api/client.ts';
import { digitsOf } from '../../format/money.ts';
import type { CollateralShape } from './reading.ts';

type NewCollateral = Shape<'NewCollateral'>;

/** A loan that is secured, as it was typed. */
export interface TypedLoan {
  readonly loanId: string;
  readonly contractNumber: string;
  readonly cooperativeName: string;
  /** Empty: all of it. */
  readonly upTo: string;
}

/** A valuation, as it was typed. */
export interface TypedValuation {
  readonly valuedOn: string;
  readonly value: string;
  readonly basis: string;
  readonly valuedBy: string;
}

/** What is typed of an asset. */
export interface TypedCollateral {
  readonly ownedBy: 'cooperative' | 'other';
  readonly cooperativeId: string;
  readonly cooperativeName: string;
  readonly ownerName: string;
  readonly identityNumber: string;
  readonly address: string;
  readonly phone: string;
  readonly kind: NewCollateral['kind'];
  readonly description: string;
  readonly documentNumber: string;
  readonly mayBeSoldFrom: string;
  readonly loans: readonly TypedLoan[];
}

export const NO_VALUATION: TypedValuation = { valuedOn: '', value: '', basis: '', valuedBy: '' };

export const NO_COLLATERAL: TypedCollateral = {
  ownedBy: 'cooperative',
  cooperativeId: '',
  cooperativeName: '',
  ownerName: '',
  identityNumber: '',
  address: '',
  phone: '',
  kind: 'real_estate',
  description: '',
  documentNumber: '',
  mayBeSoldFrom: '',
  loans: [],
};

/** An asset as it stands, to be typed over. */
export function typedOf(asset: CollateralShape): TypedCollateral {
  const isOther = asset.ownerCooperativeId === null;
  return {
    ownedBy: isOther ? 'other' : 'cooperative',
    cooperativeId: asset.ownerCooperativeId ?? '',
    cooperativeName: isOther ? '' : asset.ownerName,
    ownerName: isOther ? asset.ownerName : '',
    identityNumber: isOther ? (asset.owner.identityNumber ?? '') : '',
    address: isOther ? (asset.owner.address ?? '') : '',
    phone: isOther ? (asset.owner.phone ?? '') : '',
    kind: asset.kind,
    description: asset.description,
    documentNumber: asset.documentNumber ?? '',
    mayBeSoldFrom: asset.mayBeSoldFrom ?? '',
    loans: asset.secures.map(({ loanId, contractNumber, cooperativeName, upTo }) => ({
      loanId,
      contractNumber,
      cooperativeName,
      upTo: upTo ?? '',
    })),
  };
}

const ifTyped = <Name extends string>(name: Name, value: string) =>
  (value.trim() === '' ? {} : { [name]: value }) as { readonly [N in Name]?: string };

function ownerOf(typed: TypedCollateral) {
  if (typed.ownedBy === 'cooperative') return { ownerCooperativeId: typed.cooperativeId };
  return {
    owner: {
      name: typed.ownerName,
      ...ifTyped('identityNumber', typed.identityNumber),
      ...ifTyped('address', typed.address),
      ...ifTyped('phone', typed.phone),
    },
  };
}

/** A valuation that is sent; null: something is missing. */
export function valuationOf({ valuedOn, value, basis, valuedBy }: TypedValuation) {
  const digits = digitsOf(value);
  if (valuedOn === '' || digits === null || basis.trim() === '') return null;
  return { valuedOn, value: digits, basis, ...ifTyped('valuedBy', valuedBy) };
}

/** What is sent of an asset besides its valuations; null: something is missing. */
export function collateralOf(typed: TypedCollateral) {
  const { ownedBy, cooperativeId, ownerName, description, loans } = typed;
  const owned = ownedBy === 'cooperative' ? cooperativeId !== '' : ownerName.trim() !== '';
  if (!owned || description.trim() === '' || loans.length === 0) return null;
  if (loans.some(({ upTo }) => upTo.trim() !== '' && digitsOf(upTo) === null)) return null;
  return {
    ...ownerOf(typed),
    kind: typed.kind,
    description,
    ...ifTyped('documentNumber', typed.documentNumber),
    ...ifTyped('mayBeSoldFrom', typed.mayBeSoldFrom),
    secures: loans.map(({ loanId, upTo }) => ({
      loanId,
      ...ifTyped('upTo', digitsOf(upTo) ?? ''),
    })),
  };
}
