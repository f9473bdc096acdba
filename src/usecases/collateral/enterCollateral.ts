import { randomUUID } from 'node:crypto';
import { collateralsShown } from '../../book/collaterals.ts';
import { type FundAct, lastRecordedAt } from '../../book/fund.ts';
import { collateralOn, type Valuation } from '../../domain/collateral/collateral.ts';
import type { LateBooking } from '../../domain/books/lateBooking.ts';
import { earlier, later, type CalendarDate } from '../../domain/primitives/dates.ts';
import { looksSame } from '../../domain/primitives/likeness.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';
import type { CollateralEntry, ValuationEntry } from '../../store/collateral/collateral.ts';
import type { By } from '../acts/by.ts';
import { bookedByDay, checkCollateral, type AskedCollateral } from './checkCollateral.ts';

/** Which asset, and from which day it secures loans. */
export interface OfAsset {
  readonly collateralId: string;
  readonly from: CalendarDate;
}

/** The first day whose figures a valuation changes. */
export const valuedFrom = (
  { from }: Pick<OfAsset, 'from'>,
  { valuedOn }: Valuation,
): CalendarDate => later(from, valuedOn);

/** Records a valuation of an asset. */
export function recordValuation(
  fund: FundAct,
  { collateralId, from }: OfAsset,
  { valuedOn, value, basis, valuedBy }: Valuation,
  late: LateBooking | null,
): ValuationEntry {
  return fund.record<ValuationEntry>({
    factKind: 'collateral_valuation',
    effectiveOn: valuedFrom({ from }, { valuedOn, value, basis, valuedBy }),
    late,
    collateralId,
    valuedOn,
    value,
    basis,
    valuedBy,
  });
}

/** What is asked for that is to be warned of: another asset has the same document. */
export interface SameDocument {
  readonly code: 'collateral-document-known';
  readonly rule: 'R41';
  readonly figures: { readonly documentNumber: string; readonly description: string };
}

/** Another asset that is not released and has the same document number: it may be entered twice. */
function sameDocument(fund: FundAct, { documentNumber }: AskedCollateral, by: By): SameDocument[] {
  if (documentNumber === null) return [];
  const seen = { asOf: by.today, knownAt: lastRecordedAt(fund) };
  const other = collateralsShown(fund, seen)
    .map(({ facts }) => collateralOn(facts, by.today))
    .find(
      (each) =>
        each.standing !== 'released' &&
        each.documentNumber !== null &&
        looksSame(each.documentNumber, documentNumber),
    );
  if (other === undefined) return [];
  const figures = { documentNumber, description: other.description };
  return [{ code: 'collateral-document-known', rule: 'R41', figures }];
}

/**
 * Enters an asset that secures loans, with what it was found to be worth (R41). It secures them from
 * `effectiveOn` on; where that is left out, from its first valuation.
 *
 * @returns the id of the asset, and what is to be warned of
 * @throws DomainError validation, dated-in-future, booked-later-on-open-day, period-closed
 */
export function enterCollateral(
  fund: FundAct,
  by: By,
  asked: AskedCollateral & { readonly effectiveOn: CalendarDate | null },
): { readonly collateralId: string; readonly warnings: readonly SameDocument[] } {
  checkCollateral(fund, asked, by.today);
  const warnings = sameDocument(fund, asked, by);
  const { valuations, effectiveOn, ...said } = asked;
  const [first, ...more] = valuations.map((each) => each.valuedOn);
  const from = effectiveOn ?? (first === undefined ? by.today : more.reduce(earlier, first));
  refuseFuture(from, by.today, 'R41');
  const collateralId = randomUUID();
  const asset = { collateralId, from };
  const days = valuations.map((each) => valuedFrom(asset, each));
  const lateOn = bookedByDay(fund, [from, ...days]);
  fund.record<CollateralEntry>(
    {
      factKind: 'collateral',
      effectiveOn: from,
      late: lateOn(from),
      collateralId,
      changedOn: null,
      reason: null,
      setsTerms: true,
      ...said,
    },
    collateralId,
  );
  for (const valuation of valuations) {
    recordValuation(fund, asset, valuation, lateOn(valuedFrom(asset, valuation)));
  }
  return { collateralId, warnings };
}
