import { Type } from 'typebox';
import { FACT_KINDS } from '../../../domain/books/factKinds.ts';
import { money, text, ZERO, type Money as Amount } from '../../../domain/primitives/money.ts';
import {
  compareCount,
  compareStatement,
  countsOf,
  placeBook,
  statementsOf,
} from '../../../usecases/fund/lookUpPlaces.ts';
import {
  recordPlaceCount,
  recordTrusteeStatement,
} from '../../../usecases/fund/recordPlaceCount.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { LIST_FORMATS, ListFormQuery, listResponse, sendCsv } from '../../files/csvReply.ts';
import { formatOf } from '../../negotiation/negotiation.ts';
import { PlaceParams } from '../../schema/placeIds.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Id,
  Instant,
  Money,
  MoneyOf,
  Name,
  Nullable,
  SignedMoney,
  Text,
  WHOLE,
} from '../../schema/schemas.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import {
  CountShape,
  placeFields,
  PlaceId,
  presentCount,
  presentPlace,
  presentStatement,
  StatementShape,
} from './placeShapes.ts';

const tags = ['Places'];

const Line = Closed(
  {
    factId: Id,
    kind: Name(FACT_KINDS),
    on: { ...CalendarDate, description: 'The day on which it counts in the book (R42).' },
    effectiveOn: { ...CalendarDate, description: 'The day of the voucher.' },
    takenBack: Type.Boolean({
      description: 'It was reversed by a reversal that was booked on this later day (R42).',
    }),
    number: Nullable(Type.String({ description: 'Of the voucher or document.' })),
    contractNumber: Nullable(Type.String()),
    cooperativeName: Nullable(Type.String()),
    otherPlace: Nullable({ ...PlaceId, description: 'Of a transfer: the other place.' }),
    description: Nullable(Type.String()),
    in: Money,
    out: Money,
    balance: { ...SignedMoney, description: 'After it.' },
    recordedAt: Instant,
    recordedBy: Type.String(),
  },
  { title: 'PlaceLine' },
);

const BookAnswer = Closed(
  {
    place: Closed(placeFields),
    from: CalendarDate,
    to: CalendarDate,
    knownAt: Instant,
    opening: { ...SignedMoney, description: 'At the close of the day before `from`.' },
    lines: Type.Array(Line),
    in: Money,
    out: Money,
    closing: { ...SignedMoney, description: 'At the close of `to`: opening and lines together.' },
  },
  { title: 'PlaceBook' },
);

type BookLine = Awaited<ReturnType<typeof placeBook>>['lines'][number];

/** What came in and what went out by a line, none below zero. */
const sidesOf = ({ move: { amount } }: BookLine): { in: Amount; out: Amount } =>
  amount.isNegative() ? { in: ZERO, out: amount.negated() } : { in: amount, out: ZERO };

function numberOf({ move: { entry } }: BookLine): string | null {
  if ('voucherNumber' in entry) return entry.voucherNumber;
  return 'documentNumber' in entry ? entry.documentNumber : null;
}

function descriptionOf({ move: { entry } }: BookLine): string | null {
  if (entry.factKind === 'transfer') return entry.note;
  return entry.factKind === 'income_movement' ? entry.description : null;
}

function lineOf(line: BookLine) {
  const { move, contractNumber, cooperativeName, otherPlace, balance } = line;
  const { entry, on, isTakenBack: takenBack } = move;
  return {
    factId: entry.id,
    kind: entry.factKind,
    on,
    effectiveOn: entry.effectiveOn,
    takenBack,
    number: numberOf(line),
    contractNumber,
    cooperativeName,
    otherPlace: otherPlace?.id ?? null,
    description: descriptionOf(line),
    ...sidesOf(line),
    balance,
    recordedAt: new Date(entry.recordedAt).toISOString(),
    recordedBy: entry.recordedBy,
  };
}

const presentLine = (line: BookLine) => {
  const shown = lineOf(line);
  return { ...shown, in: text(shown.in), out: text(shown.out), balance: text(shown.balance) };
};

const total = (amounts: readonly Amount[]) =>
  text(amounts.reduce((sum, amount) => sum.plus(amount), ZERO));

/** The book of a place (sổ quỹ tiền mặt, sổ tiền gửi). */
export const placeBookRoutes: Routes = (app, services) => {
  app.get(
    '/v1/places/:id/movements',
    {
      schema: {
        operationId: 'getPlaceBook',
        summary: 'Shows the book of a place: opening, every movement, closing',
        description:
          'The cash book or the book of a bank account, line by line with the balance after each; opening ' +
          'and lines come to the closing balance (R35). What was booked later stands on the day of its ' +
          'booking (R42); what was reversed is left out.',
        tags,
        params: PlaceParams,
        querystring: Closed({
          from: DateOf('The first day.'),
          to: DateOf('The last day.'),
          knownAt: AsKnownQuery.knownAt,
          ...ListFormQuery,
        }),
        response: { 200: listResponse(BookAnswer) },
      },
    },
    (request, reply) => {
      const { actor, params, query } = request;
      const format = formatOf(request, LIST_FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, async (tx, { knownAt }) => {
        const { from, to } = query;
        const book = await placeBook(tx, params.id, { from, to, knownAt });
        if (format === 'csv') return sendCsv(reply, query, Line, book.lines.map(lineOf));
        const sides = book.lines.map(sidesOf);
        return {
          place: presentPlace(book.place),
          from,
          to,
          knownAt: knownAt.toISOString(),
          opening: text(book.opening),
          lines: book.lines.map(presentLine),
          in: total(sides.map((each) => each.in)),
          out: total(sides.map((each) => each.out)),
          closing: text(book.closing),
        };
      });
    },
  );
};

const NewCount = Closed(
  {
    countedOn: DateOf('The day at whose close it was counted, not after today.'),
    amount: MoneyOf('What was counted, or what the bank says, whole đồng.'),
    documentNumber: Type.Optional(Code('The number of the minutes or statement.', 'BBKQ 06/2023')),
    note: Type.Optional(Text('What explains a difference.', 'Phí ngân hàng chưa ghi sổ')),
  },
  { title: 'NewPlaceCount' },
);

/** Counts of places (kiểm quỹ, sao kê). */
export const placeCountRoutes: Routes = (app, services) => {
  app.post(
    '/v1/places/:id/counts',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'recordPlaceCount',
        summary: 'Records what was counted in a place at the close of a day',
        description:
          'The minutes of a count of cash, or the balance that the bank says. It changes no balance: the ' +
          'answer shows the book balance of that day and the difference to the đồng (R35). From the first ' +
          'count on that agrees with the books, a default place can no longer have less than nothing.',
        tags,
        params: PlaceParams,
        body: NewCount,
        response: { 201: CountShape },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { countedOn, amount, documentNumber = null, note = null } = request.body;
        const asked = { countedOn, amount: money(amount), documentNumber, note };
        const stored = recordPlaceCount(tx, by, request.params.id, asked);
        return presentCount(await compareCount(tx, stored, stored.recordedAt));
      }),
  );

  app.get(
    '/v1/places/:id/counts',
    {
      schema: {
        operationId: 'listPlaceCounts',
        summary: 'Lists the counts of a place by date, reversed ones included',
        description: 'Each beside what the books say today of its day.',
        tags,
        params: PlaceParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt, ...ListFormQuery }),
        response: {
          200: listResponse(Closed({ data: Type.Array(CountShape), nextCursor: WHOLE })),
        },
      },
    },
    (request, reply) => {
      const { actor, params, query } = request;
      const format = formatOf(request, LIST_FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, async (tx, { knownAt }) => {
        const data = (await countsOf(tx, params.id, knownAt)).map(presentCount);
        if (format === 'csv') return sendCsv(reply, query, CountShape, data);
        return { data, nextCursor: null };
      });
    },
  );
};

const stated = (what: string) => MoneyOf(`${what}, whole đồng.`);

const NewStatement = Closed(
  {
    statedOn: DateOf('The day at whose close the trustee says it, not after today.'),
    outstanding: stated('Principal that the trustee has lent out'),
    overdue: stated('The part of `outstanding` that is overdue'),
    idle: stated('Principal entrusted that is not lent out'),
    collectedPrincipal: stated('Principal that the trustee collected since it was entrusted'),
    interest: stated('Interest that the trustee collected'),
    fee: stated('What the trustee keeps for its work'),
    documentNumber: Type.Optional(Code('The number of the statement.', '05/BC-NHCSXH')),
  },
  { title: 'NewTrusteeStatement' },
);

/** Statements of trustees. */
export const trusteeStatementRoutes: Routes = (app, services) => {
  app.post(
    '/v1/places/:id/statements',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'recordTrusteeStatement',
        summary: 'Records what a trustee says of the money entrusted to it',
        description:
          'Entered from the paper, never worked out (R35). The answer shows what is entrusted by the books ' +
          'of that day, and what the statement shows more or less, to the đồng.',
        tags,
        params: PlaceParams,
        body: NewStatement,
        response: { 201: StatementShape },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { body } = request;
        const asked = {
          statedOn: body.statedOn,
          outstanding: money(body.outstanding),
          overdue: money(body.overdue),
          idle: money(body.idle),
          collectedPrincipal: money(body.collectedPrincipal),
          interest: money(body.interest),
          fee: money(body.fee),
          documentNumber: body.documentNumber ?? null,
        };
        const stored = recordTrusteeStatement(tx, by, request.params.id, asked);
        return presentStatement(await compareStatement(tx, stored, stored.recordedAt));
      }),
  );

  app.get(
    '/v1/places/:id/statements',
    {
      schema: {
        operationId: 'listTrusteeStatements',
        summary: 'Lists the statements of a trustee by date, reversed ones included',
        description: 'Each beside what is entrusted by the books of its day.',
        tags,
        params: PlaceParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt, ...ListFormQuery }),
        response: {
          200: listResponse(Closed({ data: Type.Array(StatementShape), nextCursor: WHOLE })),
        },
      },
    },
    (request, reply) => {
      const { actor, params, query } = request;
      const format = formatOf(request, LIST_FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, async (tx, { knownAt }) => {
        const data = (await statementsOf(tx, params.id, knownAt)).map(presentStatement);
        if (format === 'csv') return sendCsv(reply, query, StatementShape, data);
        return { data, nextCursor: null };
      });
    },
  );
};
