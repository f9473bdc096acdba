import { Type, type Static } from 'typebox';
import { METHODS, UNSTATED } from '../../../domain/primitives/paymentMethods.ts';
import { text } from '../../../domain/primitives/money.ts';
import type { Quarter } from '../../../domain/primitives/quarters.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import {
  closePeriod,
  periodOverview,
  periods,
  reopenPeriod,
} from '../../../usecases/books/closePeriod.ts';
import { verifyBooks } from '../../../usecases/books/verify.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import type { Routes } from '../../service/appTypes.ts';
import { presentAllocation, recordedOf } from '../../present/present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Id,
  Instant,
  Money,
  SignedMoney,
  LedgerAccount,
  Name,
  Nullable,
  WHOLE,
} from '../../schema/schemas.ts';
import { contractNumbersOf } from '../../../usecases/loans/lookUpFacts.ts';
import { presentPromise, PromiseRow } from '../collection/collectionLog.ts';
import { Differences, presentDifferences } from './verification.ts';
import { NoticeRow, presentRow } from '../notices/noticeShapes.ts';
import { Affects, QuarterName, Reason, RecordedFields } from '../../present/shapes.ts';

const QuarterParams = Closed({ quarter: QuarterName });

const Status = Name(['not_over', 'open', 'closed'] as const);

const AuditHead = Closed({ number: Type.Integer(), hash: Type.String() });

const Closing = Closed(
  {
    id: Id,
    quarter: QuarterName,
    ...RecordedFields,
    auditHead: {
      ...AuditHead,
      description: 'The last event of the audit trail when it was closed.',
    },
  },
  { title: 'Closing' },
);

const LoanBalance = Closed(
  {
    loanId: Id,
    standing: Type.String(),
    debtGroup: Nullable(Type.Integer()),
    principalOutstanding: Money,
    principalOverdue: Money,
    principalChargedOff: Money,
    inTermInterestOwed: Type.String(),
    overdueInterestOwed: Type.String(),
    lateInterestOwed: Type.String(),
  },
  { title: 'LoanBalance' },
);

const Balances = Closed({
  loans: Type.Array(LoanBalance),
  accounts: Type.Array(Closed({ account: LedgerAccount, balance: Type.String() })),
});

const Totals = Closed(
  {
    method: Name([...METHODS, UNSTATED] as const),
    // Below zero where more was taken back than came in (R42).
    receipts: Closed({
      count: Type.Integer(),
      principal: SignedMoney,
      inTermInterest: SignedMoney,
      overdueInterest: SignedMoney,
      lateInterest: SignedMoney,
      enforcementFees: {
        ...SignedMoney,
        description: 'What of these enforcement offices kept back: it did not come in (R39).',
      },
    }),
    disbursements: Closed({ count: Type.Integer(), amount: SignedMoney }),
    contributed: SignedMoney,
    withdrawn: SignedMoney,
  },
  { title: 'MethodTotals' },
);

const Period = Closed(
  {
    quarter: QuarterName,
    from: CalendarDate,
    to: CalendarDate,
    knownAt: Instant,
    status: Status,
    openBefore: Type.Array(QuarterName, {
      description: 'Earlier quarters with entries that must be closed first.',
    }),
    verificationDifferences: {
      ...Differences,
      description:
        'What does not agree among ledger, positions, audit trail and closings. Issued reports and ' +
        'notices are left out, as there are many: `GET /v1/ledger/verification` compares them too.',
    },
    totals: Type.Array(Totals, {
      description:
        'By way of payment; `unstated`: none was given. `GET /v1/repayments?method=unstated` lists such ' +
        'receipts.',
    }),
    brokenPromises: Type.Array(PromiseRow, {
      description: 'Promises to pay that fell due in it and were not kept (R30).',
    }),
    loansWithoutNotice: Type.Array(
      Closed({
        loanId: Id,
        contractNumber: Type.String(),
        cooperativeName: Type.String(),
        total: { ...Money, description: 'What a notice would ask for, paid on the last day.' },
      }),
      { description: 'Loans that have something to pay in it, and no notice (R25).' },
    ),
    undeliveredNotices: Type.Array(NoticeRow, {
      description:
        'Quarterly notices of it, and demand notices issued in it, of which no delivery is recorded.',
    }),
    staleNotices: Type.Array(NoticeRow, {
      description: 'Those of them that what is known now would make with other figures.',
    }),
    closing: Nullable(Closing),
    balances: Nullable({ ...Balances, description: 'As kept when it was closed.' }),
  },
  { title: 'Period' },
);

type Stored = Awaited<ReturnType<typeof closePeriod>>['closing'];

type Overview = Awaited<ReturnType<typeof periodOverview>>;

function presentClosing(closing: Stored): Static<typeof Closing> {
  const { id, quarter, auditHead } = closing;
  return { id, quarter, ...recordedOf(closing), auditHead };
}

function presentTotals(totals: Overview['totals'][number]): Static<typeof Totals> {
  const { method, receipts, receiptCount, disbursed, disbursementCount } = totals;
  return {
    method: method ?? UNSTATED,
    receipts: {
      count: receiptCount,
      ...presentAllocation(receipts),
      enforcementFees: text(totals.enforcementFees),
    },
    disbursements: { count: disbursementCount, amount: text(disbursed) },
    contributed: text(totals.contributed),
    withdrawn: text(totals.withdrawn),
  };
}

function presentBalances({ loans, accounts }: NonNullable<Overview['balances']>) {
  return {
    loans: loans.map((loan) => ({
      loanId: loan.loanId,
      standing: loan.standing,
      debtGroup: loan.debtGroup,
      principalOutstanding: text(loan.principalOutstanding),
      principalOverdue: text(loan.principalOverdue),
      principalChargedOff: text(loan.principalChargedOff),
      inTermInterestOwed: text(loan.inTermInterestOwed),
      overdueInterestOwed: text(loan.overdueInterestOwed),
      lateInterestOwed: text(loan.lateInterestOwed),
    })),
    accounts: accounts.map(({ account, balance }) => ({ account, balance: text(balance) })),
  };
}

function presentNotices({ loansWithoutNotice, undelivered, stale }: Overview['notices']) {
  return {
    loansWithoutNotice: loansWithoutNotice.map((each) => ({ ...each, total: text(each.total) })),
    undeliveredNotices: undelivered.map(presentRow),
    staleNotices: stale.map(presentRow),
  };
}

const tags = ['Periods'];

/** Quarters, as they are. */
export const periodLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/periods',
    {
      schema: {
        operationId: 'listPeriods',
        summary: 'Lists the quarters that have entries, the oldest first, and which are closed',
        description: 'Which quarters are open and closed (R22).',
        tags,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: {
          200: Closed({
            data: Type.Array(
              Closed({ quarter: QuarterName, status: Status, closing: Nullable(Closing) }),
            ),
            nextCursor: WHOLE,
          }),
        },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, (tx, view) => ({
        data: periods(tx, view).map(({ quarter, status, closing }) => ({
          quarter,
          status,
          closing: closing && presentClosing(closing),
        })),
        nextCursor: null,
      })),
  );

  app.get(
    '/v1/periods/:quarter',
    {
      schema: {
        operationId: 'getPeriod',
        summary: 'A quarter: whether it is closed, what hinders that, and its money by method',
        description:
          'What is still to be done before closing: differences, loans without notice, ' +
          'undelivered and stale notices, broken promises; and the quarter’s money by method ' +
          '(R22).',
        tags,
        params: QuarterParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: Period },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, async (tx, view) => {
        const overview = await periodOverview(tx, params.quarter as Quarter, view);
        const { quarter, from, to, status, openBefore, totals, closing, balances } = overview;
        return {
          quarter,
          from,
          to,
          knownAt: view.knownAt.toISOString(),
          status,
          openBefore: [...openBefore],
          verificationDifferences: presentDifferences(await verifyBooks(tx, view)),
          totals: totals.map(presentTotals),
          brokenPromises: overview.brokenPromises.map((each) =>
            presentPromise(each, contractNumbersOf(tx, view)),
          ),
          ...presentNotices(overview.notices),
          closing: closing && presentClosing(closing),
          balances: balances && presentBalances(balances),
        };
      }),
  );
};

/** The closing of quarters (R22). */
export const periodRoutes: Routes = (app, services) => {
  app.post(
    '/v1/periods/:quarter/closing',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'closePeriod',
        summary: 'Closes a quarter: nothing that changes its figures is entered any more',
        description:
          'After its last day, and after every earlier quarter that has facts (R22). With ' +
          '`through` these are closed too, each by a closing of its own. The balances are kept ' +
          'as they are.',
        tags,
        params: QuarterParams,
        body: Nullable(
          Closed({
            through: Type.Optional(
              Type.Boolean({
                description: 'Whether to close every earlier quarter that is open and has facts.',
                default: false,
              }),
            ),
          }),
        ),
        response: {
          201: Closed({
            ...Closing.properties,
            earlier: Type.Array(Closing, {
              description: 'The closings of earlier quarters, the oldest first (`through`).',
            }),
            affects: Affects,
          }),
        },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const through = request.body?.through === true;
        const quarter = request.params.quarter as Quarter;
        const { closing, earlier } = await closePeriod(tx, by, quarter, { through });
        const before = earlier.map(presentClosing);
        return { ...presentClosing(closing), earlier: before, affects: await affectsOfAct(tx) };
      }),
  );
};

/** The reopening of quarters (R22). */
export const periodReopeningRoutes: Routes = (app, services) => {
  app.post(
    '/v1/periods/:quarter/reopening',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'reopenPeriod',
        summary: 'Reopens a closed quarter, and with it all later ones',
        description:
          'To correct a fact of a closed quarter; it reopens all later ones too, and each is ' +
          'closed again afterwards (R22).',
        tags,
        params: QuarterParams,
        body: Reason,
        response: {
          201: Closed({
            quarter: QuarterName,
            reason: Type.String(),
            reopened: Type.Array(QuarterName),
            recordedAt: Instant,
            recordedBy: Type.String(),
            affects: Affects,
          }),
        },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const quarter = request.params.quarter as Quarter;
        const { reason } = request.body;
        const { reopened, recordedAt } = reopenPeriod(tx, { quarter, reason });
        return {
          quarter,
          reason,
          reopened: [...reopened],
          recordedAt: recordedAt.toISOString(),
          recordedBy: request.actor.tokenName,
          affects: await affectsOfAct(tx),
        };
      }),
  );
};
