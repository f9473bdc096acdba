import { Type, type Static } from 'typebox';
import { addMonths } from '../../../domain/primitives/dates.ts';
import {
  DEADLINE_GROUNDS,
  DEADLINE_KINDS,
  type Deadline,
} from '../../../domain/collection/deadlineKinds.ts';
import { STAGES } from '../../../domain/court/stages.ts';
import { sum, text } from '../../../domain/primitives/money.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { deadlines, interestDeadlines } from '../../../usecases/collection/deadlines.ts';
import type { Routes } from '../../service/appTypes.ts';
import { LIST_FORMATS, ListFormQuery, listResponse, sendCsv } from '../../files/csvReply.ts';
import { formatOf } from '../../negotiation/negotiation.ts';
import { localitiesOf } from '../../present/present.ts';
import { keyAfter, pageOf } from '../../schema/cursor.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  IdOf,
  Instant,
  LocalitiesField,
  LocalitiesQuery,
  Money,
  Name,
  Nullable,
  Page,
  PageQuery,
} from '../../schema/schemas.ts';

/** How far ahead is looked where no day is given. */
const MONTHS_AHEAD = 3;

const MOST_ROWS = 200;

/** How many rows were given before. */
const isPlace = (part: string): boolean => /^\d{1,9}$/.test(part);

const Row = Closed(
  {
    kind: Name(DEADLINE_KINDS),
    dueOn: CalendarDate,
    payableBy: DateOf(
      'For payments the next working day (R6); terms of law are not shifted (R27).',
    ),
    lapsed: Type.Boolean({ description: 'Whether it has passed without having been met.' }),
    ground: Name([...STAGES, ...DEADLINE_GROUNDS] as const, {
      description: 'What it runs from or rests on; a stage where the case set it running.',
    }),
    since: Nullable(DateOf('The day from which it runs; null: it was set as a day.')),
    daysNotCounted: Type.Integer({
      minimum: 0,
      description: 'Days since then that do not count, as the debt was before the courts.',
    }),
    law: Nullable(Type.String({ description: 'Null where it was agreed, decided or notified.' })),
    amount: Nullable({ ...Money, description: 'What is to be paid, or sued for.' }),
    cooperativeId: Id,
    cooperativeCode: Type.String(),
    cooperativeName: Type.String(),
    locality: Type.String(),
    loanId: Nullable(Id),
    contractNumber: Nullable(Type.String()),
    litigationCaseId: Nullable(Id),
    collateralId: Nullable({ ...Id, description: 'The asset that it is about (R41).' }),
    collateralDescription: Nullable(Type.String()),
  },
  { title: 'Deadline' },
);

function present(deadline: Deadline, asOf: string) {
  const { borrower, loan, amount, payableBy, collateral } = deadline;
  return {
    kind: deadline.kind,
    dueOn: deadline.dueOn,
    payableBy,
    lapsed: payableBy < asOf,
    ground: deadline.ground,
    since: deadline.since,
    daysNotCounted: deadline.daysNotCounted,
    law: deadline.law,
    amount: amount === null ? null : text(amount),
    cooperativeId: borrower.id,
    cooperativeCode: borrower.code,
    cooperativeName: borrower.name,
    locality: borrower.locality,
    loanId: loan?.id ?? null,
    contractNumber: loan?.terms.contractNumber ?? null,
    litigationCaseId: deadline.litigationCaseId,
    collateralId: collateral?.id ?? null,
    collateralDescription: collateral?.description ?? null,
  };
}

const Total = Closed(
  {
    kind: Name(DEADLINE_KINDS),
    lapsed: Type.Boolean(),
    count: Type.Integer({ minimum: 1 }),
    amount: { ...Money, description: 'Of the rows that have one.' },
  },
  { title: 'DeadlineTotal' },
);

type Listed = Pick<Deadline, 'kind' | 'amount'> & { readonly row: ReturnType<typeof present> };

function totalsOf(listed: readonly Listed[]): Static<typeof Total>[] {
  return DEADLINE_KINDS.flatMap((kind) =>
    [true, false].flatMap((lapsed) => {
      const rows = listed.filter((each) => each.kind === kind && each.row.lapsed === lapsed);
      const amounts = rows.flatMap(({ amount }) => (amount === null ? [] : [amount]));
      const amount = text(sum(amounts));
      return rows.length === 0 ? [] : [{ kind, lapsed, count: rows.length, amount }];
    }),
  );
}

const Query = Closed({
  ...AsKnownQuery,
  ...LocalitiesQuery,
  from: Type.Optional(DateOf('Due on this day or later.')),
  until: Type.Optional(
    DateOf(
      'The last day listed; default three months after `asOf`. Before it: what has lapsed by then.',
    ),
  ),
  kind: Type.Optional(
    Name(DEADLINE_KINDS, {
      description: 'Of this kind; `interest` is listed only if it is asked for.',
    }),
  ),
  lapsed: Type.Optional(
    Type.Boolean({ description: 'Only what has lapsed, or only what has not.' }),
  ),
  cooperativeId: Type.Optional(IdOf('Of this borrower.')),
  loanId: Type.Optional(IdOf('Of this loan.')),
  litigationCaseId: Type.Optional(IdOf('Of this case.')),
  ...PageQuery,
  limit: Type.Optional({ ...PageQuery.limit, default: MOST_ROWS }),
  ...ListFormQuery,
});

/** Whether a deadline is among those that were asked for. */
function isAsked({ kind, row }: Listed, query: Static<typeof Query>): boolean {
  const { from, lapsed, cooperativeId, loanId, litigationCaseId } = query;
  return (
    (query.kind === undefined || kind === query.kind) &&
    (from === undefined || row.dueOn >= from) &&
    (lapsed === undefined || row.lapsed === lapsed) &&
    (cooperativeId === undefined || row.cooperativeId === cooperativeId) &&
    (loanId === undefined || row.loanId === loanId) &&
    (litigationCaseId === undefined || row.litigationCaseId === litigationCaseId)
  );
}

/** What runs out, and what has. */
export const deadlineRoutes: Routes = (app, services) => {
  app.get(
    '/v1/deadlines',
    {
      schema: {
        operationId: 'listDeadlines',
        summary: 'What is to be done up to a day, soonest first, and what has lapsed',
        description:
          'Limitation to sue, appeal, request for enforcement, the next look at the means of a ' +
          'debtor without any, days in court, recall deadlines, unpaid instalments, what notices ' +
          'ask for, promises not kept, until when assets may be deducted, and when they are to be valued anew ' +
          '(R25, R27, R30, R41). The terms are policies, with the law of each. Lapsed ones stand first ' +
          'until they are met, and `lapsed=false` lists what is next; the claim against a bankrupt is listed ' +
          'up to its day only. The days on which interest falls due are listed by `kind=interest` (R5).',
        tags: ['Litigation'],
        querystring: Query,
        response: {
          200: listResponse(
            Closed({
              asOf: CalendarDate,
              until: CalendarDate,
              knownAt: Instant,
              ...LocalitiesField,
              totals: Type.Array(Total, { description: 'Over all pages, by kind.' }),
              ...Page(Row).properties,
            }),
          ),
        },
      },
    },
    (request, reply) => {
      const { actor, query } = request;
      const format = formatOf(request, LIST_FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, async (tx, view) => {
        const { asOf, knownAt } = view;
        const until = query.until ?? addMonths(asOf, MONTHS_AHEAD);
        const listed = query.kind === 'interest' ? interestDeadlines : deadlines;
        const asked = (await listed(tx, view, until))
          .map((each): Listed => ({ ...each, row: present(each, asOf) }))
          .filter((each) => isAsked(each, query));
        if (format === 'csv') {
          const lines = asked.map(({ row, amount }) => ({ ...row, amount }));
          return sendCsv(reply, query, Row, lines);
        }
        const [from = '0'] = keyAfter(query.cursor, [isPlace]) ?? [];
        const rest = asked.map(({ row }, place) => ({ row, place })).slice(+from);
        const { data, nextCursor } = pageOf(rest, query.limit ?? MOST_ROWS, ({ place }) => [
          String(place + 1),
        ]);
        return {
          asOf,
          until,
          knownAt: knownAt.toISOString(),
          ...localitiesOf(view),
          totals: totalsOf(asked),
          data: data.map(({ row }) => row),
          nextCursor,
        };
      });
    },
  );
};
