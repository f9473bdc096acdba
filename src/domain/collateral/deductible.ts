import { inForce, type Policies } from '../policies/policies.ts';
import { addMonths, type CalendarDate } from '../primitives/dates.ts';
import { dongOf, moneyOf } from '../primitives/dong.ts';
import { compareText } from '../primitives/lists.ts';
import { min, percentHalfUp, sum, ZERO, type Dec, type Money } from '../primitives/money.ts';
import type { CollateralOnDay, Valuation } from './collateral.ts';
import { spread } from './spread.ts';

const MONTHS_OF_YEAR = 12;

/** Why an asset is deducted, or why not. */
export const DEDUCTION_GROUNDS = [
  'counted',
  'not_in_force',
  'not_valued',
  'right_to_sell_too_old',
] as const;

export type DeductionGround = (typeof DEDUCTION_GROUNDS)[number];

/** What may be deducted of an asset on a day, and how it comes about. */
export interface Deductible {
  readonly ground: DeductionGround;
  readonly valuation: Valuation | null;
  /** The part of its value that may be deducted, percent. */
  readonly percent: Dec;
  /** The last day on which it may be deducted; null: the fund may not sell it yet. */
  readonly countsUntil: CalendarDate | null;
  /** Value × percent, rounded half-up once, đồng; 0 where the ground is another than `counted`. */
  readonly amount: Money;
}

/**
 * The last day on which an asset may be deducted: as many years after the right to sell it as its kind
 * has by the policy of the day asked for, on the same calendar day (Decree 86/2024 art. 4(5)(b)). The
 * law counts a deposit among what is no real estate.
 */
export function countsUntil(
  { kind, mayBeSoldFrom }: Pick<CollateralOnDay, 'kind' | 'mayBeSoldFrom'>,
  policies: Policies,
  day: CalendarDate,
): CalendarDate | null {
  if (mayBeSoldFrom === null) return null;
  const years = inForce(policies, 'collateralDeductionYears', day)[kind];
  return addMonths(mayBeSoldFrom, years * MONTHS_OF_YEAR);
}

/** What may be deducted of an asset at the close of a day (R41, Decree 86/2024 art. 4–6). */
export function deductibleOf(
  asset: CollateralOnDay,
  policies: Policies,
  day: CalendarDate,
): Deductible {
  const { standing, valuation, kind } = asset;
  const percent = inForce(policies, 'collateralDeductionPercent', day)[kind];
  const until = countsUntil(asset, policies, day);
  const known = { valuation, percent, countsUntil: until };
  const nothing = (ground: DeductionGround) => ({ ...known, ground, amount: ZERO });
  if (standing !== 'in_force') return nothing('not_in_force');
  if (valuation === null) return nothing('not_valued');
  if (until !== null && until < day) return nothing('right_to_sell_too_old');
  return { ...known, ground: 'counted', amount: percentHalfUp(valuation.value, percent) };
}

/** A loan that may be secured, with its outstanding principal at the close of the day. */
export interface PrincipalOfLoan {
  readonly loanId: string;
  readonly contractNumber: string;
  readonly principal: Money;
}

/** What an asset contributes to a loan. */
export interface CollateralShare {
  readonly asset: CollateralOnDay;
  readonly deductible: Deductible;
  /** Its part of the deductible amount, by the principal of the loans secured. */
  readonly allotted: Money;
  /** What of that counts: less, where several assets come to more than the loan's principal. */
  readonly share: Money;
}

/** A share as reports say it: the asset and its figures, and nothing of its owner or of who entered it. */
export function shareLine({ asset, deductible, allotted, share }: CollateralShare) {
  const { ground, valuation, percent, countsUntil: until, amount } = deductible;
  return {
    collateralId: asset.id,
    description: asset.description,
    kind: asset.kind,
    ground,
    valuedOn: valuation?.valuedOn ?? null,
    value: valuation?.value ?? null,
    percent,
    countsUntil: until,
    deductible: amount,
    allotted,
    share,
  };
}

/** An asset with what of it may be deducted. */
export interface DeductedAsset {
  readonly asset: CollateralOnDay;
  readonly deductible: Deductible;
}

const byName = (a: CollateralOnDay, b: CollateralOnDay): number =>
  compareText(a.description, b.description) || compareText(a.id, b.id);

type Allotted = Omit<CollateralShare, 'share'>;

/** The parts of an asset, by loan: those of loans without principal are 0. */
function allot(
  { asset, deductible }: DeductedAsset,
  principals: ReadonlyMap<string, PrincipalOfLoan>,
): [loanId: string, part: Allotted][] {
  const secured = asset.secures
    .map(({ loanId, upTo }) => {
      const { contractNumber = '', principal = ZERO } = principals.get(loanId) ?? {};
      return {
        loanId,
        contractNumber,
        principal,
        most: upTo === null ? principal : min(principal, upTo),
      };
    })
    .toSorted(
      (a, b) => compareText(a.contractNumber, b.contractNumber) || compareText(a.loanId, b.loanId),
    );
  const parts = spread(
    dongOf(deductible.amount),
    secured.map(({ principal, most }) => ({ weight: dongOf(principal), most: dongOf(most) })),
  );
  return secured.map(({ loanId }, at) => [
    loanId,
    { asset, deductible, allotted: moneyOf(parts[at] ?? 0n) },
  ]);
}

/** The parts of several assets in one loan: together never more than its principal. */
function heldToPrincipal(parts: readonly Allotted[], principal: Money): CollateralShare[] {
  const ordered = parts.toSorted((a, b) => byName(a.asset, b.asset));
  const amounts = ordered.map(({ allotted }) => dongOf(allotted));
  const most = dongOf(min(principal, sum(ordered.map(({ allotted }) => allotted))));
  const shares = spread(
    most,
    amounts.map((amount) => ({ weight: amount, most: amount })),
  );
  return ordered.map((part, at) => ({ ...part, share: moneyOf(shares[at] ?? 0n) }));
}

/**
 * What each loan may have deducted of the assets that secure it (R41). An asset is spread over the
 * loans that it secures by their outstanding principal, each to its bound `upTo`; what one cannot use
 * goes to the others, since the asset secures them all. What two assets secure twice is lost: it is not
 * carried to other loans. Assets that are not in force on the day are left out.
 *
 * @param loans those with principal on the books; any other loan has no part
 * @returns by the id of the loan; a loan that no asset secures is not there
 */
export function collateralOfLoans(
  assets: readonly DeductedAsset[],
  loans: readonly PrincipalOfLoan[],
): ReadonlyMap<string, readonly CollateralShare[]> {
  const principals = new Map(loans.map((loan) => [loan.loanId, loan]));
  const byLoan = new Map<string, Allotted[]>();
  for (const each of assets) {
    if (each.asset.standing !== 'in_force') continue;
    for (const [loanId, part] of allot(each, principals)) {
      if (!principals.has(loanId)) continue;
      byLoan.set(loanId, [...(byLoan.get(loanId) ?? []), part]);
    }
  }
  return new Map(
    [...byLoan].map(([loanId, parts]) => [
      loanId,
      heldToPrincipal(parts, principals.get(loanId)?.principal ?? ZERO),
    ]),
  );
}

/** What a loan may have deducted of all its collateral: never more than its principal (R41). */
export const deductedOf = (shares: readonly CollateralShare[]): Money =>
  sum(shares.map(({ share }) => share));
