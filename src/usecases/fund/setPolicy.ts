import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { PolicyName } from '../../domain/policies/policies.ts';
import { checkPolicyValue } from '../../domain/policies/policyJson.ts';
import type { FundTx } from '../../store/database/database.ts';
import { recordFact } from '../../store/database/fact.ts';
import { insertPolicy, listPolicies, type StoredPolicy } from '../../store/fund/policy.ts';
import type { Actor } from '../../domain/access/actor.ts';

/** The fund's policies by name, the defaults first; the last that covers a day is in force on it. */
export function policies(tx: FundTx, knownAt: Date): Promise<StoredPolicy[]> {
  return listPolicies(tx, knownAt);
}

/**
 * Records what a policy says from a day on, until a day or until another replaces it; the versions
 * are kept.
 *
 * @throws DomainError validation, end-before-start
 */
export async function setPolicy(
  tx: FundTx,
  by: { readonly actor: Actor },
  added: {
    readonly name: PolicyName;
    readonly value: unknown;
    readonly effectiveOn: CalendarDate;
    readonly endsOn: CalendarDate | null;
    readonly sourceDocument: string;
  },
): Promise<StoredPolicy> {
  const { effectiveOn, ...policy } = added;
  const { name, value, endsOn } = policy;
  checkPolicyValue(name, value);
  if (endsOn !== null && endsOn < effectiveOn) {
    throw new DomainError('end-before-start', { figures: { from: effectiveOn, to: endsOn } });
  }
  const recorded = await recordFact(tx, {
    kind: 'policy',
    effectiveOn,
    recordedBy: by.actor,
  });
  return insertPolicy(tx, recorded, policy);
}
