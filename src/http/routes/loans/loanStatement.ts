import { Type } from 'typebox';
import { loanStatementDocument } from '../../../documents/loans/loanStatement.ts';
import { text } from '../../../domain/primitives/money.ts';
import {
  balancesOf,
  FACT_TYPES,
  type Balances,
} from '../../../domain/loans/explained/statement.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import {
  AUDIENCES,
  loanStatement,
  type LoanStatement,
  type RecordedLine,
} from '../../../usecases/loans/loanStatement.ts';
import { requireCooperative } from '../../../usecases/borrowers/lookUpBorrowers.ts';
import { fundLetter } from '../../../usecases/fund/documentSettings.ts';
import type { Routes } from '../../service/appTypes.ts';
import {
  DOCUMENT_FORMATS,
  documentResponse,
  printedOn,
  PrintedOnQuery,
  sendDocument,
} from '../../files/documentReply.ts';
import { formatOf, formatQuery } from '../../negotiation/negotiation.ts';
import { openedOnOf, presentInterest, presentSegment, recordedOf } from '../../present/present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  IdParams,
  Instant,
  Money,
  Name,
  Nullable,
  SignedMoney,
} from '../../schema/schemas.ts';
import { BookedFields, OpenedOn, Position, Segment } from '../../present/shapes.ts';

/** Whom what is asked for is for (R40). */
export const AudienceQuery = {
  audience: Type.Optional(
    Name(AUDIENCES, {
      description:
        'Whom it is for. `borrower`: as the borrower owes it, who is told of no charge-off; `fund`: with all ' +
        'that the fund knows, not to be handed out. Left out: documents are for the borrower, figures for the ' +
        'fund (R40).',
    }),
  ),
};

const Columns = Closed(
  {
    principal: SignedMoney,
    chargedOffPrincipal: SignedMoney,
    inTermInterest: SignedMoney,
    overdueInterest: SignedMoney,
    lateInterest: SignedMoney,
  },
  { title: 'StatementColumns' },
);

/** One end of a statement: its balances, and what they come from. */
const End = Closed({
  balance: Columns,
  principal: Closed({ disbursed: Money, repaid: Money, chargedOff: Money, outstanding: Money }),
  inTermInterest: Position.properties.overdueInterest,
  overdueInterest: Position.properties.overdueInterest,
  lateInterest: Position.properties.lateInterest,
});

const Line = Closed(
  {
    type: Name(
      [...FACT_TYPES, 'interest', 'interest_in_opening', 'adjustment', 'interest_adjustment'],
      {
        description:
          'An adjustment (điều chỉnh kỳ trước) tells what facts change of one column that were ' +
          'booked later than their day: payments and waivers apart from interest (R42).',
      },
    ),
    on: DateOf(
      'The day of the fact; of interest the day on which the segment ends; of an adjustment the day ' +
        'of booking.',
    ),
    change: Columns,
    balance: Columns,
    segment: Type.Optional(Segment),
    factId: Type.Optional(Id),
    number: Type.Optional(Nullable(Type.String({ description: 'Of the voucher or decision.' }))),
    enforcementFee: Type.Optional({
      ...Money,
      description:
        'What the enforcement office kept back of a receipt: the borrower is credited all of it (R39). Left ' +
        'out: nothing.',
    }),
    recordedAt: Type.Optional(Instant),
    recordedBy: Type.Optional(Type.String()),
    facts: Type.Optional(
      Type.Array(
        Closed({
          factId: Id,
          type: Name(FACT_TYPES),
          number: Nullable(Type.String({ description: 'Of the voucher or decision.' })),
          ...BookedFields,
          takenBack: Type.Boolean({ description: 'Whether it is a reversal that was booked.' }),
        }),
        { description: 'Of an adjustment: the facts booked, or taken back, on the day.' },
      ),
    ),
  },
  { title: 'StatementLine' },
);

const Statement = Closed(
  {
    loanId: Id,
    contractNumber: Type.String(),
    from: CalendarDate,
    to: CalendarDate,
    knownAt: Instant,
    openedOn: OpenedOn,
    opening: End,
    lines: Type.Array(Line),
    closing: End,
  },
  { title: 'Statement' },
);

/** Balances column by column, in digits. */
export function presentColumns(columns: Balances) {
  return {
    principal: text(columns.principal),
    chargedOffPrincipal: text(columns.chargedOffPrincipal),
    inTermInterest: text(columns.inTermInterest),
    overdueInterest: text(columns.overdueInterest),
    lateInterest: text(columns.lateInterest),
  };
}

function presentEnd(at: LoanStatement['opening']) {
  const { disbursed, repaid, chargedOff, outstanding } = at.principal;
  return {
    balance: presentColumns(balancesOf(at)),
    principal: {
      disbursed: text(disbursed),
      repaid: text(repaid),
      chargedOff: text(chargedOff),
      outstanding: text(outstanding),
    },
    inTermInterest: presentInterest(at.inTermInterest),
    overdueInterest: presentInterest(at.overdueInterest),
    lateInterest: presentInterest(at.lateInterest),
  };
}

function presentLine(line: RecordedLine) {
  const { type, on, records } = line;
  const [record] = records;
  const isAdjustment = type === 'adjustment' || type === 'interest_adjustment';
  return {
    type,
    on,
    change: presentColumns(line.change),
    balance: presentColumns(line.balance),
    ...('segment' in line ? { segment: presentSegment(line.segment) } : {}),
    ...(isAdjustment
      ? {
          facts: records.map((each) => ({
            factId: each.id,
            type: each.type,
            number: each.number,
            ...recordedOf(each),
            takenBack: each.reversalBookedOn === on,
          })),
        }
      : {}),
    ...(record === undefined || isAdjustment
      ? {}
      : {
          factId: record.id,
          number: record.number,
          ...(record.enforcementFee && { enforcementFee: text(record.enforcementFee) }),
          recordedAt: record.recordedAt.toISOString(),
          recordedBy: record.recordedBy,
        }),
  };
}

/** What is owed on a loan, explained line by line. */
export const loanStatementRoutes: Routes = (app, services) => {
  app.get(
    '/v1/loans/:id/statement',
    {
      schema: {
        operationId: 'getLoanStatement',
        summary: 'Explains what is owed from one day to another, as figures or as a document',
        description:
          'Opening, every fact and line of interest from `from` to `to`, and closing: they ' +
          'add up to the đồng (R3, R15). For the borrower, or for an inspector; as figures, ' +
          'text, PDF or DOCX.',
        tags: ['Loans'],
        params: IdParams,
        querystring: Closed({
          from: DateOf('The first day: the opening has what was before it.'),
          to: DateOf('The last day: the closing is the position on it.'),
          knownAt: AsKnownQuery.knownAt,
          ...AudienceQuery,
          ...formatQuery(DOCUMENT_FORMATS),
          ...PrintedOnQuery,
        }),
        response: {
          200: documentResponse('The opening, the lines, the closing they lead to', Statement),
        },
      },
    },
    async (request, reply) => {
      const { actor, params, query } = request;
      const { from, to } = query;
      const format = formatOf(request, DOCUMENT_FORMATS);
      const { audience = format === 'json' ? 'fund' : 'borrower' } = query;
      reply.header('vary', 'accept');
      const found = await readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const statement = loanStatement(tx, params.id, { from, to, knownAt }, audience);
        const last = { asOf: to, knownAt };
        const cooperative = requireCooperative(tx, statement.cooperativeId, last);
        return { statement, cooperative, knownAt, ...fundLetter(tx, last) };
      });
      const { statement, cooperative, knownAt, letter } = found;
      const { contractNumber, signedOn, principal } = statement.terms;
      const view = {
        loanId: params.id,
        contractNumber,
        from,
        to,
        knownAt: knownAt.toISOString(),
        ...openedOnOf({ opening: statement.takenOver }),
        opening: presentEnd(statement.opening),
        lines: statement.lines.map(presentLine),
        closing: presentEnd(statement.closing),
      };
      const days = { asOf: to, today: services.clock.today() };
      const on = printedOn(query.issuedOn, format !== 'json', days);
      if (format === 'json') return view;
      const isInternal = audience === 'fund';
      const loan = { signedOn, contracted: text(principal), cooperative, isInternal };
      return sendDocument(reply, format, {
        parts: loanStatementDocument(view, loan, letter, on),
        fileName: `sao-ke-${isInternal ? 'noi-bo-' : ''}${contractNumber}-${from}-${to}`,
        marks: {
          title: `Sao kê khoản vay ${contractNumber}`,
          author: letter.issuerName,
          createdOn: to,
        },
      });
    },
  );
};
