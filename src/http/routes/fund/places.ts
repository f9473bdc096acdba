import { Type } from 'typebox';
import { PLACE_KINDS } from '../../../domain/fund/places.ts';
import { text } from '../../../domain/primitives/money.ts';
import { enterPlace } from '../../../usecases/fund/enterPlace.ts';
import { placesAt, type PlaceAt, type PlacesAt } from '../../../usecases/fund/lookUpPlaces.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { LIST_FORMATS, ListFormQuery, listResponse, sendCsv } from '../../files/csvReply.ts';
import { formatOf } from '../../negotiation/negotiation.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Code,
  Instant,
  Money,
  Name,
  Nullable,
  SignedMoney,
  Text,
  WHOLE,
} from '../../schema/schemas.ts';
import { recordedOf } from '../../present/present.ts';
import { RecordedFields } from '../../present/shapes.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import {
  CountShape,
  placeFields,
  presentCount,
  presentPlace,
  presentStatement,
  StatementShape,
} from './placeShapes.ts';

const tags = ['Places'];

const NewPlace = Closed(
  {
    kind: Name(PLACE_KINDS, {
      description:
        'Cash, an account at a bank, a term deposit, or a trustee that lends for the fund.',
    }),
    name: Text('What the place is called, unlike every other.', 'Agribank Chi nhánh tỉnh Lạng Sơn'),
    accountNumber: Type.Optional(Code('The number of the account.', '8400201001234')),
    isDefault: Type.Optional(
      Type.Boolean({
        description:
          'Whether it stands in for the `cash` or `bank` that every fund has: what was entered there, and ' +
          'whatever names no place, is in it. Default false.',
      }),
    ),
  },
  { title: 'NewPlace' },
);

const Row = Closed(
  {
    ...placeFields,
    balance: { ...SignedMoney, description: 'By the books, at the close of `asOf`.' },
    lastCount: Nullable(CountShape),
    lastStatement: Nullable(StatementShape),
  },
  { title: 'PlaceBalance' },
);

/** A place as a line of CSV. */
const Line = Closed({
  ...placeFields,
  balance: SignedMoney,
  countedOn: Nullable(CalendarDate),
  counted: Nullable(Money),
  bookBalance: Nullable(SignedMoney),
  difference: Nullable(SignedMoney),
});

const part = (description: string) => ({ ...SignedMoney, description });

const PlacesAnswer = Closed(
  {
    asOf: CalendarDate,
    knownAt: Instant,
    data: Type.Array(Row),
    nextCursor: WHOLE,
    total: part('What is in all places together.'),
    mustEqual: Closed({
      total: part('The sum of the three that follow: always `total`.'),
      availablePrincipal: part('Capital that is not lent out (R18).'),
      principalEntrusted: part('Principal that trustees have.'),
      interestAndOther: part('Interest and other money that is neither paid out nor made capital.'),
    }),
    interestAndOther: Closed({
      interestCollected: part('Interest that receipts of loans paid.'),
      recovered: Type.Optional(
        part(
          'Principal of loans charged off that came back as income; left out if none did (R40).',
        ),
      ),
      received: part('Other money that came in.'),
      broughtForward: part('What was there when the fund began to use the service.'),
      paidOut: part('What was paid out of it.'),
      enforcementFees: part('What enforcement offices kept back of receipts (R39).'),
      addedToCapital: part('What of it was added to the capital.'),
      balance: part('The first four less the last three.'),
    }),
  },
  { title: 'Places' },
);

const presentRow = ({ place, balance, lastCount, lastStatement }: PlaceAt) => ({
  ...presentPlace(place),
  balance: text(balance),
  lastCount: lastCount && presentCount(lastCount),
  lastStatement: lastStatement && presentStatement(lastStatement),
});

const lineOf = ({ place, balance, lastCount }: PlaceAt) => ({
  ...presentPlace(place),
  balance,
  countedOn: lastCount?.count.effectiveOn ?? null,
  counted: lastCount?.count.amount ?? null,
  bookBalance: lastCount?.bookBalance ?? null,
  difference: lastCount?.difference ?? null,
});

function presentPlaces(at: PlacesAt) {
  const { income } = at;
  return {
    data: at.places.map(presentRow),
    nextCursor: null,
    total: text(at.total),
    mustEqual: {
      total: text(at.availablePrincipal.plus(at.principalEntrusted).plus(income.balance)),
      availablePrincipal: text(at.availablePrincipal),
      principalEntrusted: text(at.principalEntrusted),
      interestAndOther: text(income.balance),
    },
    interestAndOther: {
      interestCollected: text(income.interestCollected),
      ...(income.recovered.isZero() ? {} : { recovered: text(income.recovered) }),
      received: text(income.received),
      broughtForward: text(income.broughtForward),
      paidOut: text(income.paidOut.negated()),
      enforcementFees: text(income.enforcementFees.negated()),
      addedToCapital: text(income.addedToCapital.negated()),
      balance: text(income.balance),
    },
  };
}

/** The places of the fund's money. */
export const placeRoutes: Routes = (app, services) => {
  app.get(
    '/v1/fund/places',
    {
      schema: {
        operationId: 'listPlaces',
        summary: 'Shows where the money of the fund is at the close of a day',
        description:
          'The balance of every place by the books, with its last count and the last statement of a ' +
          'trustee. All places together come to the available principal, the principal that trustees have, ' +
          'and the interest and other money collected (R35), to the đồng. Every fund has a place `cash` ' +
          'and a place `bank`: money in cash is in the one, all other money in the other, unless a voucher ' +
          'says otherwise.',
        tags,
        querystring: Closed({ ...AsKnownQuery, ...ListFormQuery }),
        response: { 200: listResponse(PlacesAnswer) },
      },
    },
    (request, reply) => {
      const { actor, query } = request;
      const format = formatOf(request, LIST_FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, async (tx, view) => {
        const at = await placesAt(tx, view);
        if (format === 'csv') return sendCsv(reply, query, Line, at.places.map(lineOf));
        const { asOf, knownAt } = view;
        return { asOf, knownAt: knownAt.toISOString(), ...presentPlaces(at) };
      });
    },
  );

  app.post(
    '/v1/fund/places',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'enterPlace',
        summary: 'Enters a place in which money of the fund is',
        description:
          'A bank account, a term deposit, a trustee, another cash box (R35). It begins empty: move money ' +
          'there with a transfer, dated the day on which the fund began to use the service for what was ' +
          'there before. With `isDefault` it gives a name to the `cash` or `bank` that every fund has.',
        tags,
        body: NewPlace,
        response: { 201: Closed({ ...placeFields, ...RecordedFields }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { kind, name, accountNumber = null, isDefault = false } = request.body;
        const entered = enterPlace(tx, by, { kind, name, accountNumber, isDefault });
        return { ...presentPlace(entered), ...recordedOf(entered) };
      }),
  );
};
