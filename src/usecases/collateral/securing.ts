import { findCooperative } from '../../book/borrowers.ts';
import { collateralsShown } from '../../book/collaterals.ts';
import type { Fund } from '../../book/fund.ts';
import { findLoan } from '../../book/loans.ts';
import { collateralOn, type CollateralOnDay } from '../../domain/collateral/collateral.ts';
import { isOfPerson } from '../../domain/persons/identityNumbers.ts';
import type { View } from '../view/readAsKnown.ts';

/** Whose an asset is, by name. */
export interface OwnerAt {
  readonly cooperativeId: string | null;
  readonly name: string;
  readonly identityNumber: string | null;
  /** Whether the number is, or may be, that of a natural person. */
  readonly isNumberOfPerson: boolean;
  readonly address: string | null;
  readonly phone: string | null;
  /** Whether a borrower of a loan that the asset secures owns it. */
  readonly isBorrower: boolean;
}

/** @param borrowerIds those of the loans that the asset secures */
export function ownerAt(
  fund: Fund,
  { owner }: Pick<CollateralOnDay, 'owner'>,
  { asOf, knownAt }: Pick<View, 'asOf' | 'knownAt'>,
  borrowerIds: ReadonlySet<string>,
): OwnerAt {
  if (owner.named !== null) {
    // Nobody says whether it is a person: each number is kept as one.
    const isNumberOfPerson = owner.named.identityNumber !== null;
    return { cooperativeId: null, isBorrower: false, isNumberOfPerson, ...owner.named };
  }
  const { cooperativeId } = owner;
  const found = findCooperative(fund, cooperativeId, knownAt, asOf);
  return {
    cooperativeId,
    name: found?.name ?? '',
    identityNumber: found?.taxCode ?? null,
    isNumberOfPerson: found !== null && isOfPerson(found),
    address: found?.address ?? null,
    phone: found?.phone ?? null,
    isBorrower: borrowerIds.has(cooperativeId),
  };
}

/** An asset that secures some of the loans asked for. */
export interface Securing {
  readonly asset: CollateralOnDay;
  readonly owner: OwnerAt;
  /** Those of the loans asked for that it secures. */
  readonly loanIds: readonly string[];
}

/** The assets in force on a day that secure one of some loans, as recorded (R41). */
export function assetsSecuring(
  fund: Fund,
  loanIds: readonly string[],
  view: Pick<View, 'asOf' | 'knownAt'>,
): Securing[] {
  const asked = new Set(loanIds);
  return collateralsShown(fund, view).flatMap(({ facts }): Securing[] => {
    const asset = collateralOn(facts, view.asOf);
    const secured = asset.secures.map(({ loanId }) => loanId);
    const ofAsked = secured.filter((loanId) => asked.has(loanId));
    if (asset.standing !== 'in_force' || ofAsked.length === 0) return [];
    const borrowers = secured.flatMap(
      (loanId) => findLoan(fund, loanId, view.knownAt, view.asOf)?.cooperativeId ?? [],
    );
    return [{ asset, owner: ownerAt(fund, asset, view, new Set(borrowers)), loanIds: ofAsked }];
  });
}
