import { shownAt } from '../../book/known.ts';
import type { PolicyEntry } from '../../store/fund/policy.ts';
import type { Fund, FundAct } from '../../book/fund.ts';
import { listPolicies } from '../../book/rules.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { PolicyName } from '../../domain/policies/policies.ts';
import { checkPolicyValue } from '../../domain/policies/policyJson.ts';
import { type StoredPolicy } from '../../store/fund/policy.ts';

/** The fund's policies by name, the defaults first; the last that covers a day is in force on it. */
export function policies(fund: Fund, knownAt: Date): StoredPolicy[] {
  return listPolicies(fund, knownAt);
}

/**
 * Records what a policy says from a day on, until a day or until another replaces it; the versions
 * are kept.
 *
 * @throws DomainError validation, end-before-start
 */
export function setPolicy(
  fund: FundAct,
  added: {
    readonly name: PolicyName;
    readonly value: unknown;
    readonly effectiveOn: CalendarDate;
    readonly endsOn: CalendarDate | null;
    readonly sourceDocument: string;
  },
): StoredPolicy {
  const { effectiveOn, ...policy } = added;
  const { name, value, endsOn } = policy;
  checkPolicyValue(name, value);
  if (endsOn !== null && endsOn < effectiveOn) {
    throw new DomainError('end-before-start', { figures: { from: effectiveOn, to: endsOn } });
  }
  const recorded = fund.record<PolicyEntry>({ factKind: 'policy', effectiveOn, ...policy });
  return shownAt(recorded, recorded.recordedAt);
}
