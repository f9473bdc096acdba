import { Type, type Static } from 'typebox';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { holidaysOfYear, setHolidays } from '../../../usecases/fund/setHolidays.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import type { Routes } from '../../service/appTypes.ts';
import { seenVersions, sendVersion } from '../../present/etag.ts';
import { recordedOf } from '../../present/present.ts';
import { AsKnownQuery, CalendarDate, Closed, Instant, Nullable } from '../../schema/schemas.ts';
import { Affects } from '../../present/shapes.ts';

const YearParams = Closed({
  year: Type.Integer({ minimum: 1900, maximum: 2199, examples: [2023] }),
});

const Days = Type.Array(CalendarDate, { maxItems: 366 });

const HolidayDates = Closed({
  dates: Days,
  workingDays: Type.Optional({
    ...Days,
    description:
      'Days of the weekend on which work is made up for: what is due on them is payable on them. ' +
      'Left out, those that stand are kept; an empty list takes them away.',
    examples: [['2025-04-26']],
  }),
});

const Holidays = Closed({
  year: Type.Integer(),
  dates: Type.Array(CalendarDate),
  workingDays: Type.Array(CalendarDate),
  recordedAt: Nullable(Instant),
  recordedBy: Nullable(Type.String()),
});

function presentHolidays(
  year: number,
  list: Awaited<ReturnType<typeof holidaysOfYear>>,
): Static<typeof Holidays> {
  if (list === null) {
    return { year, dates: [], workingDays: [], recordedAt: null, recordedBy: null };
  }
  const { recordedAt, recordedBy } = recordedOf(list);
  const [dates, workingDays] = [[...list.dates], [...list.workingDays]];
  return { year, dates, workingDays, recordedAt, recordedBy };
}

const tags = ['Fund'];

/** Holidays: each list of a year is kept, the last one counts. */
export const holidayRoutes: Routes = (app, services) => {
  app.get(
    '/v1/fund/holidays/:year',
    {
      schema: {
        summary: 'Shows the holidays of a year',
        tags,
        params: YearParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: Holidays },
      },
    },
    ({ actor, params: { year }, query }, reply) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const list = holidaysOfYear(tx, year, knownAt);
        sendVersion(reply, list?.id ?? null);
        return presentHolidays(year, list);
      }),
  );

  app.put(
    '/v1/fund/holidays/:year',
    {
      schema: {
        summary: 'Puts the holidays of a year in place of those put before',
        tags,
        params: YearParams,
        body: HolidayDates,
        response: { 200: Closed({ ...Holidays.properties, affects: Affects }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 200, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { year } = request.params;
        const list = setHolidays(tx, by, { year, ...request.body }, seenVersions(request));
        sendVersion(reply, list.id);
        return { ...presentHolidays(year, list), affects: await affectsOfAct(tx) };
      }),
  );
};
