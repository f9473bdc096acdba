import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type, type TObject } from 'typebox';
import { csv, type Cell } from '../../documents/csv.ts';
import { STANDINGS } from '../../domain/position.ts';
import type { FundTx } from '../../store/database.ts';
import { readAsKnown, type AskedView, type View } from '../../usecases/asKnown.ts';
import {
  reportArrearsAgeing,
  reportDebtClassification,
  reportInterestReceivable,
} from '../../usecases/reportLoans.ts';
import type { Services } from '../../usecases/services.ts';
import type { Routes } from '../appTypes.ts';
import { formatOf, formatQuery } from '../negotiation.ts';
import { presentLine } from '../present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Id,
  Instant,
  Money,
  Name,
  Nullable,
} from '../schemas.ts';

const count = Type.Integer({ minimum: 0 });
const Counts = { loans: count, borrowers: count };
const DebtGroup = Type.Integer({ minimum: 1, maximum: 5 });
const ViewFields = { asOf: CalendarDate, knownAt: Instant };

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
const GroupTotals = { ...Counts, principalOutstanding: Money, ...Provisions };

const ClassifiedRow = Closed({
  ...LoanFields,
  ownDebtGroup: DebtGroup,
  debtGroup: DebtGroup,
  principalOutstanding: Money,
  collateral: Money,
  ...Provisions,
  ...Ids,
});

const ClassificationAnswer = Closed({
  ...ViewFields,
  groups: Type.Array(Closed({ debtGroup: DebtGroup, ...GroupTotals })),
  total: Closed(GroupTotals),
  badDebtRatioPercent: Nullable(
    Type.String({ description: 'With two decimals; null where there is no principal.' }),
  ),
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

const AgedRow = Closed({ ...LoanFields, ...Band, ...Arrears, ...Ids });

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

const ReceivableRow = Closed({
  ...LoanFields,
  debtGroup: Nullable(DebtGroup),
  onBooks: Type.Boolean(),
  ...Receivable,
  ...Ids,
});

const ReceivableAnswer = Closed({
  ...ViewFields,
  onBooks: Closed({ ...Counts, ...Receivable }),
  offBooks: Closed({ ...Counts, ...Receivable }),
  total: Closed({ ...Counts, ...Receivable }),
  rows: Type.Array(ReceivableRow),
});

const FORMATS = ['json', 'csv'] as const;

function schemaOf<Answer extends TObject>(answer: Answer, summary: string, description: string) {
  return {
    summary,
    description,
    tags: ['Reports'],
    querystring: Closed({ ...AsKnownQuery, ...formatQuery(FORMATS) }),
    response: {
      200: {
        description: 'The report; as CSV its rows, after a row of their names',
        content: {
          'application/json': { schema: answer },
          'text/csv': { schema: Type.String() },
        },
      },
    },
  };
}

type Asked = Pick<FastifyRequest, 'headers' | 'actor'> & {
  readonly query: AskedView & { readonly format?: (typeof FORMATS)[number] };
};

/** Answers with a report: what `present` makes of it, or its rows as CSV. */
async function answer<
  Row extends Readonly<Record<keyof Row, Cell>>,
  Report extends { readonly rows: readonly Row[] },
  Presented,
>(
  services: Services,
  request: Asked,
  reply: FastifyReply,
  row: TObject,
  report: (tx: FundTx, view: View) => Promise<Report>,
  present: (report: Report) => Presented,
) {
  const { actor, query } = request;
  const format = formatOf(request, FORMATS);
  reply.header('vary', 'accept');
  return readAsKnown(services, actor, query, async (tx, view) => {
    const reported = await report(tx, view);
    if (format === 'csv') {
      reply.type('text/csv; charset=utf-8');
      return csv(Object.keys(row.properties) as (keyof Row & string)[], reported.rows);
    }
    return { asOf: view.asOf, knownAt: view.knownAt.toISOString(), ...present(reported) };
  });
}

/** Reports about each of the fund's loans. */
export const loanReportRoutes: Routes = (app, services) => {
  app.get(
    '/v1/reports/debt-classification',
    {
      schema: schemaOf(
        ClassificationAnswer,
        'The fund’s debt by group, with provisions',
        'Loans in term or overdue, by their debt group after the worst of the borrower (R16). ' +
          '`badDebtRatioPercent`: the principal of groups 3–5, percent of all. A borrower counts ' +
          'once in each group it has loans in, and once in the total.',
      ),
    },
    (request, reply) =>
      answer(services, request, reply, ClassifiedRow, reportDebtClassification, (report) => ({
        groups: report.groups.map(presentLine),
        total: presentLine(report.total),
        badDebtRatioPercent: report.badDebtRatioPercent?.toFixed(2) ?? null,
        rows: report.rows.map(presentLine),
      })),
  );

  app.get(
    '/v1/reports/arrears-ageing',
    {
      schema: schemaOf(
        AgeingAnswer,
        'The fund’s debt by days past due',
        'Loans in term or overdue, by the days past due that the debt groups begin with (R16), ' +
          'those with 0 days apart. A borrower counts once in each band it has loans in, and once ' +
          'in the total.',
      ),
    },
    (request, reply) =>
      answer(services, request, reply, AgedRow, reportArrearsAgeing, (report) => ({
        bands: report.bands.map(presentLine),
        total: presentLine(report.total),
        rows: report.rows.map(presentLine),
      })),
  );

  app.get(
    '/v1/reports/interest-receivable',
    {
      schema: schemaOf(
        ReceivableAnswer,
        'Interest owed to the fund, on its books and off them',
        'Interest accrued and neither paid nor waived, due or not. That of debt group 1 is on the ' +
          'books; that of groups 2–5 and of loans charged off is off them (TT52 art. 5). What was ' +
          'collected of a class above its accrual is a `credit` and lowers no other class.',
      ),
    },
    (request, reply) =>
      answer(services, request, reply, ReceivableRow, reportInterestReceivable, (report) => ({
        onBooks: presentLine(report.onBooks),
        offBooks: presentLine(report.offBooks),
        total: presentLine(report.total),
        rows: report.rows.map(presentLine),
      })),
  );
};
