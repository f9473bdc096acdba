import type { CalendarDate } from '../domain/dates.ts';
import { DomainError } from '../domain/errors.ts';
import {
  cooperativeCodeExists,
  insertCooperative,
  type CooperativeDetails,
  type StoredCooperative,
} from '../store/cooperative.ts';
import type { FundTx } from '../store/database.ts';
import { recordFact } from '../store/fact.ts';
import type { Actor } from '../store/token.ts';

/** @throws DomainError duplicate: the code exists */
export async function addCooperative(
  tx: FundTx,
  by: { readonly actor: Actor; readonly today: CalendarDate },
  details: CooperativeDetails,
): Promise<StoredCooperative> {
  const { code } = details;
  if (await cooperativeCodeExists(tx, code)) {
    throw new DomainError('duplicate', { figures: { field: 'code', value: code } });
  }
  const recorded = await recordFact(tx, {
    kind: 'cooperative',
    effectiveOn: by.today,
    recordedBy: by.actor,
  });
  return insertCooperative(tx, recorded, details);
}
