import { presentLater } from '../../present/rows.ts';
import { Type } from 'typebox';
import {
  ageingSheets,
  classificationSheets,
  receivableSheets,
} from '../../../documents/reports/reportWorkbook.ts';
import { STANDINGS } from '../../../domain/loans/position.ts';
import {
  reportArrearsAgeing,
  reportDebtClassification,
  reportInterestReceivable,
} from '../../../usecases/reports/reportLoans.ts';
import type { Routes } from '../../service/appTypes.ts';
import { presentLine, presentShare } from '../../present/present.ts';
import { Closed, Id, Money, Name, Nullable, Rate } from '../../schema/schemas.ts';
import { answerTable, tableSchema, ViewFields } from '../../files/tableReport.ts';
import { DebtGroupNumber, SharePercent } from '../../present/shapes.ts';
import { presentShare as presentCollateral, Share } from '../collateral/shareShapes.ts';

const count = Type.Integer({ minimum: 0 });

const Counts = { loans: count, borrowers: count };

// The fields of a row are the columns of the CSV, in the same order; ids stand last.

const LoanFields = {
  contractNumber: Type.String(),
  cooperativeCode: Type.String(),
  cooperativeName: Type.String(),
  locality: Type.String(),
  standing: Name(STANDINGS),
  daysPastDue: count,
};

const Ids = { loanId: Id, cooperativeId: Id };

const Provisions = { specificProvision: Money, generalProvision: Money };

const Deducted = {
  collateralDeductible: {
    ...Money,
    description: 'What may be deducted of collateral before the specific provision is made (R41).',
  },
};

const GroupTotals = { ...Counts, principalOutstanding: Money, ...Deducted, ...Provisions };

const ClassifiedFields = {
  ...LoanFields,
  ownDebtGroup: DebtGroupNumber,
  debtGroup: DebtGroupNumber,
  principalOutstanding: Money,
  collateral: {
    ...Money,
    description: 'The same as `collateralDeductible`, under its first name.',
  },
  ...Deducted,
  uncoveredPrincipal: {
    ...Money,
    description: 'Principal less what is deducted; 0 where others bear the risk (R34).',
  },
  specificProvisionPercent: {
    ...Rate,
    description: 'Of its group, percent of the uncovered principal, which gives the provision.',
  },
  ...Provisions,
  ...Ids,
};

/** A loan as a line of CSV. */
const ClassifiedLine = Closed(ClassifiedFields);

const ClassifiedRow = Closed(
  {
    ...ClassifiedFields,
    collaterals: Type.Array(Share, {
      description: 'Of what `collateralDeductible` is made: the `share`s come to it.',
    }),
  },
  { title: 'ClassifiedLoan' },
);

function presentClassified({
  collaterals,
  ...loan
}: Awaited<ReturnType<typeof reportDebtClassification>>['rows'][number]) {
  return { ...presentLine(loan), collaterals: collaterals.map(presentCollateral) };
}

const ClassificationAnswer = Closed({
  ...ViewFields,
  groups: Type.Array(Closed({ debtGroup: DebtGroupNumber, ...GroupTotals })),
  total: Closed(GroupTotals),
  badDebtRatioPercent: SharePercent,
  rows: Type.Array(ClassifiedRow),
});

const Band = {
  fromDays: count,
  toDays: Nullable(Type.Integer({ description: 'The last day of the band; null: no end.' })),
};

const Arrears = {
  principalOutstanding: Money,
  overduePrincipal: Money,
  inTermInterestInArrears: Money,
  overdueInterestOwed: Money,
  lateInterestOwed: Money,
};

const AgedRow = Closed({ ...LoanFields, ...Band, ...Arrears, ...Ids }, { title: 'AgedLoan' });

const AgeingAnswer = Closed({
  ...ViewFields,
  bands: Type.Array(Closed({ ...Band, ...Counts, ...Arrears })),
  total: Closed({ ...Counts, ...Arrears }),
  rows: Type.Array(AgedRow),
});

const Receivable = {
  inTermInterest: Money,
  overdueInterest: Money,
  lateInterest: Money,
  receivable: Money,
  credit: Money,
};

const ReceivableRow = Closed(
  {
    ...LoanFields,
    debtGroup: Nullable(DebtGroupNumber),
    onBooks: Type.Boolean(),
    ...Receivable,
    ...Ids,
  },
  { title: 'InterestReceivable' },
);

const ReceivableAnswer = Closed({
  ...ViewFields,
  onBooks: Closed({ ...Counts, ...Receivable }),
  offBooks: Closed({ ...Counts, ...Receivable }),
  total: Closed({ ...Counts, ...Receivable }),
  rows: Type.Array(ReceivableRow),
});

/** Reports about the debt of each of the fund's loans. */
export const debtReportRoutes: Routes = (app, services) => {
  app.get(
    '/v1/reports/debt-classification',
    {
      schema: tableSchema(ClassificationAnswer, {
        operationId: 'getDebtClassification',
        summary: 'The fund’s debt by group, with provisions',
        description:
          'Loans in term or overdue, by their debt group after the worst of the borrower (R16). The ' +
          'specific provision is on principal less what may be deducted of the collateral, of which ' +
          '`collaterals` tells the parts (R41). ' +
          '`badDebtRatioPercent`: the principal of groups 3–5, percent of all. A borrower counts ' +
          'once in each group it has loans in, and once in the total.',
      }),
    },
    (request, reply) =>
      answerTable(services, request, reply, {
        report: reportDebtClassification,
        present: (report) => ({
          groups: report.groups.map(presentLine),
          total: presentLine(report.total),
          badDebtRatioPercent: presentShare(report.badDebtRatioPercent),
          rows: presentLater(report.rows, presentClassified),
        }),
        row: ClassifiedLine,
        sheets: classificationSheets,
        fileName: 'Phân loại nợ',
      }),
  );

  app.get(
    '/v1/reports/arrears-ageing',
    {
      schema: tableSchema(AgeingAnswer, {
        operationId: 'getArrearsAgeing',
        summary: 'The fund’s debt by days past due',
        description:
          'Loans in term or overdue, by the days past due that the debt groups begin with (R16), ' +
          'those with 0 days apart. A borrower counts once in each band it has loans in, and once ' +
          'in the total.',
      }),
    },
    (request, reply) =>
      answerTable(services, request, reply, {
        report: reportArrearsAgeing,
        present: (report) => ({
          bands: report.bands.map(presentLine),
          total: presentLine(report.total),
          rows: presentLater(report.rows, presentLine),
        }),
        row: AgedRow,
        sheets: ageingSheets,
        fileName: 'Nợ theo thời gian quá hạn',
      }),
  );
};

/** The interest that the loans owe. */
export const interestReceivableRoutes: Routes = (app, services) => {
  app.get(
    '/v1/reports/interest-receivable',
    {
      schema: tableSchema(ReceivableAnswer, {
        operationId: 'getInterestReceivable',
        summary: 'Interest owed to the fund, on its books and off them',
        description:
          'Interest accrued and neither paid nor waived, due or not. That of debt group 1 is on the ' +
          'books; that of groups 2–5 and of loans charged off is off them (TT52 art. 5). What was ' +
          'collected of a class above its accrual is a `credit` and lowers no other class.',
      }),
    },
    (request, reply) =>
      answerTable(services, request, reply, {
        report: reportInterestReceivable,
        present: (report) => ({
          onBooks: presentLine(report.onBooks),
          offBooks: presentLine(report.offBooks),
          total: presentLine(report.total),
          rows: presentLater(report.rows, presentLine),
        }),
        row: ReceivableRow,
        sheets: receivableSheets,
        fileName: 'Lãi phải thu',
      }),
  );
};
