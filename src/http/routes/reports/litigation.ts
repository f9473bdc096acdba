import { Type } from 'typebox';
import { litigationSheets } from '../../../documents/reports/reportWorkbook.ts';
import { DOCKET_TYPES } from '../../../domain/policies/docketTypes.ts';
import { STAGES } from '../../../domain/court/stages.ts';
import { reportLitigation } from '../../../usecases/reports/reportLitigation.ts';
import type { Routes } from '../../service/appTypes.ts';
import { presentLine } from '../../present/present.ts';
import {
  CalendarDate,
  Closed,
  Id,
  Money,
  Name,
  Nullable,
  SignedMoney,
} from '../../schema/schemas.ts';
import { answerTable, tableSchema, ViewFields } from '../../files/tableReport.ts';

const count = Type.Integer({ minimum: 0 });

const Totals = {
  cases: count,
  borrowers: count,
  claimed: Money,
  awarded: Money,
  recovered: Money,
  principalOutstanding: Money,
  outstanding: Money,
};

/** A case with its stage and its sums. */
export const CaseRow = Closed(
  {
    cooperativeCode: Type.String(),
    cooperativeName: Type.String(),
    locality: Type.String(),
    contractNumbers: Type.String({ description: 'Of its loans, parted by `; `.' }),
    court: Type.String(),
    docketType: Name(DOCKET_TYPES),
    docketNumber: Nullable(Type.String()),
    filedOn: CalendarDate,
    stage: Name(STAGES),
    stageOn: CalendarDate,
    pending: Type.Boolean(),
    claimed: Money,
    awarded: Nullable(Money),
    recovered: Money,
    awardedLessReceived: Nullable(SignedMoney),
    principalOutstanding: Money,
    outstanding: Money,
    litigationCaseId: Id,
    cooperativeId: Id,
  },
  { title: 'CaseRow' },
);

const LitigationAnswer = Closed({
  ...ViewFields,
  stages: Type.Array(Closed({ stage: Name(STAGES), ...Totals })),
  courts: Type.Array(Closed({ court: Type.String(), ...Totals })),
  localities: Type.Array(Closed({ locality: Type.String(), ...Totals })),
  pending: Closed(Totals),
  total: Closed(Totals),
  rows: Type.Array(CaseRow),
});

/** The cases before the courts, in figures. */
export const litigationReportRoutes: Routes = (app, services) => {
  app.get(
    '/v1/reports/litigation',
    {
      schema: tableSchema(LitigationAnswer, {
        operationId: 'getLitigationReport',
        summary: 'Cases by stage, court and locality: claimed, awarded, recovered, outstanding',
        description:
          'Every case filed by the day, `pending` those by which a borrower is sued (R26). Sums are ' +
          'over all components. `recovered` came through the case; `outstanding` is what pays its ' +
          'loans off (R15): that of a loan in several cases stands in the last one pending, else in ' +
          'the last one, so that totals count it once. A case is with the court that took over from ' +
          'the one it was filed with, by the policy `courts`. The CSV has a row for each case.',
      }),
    },
    (request, reply) =>
      answerTable(services, request, reply, {
        report: reportLitigation,
        present: (report) => ({
          stages: report.stages.map(presentLine),
          courts: report.courts.map(presentLine),
          localities: report.localities.map(presentLine),
          pending: presentLine(report.pending),
          total: presentLine(report.total),
          rows: report.rows.map(presentLine),
        }),
        row: CaseRow,
        sheets: litigationSheets,
        fileName: 'Vụ kiện',
      }),
  );
};
