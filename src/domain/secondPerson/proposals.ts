import type { PROPOSAL_ENDS } from '../books/factKinds.ts';
import type { CalendarDate } from '../primitives/dates.ts';

export type ProposalEnd = (typeof PROPOSAL_ENDS)[number];

/** How a proposed act stands: only an open one can be confirmed, rejected or withdrawn. */
export const PROPOSAL_STATUSES = ['open', 'confirmed', 'rejected', 'withdrawn', 'expired'] as const;

export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

const ENDED: Readonly<Record<ProposalEnd, ProposalStatus>> = {
  act_confirmation: 'confirmed',
  act_rejection: 'rejected',
  act_withdrawal: 'withdrawn',
};

/**
 * How a proposed act stands on a day.
 *
 * @param expiresOn the last day on which it can be confirmed
 * @param end how it was ended; null: nobody ended it
 */
export function statusOf(
  expiresOn: CalendarDate,
  end: ProposalEnd | null,
  today: CalendarDate,
): ProposalStatus {
  if (end !== null) return ENDED[end];
  return today > expiresOn ? 'expired' : 'open';
}
