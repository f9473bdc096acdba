import { Type, type Static } from 'typebox';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import {
  FIRST_HOLIDAY_YEAR,
  LAST_HOLIDAY_YEAR,
  VIETNAM_HOLIDAYS,
} from '../../../domain/policies/vietnamHolidays.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import { enterVietnamHolidays } from '../../../usecases/fund/enterVietnamHolidays.ts';
import { putHolidays, type LeftOutDays } from '../../../usecases/fund/putHolidays.ts';
import { holidaysOfYear } from '../../../usecases/fund/setHolidays.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import type { Routes } from '../../service/appTypes.ts';
import { seenVersions, sendVersion } from '../../present/etag.ts';
import { recordedOf } from '../../present/present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Instant,
  Nullable,
  WHOLE,
} from '../../schema/schemas.ts';
import { Affects, Warnings } from '../../present/shapes.ts';
import { languageOf } from '../../negotiation/language.ts';
import { warned, type Warning } from '../../problems/warnings.ts';

const YearParams = Closed({
  year: Type.Integer({
    minimum: 1900,
    maximum: 2199,
    description: 'The year of the days.',
    examples: [2023],
  }),
});

const Days = Type.Array(CalendarDate, { maxItems: 366 });

const HolidayDates = Closed({
  dates: {
    ...Days,
    description:
      'The days of the year on which nothing is payable, besides the weekend; none: an empty list.',
  },
  workingDays: Type.Optional({
    ...Days,
    description:
      'Days of the weekend on which work is made up for: what is due on them is payable on them. ' +
      'Left out, those that stand are kept; an empty list takes them away.',
    examples: [['2025-04-26']],
  }),
});

const Holidays = Closed(
  {
    year: Type.Integer(),
    dates: Type.Array(CalendarDate),
    workingDays: Type.Array(CalendarDate),
    recordedAt: Nullable(Instant),
    recordedBy: Nullable(Type.String()),
  },
  { title: 'Holidays' },
);

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

/** What a new list leaves out, with the due dates that are payable by another day now. */
function warningOf({ dates, workingDays, shifts, contracts }: LeftOutDays): Warning {
  const some = (days: readonly unknown[], said: object) => (days.length === 0 ? {} : said);
  return {
    code: 'holidays-left-out',
    rule: 'R6',
    figures: {
      ...some(dates, { dates }),
      ...some(workingDays, { workingDays }),
      ...some(shifts, {
        dueOn: shifts.map(({ dueOn }) => dueOn),
        payableByBefore: shifts.map(({ before }) => before),
        payableByNow: shifts.map(({ after }) => after),
        contracts,
      }),
    },
  };
}

const tags = ['Fund'];

/** Holidays: each list of a year is kept, the last one counts. */
export const holidayRoutes: Routes = (app, services) => {
  app.get(
    '/v1/fund/holidays/:year',
    {
      schema: {
        operationId: 'getHolidays',
        summary: 'Shows the holidays of a year',
        description:
          'The days of a year on which nobody can pay, besides Saturdays and Sundays: a due ' +
          'date on one of them is payable on the next working day (R6).',
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
        operationId: 'putHolidays',
        summary: 'Puts the holidays of a year in place of those put before',
        description:
          'Enter each year’s list once it is decided. The whole list is put in place of the ' +
          'one before; each list is kept. It moves the days on which payments fall due (R6), ' +
          'so a list that would change a closed day is refused (R22). A day that stood before ' +
          'and is left out is a holiday no more: the answer warns of it (`holidays-left-out`), ' +
          'with the due dates that it shifts.',
        tags,
        params: YearParams,
        body: HolidayDates,
        response: {
          200: Closed({
            ...Holidays.properties,
            affects: Affects,
            warnings: Type.Optional(Warnings),
          }),
        },
      },
    },
    (request, reply) =>
      act(services, request, reply, 200, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { year } = request.params;
        const put = { year, ...request.body };
        const { list, leftOut } = await putHolidays(tx, by, put, seenVersions(request));
        sendVersion(reply, list.id);
        const told = warned(
          leftOut === null ? [] : [warningOf(leftOut)],
          languageOf(request.headers['accept-language']),
        );
        return { ...presentHolidays(year, list), affects: await affectsOfAct(tx), ...told };
      }),
  );
};

const Year = (description: string, example: number) =>
  Type.Integer({
    minimum: FIRST_HOLIDAY_YEAR,
    maximum: LAST_HOLIDAY_YEAR,
    description,
    examples: [example],
  });

const NewYears = Closed({
  fromYear: Year('The first year.', 2015),
  toYear: Year('The last year.', 2027),
});

const Years = Closed({
  fromYear: Type.Optional(Year('The first year; left out, the first that there is.', 2015)),
  toYear: Type.Optional(Year('The last year; left out, the last that there is.', 2027)),
});

function yearsOf({ fromYear, toYear }: Static<typeof Years>, pointer: string) {
  const from = fromYear ?? FIRST_HOLIDAY_YEAR;
  const to = toYear ?? LAST_HOLIDAY_YEAR;
  if (to < from) {
    throw invalid(pointer, {
      en: 'must not be before `fromYear`',
      vi: 'không được trước `fromYear`',
    });
  }
  return { from, to };
}

const VietnamYear = Closed({
  year: Type.Integer(),
  decided: Type.Boolean({
    description: 'False, if the government had not decided the days that the law leaves to it.',
  }),
  dates: Type.Array(
    Closed({
      date: CalendarDate,
      name: Type.String(),
      source: Type.String({
        description: 'The law, and the decision of the year where it needs one.',
      }),
    }),
  ),
  workingDays: Type.Array(CalendarDate),
  note: Nullable(Type.String()),
});

/** The public holidays of Vietnam, which a fund may take over. */
export const vietnamHolidayRoutes: Routes = (app, services) => {
  app.get(
    '/v1/vietnam-holidays',
    {
      schema: {
        operationId: 'listVietnamHolidays',
        summary: 'Lists the public holidays of Vietnam by year, each day with its source',
        description:
          'With the days off in lieu and the days that were exchanged for a Saturday. They are ' +
          'offered: a fund’s own lists alone decide what is payable when (R6).',
        tags,
        querystring: Years,
        response: { 200: Closed({ data: Type.Array(VietnamYear), nextCursor: WHOLE }) },
      },
    },
    async ({ query }) => {
      const { from, to } = yearsOf(query, '?toYear');
      const data = VIETNAM_HOLIDAYS.filter(({ year }) => year >= from && year <= to).map(
        ({ year, days, workingDays, isDecided, note }) => ({
          year,
          decided: isDecided,
          dates: days.map(({ on, name, source }) => ({ date: on, name, source })),
          workingDays: [...workingDays],
          note,
        }),
      );
      return { data, nextCursor: null };
    },
  );

  app.post(
    '/v1/fund/holidays',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'takeOverHolidays',
        summary: 'Takes over the public holidays of Vietnam for the years without a list',
        description: 'A list that the fund has is left as it is, and named under `left`.',
        tags,
        body: NewYears,
        response: {
          201: Closed({
            entered: Type.Array(Holidays),
            left: Type.Array(Holidays),
            affects: Affects,
          }),
        },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const years = yearsOf(request.body, '/toYear');
        const { entered, left } = enterVietnamHolidays(tx, by, years);
        return {
          entered: entered.map((list) => presentHolidays(list.year, list)),
          left: left.map((list) => presentHolidays(list.year, list)),
          affects: await affectsOfAct(tx),
        };
      }),
  );
};
