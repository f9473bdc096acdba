import { Type } from 'typebox';
import { chargedOffSheets } from '../../../documents/reports/chargedOffWorkbook.ts';
import {
  CHARGE_OFF_GROUNDS,
  CHARGED_OFF_INTEREST,
  RECOVERY_OF_CHARGED_OFF,
} from '../../../domain/loans/chargeOff.ts';
import { STANDINGS } from '../../../domain/loans/position.ts';
import { CHARGED_OFF_STATES } from '../../../domain/reports/chargedOff.ts';
import { reportChargedOff } from '../../../usecases/reports/reportLoans.ts';
import type { Routes } from '../../service/appTypes.ts';
import { presentLine } from '../../present/present.ts';
import { presentLater } from '../../present/rows.ts';
import { CalendarDate, Closed, DateOf, Id, Money, Name, Nullable } from '../../schema/schemas.ts';
import { answerTable, tableSchema, ViewFields } from '../../files/tableReport.ts';

const count = Type.Integer({ minimum: 0 });

const Sums = {
  chargedOffPrincipal: { ...Money, description: 'What left the books.' },
  recovered: { ...Money, description: 'What of it came back since.' },
  recoveredAsIncome: { ...Money, description: 'What of that was income and no capital.' },
  principalLeft: { ...Money, description: 'What of it is still owed.' },
  interestOffBalance: {
    ...Money,
    description: 'Interest owed, of all classes: on no books of the fund.',
  },
};

const State = Name(CHARGED_OFF_STATES, {
  description:
    '`off_balance`: followed off the balance; `written_off`: in the register after its write-off; ' +
    '`recovered`: all is paid; `ended`: the time in the register is over.',
});

const Ground = Nullable(Name(CHARGE_OFF_GROUNDS));

// The fields of a row are the columns of the CSV, in the same order; ids stand last.
const Row = Closed(
  {
    contractNumber: Type.String(),
    cooperativeCode: Type.String(),
    cooperativeName: Type.String(),
    locality: Type.String(),
    standing: Name(STANDINGS),
    daysPastDue: count,
    state: State,
    chargedOffOn: DateOf('The day on which it first was, in whichever fund.'),
    decisionNumber: Nullable(Type.String()),
    ground: Ground,
    interest: Name(CHARGED_OFF_INTEREST),
    recovery: Name(RECOVERY_OF_CHARGED_OFF),
    ...Sums,
    mayBeWrittenOffFrom: DateOf('The first day on which it may be written off.'),
    writtenOffOn: Nullable(CalendarDate),
    writeOffDecisionNumber: Nullable(Type.String()),
    writeOffGround: Ground,
    keptUntil: Nullable(
      DateOf(
        'The last day of its time in the register; null: not written off, or nobody left who owes.',
      ),
    ),
    loanId: Id,
    cooperativeId: Id,
  },
  { title: 'ChargedOffLoan' },
);

const Totals = { loans: count, borrowers: count, ...Sums };

/** The register of the loans that were charged off. */
export const chargedOffReportRoutes: Routes = (app, services) => {
  app.get(
    '/v1/reports/charged-off',
    {
      schema: tableSchema(
        Closed({
          ...ViewFields,
          states: Type.Array(Closed({ state: State, ...Totals })),
          total: Closed(Totals),
          rows: Type.Array(Row),
        }),
        {
          operationId: 'getChargedOff',
          summary: 'The register of loans charged off, with what came back and their two terms',
          description:
            'For the fund alone, never for a borrower (R40, Decree 86/2024 art. 11–13): when and why each loan ' +
            'left the books, what of it came back, the interest that is owed off the balance, from when it may ' +
            'be written off, and until when it is kept once it is.',
        },
      ),
    },
    (request, reply) =>
      answerTable(services, request, reply, {
        report: reportChargedOff,
        present: (report) => ({
          states: report.states.map(presentLine),
          total: presentLine(report.total),
          rows: presentLater(report.rows, presentLine),
        }),
        row: Row,
        sheets: chargedOffSheets,
        fileName: 'Nợ đã xử lý rủi ro',
      }),
  );
};
