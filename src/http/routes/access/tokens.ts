import { Type, type Static } from 'typebox';
import { calendarDate } from '../../../domain/primitives/dates.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import {
  addToken,
  revokeToken,
  tokens,
  type ListedToken,
  type StoredToken,
} from '../../../usecases/access/manageTokens.ts';
import { act } from '../../service/act.ts';
import type { FundAct } from '../../../book/fund.ts';
import type { Routes } from '../../service/appTypes.ts';
import { isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import { GRANTABLE } from '../../service/permissions.ts';
import { instantOrNull } from '../../present/present.ts';
import {
  CalendarDate,
  Closed,
  DateOf,
  Id,
  IdParams,
  Instant,
  Name,
  Nullable,
  Page,
  PageQuery,
  Text,
} from '../../schema/schemas.ts';
import { isUuid } from '../../../domain/primitives/ids.ts';
import { ROLES } from '../../../domain/access/actor.ts';
import { Reason } from '../../present/shapes.ts';

const NewTokenBody = Closed(
  {
    name: Text('Who or what has it: the name stands beside what it does.', 'Nguyễn Thị Lan'),
    role: Name(ROLES, { description: 'What it may do; an `integration` only what `scopes` say.' }),
    scopes: Type.Optional(
      Type.Array(Name(GRANTABLE), {
        maxItems: 50,
        uniqueItems: true,
        description: 'Of an integration, and of no other: the permissions it has.',
      }),
    ),
    expiresOn: Type.Optional(DateOf('The last day on which it is good; left out: for ever.')),
  },
  { title: 'NewToken' },
);

const made = {
  id: Id,
  name: Type.String(),
  role: Name(ROLES),
  scopes: Type.Array(Type.String()),
  expiresOn: Nullable(CalendarDate),
  createdAt: Instant,
};

const Token = Closed(
  {
    ...made,
    lastUsedAt: Nullable({ ...Instant, description: 'To the minute; null: never.' }),
    revokedAt: Nullable(Instant),
    revokedBy: Nullable(Type.String()),
    reason: Nullable(Type.String()),
  },
  { title: 'Token' },
);

const presentMade = ({ id, name, role, scopes, expiresOn, createdAt }: StoredToken) => ({
  id,
  name,
  role,
  scopes: [...scopes],
  expiresOn,
  createdAt: createdAt.toISOString(),
});

function present(token: ListedToken): Static<typeof Token> {
  const { lastUsedAt, revokedAt, revokedBy, reason } = token;
  return {
    ...presentMade(token),
    lastUsedAt: instantOrNull(lastUsedAt),
    revokedAt: instantOrNull(revokedAt),
    revokedBy,
    reason,
  };
}

interface Told {
  readonly id: string;
  readonly token: string;
}

/**
 * The secret of the token that is answered. A token that was rolled back before a second try had
 * another secret.
 */
const secretOf = (id: string, told: Told | null): string | null =>
  told?.id === id ? told.token : null;

const tags = ['Tokens'];

/** By whom, from where and on which day a token is made or ended. */
export const byOf = (
  request: { actor: Parameters<typeof addToken>[1]['actor']; ip: string; id: string },
  today: Parameters<typeof addToken>[1]['today'],
) => ({
  actor: request.actor,
  from: { address: request.ip, requestId: request.id },
  today,
});

/**
 * Who may ask the service: one token a person or program. The secret is told once. A retry of the
 * request that made the token is answered with `token: null`, because the answer is kept and the
 * secret is not.
 */
export const tokenRoutes: Routes = (app, services) => {
  app.post(
    '/v1/tokens',
    {
      config: { idempotency: 'optional' },
      schema: {
        operationId: 'addToken',
        summary: 'Makes a token; it is told once',
        description:
          'One for each person or program, so that the trail tells who did what. Keep the ' +
          'secret at once: only its hash is stored.',
        tags,
        body: NewTokenBody,
        response: {
          201: Closed({
            ...made,
            token: Nullable(
              Type.String({
                description: 'Keep it: only a hash is stored. Null where an answer is given again.',
              }),
            ),
          }),
        },
      },
    },
    (request, reply) => {
      const { name, role, scopes = [], expiresOn = null } = request.body;
      // Apart from the answer, which is kept for a retry.
      let told: Told | null = null;
      const carryOut = async (tx: FundAct) => {
        const by = byOf(request, services.clock.today());
        const day = expiresOn === null ? null : calendarDate(expiresOn);
        const added = await addToken(tx, by, { name, role, scopes, expiresOn: day });
        told = added;
        return { ...presentMade(added), token: null as string | null };
      };
      return act(services, request, reply, 201, carryOut, undefined, (body) => ({
        ...body,
        token: secretOf(body.id, told),
      }));
    },
  );

  app.post(
    '/v1/tokens/:id/revocation',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'revokeToken',
        summary: 'Ends a token at once',
        description:
          'When somebody leaves, or a secret was seen. The last token of a director cannot ' +
          'be revoked.',
        tags,
        params: IdParams,
        body: Reason,
        response: { 201: Token },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = byOf(request, services.clock.today());
        const { reason } = request.body;
        return present(await revokeToken(tx, by, { id: request.params.id, reason }));
      }),
  );
};

export const tokenLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/tokens',
    {
      schema: {
        operationId: 'listTokens',
        summary: 'Lists the tokens, oldest first, with their last use; never the secrets',
        description: 'Who may ask the service, since when, and when they last did.',
        tags,
        querystring: Closed(PageQuery),
        response: { 200: Page(Token) },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, {}, async (tx) => {
        const { limit = 50 } = query;
        const key = keyAfter(query.cursor, [isInstant, isUuid]);
        const [createdAt = '', id = ''] = key ?? [];
        const after = key === null ? {} : { after: [new Date(createdAt), id] as const };
        const rows = (await tokens(tx, { ...after, limit: limit + 1 })).map(present);
        return pageOf(rows, limit, (row) => [row.createdAt, row.id]);
      }),
  );
};
