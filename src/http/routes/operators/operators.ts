import { Type, type Static } from 'typebox';
import {
  actsOfOperators,
  addFundBy,
  fundsSeen,
  setLimits,
  type FundSeen,
  type OperatorAct,
} from '../../../usecases/operators/operators.ts';
import { keyAfter, pageOf } from '../../schema/cursor.ts';
import {
  Closed,
  Code,
  Id,
  IdParams,
  Instant,
  Nullable,
  Page,
  PageQuery,
  Text,
} from '../../schema/schemas.ts';
import { instantOrNull } from '../../present/present.ts';
import type { Routes } from '../../service/appTypes.ts';

const MOST = 1_000_000_000;

const MOST_BYTES = 1_000_000_000_000;

const limit = (maximum: number, description: string) =>
  Nullable({
    ...Type.Integer({ minimum: 1, maximum }),
    description: `${description}; null: no limit.`,
  });

const Limits = Closed(
  {
    requestsPerSecond: limit(MOST, 'Requests a second of all tokens of the fund, to one service'),
    cooperatives: limit(MOST, 'Borrowers, those taken back included'),
    loans: limit(MOST, 'Contracts, voided ones included'),
    fileBytes: limit(MOST_BYTES, 'Bytes of all files sent to be entered'),
  },
  { title: 'FundLimits' },
);

const Seen = Closed(
  {
    id: Id,
    code: Type.String(),
    name: Type.String(),
    province: Type.String(),
    createdAt: Instant,
    facts: Type.Integer({ description: 'How many were recorded.' }),
    lastActAt: Nullable(Instant),
    isInMemory: Type.Boolean({ description: 'Whether this service has its facts in memory.' }),
    storageBytes: Type.Integer({
      description:
        'Its share of the database, by how much was recorded, and the files that were sent: an estimate.',
    }),
    lastBackupAt: Nullable({ ...Instant, description: 'Of the nightly backup.' }),
    lastVerification: Nullable(
      Closed(
        {
          agreedAt: Nullable({ ...Instant, description: 'When the last one found nothing.' }),
          differences: Type.Integer({ description: 'What the last one found.' }),
        },
        { description: 'By this service since it began; null: none.' },
      ),
    ),
    webhooksPaused: Type.Integer({ description: 'Paused by somebody, or off by themselves.' }),
    lateWork: Type.Integer({ description: 'Scheduled work that is an hour late or more.' }),
    limits: { ...Limits, description: 'As set, else by default.' },
  },
  { title: 'FundSeen' },
);

function presentSeen(seen: FundSeen): Static<typeof Seen> {
  const { fundId, code, name, province, createdAt, verified } = seen;
  const { facts, isInMemory, storageBytes, webhooksPaused, lateWork, limits } = seen;
  return {
    id: fundId,
    code,
    name,
    province,
    createdAt: createdAt.toISOString(),
    facts,
    lastActAt: instantOrNull(seen.lastActAt),
    isInMemory,
    storageBytes,
    lastBackupAt: instantOrNull(seen.lastBackupAt),
    lastVerification: verified && {
      agreedAt: verified.agreedAt === 0 ? null : new Date(verified.agreedAt).toISOString(),
      differences: verified.differences,
    },
    webhooksPaused,
    lateWork,
    limits,
  };
}

const Act = Closed(
  {
    number: Type.Integer(),
    recordedAt: Instant,
    operator: Type.String(),
    address: Nullable(Type.String()),
    requestId: Nullable(Type.String()),
    act: Type.String({ description: '`fund_added` or `limits_set`.' }),
    about: Type.Unsafe<object>({ type: 'object', additionalProperties: true }),
  },
  { title: 'OperatorAct' },
);

const presentAct = ({ recordedAt, ...act }: OperatorAct): Static<typeof Act> => ({
  ...act,
  recordedAt: recordedAt.toISOString(),
});

const fromOf = ({ ip, id }: { readonly ip: string; readonly id: string }) => ({
  address: ip,
  requestId: id,
});

const isNumber = (part: string) => /^\d{1,15}$/.test(part);

const tags = ['Operator'];

/** The funds as whoever runs the installation sees them: no money of theirs, and nobody's name. */
export const operatorRoutes: Routes = (app, services) => {
  app.get(
    '/v1/operator/funds',
    {
      schema: {
        operationId: 'listFunds',
        summary:
          'The funds of the installation, oldest first: how much each takes, and how it fares',
        description:
          'With the token of an operator, made by `npm run operator -- NAME` on the machine. It opens nothing ' +
          'of a fund: no đồng and no borrower is told.',
        tags,
        querystring: Closed({}),
        response: { 200: Closed({ data: Type.Array(Seen) }, { title: 'FundsSeen' }) },
      },
    },
    async ({ operator }, _reply) => {
      const seen = await fundsSeen(services, operator, services.rateLimitPerSecond);
      return { data: seen.map(presentSeen) };
    },
  );

  app.post(
    '/v1/operator/funds',
    {
      config: { idempotency: 'none' },
      schema: {
        operationId: 'addFund',
        summary: 'Adds a fund, and tells the token of its director once',
        description: 'As `npm run fund` does on the machine. A code that is there is refused.',
        tags,
        body: Closed(
          {
            code: Code('Of the fund, unique in the installation.', 'QLS'),
            name: Text('Its name.', 'Quỹ hỗ trợ phát triển hợp tác xã tỉnh Lạng Sơn'),
            province: Text('Its province.', 'Lạng Sơn'),
          },
          { title: 'NewFund' },
        ),
        response: {
          201: Closed({
            id: Id,
            code: Type.String(),
            token: Type.String({ description: 'Keep it: only a hash is stored.' }),
          }),
        },
      },
    },
    async (request, reply) => {
      const { operator, body } = request;
      const { fundId, token } = await addFundBy(services, operator, body, fromOf(request));
      reply.code(201);
      return { id: fundId, code: body.code, token };
    },
  );
};

/** How much a fund may take, and what operators did. */
export const operatorActRoutes: Routes = (app, services) => {
  app.put(
    '/v1/operator/funds/:id/limits',
    {
      schema: {
        operationId: 'setFundLimits',
        summary: 'Sets how much of the installation a fund may take',
        description:
          'Requests beyond are a 429 with `Retry-After`, what would be too much of the others a 422. What is ' +
          'there already stays. Services that run already know of it after five seconds.',
        tags,
        params: IdParams,
        body: Limits,
        response: { 200: Limits },
      },
    },
    async (request, _reply) => {
      const { operator, body, params } = request;
      await setLimits(services, operator, params.id, body, fromOf(request));
      return body;
    },
  );

  app.get(
    '/v1/operator/acts',
    {
      schema: {
        operationId: 'listOperatorActs',
        summary: 'What operators did, in the order done',
        description: 'Who added a fund or set its limits, when and from where.',
        tags,
        querystring: Closed(PageQuery),
        response: { 200: Page(Act) },
      },
    },
    async ({ operator, query }, _reply) => {
      const { limit: most = 50 } = query;
      const [after = '0'] = keyAfter(query.cursor, [isNumber]) ?? [];
      const page = { after: Number(after), limit: most + 1 };
      const acts = await actsOfOperators(services, operator, page);
      return pageOf(acts.map(presentAct), most, ({ number }) => [String(number)]);
    },
  );
};
