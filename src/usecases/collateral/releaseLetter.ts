import { collateralShown, findRelease } from '../../book/collaterals.ts';
import type { Fund } from '../../book/fund.ts';
import { findLoan } from '../../book/loans.ts';
import type { Letter } from '../../domain/fund/documentSettings.ts';
import { addDays } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { fundLetter } from '../fund/documentSettings.ts';
import type { View } from '../view/readAsKnown.ts';
import { positionedLoans } from './collateralAt.ts';
import { collateralOn } from '../../domain/collateral/collateral.ts';
import { ownerAt } from './securing.ts';

/**
 * What the letter of a release says: the asset as it was on the day before, and the loans that it secured
 * as they stand on the day (R41).
 *
 * @throws DomainError not-found: there is no such release, or it was reversed
 */
export async function releaseLetter(fund: Fund, id: string, { knownAt }: Pick<View, 'knownAt'>) {
  const release = findRelease(fund, id, knownAt);
  const missing = new DomainError('not-found', { figures: { what: 'collateral_release', id } });
  if (release === null || release.reversedAt !== null) throw missing;
  const { collateralId, effectiveOn: releasedOn, documentNumber } = release;
  // Where the release was booked later, the books show it from then on only (R42).
  const asOf = release.late?.bookedOn ?? releasedOn;
  const seen = collateralShown(fund, collateralId, { asOf, knownAt });
  if (seen === null) throw missing;
  const asset = collateralOn(seen.facts, addDays(releasedOn, -1));
  const positioned = await positionedLoans(fund, { asOf, knownAt });
  const standing = new Map(positioned.map((each) => [each.loan.id, each.position.standing]));
  const loans = asset.secures.flatMap(({ loanId }) => {
    const loan = findLoan(fund, loanId, knownAt, asOf);
    if (loan === null) return [];
    const { contractNumber, signedOn } = loan.terms;
    const { cooperativeId, cooperativeName } = loan;
    const isSettled = standing.get(loanId) === 'settled';
    return [{ loanId, contractNumber, signedOn, cooperativeId, cooperativeName, isSettled }];
  });
  const borrowers = new Set(loans.map((loan) => loan.cooperativeId));
  const owner = ownerAt(fund, asset, { asOf, knownAt }, borrowers);
  const { letter }: { readonly letter: Letter } = fundLetter(fund, { asOf, knownAt });
  return { collateralId, releasedOn, documentNumber, asset, owner, loans, letter };
}
