import { Type, type Static } from 'typebox';
import { addCooperative } from '../../usecases/addCooperative.ts';
import { readAsKnown } from '../../usecases/asKnown.ts';
import { cooperatives, requireCooperative } from '../../usecases/lookUp.ts';
import { act } from '../act.ts';
import type { Routes } from '../appTypes.ts';
import { isText, keyAfter, pageOf } from '../cursor.ts';
import { recordedOf } from '../present.ts';
import {
  AsKnownQuery,
  Closed,
  Code,
  Id,
  IdParams,
  Name,
  Nullable,
  Page,
  PageQuery,
  Text,
} from '../schemas.ts';
import { RecordedFields } from './shapes.ts';

const KINDS = ['cooperative', 'union', 'group', 'member'] as const;

const NewCooperative = Closed({
  code: Code('Its code in the fund, unique.', 'HTX21'),
  name: Text('Its name.', 'HTX Nông nghiệp Sạch'),
  locality: Text('The district or city by which reports group it.', 'Chi Lăng'),
  kind: Type.Optional(Name(KINDS, { description: 'Default `cooperative`.' })),
  taxCode: Type.Optional(Code('Tax code.', '4900123456')),
  representative: Type.Optional(Text('Who signs for it.', 'Nguyễn Văn An')),
  address: Type.Optional(Text('Address.', 'Thôn Đồng Mỏ, huyện Chi Lăng')),
  phone: Type.Optional(Code('Telephone number.', '0205 3 812 345')),
  sector: Type.Optional(Text('Line of business.', 'nông nghiệp')),
});

const detail = () => Nullable(Type.String());

const Cooperative = Closed({
  id: Id,
  code: Type.String(),
  name: Type.String(),
  locality: Type.String(),
  kind: Name(KINDS),
  taxCode: detail(),
  representative: detail(),
  address: detail(),
  phone: detail(),
  sector: detail(),
  ...RecordedFields,
});

function present(
  cooperative: Awaited<ReturnType<typeof requireCooperative>>,
): Static<typeof Cooperative> {
  const { id, code, name, locality, kind } = cooperative;
  const { taxCode, representative, address, phone, sector } = cooperative;
  const details = { taxCode, representative, address, phone, sector };
  return { id, code, name, locality, kind, ...details, ...recordedOf(cooperative) };
}

const tags = ['Cooperatives'];

/** The fund's borrowers. */
export const cooperativeRoutes: Routes = (app, services) => {
  app.post(
    '/v1/cooperatives',
    {
      config: { idempotency: 'optional' },
      schema: {
        summary: 'Adds a cooperative',
        tags,
        body: NewCooperative,
        response: { 201: Cooperative },
      },
    },
    (request, reply) =>
      act(
        services,
        request,
        reply,
        201,
        async (tx) => {
          const by = { actor: request.actor, today: services.clock.today() };
          const { body } = request;
          const added = await addCooperative(tx, by, {
            code: body.code,
            name: body.name,
            locality: body.locality,
            kind: body.kind ?? 'cooperative',
            taxCode: body.taxCode ?? null,
            representative: body.representative ?? null,
            address: body.address ?? null,
            phone: body.phone ?? null,
            sector: body.sector ?? null,
          });
          return present(added);
        },
        ({ id }) => `/v1/cooperatives/${id}`,
      ),
  );
};

/** Looking cooperatives up. */
export const cooperativeLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/cooperatives',
    {
      schema: {
        summary: 'Lists cooperatives by code',
        tags,
        querystring: Closed({
          code: Type.Optional(Code('Exactly this code.', 'HTX01')),
          q: Type.Optional(Text('A part of the code or name.', 'Xuân')),
          knownAt: AsKnownQuery.knownAt,
          ...PageQuery,
        }),
        response: { 200: Page(Cooperative) },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, async (tx, { knownAt }) => {
        const { code, q, limit = 50 } = query;
        const after = keyAfter(query.cursor, [isText])?.[0];
        const rows = await cooperatives(tx, { code, q, after, limit: limit + 1 }, knownAt);
        return pageOf(rows.map(present), limit, (row) => [row.code]);
      }),
  );

  app.get(
    '/v1/cooperatives/:id',
    {
      schema: {
        summary: 'Shows a cooperative',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: Cooperative },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, async (tx, { knownAt }) =>
        present(await requireCooperative(tx, params.id, knownAt)),
      ),
  );
};
