import {
  collateralHistory,
  lastChangeOfCollateral,
  type CollateralHistory,
} from '../../book/collaterals.ts';
import { type Fund, type FundAct, lastRecordedAt } from '../../book/fund.ts';
import type { CollateralKind } from '../../domain/policies/collateralKinds.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { hasWords, readings, wordsSought } from '../../domain/primitives/likeness.ts';
import { sum, ZERO, type Money } from '../../domain/primitives/money.ts';
import type { View } from '../view/readAsKnown.ts';
import {
  collateralAt,
  collateralsAt,
  type CollateralAt,
  type CollateralState,
} from './collateralAt.ts';

/** Which assets: each field given narrows them. */
export interface CollateralFilter {
  readonly kind?: CollateralKind | undefined;
  readonly state?: CollateralState | undefined;
  /** That secure this loan. */
  readonly loanId?: string | undefined;
  /** Of this owner, or that secure a loan of this borrower. */
  readonly cooperativeId?: string | undefined;
  /** Those alone whose owner owes none of the loans. */
  readonly ofOthers?: boolean | undefined;
  /** Words of the description, the document, or the owner's name. */
  readonly q?: string | undefined;
  /** The `recordedAt` of the last one already given. */
  readonly after?: Date | undefined;
  readonly limit?: number | undefined;
}

function isMeant(at: CollateralAt, filter: CollateralFilter): boolean {
  const { kind, state, loanId, cooperativeId, ofOthers, q } = filter;
  const { asset, owner, loans } = at;
  if (kind !== undefined && asset.kind !== kind) return false;
  if (state !== undefined && at.state !== state) return false;
  if (loanId !== undefined && !loans.some((each) => each.loanId === loanId)) return false;
  if (ofOthers === true && owner.isBorrower) return false;
  const concerns =
    cooperativeId === undefined ||
    owner.cooperativeId === cooperativeId ||
    loans.some((each) => each.cooperativeId === cooperativeId);
  if (!concerns) return false;
  const said = [asset.description, asset.documentNumber ?? '', owner.name].flatMap(readings);
  return q === undefined || hasWords(said, wordsSought(q));
}

/** The assets of a day, as recorded, that a filter leaves. */
export async function listCollaterals(
  fund: Fund,
  { after, limit, ...filter }: CollateralFilter,
  view: View,
): Promise<CollateralAt[]> {
  const all = await collateralsAt(fund, view);
  return all
    .filter((each) => isMeant(each, filter))
    .filter(({ seen }) => after === undefined || seen.entered.recordedAt > after)
    .slice(0, limit);
}

/** What assets come to. */
export interface CollateralTotals {
  readonly count: number;
  /** By the valuations in force. */
  readonly value: Money;
  readonly deductible: Money;
  /** What of it counts in provisions. */
  readonly deducted: Money;
}

export function totalsOfCollaterals(listed: readonly CollateralAt[]): CollateralTotals {
  return {
    count: listed.length,
    value: sum(listed.map(({ deductible }) => deductible.valuation?.value ?? ZERO)),
    deductible: sum(listed.map(({ deductible }) => deductible.amount)),
    deducted: sum(listed.map(({ deducted }) => deducted)),
  };
}

/** An asset on a day, with all that was entered of it. */
export interface KnownCollateral {
  readonly at: CollateralAt;
  readonly history: CollateralHistory;
  readonly view: View;
  /** What a PUT replaces. */
  readonly version: string;
}

/** @throws DomainError not-found: the figures of the day show none of this id */
export async function requireCollateral(
  fund: Fund,
  id: string,
  view: View,
): Promise<KnownCollateral> {
  const at = await collateralAt(fund, id, view);
  const history = collateralHistory(fund, id, view.knownAt);
  if (at === null || history === null) {
    throw new DomainError('not-found', { figures: { what: 'collateral', id } });
  }
  return { at, history, view, version: lastChangeOfCollateral(fund, id, view.knownAt) };
}

/** An asset with what the act under way recorded of it, as it counts on a day. */
export const collateralAfterAct = (
  fund: FundAct,
  id: string,
  asOf: View['asOf'],
): Promise<KnownCollateral> => requireCollateral(fund, id, { asOf, knownAt: lastRecordedAt(fund) });
