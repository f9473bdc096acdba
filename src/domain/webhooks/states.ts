/**
 * Whether a webhook is sent anything: `active`; `paused` by the director; `off`, as its receiver accepted
 * nothing for days; `ended` for good.
 */
export const WEBHOOK_STATES = ['active', 'paused', 'off', 'ended'] as const;

export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** Whether an event is still to be accepted by a receiver. */
export const DELIVERY_STATES = ['waiting', 'accepted'] as const;

export type DeliveryState = (typeof DELIVERY_STATES)[number];
