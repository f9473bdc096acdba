import { lastRecordedAt, type Fund, type FundAct } from '../../book/fund.ts';
import { findProposal, listProposals, type ProposalAt } from '../../book/proposals.ts';
import { loadPolicies } from '../../book/rules.ts';
import type { Actor } from '../../domain/access/actor.ts';
import type { LateBooking } from '../../domain/books/lateBooking.ts';
import { inForce } from '../../domain/policies/policies.ts';
import { addDays, type CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { findTokenOfFact } from '../../store/access/token.ts';
import type {
  NewProposedAct,
  ProposalEndEntry,
  ProposedActEntry,
} from '../../store/secondPerson/proposedAct.ts';

export { findProposal, listProposals, type ProposalAt };

interface On {
  readonly today: CalendarDate;
}

/** Keeps an act as it was asked, for a second person; the policy of the day says for how long. */
export function proposeAct(
  fund: FundAct,
  { today }: On,
  asked: Omit<NewProposedAct, 'expiresOn'>,
): ProposalAt {
  const rule = inForce(loadPolicies(fund, lastRecordedAt(fund)), 'secondPerson', today);
  const expiresOn = addDays(today, rule.expiresAfterDays);
  const said = { factKind: 'proposed_act', effectiveOn: today, late: null } as const;
  const proposal = fund.record<ProposedActEntry>({ ...said, ...asked, expiresOn });
  return { proposal, status: 'open', end: null };
}

/** @throws DomainError not-found */
export function requireProposal(
  fund: Fund,
  id: string,
  seen: { readonly today: CalendarDate; readonly knownAt: Date },
): ProposalAt {
  const found = findProposal(fund, id, seen);
  if (found !== null) return found;
  throw new DomainError('not-found', { figures: { what: 'proposed act', id } });
}

function requireOpen(fund: FundAct, id: string, { today }: On): ProposedActEntry {
  const found = requireProposal(fund, id, { today, knownAt: lastRecordedAt(fund) });
  const { proposal, status, end } = found;
  if (status === 'open') return proposal;
  const told =
    end === null ? { expiredOn: proposal.expiresOn } : { [`${status}By`]: end.recordedBy };
  throw new DomainError('proposed-act-ended', { figures: { status, ...told } });
}

/** The names of tokens that are good are never the same: a name is a person. */
const isProposer = ({ recordedBy }: ProposedActEntry, { tokenName }: Actor): boolean =>
  recordedBy === tokenName;

function refuseSamePerson(proposal: ProposedActEntry, actor: Actor): void {
  if (!isProposer(proposal, actor)) return;
  throw new DomainError('same-person', { figures: { name: actor.tokenName } });
}

/**
 * Who proposed an act, as long as that person may still act.
 *
 * @throws DomainError proposer-ended
 */
export async function proposerOf(
  fund: Pick<Fund, 'sql' | 'fundId'>,
  id: string,
  { today }: On,
): Promise<Actor> {
  const found = await fund.sql((tx) => findTokenOfFact(tx, id));
  if (found === null) throw new DomainError('not-found', { figures: { what: 'proposed act', id } });
  const { expiresOn, revoked, ...actor } = found;
  if (revoked || (expiresOn !== null && expiresOn < today)) {
    throw new DomainError('proposer-ended', { figures: { name: actor.tokenName } });
  }
  return actor;
}

type NewEnd = Pick<ProposalEndEntry, 'factKind' | 'reason' | 'location'>;

function endProposal(
  fund: FundAct,
  { today }: On,
  proposal: ProposedActEntry,
  ended: NewEnd,
): ProposalEndEntry {
  const said = { effectiveOn: today, late: null, proposalId: proposal.id };
  return fund.record<ProposalEndEntry>({ ...said, ...ended });
}

/** What a confirmed act answered, and where its result can be read. */
interface Carried<B> {
  readonly body: B;
  readonly location: string | null;
}

/**
 * Carries out what somebody else proposed, exactly as it was asked and in the name of the proposer, and keeps
 * who confirmed it: all or nothing. An act that has become impossible is refused as ever and stays proposed.
 *
 * @param carryOut what the proposed request does
 * @throws DomainError not-found, proposed-act-ended, same-person, proposer-ended, and what the act throws
 */
export async function confirmAct<B>(
  fund: FundAct,
  on: On,
  asked: { readonly id: string; readonly late: LateBooking | null },
  carryOut: () => Promise<Carried<B>>,
): Promise<ProposalAt & Carried<B>> {
  const proposal = requireOpen(fund, asked.id, on);
  refuseSamePerson(proposal, fund.actor);
  const actor = await proposerOf(fund, asked.id, on);
  const { body, location } = await fund.inNameOf({ actor, late: asked.late }, carryOut);
  const ended = { factKind: 'act_confirmation', reason: null, location } as const;
  const end = endProposal(fund, on, proposal, ended);
  return { proposal, status: 'confirmed', end, body, location };
}

/**
 * Ends a proposed act that a second person does not confirm.
 *
 * @throws DomainError not-found, proposed-act-ended, same-person
 */
export function rejectAct(
  fund: FundAct,
  on: On,
  { id, reason }: { readonly id: string; readonly reason: string },
): ProposalAt {
  const proposal = requireOpen(fund, id, on);
  refuseSamePerson(proposal, fund.actor);
  const ended = { factKind: 'act_rejection', reason, location: null } as const;
  return { proposal, status: 'rejected', end: endProposal(fund, on, proposal, ended) };
}

/**
 * Has the person who proposed an act take it back.
 *
 * @throws DomainError not-found, proposed-act-ended, not-proposer
 */
export function withdrawAct(
  fund: FundAct,
  on: On,
  { id, reason }: { readonly id: string; readonly reason: string },
): ProposalAt {
  const proposal = requireOpen(fund, id, on);
  if (!isProposer(proposal, fund.actor)) {
    throw new DomainError('not-proposer', { figures: { name: proposal.recordedBy } });
  }
  const ended = { factKind: 'act_withdrawal', reason, location: null } as const;
  return { proposal, status: 'withdrawn', end: endProposal(fund, on, proposal, ended) };
}
