import type { CalendarDate } from '../primitives/dates.ts';
import type { Money } from '../primitives/money.ts';

/** A part of an award or recognised settlement that falls due on a day of its own (R38). */
export interface AwardPart {
  readonly dueOn: CalendarDate;
  readonly amount: Money;
}

/** How a request for enforcement is filed (Law 106/2025 art. 34, Decree 152/2026 art. 9). */
export const FILING_CHANNELS = ['portal', 'paper', 'orally'] as const;

export type FilingChannel = (typeof FILING_CHANNELS)[number];

/** At whose wish enforcement is stayed (Law 106/2025 art. 46). */
export const STAYED_BY = ['agreement', 'creditor', 'protest_authority', 'other'] as const;

export type StayedBy = (typeof STAYED_BY)[number];

/**
 * Why enforcement was terminated (Law 106/2025 art. 48): the fund asked for it; the debtor is gone
 * without assets or successor; its bankruptcy was opened; the judgment was annulled.
 */
export const TERMINATED_FOR = [
  'creditor_request',
  'debtor_gone',
  'bankruptcy_opened',
  'judgment_annulled',
  'other',
] as const;

export type TerminatedFor = (typeof TERMINATED_FOR)[number];

/** The grounds that leave the judgment standing and the fund's right to have it enforced. */
const LEAVES_RIGHT: readonly TerminatedFor[] = ['debtor_gone', 'bankruptcy_opened'];

/**
 * Whether enforcement that was terminated can be asked for again (R38). A creditor who asked for the end has
 * no right to ask again (art. 48), and an annulled judgment cannot be enforced. Where the debtor was gone or
 * went bankrupt, a successor, assets or the end of the bankruptcy may turn up. If no kind of ground was
 * said, the end is taken as final: nobody then counts on money that will not come.
 */
export const canBeAskedAgain = (terminatedFor: TerminatedFor | null): boolean =>
  terminatedFor !== null && LEAVES_RIGHT.includes(terminatedFor);
