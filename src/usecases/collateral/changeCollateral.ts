import {
  collateralShown,
  lastChangeOfCollateral,
  standingRelease,
  standingValuations,
} from '../../book/collaterals.ts';
import { type Fund, type FundAct, lastRecordedAt } from '../../book/fund.ts';
import { shownAt, type Shown } from '../../book/known.ts';
import {
  collateralOn,
  type CollateralTerms,
  type Valuation,
} from '../../domain/collateral/collateral.ts';
import { type CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';
import type {
  CollateralEntry,
  ReleaseEntry,
  ValuationEntry,
} from '../../store/collateral/collateral.ts';
import type { By } from '../acts/by.ts';
import { shownFromInAct } from '../acts/bookLater.ts';
import { reverseFact } from '../acts/reverseFact.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';
import { bookedByDay, checkCollateral, type AskedCollateral } from './checkCollateral.ts';
import { recordValuation, valuedFrom, type OfAsset } from './enterCollateral.ts';

const unknown = (id: string): DomainError =>
  new DomainError('not-found', { figures: { what: 'collateral', id } });

/** An asset that stands, as those know it who write; @throws DomainError not-found */
function requireAsset(fund: Fund, id: string, today: CalendarDate) {
  const found = collateralShown(fund, id, { asOf: today, knownAt: lastRecordedAt(fund) });
  if (found === null) throw unknown(id);
  return found;
}

const termsText = ({ kind, secures, mayBeSoldFrom }: CollateralTerms): string =>
  JSON.stringify([
    kind,
    mayBeSoldFrom,
    secures.map(({ loanId, upTo }) => `${loanId} ${upTo?.toFixed() ?? ''}`).toSorted(),
  ]);

const valuationText = ({ valuedOn, value, basis, valuedBy }: Valuation): string =>
  JSON.stringify([valuedOn, value.toFixed(), basis, valuedBy]);

/** The valuations that a whole list adds, and those that stand and are not in it. */
function differences(stand: readonly ValuationEntry[], asked: readonly Valuation[]) {
  const [were, are] = [new Set(stand.map(valuationText)), new Set(asked.map(valuationText))];
  return {
    gone: stand.filter((each) => !are.has(valuationText(each))),
    added: asked.filter((each) => !were.has(valuationText(each))),
  };
}

/** What is put in place of what was said of an asset. */
export interface ChangedCollateral extends AskedCollateral {
  /** The day of a real change; null: a correction, which counts for all days. */
  readonly changedOn: CalendarDate | null;
  readonly reason: string;
}

/**
 * Puts what is known of an asset in place of what was: a real change from its day on, a correction for
 * all days. A correction that repeats kind, loans and the right to sell leaves their history as it is.
 * Valuations that the list adds are recorded, those that it leaves out are reversed. Nothing is
 * recorded of what stays as it was.
 *
 * @throws DomainError not-found, stale-version, validation, dated-in-future, booked-later-on-open-day,
 *   period-closed
 */
export function changeCollateral(
  fund: FundAct,
  by: By,
  collateralId: string,
  changed: ChangedCollateral,
  seen: SeenVersions,
): void {
  const { facts } = requireAsset(fund, collateralId, by.today);
  const knownAt = lastRecordedAt(fund);
  refuseStale(seen, { id: lastChangeOfCollateral(fund, collateralId, knownAt) });
  checkCollateral(fund, changed, by.today);
  const { valuations, changedOn, reason, ...said } = changed;
  const { from } = facts;
  if (changedOn !== null && changedOn < from) {
    throw invalid('/effectiveOn', {
      en: `must not be before the asset secures loans, ${from}`,
      vi: `không được trước ngày tài sản bắt đầu bảo đảm, ${from}`,
    });
  }
  const now = collateralOn(facts, changedOn ?? by.today);
  const setsTerms = termsText(now) !== termsText(said);
  const { owner, description, documentNumber } = now;
  const sameParticulars =
    JSON.stringify([owner, description, documentNumber]) ===
    JSON.stringify([said.owner, said.description, said.documentNumber]);
  const day = changedOn ?? (setsTerms ? from : by.today);
  const { gone, added } = differences(standingValuations(fund, collateralId, knownAt), valuations);
  const isVersion = setsTerms || !sameParticulars;
  const asset = { collateralId, from };
  const lateOn = bookedByDay(fund, [
    ...(isVersion ? [day] : []),
    ...gone.map((each) => each.late?.bookedOn ?? each.effectiveOn),
    ...added.map((each) => valuedFrom(asset, each)),
  ]);
  if (isVersion) {
    fund.record<CollateralEntry>({
      factKind: 'collateral_change',
      effectiveOn: day,
      late: lateOn(day),
      collateralId,
      changedOn,
      reason,
      setsTerms,
      ...said,
    });
  }
  for (const { id, late, effectiveOn } of gone) {
    reverseFact(fund, id, reason, lateOn(late?.bookedOn ?? effectiveOn));
  }
  for (const each of added) recordValuation(fund, asset, each, lateOn(valuedFrom(asset, each)));
}

/**
 * Records what an asset was found to be worth on a day (R41).
 *
 * @throws DomainError not-found, dated-in-future, duplicate: a valuation of the day stands;
 *   booked-later-on-open-day, period-closed
 */
export function valueCollateral(
  fund: FundAct,
  by: By,
  collateralId: string,
  valuation: Valuation,
): Shown<ValuationEntry> {
  const { facts } = requireAsset(fund, collateralId, by.today);
  refuseFuture(valuation.valuedOn, by.today, 'R41');
  const { valuedOn } = valuation;
  const stand = standingValuations(fund, collateralId, lastRecordedAt(fund));
  if (stand.some((each) => each.valuedOn === valuedOn)) {
    throw new DomainError('duplicate', {
      rule: 'R41',
      figures: { field: 'valuedOn', value: valuedOn },
    });
  }
  const asset: OfAsset = { collateralId, from: facts.from };
  shownFromInAct(fund, valuedFrom(asset, valuation));
  const recorded = recordValuation(fund, asset, valuation, fund.late);
  return shownAt(recorded, recorded.recordedAt);
}

/**
 * Releases an asset: from the day on it secures nothing (R41).
 *
 * @throws DomainError not-found, dated-in-future, already-released; validation: before it secures loans;
 *   booked-later-on-open-day, period-closed
 */
export function releaseCollateral(
  fund: FundAct,
  by: By,
  collateralId: string,
  asked: {
    readonly releasedOn: CalendarDate;
    readonly documentNumber: string;
    readonly note: string | null;
  },
): Shown<ReleaseEntry> {
  const { facts } = requireAsset(fund, collateralId, by.today);
  const { releasedOn, documentNumber, note } = asked;
  refuseFuture(releasedOn, by.today, 'R41');
  if (releasedOn < facts.from) {
    throw invalid('/releasedOn', {
      en: `must not be before the asset secures loans, ${facts.from}`,
      vi: `không được trước ngày tài sản bắt đầu bảo đảm, ${facts.from}`,
    });
  }
  const released = standingRelease(fund, collateralId, lastRecordedAt(fund));
  if (released !== null) {
    const figures = { on: released.effectiveOn, documentNumber: released.documentNumber };
    throw new DomainError('already-released', { rule: 'R41', figures });
  }
  shownFromInAct(fund, releasedOn);
  const recorded = fund.record<ReleaseEntry>({
    factKind: 'collateral_release',
    effectiveOn: releasedOn,
    collateralId,
    documentNumber,
    note,
  });
  return shownAt(recorded, recorded.recordedAt);
}
