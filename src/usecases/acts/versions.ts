import { DomainError } from '../../domain/primitives/errors.ts';

/** The versions a client names of what it replaces: ids of facts, null for none; or it names none. */
export type SeenVersions = readonly (string | null)[] | undefined;

/** @throws DomainError stale-version where the client has seen another version than the last */
export function refuseStale(seen: SeenVersions, last: { readonly id: string } | null): void {
  if (seen === undefined || seen.includes(last?.id ?? null)) return;
  throw new DomainError('stale-version', {});
}
