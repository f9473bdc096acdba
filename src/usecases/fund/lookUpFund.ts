import {
  findCapitalMovement,
  findFundPlan,
  fundAt,
  listCapitalMovements,
  listFundChanges,
} from '../../book/rules.ts';
import type { Fund } from '../../book/fund.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { type StoredCapitalMovement } from '../../store/fund/capitalMovement.ts';
import type { StoredFund } from '../../store/fund/fund.ts';
import type { StoredFundChange } from '../../store/fund/fundChange.ts';
import { type StoredFundPlan } from '../../store/fund/fundPlan.ts';
import type { View } from '../view/readAsKnown.ts';
import { sourcesNamed } from '../../book/sources.ts';
import { sourceMeant } from '../../domain/fund/sources.ts';

/** The fund the token belongs to, as it is called on a day. */
export function ownFund(fund: Fund, { asOf, knownAt }: View): StoredFund {
  return fundAt(fund, asOf, knownAt);
}

/** What the fund was called, oldest first, after what it was created with. */
export function fundChanges(fund: Fund, knownAt: Date): StoredFundChange[] {
  return listFundChanges(fund, knownAt);
}

/**
 * The capital movements by date, reversed ones included.
 *
 * @param source of this source of capital alone (R34); left out, of all
 */
export function capitalMovements(
  fund: Fund,
  knownAt: Date,
  source?: string,
): StoredCapitalMovement[] {
  const all = listCapitalMovements(fund, knownAt);
  if (source === undefined) return all;
  const meant = sourceMeant(source, () => sourcesNamed(fund, knownAt));
  return all.filter((each) => each.source === meant);
}

/**
 * One movement, also where it was reversed.
 *
 * @throws DomainError not-found
 */
export function requireCapitalMovement(
  fund: Fund,
  id: string,
  knownAt: Date,
): StoredCapitalMovement {
  const found = findCapitalMovement(fund, id, knownAt);
  const what = 'capital movement';
  if (found === null) throw new DomainError('not-found', { figures: { what, id } });
  return found;
}

/** The fund's plan of its own money; null where none was ever put. */
export function fundPlanOf(fund: Fund, knownAt: Date): StoredFundPlan | null {
  return findFundPlan(fund, knownAt);
}
