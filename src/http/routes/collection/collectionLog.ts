import { Type, type Static } from 'typebox';
import { COLLECTION_KINDS, isEnforcementStep } from '../../../domain/collection/collectionLog.ts';
import { calendarDate } from '../../../domain/primitives/dates.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import { money, sum, text } from '../../../domain/primitives/money.ts';
import { PROMISE_STATES, type PromiseOutcome } from '../../../domain/collection/promises.ts';
import { readAsKnown, readOnAnyDay } from '../../../usecases/view/readAsKnown.ts';
import {
  collectionLog,
  recordCollectionEntry,
  type LoggedEntry,
} from '../../../usecases/collection/recordCollectionEntry.ts';
import { fundPromises, type PromiseOfFund } from '../../../usecases/collection/promises.ts';
import { contractNumbersOf } from '../../../usecases/loans/lookUpFacts.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import type { Routes } from '../../service/appTypes.ts';
import { isDate, isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import { languageOf } from '../../negotiation/language.ts';
import { instantOrNull, recordedOf } from '../../present/present.ts';
import {
  LocalitiesQuery,
  AsKnownQuery,
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Id,
  IdOf,
  IdParams,
  Ids,
  Instant,
  Money,
  Name,
  Nullable,
  Page,
  PageQuery,
  PositiveMoney,
  Text,
} from '../../schema/schemas.ts';
import { presentWarnings } from '../../problems/warnings.ts';
import { Affects, ContractNumbers, RecordedFields, Warnings } from '../../present/shapes.ts';

const EntryBody = Closed(
  {
    kind: Name(COLLECTION_KINDS, {
      description:
        'What happened: something was said or promised, found out or signed, or whether the ' +
        'cooperative still works (R30). After `debtor_imprisoned` and `address_unknown` the means are looked at ' +
        'less often than after `means_check`; from `enforcement_notified` the debtor’s days of its own accord ' +
        'run; `successor_told`: the enforcement office was told that a case came with a handover (R38).',
    }),
    occurredOn: DateOf('The day on which it happened.'),
    loanIds: Type.Optional(
      Ids({
        minItems: 1,
        description: 'The loans it is about; left out, all of the cooperative.',
      }),
    ),
    amount: Type.Optional({
      ...PositiveMoney,
      description: 'Promised (required) or confirmed; of no other kind.',
    }),
    promisedOn: Type.Optional(DateOf('The day by which it is promised: of a promise only.')),
    litigationCaseId: Type.Optional(
      IdOf(
        'The court case that it is about, of the cooperative: required of `enforcement_notified` and ' +
          '`successor_told`. A finding of means then moves the clock of this case alone; left out, of every ' +
          'case about its loans.',
      ),
    ),
    documentNumber: Type.Optional(Code('The number of the document.', '03/BB-QHT')),
    note: Type.Optional(Text('What was said.', 'HTX hẹn trả sau vụ na')),
  },
  { title: 'NewCollectionEntry' },
);

const Outcome = Closed(
  {
    state: Name(PROMISE_STATES),
    received: { ...Money, description: 'What came of the amount promised.' },
    dueOn: DateOf('The last day on which it can be kept: no rest day (CC 148).'),
  },
  { title: 'PromiseOutcome', description: 'What became of the promise, worked out from receipts.' },
);

const entryFields = {
  id: Id,
  cooperativeId: Id,
  kind: Name(COLLECTION_KINDS),
  occurredOn: CalendarDate,
  loanIds: Type.Array(Id, { description: 'None: all loans of the cooperative.' }),
  contractNumbers: ContractNumbers,
  amount: Nullable(Money),
  promisedOn: Nullable(CalendarDate),
  litigationCaseId: Nullable(Id),
  documentNumber: Nullable(Type.String()),
  note: Nullable(Type.String()),
  ...RecordedFields,
};

const LoggedEntryRow = Closed(
  {
    ...entryFields,
    reversedAt: Nullable(Instant),
    outcome: Nullable({ ...Outcome, description: 'Of a promise that stands; else null.' }),
  },
  { title: 'CollectionEntry' },
);

/** A promise to pay, with its borrower and what became of it. */
export const PromiseRow = Closed(
  {
    id: Id,
    cooperativeId: Id,
    cooperativeCode: Type.String(),
    cooperativeName: Type.String(),
    locality: Type.String(),
    loanIds: entryFields.loanIds,
    contractNumbers: ContractNumbers,
    occurredOn: CalendarDate,
    amount: Money,
    promisedOn: CalendarDate,
    litigationCaseId: entryFields.litigationCaseId,
    documentNumber: Nullable(Type.String()),
    note: Nullable(Type.String()),
    ...RecordedFields,
    outcome: Outcome,
  },
  { title: 'PromiseToPay' },
);

type NumbersOf = ReturnType<typeof contractNumbersOf>;

function presentEntry(entry: LoggedEntry['entry'], numbersOf: NumbersOf) {
  const { id, cooperativeId, kind, occurredOn, promisedOn, documentNumber, note } = entry;
  const { loanIds, amount } = entry;
  return {
    id,
    cooperativeId,
    kind,
    occurredOn,
    loanIds: [...loanIds],
    contractNumbers: numbersOf(loanIds),
    amount: amount === null ? null : text(amount),
    promisedOn,
    litigationCaseId: entry.litigationCaseId,
    documentNumber,
    note,
    ...recordedOf(entry),
  };
}

const presentOutcome = ({ state, received, dueOn }: PromiseOutcome): Static<typeof Outcome> => ({
  state,
  received: text(received),
  dueOn,
});

function presentLogged(
  { entry, outcome }: LoggedEntry,
  numbersOf: NumbersOf,
): Static<typeof LoggedEntryRow> {
  return {
    ...presentEntry(entry, numbersOf),
    reversedAt: instantOrNull(entry.reversedAt),
    outcome: outcome && presentOutcome(outcome),
  };
}

export function presentPromise(
  promise: PromiseOfFund,
  numbersOf: NumbersOf,
): Static<typeof PromiseRow> {
  const { kind: _, ...entry } = presentEntry(promise, numbersOf);
  const { cooperativeCode, cooperativeName, locality, amount, promisedOn, outcome } = promise;
  return {
    ...entry,
    cooperativeCode,
    cooperativeName,
    locality,
    amount: text(amount),
    promisedOn,
    outcome: presentOutcome(outcome),
  };
}

/** What each kind may and must say. @throws DomainError validation */
function checkForm(body: Static<typeof EntryBody>): void {
  const { kind, occurredOn, amount, promisedOn, litigationCaseId } = body;
  if (isEnforcementStep(kind) && litigationCaseId === undefined)
    throw invalid('/litigationCaseId', {
      en: `is required for \`${kind}\`: name the case whose enforcement it is about`,
      vi: `bắt buộc đối với \`${kind}\`: nêu vụ án đang thi hành`,
    });
  if (kind === 'promise') {
    if (amount === undefined)
      throw invalid('/amount', {
        en: 'is required for `promise`',
        vi: 'là bắt buộc đối với `promise`',
      });
    if (promisedOn === undefined)
      throw invalid('/promisedOn', {
        en: 'is required for `promise`',
        vi: 'là bắt buộc đối với `promise`',
      });
    if (promisedOn < occurredOn)
      throw invalid('/promisedOn', {
        en: 'must not be before `occurredOn`',
        vi: 'không được trước `occurredOn`',
      });
    return;
  }
  if (promisedOn !== undefined)
    throw invalid('/promisedOn', { en: 'is only for `promise`', vi: 'chỉ dùng cho `promise`' });
  if (amount !== undefined && kind !== 'debt_confirmation') {
    throw invalid('/amount', {
      en: 'is only for `promise` and `debt_confirmation`',
      vi: 'chỉ dùng cho `promise` và `debt_confirmation`',
    });
  }
}

const tags = ['Collection'];

/** The collection log (R30). */
export const collectionRoutes: Routes = (app, services) => {
  app.post(
    '/v1/cooperatives/:id/collection-entries',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'addCollectionEntry',
        summary: 'Enters something into the collection log of a cooperative',
        description:
          'Meetings, calls, promises to pay, findings, signed debt confirmations, and ' +
          'whether the cooperative still works (R30). A confirmation starts the limitation ' +
          'to sue anew (R27).',
        tags,
        params: IdParams,
        body: EntryBody,
        response: { 201: Closed({ ...entryFields, affects: Affects, warnings: Warnings }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { body, params } = request;
        checkForm(body);
        const { entry, warnings } = recordCollectionEntry(tx, by, {
          cooperativeId: params.id,
          kind: body.kind,
          occurredOn: body.occurredOn,
          loanIds: body.loanIds ?? [],
          amount: body.amount === undefined ? null : money(body.amount),
          promisedOn: body.promisedOn ?? null,
          litigationCaseId: body.litigationCaseId ?? null,
          documentNumber: body.documentNumber ?? null,
          note: body.note ?? null,
        });
        const language = languageOf(request.headers['accept-language']);
        const at = { asOf: by.today, knownAt: entry.recordedAt };
        return {
          ...presentEntry(entry, contractNumbersOf(tx, at)),
          affects: await affectsOfAct(tx),
          warnings: presentWarnings(warnings, language),
        };
      }),
  );
};

/** Looking the log up. */
export const collectionLookUpRoutes: Routes = (app, services) => {
  app.get(
    '/v1/cooperatives/:id/collection-entries',
    {
      schema: {
        operationId: 'listCollectionEntries',
        summary: 'Lists the collection log of a cooperative by date, reversed entries included',
        description:
          'What was done to collect from one borrower. Whether a promise was kept is worked ' +
          'out from receipts (R30).',
        tags,
        params: IdParams,
        querystring: Closed({
          kind: Type.Optional(Name(COLLECTION_KINDS, { description: 'Of this kind.' })),
          from: Type.Optional(DateOf('Of this day or later.')),
          to: Type.Optional(DateOf('Of this day or earlier.')),
          ...AsKnownQuery,
          ...PageQuery,
        }),
        response: { 200: Page(LoggedEntryRow) },
      },
    },
    ({ actor, params, query }) =>
      readOnAnyDay(services, actor, query, (tx, view) => {
        const { kind, from, to, limit = 50 } = query;
        const [effectiveOn, recordedAt] = keyAfter(query.cursor, [isDate, isInstant]) ?? [];
        const after =
          effectiveOn === undefined || recordedAt === undefined
            ? undefined
            : { effectiveOn: calendarDate(effectiveOn), recordedAt: new Date(recordedAt) };
        const kinds = kind === undefined ? undefined : [kind];
        const page = { kinds, from, to, after, limit: limit + 1 };
        const numbersOf = contractNumbersOf(tx, view);
        const logged = collectionLog(tx, params.id, view, page);
        const rows = logged.map((each) => presentLogged(each, numbersOf));
        return pageOf(rows, limit, (row) => [row.effectiveOn, row.recordedAt]);
      }),
  );
};

const PromiseTotal = Closed(
  {
    state: Name(PROMISE_STATES),
    count: Type.Integer({ minimum: 0 }),
    amount: { ...Money, description: 'What was promised.' },
    received: { ...Money, description: 'What came of it.' },
  },
  { title: 'PromiseTotal' },
);

const promiseTotals = (promises: readonly PromiseOfFund[]): Static<typeof PromiseTotal>[] =>
  PROMISE_STATES.map((state) => {
    const those = promises.filter(({ outcome }) => outcome.state === state);
    return {
      state,
      count: those.length,
      amount: text(sum(those.map(({ amount }) => amount))),
      received: text(sum(those.map(({ outcome }) => outcome.received))),
    };
  });

/** What became of promises. */
export const promiseRoutes: Routes = (app, services) => {
  app.get(
    '/v1/promises',
    {
      schema: {
        operationId: 'listPromises',
        summary: 'Lists the promises to pay of all cooperatives, by the day promised',
        description:
          'Every promise that stands, with what came of it: to see on Monday who is to be ' +
          'called (R30).',
        tags,
        querystring: Closed({
          state: Type.Optional(Name(PROMISE_STATES, { description: 'In this state on `asOf`.' })),
          ...AsKnownQuery,
          ...LocalitiesQuery,
          ...PageQuery,
        }),
        response: {
          200: Closed({
            totals: Type.Array(PromiseTotal, {
              description: 'Of each state, whichever is asked for.',
            }),
            ...Page(PromiseRow).properties,
          }),
        },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, (tx, view) => {
        const { state, limit = 50 } = query;
        const [day = '', instant = ''] = keyAfter(query.cursor, [isDate, isInstant]) ?? [];
        const numbersOf = contractNumbersOf(tx, view);
        const promises = fundPromises(tx, view);
        const rows = promises
          .filter(({ outcome }) => state === undefined || outcome.state === state)
          .map((each) => presentPromise(each, numbersOf));
        const later = rows.filter(
          ({ promisedOn, recordedAt }) =>
            promisedOn > day || (promisedOn === day && recordedAt > instant),
        );
        return {
          totals: promiseTotals(promises),
          ...pageOf(later, limit, (row) => [row.promisedOn, row.recordedAt]),
        };
      }),
  );
};
