import type { CollateralKind } from '../policies/collateralKinds.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import type { Money } from '../primitives/money.ts';

/** A person or organisation that is no cooperative of the fund, and owns an asset. */
export interface NamedOwner {
  readonly name: string;
  /** Of an identity card, a business registration or a tax code. */
  readonly identityNumber: string | null;
  readonly address: string | null;
  readonly phone: string | null;
}

/** Whose an asset is: a cooperative of the fund by its id, else somebody by name. */
export type CollateralOwner =
  | { readonly cooperativeId: string; readonly named: null }
  | { readonly cooperativeId: null; readonly named: NamedOwner };

/** A loan that an asset secures. */
export interface SecuredLoan {
  readonly loanId: string;
  /** The most of it that the asset secures; null: all of it. */
  readonly upTo: Money | null;
}

/** What an asset is, and whose; it changes no figure. */
export interface CollateralParticulars {
  readonly owner: CollateralOwner;
  readonly description: string;
  readonly documentNumber: string | null;
}

/** What the figures of an asset rest on, besides its value. */
export interface CollateralTerms {
  readonly kind: CollateralKind;
  readonly secures: readonly SecuredLoan[];
  /** The day from which the fund may sell it; null: not yet. */
  readonly mayBeSoldFrom: CalendarDate | null;
}

/** What was entered of an asset: the whole of it, each time. */
export interface CollateralVersion extends CollateralParticulars, CollateralTerms {
  /** The day from which it counts; null: for all days. */
  readonly changedOn: CalendarDate | null;
  /** Whether it says anything of the terms; a correction that repeats them says nothing. */
  readonly setsTerms: boolean;
}

/** What an asset was found to be worth on a day, đồng. */
export interface Valuation {
  readonly valuedOn: CalendarDate;
  readonly value: Money;
  /** On what the value rests: the minutes, the certificate, the fund's own rules. */
  readonly basis: string;
  readonly valuedBy: string | null;
}

/** Everything known of an asset that the figures of a day show. */
export interface CollateralFacts {
  readonly id: string;
  /** The day from which it secures loans. */
  readonly from: CalendarDate;
  /** In the order recorded; the first counts for all days. */
  readonly versions: readonly CollateralVersion[];
  /** Of each day one at most. */
  readonly valuations: readonly Valuation[];
  /** The day from which it secures nothing any more; null: it was not released. */
  readonly releasedOn: CalendarDate | null;
}

/** Whether an asset secures loans on a day. */
export type CollateralStanding = 'not_yet' | 'in_force' | 'released';

/** An asset as it counts on a day. */
export interface CollateralOnDay extends CollateralParticulars, CollateralTerms {
  readonly id: string;
  readonly standing: CollateralStanding;
  /** The last one up to the day; null: there was none yet. */
  readonly valuation: Valuation | null;
}

/**
 * The version that counts on a day: the latest change up to the day, after the last one that counts
 * for all days.
 *
 * @param versions in the order recorded
 */
function countingOn(
  versions: readonly CollateralVersion[],
  day: CalendarDate,
): CollateralVersion | null {
  let counting: CollateralVersion | null = null;
  for (const version of versions) {
    const { changedOn } = version;
    if (changedOn === null) counting = version;
    else if (changedOn <= day && (counting?.changedOn ?? changedOn) <= changedOn) {
      counting = version;
    }
  }
  return counting;
}

function standingOn(
  { from, releasedOn }: Pick<CollateralFacts, 'from' | 'releasedOn'>,
  day: CalendarDate,
): CollateralStanding {
  if (releasedOn !== null && releasedOn <= day) return 'released';
  return from <= day ? 'in_force' : 'not_yet';
}

/** The valuation in force on a day: the last one up to it (R41). */
export function valuationOn(valuations: readonly Valuation[], day: CalendarDate): Valuation | null {
  return valuations
    .filter((each) => each.valuedOn <= day)
    .reduce<Valuation | null>(
      (last, each) => (last === null || last.valuedOn < each.valuedOn ? each : last),
      null,
    );
}

/** An asset as it counts at the close of a day (R41). */
export function collateralOn(facts: CollateralFacts, day: CalendarDate): CollateralOnDay {
  const { id, versions, valuations } = facts;
  const particulars = countingOn(versions, day) ?? versions[0];
  const withTerms = versions.filter((each) => each.setsTerms);
  const terms = countingOn(withTerms, day) ?? withTerms[0];
  if (particulars === undefined || terms === undefined) throw new Error(`nothing of ${id}`);
  return {
    id,
    standing: standingOn(facts, day),
    owner: particulars.owner,
    description: particulars.description,
    documentNumber: particulars.documentNumber,
    kind: terms.kind,
    secures: terms.secures,
    mayBeSoldFrom: terms.mayBeSoldFrom,
    valuation: valuationOn(valuations, day),
  };
}
