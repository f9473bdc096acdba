import { Type } from 'typebox';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { auditEvents } from '../../../usecases/books/dayBook.ts';
import { maskedWithin } from '../../../domain/persons/identityNumbers.ts';
import { isUuid } from '../../../domain/primitives/ids.ts';
import type { Routes } from '../../service/appTypes.ts';
import { keyAfter, pageOf } from '../../schema/cursor.ts';
import {
  Closed,
  DateOf,
  Id,
  Instant,
  Nullable,
  OrderQuery,
  Page,
  PageQuery,
  Text,
} from '../../schema/schemas.ts';

const Said = Type.Unsafe<unknown>({ type: 'object' });

/** An event of the trail; what was recorded stands in it with the numbers of persons masked. */
export const AuditEvent = Closed(
  {
    number: Type.Integer({ description: '1, 2, 3 … in the fund, without gaps.' }),
    recordedAt: Instant,
    recordedBy: Type.String({ description: 'The name of the token.' }),
    tokenId: Id,
    address: Nullable(Type.String({ description: 'Null: from no request.' })),
    requestId: Nullable(Type.String()),
    act: Type.String({
      description:
        'The kind of the fact, or what was done about a token or with it, such as `sign_in`.',
    }),
    subject: Nullable(Id),
    factId: Nullable(Id),
    reason: Nullable(Type.String()),
    before: Nullable({ ...Said, description: 'What it replaces, ends or reverses.' }),
    after: {
      ...Said,
      description: 'What was recorded; identity numbers of persons are masked in lists.',
    },
    factHash: Type.String({ description: 'SHA-256 of what was recorded, numbers whole.' }),
    previousHash: Type.String(),
    hash: Type.String({
      description: 'SHA-256 of this event, the hash of the one before included.',
    }),
  },
  { title: 'AuditEvent' },
);

/** The names of columns as the API writes names. */
function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      camelCased(each),
    ]),
  );
}

// Amounts in it are text: the database wrote them so.
const said = (json: string): unknown => camelCased(JSON.parse(json));

type Stored = Awaited<ReturnType<typeof auditEvents>>[number];

/** An event with the numbers of persons as they were recorded. */
export function presentWhole(event: Stored) {
  const { number, recordedAt, actorName, actor, before, after, ...rest } = event;
  return {
    number,
    recordedAt: recordedAt.toISOString(),
    recordedBy: actorName,
    tokenId: actor,
    ...rest,
    before: before === null ? null : said(before),
    after: said(after),
  };
}

function present(event: Stored) {
  const { before, after, ...rest } = presentWhole(event);
  return { ...rest, before: maskedWithin(before), after: maskedWithin(after) };
}

const isNumber = (part: string) => /^\d{1,15}$/.test(part);

/** Who did what, when and from where. */
export const auditEventRoutes: Routes = (app, services) => {
  app.get(
    '/v1/audit-events',
    {
      schema: {
        operationId: 'listAuditEvents',
        summary:
          'The audit trail: who did what, when and from where, each event chained to the last',
        description:
          'For an inspector: each act with its token, address and request, and a hash over ' +
          'the one before (R21). `GET /v1/ledger/verification` checks the chain.',
        tags: ['Audit'],
        querystring: Closed({
          subject: Type.Optional({
            ...Id,
            description: 'A loan, cooperative, case, token, or the fact that was recorded.',
          }),
          recordedOn: Type.Optional(DateOf('Done on this day.')),
          actor: Type.Optional(Text('Done with the token of this name or id.', 'Kế toán')),
          ...OrderQuery,
          ...PageQuery,
        }),
        response: { 200: Page(AuditEvent) },
      },
    },
    ({ actor: asking, query }) =>
      readAsKnown(services, asking, {}, async (tx) => {
        const { subject, recordedOn, actor: named, limit = 50 } = query;
        const id = named?.toLowerCase() ?? '';
        const actor = isUuid(id) ? id : named;
        const [after] = keyAfter(query.cursor, [isNumber]) ?? [];
        const filter = {
          subject,
          recordedOn,
          actor,
          after: after === undefined ? undefined : Number(after),
          limit: limit + 1,
          newestFirst: query.order === 'desc',
        };
        const rows = (await auditEvents(tx, filter)).map(present);
        return pageOf(rows, limit, (row) => [String(row.number)]) as never;
      }),
  );
};
