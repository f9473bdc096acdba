/**
 * Every refusal the service can give, by code. The one table that maps them to HTTP is in
 * `src/http`.
 */
export type ErrorCode =
  | 'validation'
  | 'no-fund-opening'
  | 'other-opening-day'
  | 'opening-above-contract'
  | 'opening-above-disbursed'
  | 'opening-interest-not-due'
  | 'opening-interest-due-already'
  | 'unauthorized'
  | 'tls-required'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'too-large'
  | 'unsupported-media-type'
  | 'not-acceptable'
  | 'too-many-requests'
  | 'stale-version'
  | 'service-unavailable'
  | 'internal'
  | 'idempotency-key-missing'
  | 'idempotency-key-reused'
  | 'duplicate'
  | 'dated-in-future'
  | 'before-contract'
  | 'before-opening'
  | 'facts-before-opening'
  | 'facts-after-handover'
  | 'handed-over'
  | 'handover-changed'
  | 'before-handover'
  | 'handover-entered'
  | 'handover-faulty'
  | 'handover-cooperative-known'
  | 'handover-locality-known'
  | 'handover-rules-differ'
  | 'rate-above-cap'
  | 'term-too-long'
  | 'amount-too-large'
  | 'schedule-sum'
  | 'instalment-zero'
  | 'instalment-not-above-interest'
  | 'more-than-contract'
  | 'after-final-due-date'
  | 'after-charge-off'
  | 'lending-suspended'
  | 'single-customer-limit'
  | 'related-customers-limit'
  | 'own-capital-too-low'
  | 'borrower-ended'
  | 'available-principal-below-zero'
  | 'principal-below-zero'
  | 'place-below-zero'
  | 'place-of-other-kind'
  | 'same-place'
  | 'place-in-use'
  | 'income-below-zero'
  | 'more-than-payoff'
  | 'more-than-owed'
  | 'fee-without-case'
  | 'fee-not-below-amount'
  | 'allocation-sum'
  | 'nothing-to-reallocate'
  | 'already-reversed'
  | 'later-fact-impossible'
  | 'deadline-before-decision'
  | 'nothing-outstanding'
  | 'already-withdrawn'
  | 'recall-in-force'
  | 'decision-on-same-day'
  | 'due-before-decision'
  | 'restructuring-kind'
  | 'already-charged-off'
  | 'not-charged-off'
  | 'first-charge-off-impossible'
  | 'already-written-off'
  | 'write-off-too-early'
  | 'already-released'
  | 'end-before-start'
  | 'already-ended'
  | 'period-closed'
  | 'booked-later-on-open-day'
  | 'period-not-over'
  | 'earlier-period-open'
  | 'already-closed'
  | 'not-closed'
  | 'already-revoked'
  | 'last-director'
  | 'provider-unavailable'
  | 'sign-on-not-begun'
  | 'sign-on-refused'
  | 'not-let-in'
  | 'invitation-not-open'
  | 'known-already'
  | 'fund-limit-reached'
  | 'webhooks-not-set-up'
  | 'webhook-ended'
  | 'webhook-key-changed'
  | 'too-many-webhooks'
  | 'override-needs-reason'
  | 'override-needs-decision'
  | 'group-below-days-past-due'
  | 'facts-stand'
  | 'withdrawal-before-recall'
  | 'other-borrower'
  | 'stage-not-possible'
  | 'stage-out-of-order'
  | 'stage-not-in-law'
  | 'instalments-above-award'
  | 'nothing-to-enforce'
  | 'nothing-due-of-award'
  | 'not-received-before'
  | 'life-on-same-day'
  | 'already-superseded'
  | 'nothing-to-pay'
  | 'nothing-overdue'
  | 'recall-not-in-force'
  | 'recall-deadline-passed'
  | 'notice-stands'
  | 'run-not-done'
  | 'import-entered'
  | 'import-not-entered'
  | 'import-not-ready'
  | 'nothing-to-print'
  | 'pay-by-too-late'
  | 'draft-released'
  | 'proposed-act-ended'
  | 'same-person'
  | 'not-proposer'
  | 'proposer-ended'
  | 'no-second-director'
  | 'slot-done'
  | 'slot-not-open'
  | 'work-off'
  | 'mail-not-set-up';

/** Amounts by what each is of: a component, or a voucher and its day. */
export type NamedAmounts = readonly Readonly<Record<string, string>>[];

/** Figures of a refusal, ready to print: money and rates as strings, dates as `YYYY-MM-DD`. */
export type ErrorFigures = Readonly<
  Record<string, string | number | readonly string[] | NamedAmounts>
>;

/** A text in the two languages of the service; names of fields and values are the same in both. */
export interface Bilingual {
  readonly en: string;
  readonly vi: string;
}

/** Where in the request something is wrong: a JSON pointer and what to do about it. */
export interface InputFault {
  readonly pointer: string;
  readonly message: Bilingual;
}

/** A refusal of the world's input. Our own bugs are assertions, not this. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly rule: string | undefined;
  readonly figures: ErrorFigures;
  readonly faults: readonly InputFault[];

  constructor(
    code: ErrorCode,
    about: { rule?: string; figures?: ErrorFigures; faults?: readonly InputFault[] } = {},
  ) {
    super(code);
    this.name = 'DomainError';
    this.code = code;
    this.rule = about.rule;
    this.figures = about.figures ?? {};
    this.faults = about.faults ?? [];
  }
}

/** A refusal of one field of the request, as a `validation` problem. */
export function invalid(pointer: string, message: Bilingual): DomainError {
  return new DomainError('validation', { faults: [{ pointer, message }] });
}

/** Asserts what only a bug of ours could break: a 500, not a refusal. */
export function ensure(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`broken invariant: ${what}`);
}
