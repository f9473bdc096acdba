import { Type } from 'typebox';
import { FACT_KINDS } from '../../../domain/books/factKinds.ts';
import { text } from '../../../domain/primitives/money.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { entries } from '../../../usecases/books/dayBook.ts';
import type { Routes } from '../../service/appTypes.ts';
import { isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import { instantOrNull, recordedOf } from '../../present/present.ts';
import {
  AsKnownQuery,
  Closed,
  DateOf,
  Id,
  Instant,
  Money,
  Name,
  Nullable,
  Page,
  PageQuery,
  Text,
} from '../../schema/schemas.ts';
import { RecordedFields } from '../../present/shapes.ts';

const Entry = Closed(
  {
    id: Id,
    kind: Name(FACT_KINDS),
    loanId: Nullable(Id),
    number: Nullable(Type.String({ description: 'Of the contract, voucher or decision.' })),
    amount: Nullable(Money),
    ...RecordedFields,
    reversedId: Nullable(Id),
    reversedAt: Nullable(Instant),
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
    ...recordedOf(entry),
    reversedId,
    reversedAt: instantOrNull(reversedAt),
  };
}

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
          ...PageQuery,
        }),
        response: { 200: Page(Entry) },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const { recordedOn, recordedBy, kind, limit = 50 } = query;
        const [after] = keyAfter(query.cursor, [isInstant]) ?? [];
        const filter = {
          recordedOn,
          recordedBy,
          kind,
          after: after === undefined ? undefined : new Date(after),
          limit: limit + 1,
        };
        const rows = entries(tx, filter, knownAt).map(present);
        return pageOf(rows, limit, (row) => [row.recordedAt]);
      }),
  );
};
