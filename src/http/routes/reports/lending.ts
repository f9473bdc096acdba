import { Type } from 'typebox';
import { lendingSheets, nameOfGroup } from '../../../documents/reports/lendingWorkbook.ts';
import {
  LENDING_DIMENSIONS,
  type LendingDimension,
  type LendingSums,
} from '../../../domain/reports/lending.ts';
import { reportLending } from '../../../usecases/reports/reportLending.ts';
import type { ReportView } from '../../../usecases/reports/reportSection.ts';
import { answerTable, tableSchema, ViewFields } from '../../files/tableReport.ts';
import { presentLine, presentShare } from '../../present/present.ts';
import { SharePercent } from '../../present/shapes.ts';
import {
  CalendarDate,
  Closed,
  DateOf,
  Money,
  Name,
  Nullable,
  SignedMoney,
} from '../../schema/schemas.ts';
import type { Routes } from '../../service/appTypes.ts';
import { periodStartOf } from './section.ts';

const count = Type.Integer({ minimum: 0 });

// The fields of a row are the columns of the CSV, in the same order.

const Sums = {
  borrowers: count,
  loans: count,
  lent: SignedMoney,
  collected: SignedMoney,
  interestCollected: SignedMoney,
  outstanding: Money,
  inTerm: Money,
  overdue: Money,
  overdueRatioPercent: SharePercent,
  badDebt: Money,
  badDebtRatioPercent: SharePercent,
  chargedOff: Money,
  jobs: count,
  totalLent: Money,
  totalCollected: Money,
  loanTurns: count,
};

const Named = {
  group: Nullable(
    Type.String({ description: 'What tells its loans apart; null: it is not known of them.' }),
  ),
  name: Nullable(Type.String({ description: 'The same in Vietnamese.' })),
};

const LendingRow = Closed({ ...Named, ...Sums }, { title: 'LendingRow' });

/** A row of the CSV: of a group, and last of all. */
const LendingLine = Closed({ row: Name(['group', 'total'] as const), ...LendingRow.properties });

const LendingAnswer = Closed({
  ...ViewFields,
  periodStart: CalendarDate,
  by: Name(LENDING_DIMENSIONS),
  rows: Type.Array(LendingRow),
  total: Closed(Sums),
});

/** Sums with their ratios, which as text have two decimals also in a table. */
const withRatios = (sums: LendingSums) => ({
  ...sums,
  overdueRatioPercent: presentShare(sums.overdueRatioPercent),
  badDebtRatioPercent: presentShare(sums.badDebtRatioPercent),
});

const report =
  (by: LendingDimension) => async (tx: Parameters<typeof reportLending>[0], view: ReportView) => {
    const table = await reportLending(tx, view, by);
    const groups = table.groups.map(({ group, ...sums }) => ({
      group,
      name: nameOfGroup(by, group, table.sourceName),
      ...withRatios(sums),
    }));
    const all = { group: null, name: 'Tổng cộng', ...withRatios(table.total) };
    return {
      table,
      view,
      groups,
      rows: [
        ...groups.map((each) => ({ row: 'group' as const, ...each })),
        { row: 'total' as const, ...all },
      ],
    };
  };

/** What the fund lends, by whom, where and for what. */
export const lendingRoutes: Routes = (app, services) => {
  app.get(
    '/v1/reports/lending',
    {
      schema: tableSchema(
        LendingAnswer,
        {
          operationId: 'getLendingTable',
          summary: 'Lending by locality, sector, kind of borrower, source, purpose or project',
          description:
            'What was lent and collected from `periodStart` to `asOf`, what is outstanding at its ' +
            'close, and the turnover since the founding, with what openings state (R33). `borrowers` ' +
            'and `loans` are those with debt (R17): a borrower counts once in each row it has debt ' +
            'in, and once in the total. `badDebt` is the principal of groups 3–5 (R16), `jobs` that ' +
            'of the loans counted, `loanTurns` how many loans were ever disbursed; `totalLent` − ' +
            '`totalCollected` − `chargedOff` = `outstanding`. Amounts of the rows sum to the total, ' +
            'and the total is the fund section’s. The sector of a contract that says none is that ' +
            'of its borrower. The CSV has a last row of totals.',
        },
        {
          by: Type.Optional(
            Name(LENDING_DIMENSIONS, {
              description: 'What tells the rows apart; default `locality`.',
            }),
          ),
          periodStart: Type.Optional(DateOf('First day of the period; default 1 January.')),
        },
      ),
    },
    (request, reply) => {
      const { by = 'locality' } = request.query;
      return answerTable(services, request, reply, {
        report: (tx, view) =>
          report(by)(tx, {
            ...view,
            periodStart: periodStartOf(tx, request.query, view.asOf, view.knownAt),
          }),
        present: ({ table, view, groups }) => ({
          periodStart: view.periodStart,
          by,
          rows: groups.map(presentLine),
          total: presentLine(withRatios(table.total)),
        }),
        row: LendingLine,
        sheets: ({ table, view }) => lendingSheets(table, by, view),
        fileName: 'Tình hình cho vay',
      });
    },
  );
};
