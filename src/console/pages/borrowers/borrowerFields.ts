import type { Shape } from '../../api/client.ts';

type Cooperative = Shape<'Cooperative'>;

/** What is told of a borrower, as it is typed. */
export interface TypedBorrower {
  readonly code: string;
  readonly name: string;
  readonly locality: string;
  readonly kind: Cooperative['kind'];
  readonly taxCode: string;
  readonly representative: string;
  readonly address: string;
  readonly phone: string;
  readonly sector: string;
  readonly memberOfId: string;
  readonly memberOfName: string;
  readonly related: readonly { readonly id: string; readonly name: string }[];
}

export const NO_BORROWER: TypedBorrower = {
  code: '',
  name: '',
  locality: '',
  kind: 'cooperative',
  taxCode: '',
  representative: '',
  address: '',
  phone: '',
  sector: '',
  memberOfId: '',
  memberOfName: '',
  related: [],
};

const OPTIONAL = ['taxCode', 'representative', 'address', 'phone', 'sector'] as const;

/** A borrower as it was entered, to be changed. Names of others are looked up by who shows them. */
export function typedOf(known: Cooperative): TypedBorrower {
  return {
    ...NO_BORROWER,
    code: known.code,
    name: known.name,
    locality: known.locality,
    kind: known.kind,
    ...Object.fromEntries(OPTIONAL.map((name) => [name, known[name] ?? ''])),
    memberOfId: known.memberOfId ?? '',
    memberOfName: '',
    related: known.relatedCooperativeIds.map((id) => ({ id, name: '' })),
  };
}

/** The borrower as the service takes it. */
export function borrowerOf(typed: TypedBorrower): Shape<'NewCooperative'> {
  const { code, name, locality, kind, memberOfId, related } = typed;
  return {
    code,
    name,
    locality,
    kind,
    ...Object.fromEntries(
      OPTIONAL.flatMap((each) => (typed[each].trim() === '' ? [] : [[each, typed[each]]])),
    ),
    ...(memberOfId === '' ? {} : { memberOfId }),
    ...(related.length === 0 ? {} : { relatedCooperativeIds: related.map(({ id }) => id) }),
  };
}
