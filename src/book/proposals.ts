import type { CalendarDate } from '../domain/primitives/dates.ts';
import { statusOf, type ProposalStatus } from '../domain/secondPerson/proposals.ts';
import type { ProposalEndEntry, ProposedActEntry } from '../store/secondPerson/proposedAct.ts';
import type { Fund } from './fund.ts';
import { isKnownAt } from './known.ts';

type OfBook = Pick<Fund, 'book'>;

/** A proposed act with what became of it. */
export interface ProposalAt {
  readonly proposal: ProposedActEntry;
  readonly status: ProposalStatus;
  /** Null: nobody has ended it. */
  readonly end: ProposalEndEntry | null;
}

/** A day on which proposed acts are looked at, as known at an instant. */
interface Seen {
  readonly today: CalendarDate;
  readonly knownAt: Date;
}

function proposalAt(
  { book }: OfBook,
  proposal: ProposedActEntry,
  { today, knownAt }: Seen,
): ProposalAt {
  const ended = book.proposalEnds.get(proposal.id);
  const end = ended !== undefined && isKnownAt(ended, knownAt.getTime()) ? ended : null;
  return { proposal, end, status: statusOf(proposal.expiresOn, end?.factKind ?? null, today) };
}

/** A proposed act; null: it is not there. */
export function findProposal(fund: OfBook, id: string, seen: Seen): ProposalAt | null {
  const entry = fund.book.facts.get(id);
  const instant = seen.knownAt.getTime();
  if (entry?.factKind !== 'proposed_act' || !isKnownAt(entry, instant)) return null;
  return proposalAt(fund, entry, seen);
}

/**
 * The proposed acts of a status, or all, the latest first.
 *
 * @param before only those recorded before this instant
 */
export function listProposals(
  fund: OfBook,
  asked: {
    readonly status: ProposalStatus | undefined;
    readonly before: Date | undefined;
    readonly limit: number;
  },
  seen: Seen,
): ProposalAt[] {
  const { status, before, limit } = asked;
  const { proposedActs } = fund.book;
  const found: ProposalAt[] = [];
  for (let at = proposedActs.length - 1; at >= 0 && found.length < limit; at -= 1) {
    const entry = proposedActs[at];
    if (entry === undefined || !isKnownAt(entry, seen.knownAt.getTime())) continue;
    if (before !== undefined && entry.recordedAt >= before.getTime()) continue;
    const proposal = proposalAt(fund, entry, seen);
    if (status === undefined || proposal.status === status) found.push(proposal);
  }
  return found;
}
