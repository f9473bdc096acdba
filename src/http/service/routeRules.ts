import assert from 'node:assert';
import type { FastifySchema, RouteOptions } from 'fastify';
import { Type, type TSchema } from 'typebox';
import type { ErrorCode } from '../../domain/primitives/errors.ts';
import { ROLES } from '../../domain/access/actor.ts';
import type { App } from './appTypes.ts';
import { isOperators, rolesOf, type Permission, type PermissionByRoute } from './permissions.ts';
import { WaitingAct } from '../present/proposedActs.ts';
import { mayNeedSecondPerson } from './secondPerson.ts';
import { byStatus, refusalsOf } from '../openapi/refusals.ts';
import { PROBLEMS } from '../problems/problems.ts';
import { Closed } from '../schema/schemas.ts';
import { Problem } from '../problems/problemSchema.ts';

type Node = Record<string, unknown>;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The codes that it may be refused with, as documented. */
    refusals?: readonly ErrorCode[];
    /** Answered to every token, whatever it may do. */
    everyToken?: boolean;
    /** Carries out the act of another route, and is refused as that one would be. */
    confirmsActs?: boolean;
  }
}

/** How refusals with a status are told of: their codes, each with what it looks like. */
function problemAnswer(codes: readonly ErrorCode[]) {
  const schema = Type.Unsafe({ $ref: 'Problem#' });
  const description = codes.map((code) => `- \`${code}\` ${PROBLEMS[code].title.en}`).join('\n');
  const examples = Object.fromEntries(
    codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
  );
  return { description, content: { 'application/problem+json': { schema, examples } } };
}

/** The refusals with these codes, by status, as a route outside /v1 documents them. */
export const problemAnswers = (codes: readonly ErrorCode[]) =>
  Object.fromEntries(byStatus(codes).map(([status, each]) => [status, problemAnswer(each)]));

/** Every object a body may hold says that it refuses what it does not know. */
function assertClosed(schema: unknown, where: string): void {
  if (typeof schema !== 'object' || schema === null) return;
  const node = schema as Node;
  const open = node.type === 'object' && node.properties !== undefined;
  assert(!open || node.additionalProperties === false, `${where}: an object that is not closed`);
  for (const child of Object.values(node)) assertClosed(child, where);
}

function methodsOf(route: RouteOptions): string[] {
  return [route.method].flat().map((method) => method.toUpperCase());
}

function assertComplete(route: RouteOptions, schema: FastifySchema): void {
  for (const method of methodsOf(route)) {
    const where = `${method} ${route.url}`;
    assert(schema.summary && schema.tags?.length, `${where}: no summary or no tags`);
    assert(schema.response, `${where}: no response schema`);
    assert(method !== 'POST' || route.config?.idempotency, `${where}: no config.idempotency`);
    assertClosed(schema.body, where);
    assertClosed(schema.querystring, where);
    assert(!route.url.includes(':') || schema.params, `${where}: no schema of its params`);
  }
}

const KeyHeader = (required: boolean) => {
  const key = Type.String({
    minLength: 1,
    maxLength: 255,
    description:
      'Names this act: sent again, it is carried out once and answered the same. A key belongs to the ' +
      'fund, not to the token: make a random one for each act, such as a UUID, without a comma.' +
      (required
        ? ''
        : ' It may be left out here: a code or name that exists refuses a second one.'),
  });
  return Type.Object({ 'Idempotency-Key': required ? key : Type.Optional(key) });
};

const MatchHeader = Type.Object({
  'If-Match': Type.Optional(Type.String({ description: 'The `ETag` of what you are changing.' })),
});

function documented(
  route: RouteOptions,
  schema: FastifySchema,
  refusals: readonly ErrorCode[],
): FastifySchema {
  const [method = ''] = methodsOf(route);
  const { idempotency = 'none' } = route.config ?? {};
  const headers =
    method === 'PUT' || method === 'PATCH'
      ? MatchHeader
      : idempotency !== 'none' && KeyHeader(idempotency === 'required');
  return {
    ...schema,
    ...(headers ? { headers } : {}),
    response: { ...problemAnswers(refusals), ...(schema.response as object) },
  };
}

/** Says in the documentation who may ask. */
function allowed(permission: Permission | undefined): FastifySchema {
  if (permission === undefined) return { 'x-permission': 'any', 'x-roles': ROLES } as FastifySchema;
  const roles = isOperators(permission) ? ['operator'] : rolesOf(permission);
  return { 'x-permission': permission, 'x-roles': roles } as FastifySchema;
}

/** What every route must have, asserted when it is added, or is given without having to say it. */
export function addRouteRules(app: App, permissions: PermissionByRoute): void {
  const named = new Set(permissions.keys());
  const refusalsOfActs = new Set<ErrorCode>();
  app.addSchema(Problem);
  app.addHook('onReady', async () => {
    const missing = [...named].join(', ');
    assert(missing === '', `in the table of permissions, but no route: ${missing}`);
  });
  app.addHook('onRoute', (route) => {
    const schema: FastifySchema = { querystring: Closed({}), ...route.schema };
    route.schema = schema;
    if (!route.url.startsWith('/v1/')) return;
    const [method = '', ...more] = methodsOf(route);
    const where = `${method} ${route.url}`;
    assert(more.length === 0, `${where}: a route has one method`);
    // Fastify adds a HEAD to each GET: it says too much to be asked by others.
    const asked = method === 'HEAD' ? `GET ${route.url}` : where;
    const permission = permissions.get(asked);
    if (method !== 'HEAD') assertComplete(route, schema);
    const everyToken = route.config?.everyToken === true;
    assert(permission !== undefined || everyToken, `${where}: not in the table of permissions`);
    named.delete(asked);
    route.config = { ...route.config, ...(permission && { permission }) };
    if (method === 'HEAD') return;
    const { idempotency = 'none', confirmsActs } = route.config;
    const own = refusalsOf({
      method,
      operationId: schema.operationId,
      idempotency,
      body: schema.body,
    });
    const mayWait = mayNeedSecondPerson(where, schema.response, idempotency);
    if (mayWait) {
      own.forEach((code) => refusalsOfActs.add(code));
      const { 202: own202, ...answers } = schema.response as Readonly<Record<number, TSchema>>;
      const waits = own202 === undefined ? WaitingAct : Type.Union([own202, WaitingAct]);
      schema.response = { ...answers, 202: waits };
    }
    const refusals = confirmsActs === true ? [...new Set([...own, ...refusalsOfActs])] : own;
    if (schema.operationId !== undefined) route.config.refusals = refusals;
    route.schema = { ...documented(route, schema, refusals), ...allowed(permission) };
  });
}
