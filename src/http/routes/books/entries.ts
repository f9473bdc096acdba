import { Type } from 'typebox';
import { FACT_KINDS } from '../../../domain/books/factKinds.ts';
import { text } from '../../../domain/primitives/money.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { entries } from '../../../usecases/books/dayBook.ts';
import type { Routes } from '../../service/appTypes.ts';
import {
  LIST_FORMATS,
  ListFormQuery,
  listResponse,
  MOST_CSV_ROWS,
  sendCsv,
} from '../../files/csvReply.ts';
import { formatOf } from '../../negotiation/negotiation.ts';
import { isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import { instantOrNull, NOT_BOOKED_LATER, recordedOf } from '../../present/present.ts';
import {
  AsKnownQuery,
  Closed,
  DateOf,
  Id,
  Instant,
  Money,
  Name,
  Nullable,
  OrderQuery,
  Page,
  PageQuery,
  Text,
} from '../../schema/schemas.ts';
import { BookedFields } from '../../present/shapes.ts';

const Entry = Closed(
  {
    id: Id,
    kind: Name(FACT_KINDS),
    loanId: Nullable(Id),
    number: Nullable(Type.String({ description: 'Of the contract, voucher or decision.' })),
    amount: Nullable(Money),
    enforcementFee: Type.Optional({
      ...Money,
      description:
        'What an enforcement office kept back of the amount of a receipt (R39); left out: nothing.',
    }),
    ...BookedFields,
    reversedId: Nullable(Id),
    reversedAt: Nullable(Instant),
    contractNumber: Nullable(
      Type.String({
        description:
          'Of the loan that it is about, of a notice too, or that a reversed entry is about; null: of ' +
          'none, or its contract was voided.',
      }),
    ),
    cooperativeName: Nullable(
      Type.String({
        description:
          'Of the borrower that it is about, by its loan or itself, today; null: of none.',
      }),
    ),
  },
  { title: 'Entry' },
);

type Entered = Awaited<ReturnType<typeof entries>>[number];

function present(entry: Entered) {
  const { id, kind, loanId, number, amount, reversedId, reversedAt } = entry;
  return {
    id,
    kind,
    loanId,
    number,
    amount: amount === null ? null : text(amount),
    ...(entry.enforcementFee && { enforcementFee: text(entry.enforcementFee) }),
    ...recordedOf(entry),
    reversedId,
    reversedAt: instantOrNull(reversedAt),
    ...entry.names,
  };
}

/** The same with an amount that is a number. */
const lineOf = (entry: Entered) => ({
  ...NOT_BOOKED_LATER,
  ...present(entry),
  amount: entry.amount,
  enforcementFee: entry.enforcementFee,
});

/** The day book: what was entered, and by whom. */
export const entryRoutes: Routes = (app, services) => {
  app.get(
    '/v1/entries',
    {
      schema: {
        operationId: 'listEntries',
        summary: 'The day book: everything entered, in the order of entry',
        description:
          'What was entered on a day, by whom, in its order: to check the day’s work against ' +
          'the vouchers.',
        tags: ['Entries'],
        querystring: Closed({
          recordedOn: Type.Optional(DateOf('Entered on this day.')),
          recordedBy: Type.Optional(Text('Entered with the token of this name.', 'Kế toán')),
          kind: Type.Optional(Name(FACT_KINDS, { description: 'Of this kind.' })),
          knownAt: AsKnownQuery.knownAt,
          ...OrderQuery,
          ...PageQuery,
          ...ListFormQuery,
        }),
        response: { 200: listResponse(Page(Entry)) },
      },
    },
    (request, reply) => {
      const { actor, query } = request;
      const format = formatOf(request, LIST_FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, (tx, view) => {
        const { recordedOn, recordedBy, kind, limit = 50 } = query;
        const newestFirst = query.order === 'desc';
        const narrowing = { recordedOn, recordedBy, kind, newestFirst };
        if (format === 'csv') {
          const all = entries(tx, { ...narrowing, after: undefined, limit: MOST_CSV_ROWS }, view);
          return sendCsv(reply, query, Entry, all.map(lineOf));
        }
        const [key] = keyAfter(query.cursor, [isInstant]) ?? [];
        const after = key === undefined ? undefined : new Date(key);
        const rows = entries(tx, { ...narrowing, after, limit: limit + 1 }, view).map(present);
        return pageOf(rows, limit, (row) => [row.recordedAt]);
      });
    },
  );
};
