import { Type } from 'typebox';
import { accesses } from '../../../usecases/persons/accesses.ts';
import { readOnAnyDay } from '../../../usecases/view/readAsKnown.ts';
import { keyAfter, pageOf } from '../../schema/cursor.ts';
import { Closed, DateOf, IdOf, OrderQuery, Page, PageQuery } from '../../schema/schemas.ts';
import type { Routes } from '../../service/appTypes.ts';
import { Access, presentAccess } from './accessShapes.ts';

const isNumber = (part: string) => /^\d{1,15}$/.test(part);

/** Who looked at what of persons. */
export const accessRoutes: Routes = (app, services) => {
  app.get(
    '/v1/personal-data/accesses',
    {
      schema: {
        operationId: 'listPersonalDataAccesses',
        summary: 'Who was shown the whole identity number of a person, when and from where',
        description:
          'An entry for each answer about one record, paper or person that shows a number whole; lists, ' +
          'which mask them, leave none (Law 91/2025/QH15). Entries are chained as the audit trail is.',
        tags: ['PersonalData'],
        querystring: Closed({
          subject: Type.Optional(
            IdOf('The borrower, asset or case that was shown, or the borrower whose number it is.'),
          ),
          on: Type.Optional(DateOf('Shown on this day.')),
          ...OrderQuery,
          ...PageQuery,
        }),
        response: { 200: Page(Access) },
      },
    },
    ({ actor, query }) =>
      readOnAnyDay(services, actor, {}, async (fund) => {
        const { subject, on, limit = 50 } = query;
        const [after] = keyAfter(query.cursor, [isNumber]) ?? [];
        const found = await accesses(fund, {
          subjects: subject === undefined ? undefined : [subject],
          on,
          after: after === undefined ? undefined : Number(after),
          limit: limit + 1,
          newestFirst: query.order === 'desc',
        });
        return pageOf(found.map(presentAccess), limit, (row) => [String(row.number)]);
      }),
  );
};
