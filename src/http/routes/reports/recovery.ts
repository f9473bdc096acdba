import { Type } from 'typebox';
import { recoverySheets } from '../../../documents/reports/reportWorkbook.ts';
import type { Vintage } from '../../../domain/reports/recovery.ts';
import { reportRecovery } from '../../../usecases/reports/reportRecovery.ts';
import type { Routes } from '../../service/appTypes.ts';
import { presentLine, presentShare } from '../../present/present.ts';
import { CalendarDate, Closed, Id, Money } from '../../schema/schemas.ts';
import { answerTable, tableSchema, ViewFields } from '../../files/tableReport.ts';
import { QuarterName, SharePercent } from '../../present/shapes.ts';

const count = Type.Integer({ minimum: 0 });

const Year = Type.Integer({ examples: [2020] });

const Flows = {
  becameOverdue: Money,
  collected: Money,
  collectedAsIncome: {
    ...Money,
    description:
      'What of `collected` is income and no capital, by how the loan was charged off (R40).',
  },
  otherwise: Money,
};

const Period = { inDefaultAtStart: Money, ...Flows, inDefaultAtEnd: Money };

const Rate = { recoveryRatePercent: SharePercent };

const Recovered = { loans: count, borrowers: count, ...Flows, inDefault: Money, ...Rate };

/** The vintages as a table: a row for each year of each. Its fields are the columns of the CSV. */
const VintageYearRow = Closed({ yearOfDefault: Year, year: Year, ...Period, ...Rate });

const RecoveryAnswer = Closed({
  ...ViewFields,
  quarters: Type.Array(
    Closed({ quarter: QuarterName, from: CalendarDate, to: CalendarDate, ...Period, ...Rate }),
  ),
  vintages: Type.Array(
    Closed({
      yearOfDefault: Year,
      ...Recovered,
      collectedByYear: Type.Array(Closed({ year: Year, amount: Money })),
    }),
  ),
  total: Closed(Recovered),
  loans: Type.Array(
    Closed({
      contractNumber: Type.String(),
      cooperativeCode: Type.String(),
      cooperativeName: Type.String(),
      locality: Type.String(),
      firstDefaultOn: CalendarDate,
      ...Flows,
      inDefault: Money,
      loanId: Id,
      cooperativeId: Id,
    }),
  ),
});

type Rated = { readonly recoveryRatePercent: Parameters<typeof presentShare>[0] };

/** A line with its rate, which as text has its two decimals also in a table. */
function withRate<Line extends Rated>(line: Line) {
  return { ...line, recoveryRatePercent: presentShare(line.recoveryRatePercent) };
}

function presentVintage({ years, ...vintage }: Vintage) {
  return {
    ...presentLine(withRate(vintage)),
    collectedByYear: years.map(({ year, collected }) => presentLine({ year, amount: collected })),
  };
}

const vintageYears = (vintages: readonly Vintage[]) =>
  vintages.flatMap(({ yearOfDefault, years }) =>
    years.map((year) => ({ yearOfDefault, ...withRate(year) })),
  );

async function reportWithRows(...asked: Parameters<typeof reportRecovery>) {
  const report = await reportRecovery(...asked);
  return { ...report, rows: vintageYears(report.vintages) };
}

/** What was recovered of the principal in default. */
export const recoveryRoutes: Routes = (app, services) => {
  app.get(
    '/v1/reports/recovery',
    {
      schema: tableSchema(RecoveryAnswer, {
        operationId: 'getRecoveryReport',
        summary: 'What was recovered of principal in default, by quarter and by year of default',
        description:
          'In default at the close of a day: the overdue principal of the positions, and what is ' +
          'charged off and not recovered (R6, R14, R15). `collected` is what receipts paid of the ' +
          'principal in default at the close of the day before; `otherwise` is what ceased to be in ' +
          'default without money: a restructuring, a recall withdrawn. On every line the principal ' +
          'at the start + `becameOverdue` − `collected` − `otherwise` is that at the end. A vintage ' +
          'is what became overdue in one year; receipts and all else take the oldest of a loan ' +
          'first. What was in default when a loan was taken over is `becameOverdue` of the opening ' +
          'day, and of the vintage of the year in which it fell overdue (R33). ' +
          '`recoveryRatePercent`: of a quarter, what was collected of the principal at the start ' +
          'and what became overdue; of a vintage, what was collected of it until then. The ' +
          'CSV has a row for each year of each vintage, from its own to that of `asOf`.',
      }),
    },
    (request, reply) =>
      answerTable(services, request, reply, {
        report: reportWithRows,
        present: ({ quarters, vintages, total, loans }) => ({
          quarters: quarters.map((each) => presentLine(withRate(each))),
          vintages: vintages.map(presentVintage),
          total: presentLine(withRate(total)),
          loans: loans.map(presentLine),
        }),
        row: VintageYearRow,
        sheets: recoverySheets,
        fileName: 'Thu hồi nợ gốc quá hạn',
      }),
  );
};
