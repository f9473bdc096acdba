import assert from 'node:assert';
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest, FastifySchema, RouteOptions } from 'fastify';
import type { Actor } from '../../domain/access/actor.ts';
import type { AskedAct } from '../../domain/policies/secondPerson.ts';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import type { ProposedActEntry } from '../../store/secondPerson/proposedAct.ts';
import type { App } from './appTypes.ts';
import { may } from './permissions.ts';
import { permissionAt, routeAt } from './routeOfPath.ts';

/** What a request confirms: a proposed act, and whoever confirms it. */
interface Confirming {
  readonly proposalId: string;
  readonly confirmer: Actor;
}

type Act = AskedAct['acts'][number];

/** What the policy calls each act, with the routes by which it is asked for. What undoes an act is the same act. */
const ROUTES_OF_ACT: Readonly<Record<Exclude<Act, 'reversal' | 'afterIssue'>, readonly string[]>> =
  {
    chargeOff: ['POST /v1/loans/:id/charge-offs', 'POST /v1/charge-offs/:id/reversal'],
    writeOff: ['POST /v1/loans/:id/write-offs', 'POST /v1/write-offs/:id/reversal'],
    waiver: ['POST /v1/loans/:id/waivers', 'POST /v1/waivers/:id/reversal'],
    restructuring: ['POST /v1/loans/:id/restructurings', 'POST /v1/restructurings/:id/reversal'],
    recall: [
      'POST /v1/loans/:id/recalls',
      'POST /v1/recalls/:id/withdrawal',
      'POST /v1/recalls/:id/reversal',
    ],
    freeze: [
      'POST /v1/loans/:id/freezes',
      'POST /v1/freezes/:id/end',
      'POST /v1/freezes/:id/reversal',
      'POST /v1/freeze-ends/:id/reversal',
    ],
    rateChange: ['POST /v1/loans/:id/rate-changes', 'POST /v1/rate-changes/:id/reversal'],
    debtGroupOverride: [
      'POST /v1/loans/:id/debt-group-overrides',
      'POST /v1/debt-group-overrides/:id/reversal',
    ],
    contractCorrection: ['POST /v1/loans/:id/correction', 'POST /v1/loans/:id/void'],
    disbursement: ['POST /v1/loans/:id/disbursements', 'POST /v1/disbursements/:id/reversal'],
    capitalMovement: ['POST /v1/fund/capital-movements', 'POST /v1/capital-movements/:id/reversal'],
    lendingSuspension: ['PUT /v1/fund/lending-suspension'],
    importEntry: ['POST /v1/imports/:id/entry', 'POST /v1/imports/:id/reversal'],
    handover: [
      'POST /v1/fund/handover',
      'POST /v1/handovers/:id/reversal',
      'POST /v1/fund/handovers',
      'POST /v1/handover-entries/:id/reversal',
    ],
    closing: ['POST /v1/periods/:quarter/closing'],
    reopening: ['POST /v1/periods/:quarter/reopening'],
    policy: ['POST /v1/policies'],
    token: ['POST /v1/tokens', 'POST /v1/invitations', 'POST /v1/programs', 'POST /v1/role-claims'],
  };

const ACT_BY_ROUTE: ReadonlyMap<string, Act> = new Map(
  Object.entries(ROUTES_OF_ACT).flatMap(([act, routes]) =>
    routes.map((route) => [route, act as Act]),
  ),
);

/** Reversals of what is no act of its own, and receipts allocated anew. */
const REVERSAL = /^POST \S+\/(reversal|reallocation)$/;

/** Whose reversals are of their own name and `reversal`: a policy that was made before the name was meant them. */
const NAMED_LATER: ReadonlySet<Act> = new Set<Act>(['importEntry', 'handover']);

/** What the policy calls what a route does, the narrowest name first; none: it has no name there. */
export function actsOfRoute(route: string): readonly Act[] {
  const named = ACT_BY_ROUTE.get(route);
  const isReversal = REVERSAL.test(route) && (named === undefined || NAMED_LATER.has(named));
  return [...(named === undefined ? [] : [named]), ...(isReversal ? (['reversal'] as const) : [])];
}

/** Every route that an act of the policy names, to be held against the routes there are. */
export const ROUTES_OF_ACTS = [...ACT_BY_ROUTE.keys()];

/** Whose requests bring a whole document: too much to be kept with a proposal, and full of what not all may see. */
const WITH_DOCUMENT: ReadonlySet<string> = new Set(['POST /v1/fund/handovers']);

/** What a proposal keeps of a request: of a document its hash, so that the same one is confirmed. */
export function bodyToKeep(route: string, body: unknown): unknown {
  if (!WITH_DOCUMENT.has(route)) return body;
  const { document, ...rest } = body as { readonly document: string };
  return { ...rest, sha256: createHash('sha256').update(document).digest('hex') };
}

/**
 * What a proposed request said, with the document that whoever confirms it brings.
 *
 * @throws DomainError validation: the document is missing, or there is none to bring
 */
function bodyKept(route: string, kept: unknown, brought: unknown): unknown {
  const { document } = (brought ?? {}) as { readonly document?: string };
  if (WITH_DOCUMENT.has(route)) {
    if (document !== undefined) return { ...(kept as object), document };
    throw invalid('/document', {
      en: 'is missing: send the text of the document that is to be confirmed, byte for byte',
      vi: 'còn thiếu: hãy gửi kèm nguyên văn hồ sơ cần xác nhận, đúng từng byte',
    });
  }
  if (document === undefined) return structuredClone(kept);
  throw invalid('/document', {
    en: 'is not asked for: this act has no document',
    vi: 'không cần gửi: việc này không có hồ sơ kèm theo',
  });
}

/** Whether a second person may be needed for a route: by its name, or as it can change what was issued. */
export function mayNeedSecondPerson(
  route: string,
  response: unknown,
  idempotency: 'required' | 'optional' | 'none',
): boolean {
  const isPost = route.startsWith('POST ');
  if (!isPost && !/^(PUT|PATCH) /.test(route)) return false;
  if (isPost && idempotency === 'none') return false;
  return actsOfRoute(route).length > 0 || JSON.stringify(response).includes('"affects"');
}

/** What answers the requests of a route. */
interface ActRoute {
  readonly route: string;
  readonly handler: RouteOptions['handler'];
  /** What its address and its body must be. */
  readonly params: unknown;
  readonly body: unknown;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The proposed act that the request carries out; null of every request but a confirmation. */
    confirms: Confirming | null;
  }
  interface FastifyInstance {
    /** The routes whose acts may wait for a second person. */
    actRoutes: ActRoute[];
  }
}

const schemasOf = ({ params, body }: FastifySchema = {}) => ({ params, body });

/** Has requests know what they confirm, and the app which routes can be carried out again. */
export function addSecondPerson(app: App): void {
  app.decorateRequest('confirms', null);
  app.decorate('actRoutes', []);
  app.addHook('onRoute', ({ method, url, handler, schema }) => {
    if (!url.startsWith('/v1/') || method === 'HEAD' || method === 'GET') return;
    app.actRoutes.push({ route: `${String(method)} ${url}`, handler, ...schemasOf(schema) });
  });
}

/** @throws DomainError forbidden: whoever ends a proposed act may do the act itself */
export function refuseWithoutPermission(
  proposal: Pick<ProposedActEntry, 'method' | 'path'>,
  actor: Actor,
): void {
  const permission = permissionAt(proposal);
  if (permission !== null && may(actor, permission)) return;
  const figures = { role: actor.role, ...(permission && { permission }) };
  throw new DomainError('forbidden', { figures });
}

/**
 * Reads a part of a request as its route does: its schema may be of a later release, and makes numbers of an
 * address numbers.
 *
 * @throws as a request is refused that does not fit
 */
function readPart(
  request: FastifyRequest,
  part: 'params' | 'body',
  schema: unknown,
  given: unknown,
): void {
  if (schema === undefined) return;
  const validate = request.compileValidationSchema(schema as object, part) as unknown;
  const judged: unknown = (validate as (given: unknown) => unknown)(given);
  if (judged === true) return;
  const { error: validation } = judged as { readonly error: unknown };
  throw Object.assign(new Error(part), { validation, validationContext: part });
}

/**
 * Has the route of a proposed act carry it out as it was asked: the request that confirms it stands in for the one
 * that proposed it, whose actor it has.
 */
export function carryOutProposed(
  app: Pick<App, 'actRoutes'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { proposal, proposer }: { readonly proposal: ProposedActEntry; readonly proposer: Actor },
): unknown {
  const { id, method, path, ifMatch } = proposal;
  // The groups of an account may have given the proposer another role meanwhile.
  const permission = permissionAt(proposal);
  if (permission !== null && !may(proposer, permission)) {
    throw new DomainError('proposer-ended', { figures: { name: proposer.tokenName } });
  }
  const found = routeAt({ method, path });
  const route = app.actRoutes.find((each) => each.route === found?.route);
  if (route === undefined || found === null) {
    throw new DomainError('not-found', { figures: { path } });
  }
  const body = bodyKept(found.route, proposal.body, request.body);
  const params = { ...found.params };
  readPart(request, 'params', route.params, params);
  readPart(request, 'body', route.body, body);
  const { 'if-match': _, ...headers } = request.headers;
  const asked = {
    params,
    body,
    query: {},
    actor: proposer,
    headers: ifMatch === null ? headers : { ...headers, 'if-match': ifMatch },
    confirms: { proposalId: id, confirmer: request.actor } satisfies Confirming,
  };
  const properties = Object.entries(asked).map(([name, value]) => [
    name,
    { value, writable: true },
  ]);
  const standIn = Object.create(
    request,
    Object.fromEntries(properties) as PropertyDescriptorMap,
  ) as FastifyRequest;
  assert(typeof route.handler === 'function', `${route.route} has no handler`);
  return (route.handler as (asked: FastifyRequest, reply: FastifyReply) => unknown)(standIn, reply);
}
