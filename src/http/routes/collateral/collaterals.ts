import { Type, type Static } from 'typebox';
import { text } from '../../../domain/primitives/money.ts';
import { COLLATERAL_STATES } from '../../../usecases/collateral/collateralAt.ts';
import {
  listCollaterals,
  requireCollateral,
  totalsOfCollaterals,
  type CollateralFilter,
} from '../../../usecases/collateral/lookUpCollateral.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import {
  LIST_FORMATS,
  ListFormQuery,
  listResponse,
  MOST_CSV_ROWS,
  sendCsv,
} from '../../files/csvReply.ts';
import { formatOf } from '../../negotiation/negotiation.ts';
import { sendVersion } from '../../present/etag.ts';
import { isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Id,
  IdOf,
  IdParams,
  Money,
  Name,
  Nullable,
  PageQuery,
  PageWithTotals,
  Text,
  TotalsQuery,
} from '../../schema/schemas.ts';
import type { Routes } from '../../service/appTypes.ts';
import { noteAccesses } from '../../../usecases/persons/accesses.ts';
import { askingOf, MaskedQuery } from '../persons/maskedNumbers.ts';
import {
  Collateral,
  CollateralRow,
  present,
  presentRow,
  presentWhole,
} from './collateralShapes.ts';
import { DeductibleFields, Kind } from './shareShapes.ts';

/** An asset as a line of CSV. */
const CollateralLine = Closed({
  id: Id,
  state: Name(COLLATERAL_STATES),
  kind: Kind,
  description: Type.String(),
  documentNumber: Nullable(Type.String()),
  ownerName: Type.String(),
  ...DeductibleFields,
  mayBeSoldFrom: Nullable(CalendarDate),
  deducted: Money,
  contractNumbers: Type.String(),
  effectiveOn: CalendarDate,
  recordedAt: Type.String(),
  recordedBy: Type.String(),
});

type Listed = Awaited<ReturnType<typeof listCollaterals>>[number];

/** Amounts are numbers there. */
function lineOf(at: Listed) {
  const { secures, bookedOn: _, reason: __, corrects: ___, ...row } = presentRow(at);
  return {
    ...row,
    value: at.deductible.valuation?.value ?? null,
    deductible: at.deductible.amount,
    deducted: at.deducted,
    contractNumbers: secures.map((each) => each.contractNumber).join('; '),
  };
}

const Totals = Closed(
  {
    count: Type.Integer({ description: 'How many assets there are.' }),
    value: { ...Money, description: 'By their valuations in force.' },
    deductible: { ...Money, description: 'What of it may be deducted.' },
    deducted: { ...Money, description: 'What of that counts in the provisions of the loans.' },
  },
  { title: 'CollateralTotals' },
);

const ListQuery = Closed({
  state: Type.Optional(Name(COLLATERAL_STATES, { description: 'In this state on the day.' })),
  kind: Type.Optional(Kind),
  loanId: Type.Optional(IdOf('That secure this loan.')),
  cooperativeId: Type.Optional(IdOf('That this cooperative owns, or that secure a loan of it.')),
  ofOthers: Type.Optional(
    Type.Boolean({ description: '`true`: those alone whose owner owes none of the loans.' }),
  ),
  q: Type.Optional(
    Text('Words of the description, the document or the owner, also without accents.', 'thua 112'),
  ),
  ...AsKnownQuery,
  ...TotalsQuery,
  ...PageQuery,
  ...ListFormQuery,
});

const filterOf = (query: Static<typeof ListQuery>): CollateralFilter => {
  const { state, kind, loanId, cooperativeId, ofOthers, q } = query;
  return { state, kind, loanId, cooperativeId, ofOthers, q };
};

const tags = ['Collateral'];

/** Looking collateral up (R41). */
export const collateralLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/collaterals',
    {
      schema: {
        operationId: 'listCollaterals',
        summary: 'Lists what secures loans, in the order entered',
        description:
          'Each asset with its owner, its value in force on the day, what of it may be deducted, and the ' +
          'loans that it secures (R41). Those that were reversed are left out.',
        tags,
        querystring: ListQuery,
        response: { 200: listResponse(PageWithTotals(CollateralRow, Totals)) },
      },
    },
    (request, reply) => {
      const { actor, query } = request;
      const format = formatOf(request, LIST_FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, async (tx, view) => {
        const filter = filterOf(query);
        if (format === 'csv') {
          const all = await listCollaterals(tx, { ...filter, limit: MOST_CSV_ROWS }, view);
          return sendCsv(reply, query, CollateralLine, all.map(lineOf));
        }
        const { limit = 50 } = query;
        const last = keyAfter(query.cursor, [isInstant])?.[0];
        const after = last === undefined ? undefined : new Date(last);
        const found = await listCollaterals(tx, { ...filter, after, limit: limit + 1 }, view);
        const page = pageOf(found.map(presentRow), limit, (row) => [row.recordedAt]);
        if (query.totals !== true) return page;
        const all = totalsOfCollaterals(await listCollaterals(tx, filter, view));
        const { count, value, deductible, deducted } = all;
        const sums = { value: text(value), deductible: text(deductible), deducted: text(deducted) };
        return { ...page, totals: { count, ...sums } };
      });
    },
  );

  app.get(
    '/v1/collaterals/:id',
    {
      schema: {
        operationId: 'getCollateral',
        summary: 'Shows an asset that secures loans, with all that was entered of it',
        description:
          'As it counts on `asOf`: owner, value, loans, what of it is deducted (R41); and every valuation, ' +
          'change and release, reversed ones too. Its `ETag` is for the PUT. The identity number of a ' +
          'person is shown whole, which `GET /v1/personal-data/accesses` tells of.',
        tags,
        params: IdParams,
        querystring: Closed({ ...AsKnownQuery, ...MaskedQuery }),
        response: { 200: Collateral },
      },
    },
    async (request, reply) => {
      const { actor, params, query } = request;
      const { answer, shown } = await readAsKnown(services, actor, query, async (tx, view) => {
        const found = await requireCollateral(tx, params.id, view);
        sendVersion(reply, found.version);
        return query.masked === true ? { answer: present(found), shown: [] } : presentWhole(found);
      });
      await noteAccesses(services, askingOf(request), shown);
      return answer;
    },
  );
};
