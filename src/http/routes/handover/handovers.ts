import { Type, type Static } from 'typebox';
import {
  LEFT_BEHIND,
  type LeftBehind,
  type Portfolio,
} from '../../../domain/handover/portfolio.ts';
import { sum, text, type Money as Amount } from '../../../domain/primitives/money.ts';
import type { StoredHandover } from '../../../store/handover/handover.ts';
import { personsIn } from '../../../usecases/handover/personsIn.ts';
import { noteAccesses } from '../../../usecases/persons/accesses.ts';
import { askingOf } from '../persons/maskedNumbers.ts';
import { drawUp } from '../../../usecases/handover/drawUp.ts';
import { drawn, handOver, reverseHandover } from '../../../usecases/handover/handOver.ts';
import type { Actor } from '../../../usecases/access/authenticate.ts';
import { readOnAnyDay } from '../../../usecases/view/readAsKnown.ts';
import type { Services } from '../../../usecases/view/services.ts';
import { affectsOfAct } from '../../present/affects.ts';
import { presentReversal, recordedOf } from '../../present/present.ts';
import { Reason, Reversal } from '../../present/shapes.ts';
import {
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
  SignedMoney,
  Text,
} from '../../schema/schemas.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';

const tags = ['Handovers'];

export const Sha256 = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: 'The SHA-256 of the text of the document, in hexadecimal digits.',
  examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  'x-fault': {
    en: 'must be 64 hexadecimal digits',
    vi: 'phải gồm 64 chữ số hệ thập lục phân',
  },
});

const Sums = Closed({
  source: Type.String(),
  capital: Money,
  outstanding: Money,
  chargedOff: Money,
  available: SignedMoney,
});

const Left = Closed({
  what: Name(LEFT_BEHIND),
  about: Type.String(),
  amount: Nullable(SignedMoney),
  on: Nullable(CalendarDate),
});

const Suspension = Closed(
  { decisionNumber: Type.String(), decidedOn: CalendarDate },
  {
    description:
      'By which new lending is suspended: it goes on in the fund that takes over, unless lending is suspended ' +
      'there already (R29).',
  },
);

/** What a document says in short. */
export const Summary = {
  sources: Type.Array(Sums, {
    description: 'By source: capital = outstanding + charged off + available (R18).',
  }),
  total: Closed({
    capital: Money,
    outstanding: Money,
    chargedOff: Money,
    available: SignedMoney,
    inTermInterest: { ...Money, description: 'Owed on the loans, up to `on`.' },
    overdueInterest: Money,
    lateInterest: Money,
    incomeMoney: {
      ...SignedMoney,
      description: 'Interest and other money collected and not used.',
    },
  }),
  counts: Closed({
    cooperatives: Type.Integer(),
    loans: Type.Integer({ description: 'Those that are not settled.' }),
    settledLoans: Type.Integer({ description: 'Those of which only is told.' }),
    cases: Type.Integer(),
    collaterals: Type.Integer(),
    log: Type.Integer(),
  }),
  lendingSuspension: Nullable(Suspension),
  laterSuspensions: Type.Array(Suspension, {
    description:
      'Suspensions of new lending decided for `on` or a later day: each counts from its own.',
  }),
  notCarriedOver: Type.Array(Left, {
    description: 'What the other fund cannot take over by itself, by name.',
  }),
};

const SummaryShape = Closed(Summary);

const presentLeft = ({ what, about, amount, on }: LeftBehind) => ({
  what,
  about,
  amount: amount && text(amount),
  on,
});

export function presentSummary(of: Portfolio): Static<typeof SummaryShape> {
  const total = (amounts: readonly Amount[]): string => text(sum(amounts));
  const openings = of.loans.flatMap(({ opening }) => opening ?? []);
  return {
    sources: of.sources.map((each) => ({
      source: each.source,
      capital: text(each.capital),
      outstanding: text(each.outstanding),
      chargedOff: text(each.chargedOff),
      available: text(each.available),
    })),
    total: {
      capital: total(of.sources.map((each) => each.capital)),
      outstanding: total(of.sources.map((each) => each.outstanding)),
      chargedOff: total(of.sources.map((each) => each.chargedOff)),
      available: total(of.sources.map((each) => each.available)),
      inTermInterest: total(
        openings.flatMap((each) => [
          each.accruedInterest,
          ...each.interestDue.map(({ amount }) => amount),
        ]),
      ),
      overdueInterest: total(openings.map((each) => each.overdueInterest)),
      lateInterest: total(openings.map((each) => each.lateInterest)),
      incomeMoney: text(of.incomeMoney),
    },
    counts: {
      cooperatives: of.cooperatives.length,
      loans: of.loans.length,
      settledLoans: of.settledLoans.length,
      cases: of.cases.length,
      collaterals: of.collaterals.length,
      log: of.log.length,
    },
    lendingSuspension: of.lendingSuspension ?? null,
    laterSuspensions: (of.laterSuspensions ?? []).map((each) => ({ ...each })),
    notCarriedOver: of.notCarriedOver.map(presentLeft),
  };
}

const Drawing = Closed(
  {
    on: CalendarDate,
    sha256: Sha256,
    document: Type.String({
      description:
        'JSON, its names in their order, without spaces: the text that is signed and sent.',
    }),
    ...Summary,
    knownAt: Instant,
  },
  { title: 'HandoverDocument' },
);

export const GivenHandover = Closed(
  {
    id: Id,
    on: CalendarDate,
    toFund: Type.String(),
    documentNumber: Type.String(),
    sha256: Sha256,
    recordedAt: Instant,
    recordedBy: Type.String(),
    reversedAt: Nullable(Instant),
  },
  { title: 'Handover' },
);

export function presentGiven(of: StoredHandover): Static<typeof GivenHandover> {
  const { id, effectiveOn: on, toFund, documentNumber, sha256, reversedAt } = of;
  const { recordedAt, recordedBy } = recordedOf(of);
  const reversed = reversedAt?.toISOString() ?? null;
  return { id, on, toFund, documentNumber, sha256, recordedAt, recordedBy, reversedAt: reversed };
}

interface AskingToDrawUp {
  readonly actor: Actor;
  readonly ip: string;
  readonly id: string;
  readonly query: { readonly on: Portfolio['on']; readonly knownAt?: string };
}

/** The document of a day; that it shows numbers of persons whole is noted before it goes out. */
async function answerDrawnUp(services: Services, request: AskingToDrawUp) {
  const { actor, query } = request;
  const drawnUp = await readOnAnyDay(services, actor, query, async (fund, { knownAt }) => ({
    portfolio: await drawUp(fund, query.on, knownAt),
    knownAt,
  }));
  const { portfolio } = drawnUp;
  await noteAccesses(services, askingOf(request), personsIn(portfolio));
  const { text: document, sha256 } = drawn(portfolio);
  const knownAt = drawnUp.knownAt.toISOString();
  return { on: portfolio.on, sha256, document, ...presentSummary(portfolio), knownAt };
}

/** What a fund hands over to another. */
export const handoverRoutes: Routes = (app, services) => {
  app.get(
    '/v1/fund/handover',
    {
      schema: {
        operationId: 'drawUpHandover',
        summary: 'Works out all that the fund hands over to another at the beginning of a day',
        description:
          'Loans with their contracts and what is owed on them (R33), borrowers, capital and money by ' +
          'source, cases, collateral and log, as they stand at the close of the day before, with the hash of ' +
          'the document. Nothing is recorded but who was shown numbers of persons. What the other fund cannot take ' +
          'over by itself is listed.',
        tags,
        querystring: Closed({
          on: DateOf('The first day on which the other fund has it all.'),
          knownAt: AsKnownQuery.knownAt,
        }),
        response: { 200: Drawing },
      },
    },
    (request) => answerDrawnUp(services, request),
  );
};

/** That a fund was handed over is recorded. */
export const handoverRecordRoutes: Routes = (app, services) => {
  app.post(
    '/v1/fund/handover',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'recordHandover',
        summary: 'Records that the fund handed over all it has',
        description:
          'From `on` the fund answers nothing and takes nothing, whatever its day: it says to which fund it was ' +
          'handed over. Days before stay readable, and reports of them can be issued. The hash must be that of ' +
          'what the fund would hand over now.',
        tags,
        body: Closed(
          {
            on: DateOf('The first day on which the other fund has it all, not after today.'),
            toFund: Text(
              'The fund that takes it over.',
              'Quỹ hỗ trợ phát triển hợp tác xã tỉnh Bắc Ninh',
            ),
            documentNumber: Code('The number of the minutes of the handover.', '12/BB-BG'),
            sha256: Sha256,
          },
          { title: 'NewHandover' },
        ),
        response: { 201: GivenHandover },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (fund) => {
        const by = { actor: request.actor, today: services.clock.today() };
        return presentGiven(await handOver(fund, by, request.body));
      }),
  );
};

/** A handover is taken back. */
export const handoverReversalRoutes: Routes = (app, services) => {
  app.post(
    '/v1/handovers/:id/reversal',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'reverseHandover',
        summary: 'Takes a handover back: the fund goes on as if it had never been',
        description:
          'To correct what was handed over. The other fund takes back what it entered of it first: nobody can ' +
          'see from here whether it did.',
        tags,
        params: IdParams,
        body: Reason,
        response: { 201: Reversal },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (fund) => {
        const { id } = request.params;
        const reversal = reverseHandover(fund, { id, reason: request.body.reason });
        return { ...presentReversal(reversal), affects: await affectsOfAct(fund) };
      }),
  );
};
