import { Type, type Static } from 'typebox';
import { EVENT_TYPES, SUBJECT_KINDS } from '../../domain/events/eventTypes.ts';
import { text } from '../../domain/primitives/money.ts';
import type { NumberedEvent } from '../../usecases/events/listEvents.ts';
import { Closed, DateOf, Id, Instant, Money, Name, Nullable } from '../schema/schemas.ts';

const Subject = Closed(
  { kind: Name(SUBJECT_KINDS), id: Id },
  {
    title: 'EventSubject',
    description:
      'What the event is about: a case, a collateral, a loan with its notices, a borrower, or the fund. The ' +
      'events of one subject are sent in their order.',
  },
);

const EventData = Closed(
  {
    loanId: Nullable(Id),
    cooperativeId: Nullable(Id),
    contractNumber: Nullable(
      Type.String({ description: 'Of the loan, as it was called when the event was recorded.' }),
    ),
    cooperativeName: Nullable(
      Type.String({
        description: 'Of the borrower, as it was called when the event was recorded.',
      }),
    ),
    number: Nullable(
      Type.String({ description: 'Of the contract, voucher, decision or document.' }),
    ),
    amount: Nullable(Money),
    about: Nullable(
      Type.String({
        description:
          'What else tells it apart: the stage, the quarter, the name of the policy, the kind of movement.',
      }),
    ),
    bookedOn: Nullable(DateOf('The day of its later booking; null: booked on its day (R42).')),
    reversedId: Nullable({ ...Id, description: 'Of a reversal: what it reverses.' }),
    link: Nullable(
      Type.String({
        description:
          'Where this service answers all of it, with the positions; null: it has no address of its own.',
      }),
    ),
  },
  { title: 'EventData' },
);

/** A fact as it is told to other programs. */
export const FundEvent = Closed(
  {
    id: {
      ...Id,
      description: 'The id of the fact. An event that is told twice has the same id: skip it then.',
    },
    number: Type.Integer({
      description:
        'Rises from event to event in the order of entry. Numbers in between are of no event, now and ' +
        'later.',
    }),
    type: Name(EVENT_TYPES, { description: 'What was done.' }),
    recordedAt: Instant,
    effectiveOn: DateOf('The day it counts.'),
    subject: Subject,
    data: EventData,
  },
  { title: 'Event' },
);

/** The same as a webhook is sent it: with the `timestamp` that Standard Webhooks asks for. */
export const EventMessage = Closed(
  {
    ...FundEvent.properties,
    timestamp: { ...Instant, description: 'When the event was recorded, as `recordedAt`.' },
  },
  { title: 'EventMessage' },
);

/** What is sent to try a webhook. */
export const TestMessage = Closed(
  {
    type: Type.Literal('webhook.test', { description: 'Of no event.' }),
    timestamp: Instant,
    data: Closed({ webhookId: Id, description: Type.String() }),
  },
  { title: 'TestMessage' },
);

export function presentEvent(event: NumberedEvent): Static<typeof FundEvent> {
  const { id, number, type, effectiveOn, subject, names, amount } = event;
  const { loanId, cooperativeId, documentNumber, about, bookedOn, reversedId, link } = event;
  return {
    id,
    number,
    type,
    recordedAt: event.recordedAt.toISOString(),
    effectiveOn,
    subject: { ...subject },
    data: {
      loanId,
      cooperativeId,
      ...names,
      number: documentNumber,
      amount: amount === null ? null : text(amount),
      about,
      bookedOn,
      reversedId,
      link,
    },
  };
}

/** An event as `EventMessage`. */
export const eventMessage = (event: NumberedEvent): object => {
  const { type, ...said } = presentEvent(event);
  return { type, timestamp: said.recordedAt, ...said };
};
