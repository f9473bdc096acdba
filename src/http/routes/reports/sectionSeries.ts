import { Type, type Static } from 'typebox';
import { usualPeriodStartOf } from '../../../usecases/view/sinceOpening.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import {
  MOST_SERIES_DAYS,
  SERIES_STEPS,
  seriesDays,
} from '../../../domain/reports/section/seriesDays.ts';
import { reportFundSection } from '../../../usecases/reports/reportSection.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { languageOf } from '../../negotiation/language.ts';
import { localitiesOf } from '../../present/present.ts';
import { AsKnownQuery, Closed, DateOf, LocalitiesQuery, Name } from '../../schema/schemas.ts';
import type { Routes } from '../../service/appTypes.ts';
import { FundSectionAnswer, presentInTurns } from './section.ts';

const Query = Closed({
  from: DateOf('The first day of the series lies on it or after it.'),
  to: DateOf('The last day of the series.'),
  every: Type.Optional(
    Name(SERIES_STEPS, { description: 'How far the days lie apart; default `month`.' }),
  ),
  lists: Type.Optional(
    Type.Boolean({
      default: true,
      description:
        'False leaves out lists and notes, which are long in a large fund: the figures remain.',
    }),
  ),
  knownAt: AsKnownQuery.knownAt,
  ...LocalitiesQuery,
});

const { litigation, recalls, projectedYearEnd, notes } = FundSectionAnswer.properties;

const isClosed = { additionalProperties: false };

/** A section, its lists left out if they are not asked for. */
const SeriesEntry = Closed(
  {
    ...FundSectionAnswer.properties,
    litigation: Type.Partial(litigation, isClosed),
    recalls: Type.Partial(recalls, isClosed),
    projectedYearEnd: Type.Partial(projectedYearEnd, isClosed),
    notes: Type.Optional(notes),
  },
  { title: 'FundSectionOfSeries' },
);

/** The figures of a section without its lists and notes. */
function figuresOf(presented: ReturnType<typeof presentInTurns>) {
  const { notes: _, ...section } = presented;
  const { sued, overdueBorrowers } = section.litigation;
  const { recalled, inTermBorrowers } = section.recalls;
  const { expectedReceipts: __, ...projectedYearEnd } = section.projectedYearEnd;
  const counts = {
    litigation: { sued, overdueBorrowers },
    recalls: { recalled, inTermBorrowers },
  };
  return { ...section, ...counts, projectedYearEnd };
}

/** @throws DomainError validation */
function daysAsked({ from, to, every = 'month' }: Static<typeof Query>) {
  if (from > to) {
    throw invalid('?to', { en: 'must not be before `from`', vi: 'không được trước `from`' });
  }
  const days = seriesDays(from, to, every);
  if (days !== null) return days;
  throw invalid('?every', {
    en: `gives more than ${MOST_SERIES_DAYS} days; take a longer step or fewer years`,
    vi: `cho hơn ${MOST_SERIES_DAYS} ngày; hãy chọn bước dài hơn hoặc ít năm hơn`,
  });
}

/** The fund section day by day, for a chart. */
export const sectionSeriesRoutes: Routes = (app, services) => {
  app.get(
    '/v1/reports/fund-section/series',
    {
      schema: {
        operationId: 'getFundSectionSeries',
        summary: 'The fund section on the last day of each month, quarter or year',
        description:
          'Each entry is the section as it is asked for on that day, its period from 1 January of ' +
          'the day’s year, or from the day after the opening day of the fund (R32). The days are the last ones of the months, quarters or years from `from` ' +
          `to \`to\`, and \`to\` itself: at most ${MOST_SERIES_DAYS}.`,
        tags: ['Reports'],
        querystring: Query,
        response: { 200: Closed({ data: Type.Array(SeriesEntry) }) },
      },
    },
    (request, reply) => {
      const { actor, query, headers } = request;
      const days = daysAsked(query);
      reply.header('vary', 'accept-language');
      const language = languageOf(headers['accept-language']);
      return readAsKnown(services, actor, query, async (tx, view) => {
        const { knownAt } = view;
        const data = [];
        for (const asOf of days) {
          const periodStart = usualPeriodStartOf(tx, asOf, knownAt);
          const at = { ...view, asOf, periodStart };
          const section = await reportFundSection(tx, at);
          const presented = presentInTurns(section, knownAt, language);
          const told = query.lists === false ? figuresOf(presented) : presented;
          data.push({ ...told, ...localitiesOf(view) });
        }
        return { data };
      });
    },
  );
};
