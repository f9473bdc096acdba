import { presentLater } from '../../present/rows.ts';
import { Type } from 'typebox';
import { GROUNDS, type LineRow } from '../../../domain/reports/rows.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { explainFigure } from '../../../usecases/reports/reportSection.ts';
import type { Routes } from '../../service/appTypes.ts';
import { localitiesOf, presentLine } from '../../present/present.ts';
import {
  CalendarDate,
  Closed,
  DateOf,
  Id,
  Instant,
  LocalitiesField,
  Name,
  Nullable,
  SignedMoney,
} from '../../schema/schemas.ts';
import { Source } from '../../schema/sources.ts';
import { PeriodQuery, periodStartOf } from './section.ts';

const ofBorrower = {
  cooperativeId: Id,
  cooperativeCode: Type.String(),
  cooperativeName: Type.String(),
  locality: Type.String(),
};

const ofLoan = { loanId: Id, contractNumber: Type.String() };

const ofFact = {
  factId: Id,
  effectiveOn: CalendarDate,
  bookedOn: DateOf('The day on which it was booked, if later than its own (R42).'),
  voucherNumber: Type.String(),
  documentNumber: Type.String(),
};

const ofCase = { litigationCaseId: Id, court: Type.String() };

const Row = Type.Partial(
  Type.Object({
    ...ofBorrower,
    ...ofLoan,
    ...ofFact,
    ...ofCase,
    expectedOn: DateOf('The day a receipt or a planned movement is expected.'),
    ground: Name(GROUNDS, {
      description:
        'What the amount is: money that moved; `brought_forward` and `available` are the amounts ' +
        'of those lines; a receipt expected by `schedule`, `recall` or `recovery_plan`; or a planned ' +
        'movement of the fund’s money.',
    }),
    source: Source,
    amount: { ...SignedMoney, description: 'Signed as it counts; the amounts sum to `value`.' },
  }),
  { additionalProperties: false },
);

const LineAnswer = Closed(
  {
    asOf: CalendarDate,
    periodStart: CalendarDate,
    knownAt: Instant,
    ...LocalitiesField,
    line: Type.String({ examples: ['interestCollected.overdue'] }),
    value: Nullable(
      Type.Union([SignedMoney, Type.Integer({ minimum: 0 }), CalendarDate], {
        description: 'The figure as the section gives it: money, a count or a date.',
      }),
    ),
    rows: Type.Array(Row, {
      description: 'What it consists of: of money the summands, of a count one row each.',
    }),
  },
  { title: 'ExplainedFigure' },
);

/** The figures of the fund section, explained one by one. */
export const fundSectionLineRoutes: Routes = (app, services) => {
  app.get(
    '/v1/reports/fund-section/lines/:path',
    {
      schema: {
        operationId: 'explainFigure',
        summary: 'Explains one figure of the fund section by the rows it consists of',
        description:
          '`path` is the place of a figure in the answer, such as ' +
          '`interestCollected.overdue`. Of a money figure the rows’ `amount` sum to it; of a ' +
          'count there is a row each (R19).',
        tags: ['Reports'],
        params: Closed({
          path: Type.String({
            description:
              'The dotted place of the figure in the section; of a source of capital its name and ' +
              'part: `sources.charter.available`.',
            examples: ['interestCollected.overdue'],
          }),
        }),
        querystring: Closed(PeriodQuery),
        response: { 200: LineAnswer },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, async (tx, view) => {
        const { asOf, knownAt } = view;
        const periodStart = periodStartOf(tx, query, asOf, knownAt);
        const { path } = params;
        const { value, rows } = await explainFigure(tx, { ...view, periodStart }, path);
        return {
          asOf,
          periodStart,
          knownAt: knownAt.toISOString(),
          ...localitiesOf(view),
          ...presentLine({ line: path, value }),
          rows: presentLater<LineRow, ReturnType<typeof presentLine<LineRow>>>(rows, presentLine),
        };
      }),
  );
};
