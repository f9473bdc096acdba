import { bookingOf } from '../../present/present.ts';
import { BookedFields } from '../../present/shapes.ts';
import { Type } from 'typebox';
import { plainTextLedger } from '../../../documents/books/plainTextLedger.ts';
import { calendarDate, later, type CalendarDate as Day } from '../../../domain/primitives/dates.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import { FACT_KINDS } from '../../../domain/books/factKinds.ts';
import { text, type Money as Amount } from '../../../domain/primitives/money.ts';
import { readAsKnown, type View } from '../../../usecases/view/readAsKnown.ts';
import {
  accountStatement,
  BEGINNING,
  journal,
  trialBalance,
} from '../../../usecases/books/ledger.ts';
import { noteVerification } from '../../../usecases/books/verifications.ts';
import { verifyService } from '../../../usecases/books/verify.ts';
import { givingWay } from '../../../usecases/view/turns.ts';
import type { Routes } from '../../service/appTypes.ts';
import { isDate, isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import { formatOf, formatQuery } from '../../negotiation/negotiation.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  Instant,
  LedgerAccount,
  Money,
  Name,
  Nullable,
  Page,
  PageQuery,
  SignedMoney,
} from '../../schema/schemas.ts';
import { Verification, presentDifferences } from './verification.ts';

const Title = { code: Type.String(), vietnamese: Type.String(), english: Type.String() };

const Sides = Closed({ debit: Money, credit: Money }, { title: 'Sides' });

const TrialBalance = Closed(
  {
    asOf: CalendarDate,
    knownAt: Instant,
    basis: Type.Literal('cash'),
    rows: Type.Array(
      Closed({
        account: LedgerAccount,
        ...Title,
        debit: Money,
        credit: Money,
        balance: { ...Sides, description: 'On its side; the other is 0.' },
      }),
    ),
    totals: { ...Sides, description: 'All that was ever posted.' },
    balances: Sides,
    memorandum: Closed({
      interestReceivable: {
        ...Money,
        description: 'Interest owed to the fund: not in the ledger, which is on a cash basis.',
      },
    }),
  },
  { title: 'TrialBalance' },
);

const entry = {
  factId: Id,
  kind: Name(FACT_KINDS),
  ...BookedFields,
  effectiveOn: DateOf(
    'The day on which it counts. What was booked later counts on `bookedOn`, and this is its own ' +
      'day (R42).',
  ),
  number: Nullable(Type.String({ description: 'Of the voucher, document or decision.' })),
  loanId: Nullable(Id),
  contractNumber: Nullable(Type.String()),
  cooperativeName: Nullable(Type.String()),
  reversedId: Nullable(Id),
  lines: Type.Array(Closed({ account: LedgerAccount, ...Title, debit: Money, credit: Money })),
};

const AccountAnswer = Closed(
  {
    account: LedgerAccount,
    ...Title,
    from: CalendarDate,
    to: CalendarDate,
    knownAt: Instant,
    opening: SignedMoney,
    rows: Type.Array(Closed({ ...entry, debit: Money, credit: Money, balance: SignedMoney })),
    closing: SignedMoney,
  },
  { title: 'AccountEntries' },
);

const sides = (amount: Amount) => ({
  debit: text(amount.gt(0) ? amount : amount.minus(amount)),
  credit: text(amount.lt(0) ? amount.negated() : amount.minus(amount)),
});

type Entry = Awaited<ReturnType<typeof journal>>[number];

/** The day that an entry names: of what was booked later its own. */
const namedOn = ({ effectiveOn, factOn, late }: Entry) =>
  effectiveOn === late?.bookedOn ? factOn : effectiveOn;

/** The day on which an entry counts, as presented. */
const dayInLedger = (entry: { readonly effectiveOn: Day; readonly bookedOn?: Day }): Day =>
  later(entry.effectiveOn, entry.bookedOn ?? entry.effectiveOn);

function presentEntry(entry: Entry) {
  const { factOn: _, late, recordedAt, lines, ...rest } = entry;
  return {
    ...rest,
    effectiveOn: namedOn(entry),
    recordedAt: recordedAt.toISOString(),
    ...bookingOf(late),
    lines: lines.map(({ amount, ...line }) => ({ ...line, ...sides(amount) })),
  };
}

function* plainEntries(entries: readonly Entry[]) {
  for (const { lines, ...entry } of entries) {
    yield {
      ...entry,
      factOn: entry.late === null ? null : entry.factOn,
      lines: lines.map(({ amount, ...line }) => ({ ...line, amount: text(amount) })),
    };
  }
}

function asPlainText(entries: readonly Entry[]): Promise<string> {
  const notes = ['Cash basis: interest receivable is a memorandum, outside the ledger.'];
  return givingWay(plainTextLedger(plainEntries(entries), notes));
}

const WindowQuery = {
  from: Type.Optional(DateOf('The first day; default the beginning.')),
  to: Type.Optional(DateOf('The last day; default today.')),
  knownAt: AsKnownQuery.knownAt,
};

type Asked = {
  readonly from?: View['asOf'];
  readonly to?: View['asOf'];
};

/** @throws DomainError validation */
function windowOf({ from = BEGINNING, to }: Asked, { asOf, knownAt }: View) {
  const last = to ?? asOf;
  if (from > last)
    throw invalid('?to', { en: 'must not be before `from`', vi: 'không được trước `from`' });
  return { from, to: last, knownAt };
}

/** The entry of the window after which a page begins; null: at the beginning. */
function entryAfter(cursor: string | undefined, { from }: ReturnType<typeof windowOf>) {
  const [day, instant] = keyAfter(cursor, [isDate, isInstant]) ?? [];
  if (day === undefined || instant === undefined || day < from) return null;
  return { effectiveOn: calendarDate(day), recordedAt: new Date(instant) };
}

const FORMATS = ['json', 'ledger'] as const;

const tags = ['Ledger'];

/** What the ledger says in sum, and whether it agrees with all else. */
export const ledgerRoutes: Routes = (app, services) => {
  app.get(
    '/v1/ledger/trial-balance',
    {
      schema: {
        operationId: 'getTrialBalance',
        summary: 'The trial balance at the close of a day, on a cash basis',
        description:
          'Every account with debit, credit and balance. Interest owed and not paid is a ' +
          'memorandum. One account holds all available principal, in cash and at the bank, and ' +
          'interest money stands apart from it (R18).',
        tags,
        querystring: Closed(AsKnownQuery),
        response: { 200: TrialBalance },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, async (tx, view) => {
        const { rows, totals, balances, interestReceivable } = await trialBalance(tx, view);
        return {
          asOf: view.asOf,
          knownAt: view.knownAt.toISOString(),
          basis: 'cash' as const,
          rows: rows.map(({ balance, debit, credit, ...row }) => ({
            ...row,
            debit: text(debit),
            credit: text(credit),
            balance: sides(balance),
          })),
          totals: { debit: text(totals.debit), credit: text(totals.credit) },
          balances: { debit: text(balances.debit), credit: text(balances.credit) },
          memorandum: { interestReceivable: text(interestReceivable) },
        };
      }),
  );

  app.get(
    '/v1/ledger/verification',
    {
      schema: {
        operationId: 'verifyBooks',
        summary:
          'Compares ledger, positions, audit trail, closings and what was issued with the facts',
        description:
          'Works everything out anew from the facts and holds it against what is kept: ' +
          'ledger, positions, audit trail, closings, issued reports and notices (R18). No ' +
          'difference is the only good answer. Ask it before closing. Facts that contradict one ' +
          'another, as no act leaves them, are differences too: `of` is `fact`, and `factId` the ' +
          'fact that fits no other, or the first with which a loan cannot be worked out.',
        tags,
        response: { 200: Verification },
      },
    },
    async ({ actor }) => {
      const found = await verifyService(services, actor);
      const { checked, auditHead, knownAt } = found;
      const differences = presentDifferences(found);
      const { database, clock } = services;
      noteVerification(database, actor.fundId, differences.length, clock.now());
      return { knownAt: knownAt.toISOString(), differences, checked, auditHead };
    },
  );
};

/** The ledger account by account. */
export const accountRoutes: Routes = (app, services) => {
  app.get(
    '/v1/ledger/accounts/:code',
    {
      schema: {
        operationId: 'getAccount',
        summary: 'An account from one day to another, with its balance after each entry',
        description: 'The entries of one account of the chart, with the balance after each.',
        tags,
        params: Closed({
          code: Type.String({
            maxLength: 64,
            description:
              'The code of an account, as the policy `chartOfAccounts` has it; of another source of ' +
              'capital than the charter with a point and the source behind it (R34).',
          }),
        }),
        querystring: Closed(WindowQuery),
        response: { 200: AccountAnswer },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, async (tx, view) => {
        const window = windowOf(query, view);
        const found = await accountStatement(tx, params.code, window);
        const { opening, rows, closing, ...title } = found;
        return {
          ...title,
          from: window.from,
          to: window.to,
          knownAt: view.knownAt.toISOString(),
          opening: text(opening),
          rows: rows.map(({ amount, balance, ...row }) => ({
            ...presentEntry(row),
            ...sides(amount),
            balance: text(balance),
          })),
          closing: text(closing),
        };
      }),
  );
};

/** The ledger entry by entry. */
export const journalRoutes: Routes = (app, services) => {
  app.get(
    '/v1/ledger/journal',
    {
      schema: {
        operationId: 'getJournal',
        summary: 'The journal: every entry, as JSON or as plain text for ledger-cli and hledger',
        description:
          'Every posting with the fact that caused it. `format=ledger` is read by ledger-cli ' +
          'and hledger.',
        tags,
        querystring: Closed({ ...WindowQuery, ...PageQuery, ...formatQuery(FORMATS) }),
        response: {
          200: {
            description: 'The entries; plain text has all of the window, without pages',
            content: {
              'application/json': { schema: Page(Closed(entry)) },
              'text/plain': { schema: Type.String() },
            },
          },
        },
      },
    },
    (request, reply) => {
      const { actor, query } = request;
      const format = formatOf(request, FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, async (tx, view) => {
        const window = windowOf(query, view);
        if (format === 'ledger') {
          reply.type('text/plain; charset=utf-8');
          return asPlainText(await journal(tx, window));
        }
        const { limit = 50 } = query;
        const page = { after: entryAfter(query.cursor, window), limit: limit + 1 };
        const entries = await journal(tx, window, page);
        return pageOf(entries.map(presentEntry), limit, (each) => [
          dayInLedger(each),
          each.recordedAt,
        ]);
      });
    },
  );
};
