import { ENFORCEMENT_STAGES } from '../policies/courtTypes.ts';
import type { DocketType } from '../policies/docketTypes.ts';
import type { CalendarDate } from '../primitives/dates.ts';
import { DomainError } from '../primitives/errors.ts';
import type { Allocation, Repayment } from '../loans/facts.ts';
import type { Borrower } from '../borrowers/borrower.ts';
import {
  canBeAskedAgain,
  type AwardPart,
  type FilingChannel,
  type StayedBy,
  type TerminatedFor,
} from './enforcement.ts';

/** The stages of a case, in the order in which a case usually meets them (R26). */
export const STAGES = [
  'petition_filed',
  'amendment_asked',
  'petition_returned',
  'fee_advance_paid',
  'accepted',
  'mediation',
  'settlement_recognised',
  'stayed',
  'discontinued',
  'hearing',
  'first_instance_judgment',
  'appealed',
  'appeal_judgment',
  'final',
  'enforcement_requested',
  'enforcement_decided',
  'no_means_found',
  'assets_attached',
  ...ENFORCEMENT_STAGES,
  'enforcement_closed',
  'withdrawn',
] as const;

/** What those are who take part in a case besides the fund and its borrower (R26). */
export const PARTY_ROLES = [
  'co_defendant',
  'guarantor',
  'related_person',
  'representative',
] as const;

export type Stage = (typeof STAGES)[number];

export interface CaseStage {
  readonly stage: Stage;
  readonly occurredOn: CalendarDate;
  readonly fullRecovery: boolean | null;
  /** Why enforcement was terminated (R38); null also where the kind of ground was not said. */
  readonly terminatedFor: TerminatedFor | null;
}

/** A stage with what was entered about it. */
export interface FiledStage extends CaseStage {
  readonly documentNumber: string | null;
  readonly amounts: Allocation | null;
  /** The day of the next step: a hearing, another check of the debtor's means, the end of a stay. */
  readonly nextOn: CalendarDate | null;
  /** The parts of an award that fall due on days of their own, soonest first (R38). */
  readonly instalments: readonly AwardPart[];
  /** The office that enforces from the stage on; null: as before. */
  readonly enforcementOffice: string | null;
  /** How a request was filed, and under which receipt of the office. */
  readonly channel: FilingChannel | null;
  readonly receiptNumber: string | null;
  readonly stayedBy: StayedBy | null;
  /** Whether interest for late enforcement goes on during a stay; null: as the law says. */
  readonly interestGoesOn: boolean | null;
}

/** Nothing but that a case came to a stage. */
export const NOTHING_SAID = {
  documentNumber: null,
  amounts: null,
  fullRecovery: null,
  nextOn: null,
  instalments: [],
  enforcementOffice: null,
  channel: null,
  receiptNumber: null,
  stayedBy: null,
  interestGoesOn: null,
  terminatedFor: null,
} as const satisfies Omit<FiledStage, 'stage' | 'occurredOn'>;

/** A receipt through a case before it was taken over, of another fund or of the paper book (R39). */
export interface ReceivedBefore extends Pick<
  Repayment,
  'effectiveOn' | 'allocation' | 'enforcementFee'
> {
  readonly voucherNumber: string;
  /** Of what the taking over rests on, such as minutes. */
  readonly documentNumber: string;
}

/** A case before the courts: whom and what it is about, and how it went (R26). */
export interface CaseFile {
  readonly id: string;
  readonly borrower: Borrower;
  readonly loanIds: readonly string[];
  /** The court with which it was filed. */
  readonly court: string;
  readonly docketType: DocketType;
  /** The day on which another fund handed its loans over; null: the fund filed the case itself. */
  readonly takenOverOn: CalendarDate | null;
  /** As filed. */
  readonly claim: Allocation;
  /** The stages that stand, oldest first. */
  readonly stages: readonly FiledStage[];
  /** The receipts that came through it, by date; before them those of the fund from which it was taken over. */
  readonly receipts: readonly Pick<Repayment, 'effectiveOn' | 'allocation' | 'enforcementFee'>[];
}

const IN_COURT: readonly Stage[] = [
  'mediation',
  'settlement_recognised',
  'stayed',
  'discontinued',
  'hearing',
];

/** Enforcement is under way: what can come after each of these stages (R26, R38). */
const IN_ENFORCEMENT: readonly Stage[] = [
  'enforcement_requested',
  'enforcement_decided',
  'no_means_found',
  'assets_attached',
  'enforcement_stayed',
  'enforcement_suspended',
  'enforcement_entrusted',
  'enforcement_terminated',
  'enforcement_closed',
];

const afterOthers = (last: Stage): readonly Stage[] =>
  IN_ENFORCEMENT.filter((stage) => stage !== last);

/** What can follow each stage: the one table of the order of a case (R26, R38). */
export const FOLLOWED_BY: Readonly<Record<Stage, readonly Stage[]>> = {
  petition_filed: ['amendment_asked', 'petition_returned', 'fee_advance_paid', 'withdrawn'],
  amendment_asked: ['amendment_asked', 'petition_returned', 'fee_advance_paid', 'withdrawn'],
  petition_returned: [],
  fee_advance_paid: ['accepted', 'withdrawn'],
  accepted: [...IN_COURT, 'withdrawn'],
  mediation: [...IN_COURT, 'withdrawn'],
  stayed: [...IN_COURT, 'withdrawn'],
  hearing: [...IN_COURT, 'first_instance_judgment', 'withdrawn'],
  discontinued: [],
  first_instance_judgment: ['appealed', 'final', 'withdrawn'],
  appealed: ['appeal_judgment', 'discontinued', 'withdrawn'],
  appeal_judgment: ['final', 'hearing', 'withdrawn'],
  settlement_recognised: ['enforcement_requested'],
  final: ['enforcement_requested'],
  enforcement_requested: ['enforcement_decided'],
  enforcement_decided: afterOthers('enforcement_decided'),
  no_means_found: [...afterOthers('no_means_found'), 'request_returned'],
  assets_attached: afterOthers('assets_attached'),
  enforcement_stayed: ['enforcement_resumed', 'enforcement_terminated'],
  enforcement_resumed: IN_ENFORCEMENT,
  enforcement_suspended: ['enforcement_resumed', 'enforcement_terminated'],
  enforcement_entrusted: IN_ENFORCEMENT,
  request_returned: ['enforcement_requested'],
  // Only where the ground leaves the right to ask again: see `canFollow`.
  enforcement_terminated: ['enforcement_requested'],
  enforcement_closed: [],
  withdrawn: [],
};

/** What can come next in a case; one whose filing was reversed can only be filed again. */
export function canFollow(last: CaseStage | null): readonly Stage[] {
  if (last === null) return ['petition_filed'];
  if (last.stage === 'enforcement_terminated' && !canBeAskedAgain(last.terminatedFor)) return [];
  return FOLLOWED_BY[last.stage];
}

/**
 * Checks that a stage can follow the last one of a case (R26).
 *
 * @param possible what can follow on the day of the stage
 * @throws DomainError stage-not-possible, stage-out-of-order
 */
export function checkNextStage(
  last: CaseStage | null,
  next: { readonly stage: Stage; readonly occurredOn: CalendarDate },
  possible = canFollow(last),
): void {
  if (!possible.includes(next.stage)) {
    throw new DomainError('stage-not-possible', {
      rule: 'R26',
      figures: { stage: next.stage, lastStage: last?.stage ?? 'none', possible },
    });
  }
  if (last !== null && next.occurredOn < last.occurredOn) {
    throw new DomainError('stage-out-of-order', {
      rule: 'R26',
      figures: { occurredOn: next.occurredOn, lastOccurredOn: last.occurredOn },
    });
  }
}

/** The last stage that a case had reached at the close of a day; null: it was not filed yet. */
export function stageAt<S extends CaseStage>(stages: readonly S[], asOf: CalendarDate): S | null {
  return stages.findLast((each) => each.occurredOn <= asOf) ?? null;
}

/** The number under which the court accepted a case; null: it did not yet, or none was given. */
export function docketNumberAt(stages: readonly FiledStage[], asOf: CalendarDate): string | null {
  const reached = stages.filter((each) => each.occurredOn <= asOf);
  return reached.findLast((each) => each.stage === 'accepted')?.documentNumber ?? null;
}

/** Nothing is asked of the borrower in the case any more. */
const ENDS_SUIT: readonly Stage[] = [
  'withdrawn',
  'petition_returned',
  'discontinued',
  'enforcement_terminated',
];

/**
 * Whether a case's stages, oldest first, leave its borrower sued at the close of a day (R26). A request
 * for enforcement that was returned leaves the borrower sued: the judgment stands, and the fund can ask
 * again at any time (R38). A stay and a suspension end nothing either.
 */
export function isPending(stages: readonly CaseStage[], asOf: CalendarDate): boolean {
  const last = stageAt(stages, asOf);
  if (last === null) return false;
  if (last.stage === 'enforcement_closed') return last.fullRecovery !== true;
  return !ENDS_SUIT.includes(last.stage);
}
