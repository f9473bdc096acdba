import { Type, type Static } from 'typebox';
import { changeFund } from '../../../usecases/fund/changeFund.ts';
import { fundChanges } from '../../../usecases/fund/lookUpFund.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import { isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import { seenVersions, sendVersion } from '../../present/etag.ts';
import { recordedOf } from '../../present/present.ts';
import {
  AsKnownQuery,
  Closed,
  DateOf,
  Id,
  Nullable,
  Page,
  PageQuery,
  Text,
} from '../../schema/schemas.ts';
import { RecordedFields } from '../../present/shapes.ts';

const NameChange = Closed(
  {
    name: Type.Optional(
      Text('What the fund is called.', 'Quỹ hỗ trợ phát triển hợp tác xã tỉnh Lạng Sơn'),
    ),
    province: Type.Optional(Text('The province of the fund.', 'Lạng Sơn')),
    effectiveOn: Type.Optional(
      DateOf(
        'The day from which a real change counts; left out, a correction that counts for all.',
      ),
    ),
    reason: Text(
      'Why it is changed.',
      'Nghị quyết 202/2025/QH15 về sắp xếp đơn vị hành chính cấp tỉnh',
    ),
  },
  { title: 'FundChange' },
);

const Named = Closed({ code: Type.String(), name: Type.String(), province: Type.String() });

const Version = Closed(
  {
    id: Id,
    name: Type.String(),
    province: Type.String(),
    changedOn: Nullable(DateOf('The day from which it counts; null: for all days.')),
    reason: Type.String(),
    ...RecordedFields,
  },
  { title: 'FundVersion' },
);

function presentVersion(version: ReturnType<typeof fundChanges>[number]): Static<typeof Version> {
  const { id, name, province, changedOn, reason } = version;
  return { id, name, province, changedOn, reason, ...recordedOf(version) };
}

const tags = ['Fund'];

/** What the fund is called: each change is kept, and counts from its day on. */
export const fundNameRoutes: Routes = (app, services) => {
  app.patch(
    '/v1/fund',
    {
      schema: {
        operationId: 'changeFund',
        summary: 'Changes the name or the province of the fund from a day on, or corrects them',
        description:
          'Papers that were issued keep the name with which they were issued; a report or letter has ' +
          'the name that counts on its day. An `issuerName` of the document settings goes before the ' +
          'name of the fund: change it too, if it is set.',
        tags,
        body: NameChange,
        response: { 200: Named },
      },
    },
    (request, reply) =>
      act(services, request, reply, 200, (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { effectiveOn: changedOn = null, ...change } = request.body;
        const changed = changeFund(tx, by, { ...change, changedOn }, seenVersions(request));
        sendVersion(reply, changed.version);
        const { code, name, province } = changed.fund;
        return { code, name, province };
      }),
  );

  app.get(
    '/v1/fund/versions',
    {
      schema: {
        operationId: 'listFundVersions',
        summary: 'Lists the changes of the name and the province of the fund, oldest first',
        description:
          'Every change of the name or the province, with its reason and the day from which ' +
          'it counts.',
        tags,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt, ...PageQuery }),
        response: { 200: Page(Version) },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const after = keyAfter(query.cursor, [isInstant])?.[0] ?? '';
        const rows = fundChanges(tx, knownAt).map(presentVersion);
        const later = rows.filter((row) => row.recordedAt > after);
        return pageOf(later, query.limit ?? 50, (row) => [row.recordedAt]);
      }),
  );
};
