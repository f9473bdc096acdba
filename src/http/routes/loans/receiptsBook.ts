import type { Fund } from '../../../book/fund.ts';
import { Type, type Static } from 'typebox';
import { receiptsWorkbook } from '../../../documents/loans/receiptsWorkbook.ts';
import { MOST_ROWS } from '../../../documents/sheets/workbook.ts';
import { cameIn } from '../../../domain/loans/facts.ts';
import { METHODS, UNSTATED } from '../../../domain/primitives/paymentMethods.ts';
import { text } from '../../../domain/primitives/money.ts';
import { receiptTotals } from '../../../usecases/view/listTotals.ts';
import { calendarDate } from '../../../domain/primitives/dates.ts';
import { readAsKnown, type View } from '../../../usecases/view/readAsKnown.ts';
import { namesOfLoans } from '../../../usecases/loans/lookUpFacts.ts';
import { requireLoan } from '../../../usecases/loans/loanState.ts';
import { ownFund } from '../../../usecases/fund/lookUpFund.ts';
import {
  receipts,
  receiptsJournal,
  type JournalReceipt,
} from '../../../usecases/loans/receiptsBook.ts';
import { affectsAsBooked } from '../../present/affects.ts';
import type { Routes } from '../../service/appTypes.ts';
import { isDate, isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import {
  CSV_CONTENT,
  CsvQuery,
  LIST_FORMATS,
  ListFormQuery,
  listResponse,
  MOST_CSV_ROWS,
  sendLongCsv,
} from '../../files/csvReply.ts';
import { fileContent } from '../../files/fileReply.ts';
import { formatOf, formatQuery } from '../../negotiation/negotiation.ts';
import { instantOrNull, presentAllocation, reversedOf } from '../../present/present.ts';
import {
  LocalitiesQuery,
  AsKnownQuery,
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Id,
  IdParams,
  Instant,
  Money,
  Name,
  Nullable,
  OrderQuery,
  Page,
  PageQuery,
  PageWithTotals,
  TotalsQuery,
} from '../../schema/schemas.ts';
import { sendWorkbook } from '../../files/workbookReply.ts';
import { Components, ReversedFields } from '../../present/shapes.ts';
import type { Cell } from '../../../documents/sheets/csv.ts';
import { presentReceived, received, type ToldOfReceipts } from './payments.ts';

type Received = Awaited<ReturnType<typeof receipts>>[number];

export const Repayment = Closed({ ...received, ...ReversedFields }, { title: 'Repayment' });

export function presentRepayment(stored: Received, told: ToldOfReceipts): Static<typeof Repayment> {
  return { ...presentReceived(stored, told), ...reversedOf(stored) };
}

const FORMATS = ['json', 'csv', 'xlsx'] as const;

/** A receipt as a line of CSV. */
const ReceiptLine = Closed({
  id: Id,
  effectiveOn: CalendarDate,
  voucherNumber: Type.String(),
  method: Nullable(Name(METHODS)),
  loanId: Id,
  contractNumber: Nullable(Type.String()),
  cooperativeCode: Nullable(Type.String()),
  cooperativeName: Nullable(Type.String()),
  amount: Money,
  ...Components.properties,
  litigationCaseId: Nullable(Id),
  enforcementFee: received.enforcementFee,
  netAmount: received.netAmount,
  recordedAt: Instant,
  recordedBy: Type.String(),
  reversedAt: Nullable(Instant),
  bookedOn: Nullable(CalendarDate),
  reversalBookedOn: Nullable(CalendarDate),
});

function lineOf(receipt: JournalReceipt): Record<keyof Static<typeof ReceiptLine>, Cell> {
  const { id, loanId, voucherNumber, method, amount, litigationCaseId, loan } = receipt;
  return {
    id,
    effectiveOn: receipt.effectiveOn,
    voucherNumber,
    method,
    loanId,
    contractNumber: loan?.terms.contractNumber ?? null,
    cooperativeCode: loan?.cooperativeCode ?? null,
    cooperativeName: loan?.cooperativeName ?? null,
    amount,
    ...receipt.allocation,
    litigationCaseId,
    enforcementFee: receipt.enforcementFee ?? null,
    netAmount: cameIn(receipt),
    recordedAt: receipt.recordedAt.toISOString(),
    recordedBy: receipt.recordedBy,
    reversedAt: instantOrNull(receipt.reversedAt),
    bookedOn: receipt.late?.bookedOn ?? null,
    reversalBookedOn: receipt.reversalBookedOn,
  };
}

/** The receipts of one loan. */
export const loanReceiptRoutes: Routes = (app, services) => {
  app.get(
    '/v1/loans/:id/repayments',
    {
      schema: {
        operationId: 'listLoanRepayments',
        summary: 'Lists the receipts of a loan by date, reversed ones included',
        description:
          'What a loan was paid, with the allocation of each voucher (R8). A reversed ' +
          'receipt stays, with `reversedAt` (R12).',
        tags: ['Receipts'],
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt, ...PageQuery, ...ListFormQuery }),
        response: { 200: listResponse(Page(Repayment)) },
      },
    },
    (request, reply) => {
      const { actor, params, query } = request;
      const format = formatOf(request, LIST_FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, async (tx, view) => {
        if (format === 'csv') {
          requireLoan(tx, params.id, view.knownAt);
          const filter = { loanIds: [params.id], limit: MOST_CSV_ROWS };
          const all = await receiptsJournal(tx, filter, view);
          return sendLongCsv(reply, query, ReceiptLine, all, lineOf);
        }
        const rows = receipts(tx, pageFilter(query, params.id), view.knownAt);
        return receiptsPage(rows, await toldOf(tx, rows, view), query);
      });
    },
  );
};

const ReceiptTotals = Closed(
  {
    count: Type.Integer({ description: 'How many of the receipts stand.' }),
    reversed: Type.Integer({
      description: 'How many of those listed were reversed: no amount below counts them.',
    }),
    amount: { ...Money, description: 'What borrowers are credited by those that stand.' },
    enforcementFees: { ...Money, description: 'What of it enforcement offices kept back (R39).' },
    netAmount: { ...Money, description: 'The money that came in by those that stand.' },
    allocation: { ...Components, description: 'What those that stand paid, by component (R8).' },
  },
  { title: 'ReceiptTotals' },
);

function presentTotals(totals: Awaited<ReturnType<typeof receiptTotals>>) {
  const { count, reversed, amount, enforcementFees, allocation } = totals;
  return {
    count,
    reversed,
    amount: text(amount),
    enforcementFees: text(enforcementFees),
    netAmount: text(amount.minus(enforcementFees)),
    allocation: presentAllocation(allocation),
  };
}

const BookQuery = Closed({
  voucherNumber: Type.Optional(
    Code('This voucher; if there is none, those that differ in case or accents.', 'PT018/2023'),
  ),
  from: Type.Optional(DateOf('Received on this day or later.')),
  to: Type.Optional(DateOf('Received on this day or earlier.')),
  recordedOn: Type.Optional(DateOf('Entered on this day.')),
  method: Type.Optional(
    Name([...METHODS, UNSTATED] as const, {
      description: 'Paid in this way; `unstated`: the receipt says none.',
    }),
  ),
  litigationCaseId: Type.Optional({ ...Id, description: 'Came through this case.' }),
  knownAt: AsKnownQuery.knownAt,
  ...LocalitiesQuery,
  ...TotalsQuery,
  ...OrderQuery,
  ...PageQuery,
  ...formatQuery(FORMATS),
  ...CsvQuery,
});

/** The receipts of the fund. */
export const receiptsBookRoutes: Routes = (app, services) => {
  app.get(
    '/v1/repayments',
    {
      schema: {
        operationId: 'listRepayments',
        summary: 'The receipts book: receipts of the fund by date, reversed ones included',
        description:
          'For the day’s vouchers, or to find one: both `from` and `to` count. `format=xlsx` ' +
          'gives all of the days asked for.',
        tags: ['Receipts'],
        querystring: BookQuery,
        response: {
          200: {
            description: 'The receipts; as CSV or XLSX all of the days asked for, without pages',
            content: {
              'application/json': { schema: PageWithTotals(Repayment, ReceiptTotals) },
              ...CSV_CONTENT,
              ...fileContent(['xlsx']),
            },
          },
        },
      },
    },
    async (request, reply) => {
      const { actor, query } = request;
      const { voucherNumber, from, to, recordedOn, litigationCaseId } = query;
      const method = query.method === UNSTATED ? null : query.method;
      const litigationCaseIds = litigationCaseId === undefined ? undefined : [litigationCaseId];
      const newestFirst = query.order === 'desc';
      const within = { from, to, recordedOn, method, litigationCaseIds };
      const narrowing = { voucherNumber, ...within, newestFirst };
      const format = formatOf(request, FORMATS);
      reply.header('vary', 'accept');
      if (format === 'xlsx') {
        const workbook = await readAsKnown(services, actor, query, async (tx, view) => {
          // The workbook has its days in their order.
          const filter = { ...narrowing, newestFirst: false, limit: MOST_ROWS + 1 };
          const journal = await receiptsJournal(tx, filter, view);
          const window = { from, to, knownAt: view.knownAt };
          return receiptsWorkbook(journal, ownFund(tx, view), window, narrowing);
        });
        return sendWorkbook(reply, workbook);
      }
      return readAsKnown(services, actor, query, async (tx, view) => {
        if (format === 'csv') {
          const all = await receiptsJournal(tx, { ...narrowing, limit: MOST_ROWS + 1 }, view);
          return sendLongCsv(reply, query, ReceiptLine, all, lineOf);
        }
        const { knownAt } = view;
        const filter = { ...pageFilter(query), ...narrowing };
        const rows = receipts(tx, filter, knownAt);
        const page = receiptsPage(rows, await toldOf(tx, rows, view), query);
        if (query.totals !== true) return page;
        return { ...page, totals: presentTotals(await receiptTotals(tx, filter, knownAt)) };
      });
    },
  );
};

interface AskedPage {
  readonly limit?: number;
  readonly cursor?: string;
}

function pageFilter({ limit = 50, cursor }: AskedPage, loanId?: string) {
  const [effectiveOn, recordedAt] = keyAfter(cursor, [isDate, isInstant]) ?? [];
  const after =
    effectiveOn === undefined || recordedAt === undefined
      ? undefined
      : { effectiveOn: calendarDate(effectiveOn), recordedAt: new Date(recordedAt) };
  return { loanId, after, limit: limit + 1 };
}

async function toldOf(tx: Fund, rows: readonly Received[], view: View): Promise<ToldOfReceipts> {
  const ids = rows.map((row) => row.id);
  return { affectsOf: await affectsAsBooked(tx, ids), namesOf: namesOfLoans(tx, view) };
}

function receiptsPage(rows: readonly Received[], told: ToldOfReceipts, { limit = 50 }: AskedPage) {
  const presented = rows.map((row) => presentRepayment(row, told));
  return pageOf(presented, limit, (row) => [row.effectiveOn, row.recordedAt]);
}
