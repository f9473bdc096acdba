import { Type } from 'typebox';
import { eventsAfter } from '../../../usecases/events/listEvents.ts';
import { FundEvent, presentEvent } from '../../present/events.ts';
import { Closed } from '../../schema/schemas.ts';
import type { Routes } from '../../service/appTypes.ts';

/** Far more than a fund ever has. */
const MOST = 1e15;

const Events = Closed(
  {
    data: Type.Array(FundEvent),
    through: Type.Integer({
      description: 'Up to this number all events were given: ask with it as `after` the next time.',
    }),
  },
  { title: 'Events' },
);

/** What was recorded, for programs that ask for it. */
export const eventRoutes: Routes = (app, services) => {
  app.get(
    '/v1/events',
    {
      schema: {
        operationId: 'listEvents',
        summary: 'What was recorded behind a number, in the order of entry',
        description:
          'For a program that keeps up with the fund: ask again and again with the `through` of the answer ' +
          'before. No event ever comes in before one that was given. The guide `events.md` ' +
          'has more, and how webhooks send the same.',
        tags: ['Events'],
        querystring: Closed({
          after: Type.Optional(
            Type.Integer({
              minimum: 0,
              maximum: MOST,
              default: 0,
              description: '`through` of the answer before; 0: from the beginning.',
            }),
          ),
          limit: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Events at most.' }),
          ),
        }),
        response: { 200: Events },
      },
    },
    async ({ actor, query }) => {
      const { after = 0, limit = 50 } = query;
      const asked = { after, limit };
      const { events, through } = await eventsAfter(services.database, actor.fundId, asked);
      return { data: events.map(presentEvent), through };
    },
  );
};
