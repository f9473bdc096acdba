import { Type, type Static } from 'typebox';
import { text } from '../../../domain/primitives/money.ts';
import type { HistoryLine } from '../../../domain/handover/portfolio.ts';
import type { StoredHandoverEntered } from '../../../store/handover/handover.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import {
  checkHandover,
  enterHandover,
  reverseHandoverEntry,
  type SentHandover,
} from '../../../usecases/handover/enterHandover.ts';
import { hashOf } from '../../../usecases/handover/handOver.ts';
import { handoversOf, loanBefore } from '../../../usecases/handover/lookUpOrigin.ts';
import type { HandoverFault } from '../../../usecases/handover/takeOver.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { languageOf, type Language } from '../../negotiation/language.ts';
import { affectsOfAct } from '../../present/affects.ts';
import { recordedOf } from '../../present/present.ts';
import { Affects, Reason } from '../../present/shapes.ts';
import { fill } from '../../problems/problemText.ts';
import { ERROR_CODES, PROBLEMS } from '../../problems/problems.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Code,
  Figures,
  Id,
  IdOf,
  IdParams,
  Instant,
  Name,
  Nullable,
  SignedMoney,
  Text,
} from '../../schema/schemas.ts';
import { SourceOf } from '../../schema/sources.ts';
import { act } from '../../service/act.ts';
import type { Routes } from '../../service/appTypes.ts';
import { DOCUMENT_BYTES, MOST_DOCUMENT_CHARACTERS, portfolioIn } from './documentShape.ts';
import { GivenHandover, presentGiven, presentSummary, Sha256, Summary } from './handovers.ts';

const tags = ['Handovers'];

const MOST_ANSWERS = 1_000;

const list = <T extends Parameters<typeof Type.Array>[0]>(item: T, description: string) =>
  Type.Optional(Type.Array(item, { maxItems: MOST_ANSWERS, description }));

const SentBody = Closed(
  {
    document: Type.String({
      minLength: 2,
      maxLength: MOST_DOCUMENT_CHARACTERS,
      description: 'The text of the document as the other fund drew it up, byte for byte.',
      examples: ['{}'],
    }),
    sha256: Type.Optional(Sha256),
    documentNumber: Code('The number of the minutes of the handover.', '12/BB-BG'),
    cooperatives: list(
      Closed({
        code: Code('The code of the borrower in the document.', 'HTX07'),
        sameAs: Type.Optional({
          ...Nullable(Id),
          description: 'The borrower of this fund that it is; null: it is another one.',
        }),
        newCode: Type.Optional(Code('The code under which it is entered.', 'BG-HTX07')),
      }),
      'What is said of borrowers whose code, tax code or name this fund has already.',
    ),
    contracts: list(
      Closed({
        number: Code('The number of the contract in the document.', '01/2023/HĐTD'),
        newNumber: Code('The number under which it is entered.', '01/2023/HĐTD-BG'),
      }),
      'Contracts whose number this fund has already.',
    ),
    localities: list(
      Closed({
        name: Text('The locality in the document.', 'Tân Tiến'),
        newName: Text('What it is called here; the same: it is the same place.', 'Tân Tiến (BG)'),
      }),
      'Localities of a name that this fund uses too.',
    ),
    sources: list(
      Closed({
        source: SourceOf('The source in the document (R34).'),
        as: SourceOf('The source with which it is joined, or a name under which it is kept apart.'),
      }),
      'What becomes of a source of capital; left out, it is joined with the source of the same name.',
    ),
    ownRules: Type.Optional(
      Type.Boolean({
        description:
          'Whether the policies and days off of this fund count from the day on, though they differ; default ' +
          'false: what differs is a fault.',
      }),
    ),
  },
  { title: 'SentHandover' },
);

/** @throws DomainError validation */
function sentIn(body: Static<typeof SentBody>): SentHandover {
  const { document, documentNumber, cooperatives = [], contracts = [], localities = [] } = body;
  if (body.sha256 !== undefined && hashOf(document) !== body.sha256) {
    throw invalid('/sha256', {
      en: 'is not the hash of the document: the text was changed on its way; send the file as it is',
      vi: 'không phải mã băm của hồ sơ: nội dung đã bị đổi trên đường gửi; hãy gửi nguyên tệp',
    });
  }
  return {
    text: document,
    portfolio: portfolioIn(document),
    documentNumber,
    answers: {
      sameAs: new Map(
        cooperatives.flatMap(({ code, sameAs, newCode }) => {
          if (sameAs !== undefined) return [[code, sameAs] as const];
          return newCode === undefined ? [] : [[code, null] as const];
        }),
      ),
      newCodes: new Map(
        cooperatives.flatMap(({ code, newCode }) =>
          newCode === undefined ? [] : [[code, newCode] as const],
        ),
      ),
      newNumbers: new Map(contracts.map(({ number, newNumber }) => [number, newNumber])),
      localities: new Map(localities.map(({ name, newName }) => [name, newName])),
      sources: new Map((body.sources ?? []).map(({ source, as }) => [source, as])),
      ownRules: body.ownRules ?? false,
    },
  };
}

const Counts = Closed({
  cooperatives: Type.Integer(),
  loans: Type.Integer(),
  cases: Type.Integer(),
  collaterals: Type.Integer(),
  log: Type.Integer(),
});

const Fault = Closed({
  about: Type.String({ description: 'The contract, borrower, place or rule that it is about.' }),
  code: Name(ERROR_CODES),
  message: Type.String(),
  figures: Figures,
});

function presentFault({ about, error }: HandoverFault, language: Language): Static<typeof Fault> {
  const { code, figures, faults } = error;
  const detail = fill(PROBLEMS[code].detail[language], figures, language);
  const [said] = faults;
  const message = said === undefined ? detail : `${said.pointer}: ${said.message[language]}`;
  return { about, code, message, figures };
}

const EnteredHandover = Closed(
  {
    id: Id,
    on: CalendarDate,
    fromFund: Type.String({ description: 'The code of the fund that handed it over.' }),
    fromName: Type.String(),
    documentNumber: Type.String(),
    sha256: Sha256,
    facts: Type.Integer({ description: 'How many facts it entered.' }),
    recordedAt: Instant,
    recordedBy: Type.String(),
    reversedAt: Nullable(Instant),
  },
  { title: 'EnteredHandover' },
);

function presentEntered(of: StoredHandoverEntered): Static<typeof EnteredHandover> {
  const { id, effectiveOn: on, fromFund, fromName, documentNumber, sha256, facts } = of;
  const { recordedAt, recordedBy } = recordedOf(of);
  const reversedAt = of.reversedAt?.toISOString() ?? null;
  const said = { id, on, fromFund, fromName, documentNumber, sha256, facts };
  return { ...said, recordedAt, recordedBy, reversedAt };
}

/** A document is tried. */
export const handoverCheckRoutes: Routes = (app, services) => {
  app.post(
    '/v1/fund/handovers/check',
    {
      bodyLimit: DOCUMENT_BYTES,
      config: { idempotency: 'none' },
      schema: {
        operationId: 'checkHandover',
        summary: 'Shows what a document would enter, and each thing that stands in its way',
        description:
          'It is entered on a book that nobody else sees, and thrown away: nothing is written. A borrower, ' +
          'contract or place that both funds may have is asked about, never guessed.',
        tags,
        body: SentBody,
        response: {
          200: Closed(
            {
              on: CalendarDate,
              fromFund: Type.String(),
              fromName: Type.String(),
              sha256: Sha256,
              ...Summary,
              faults: Type.Array(Fault),
              wouldEnter: Counts,
            },
            { title: 'CheckedHandover' },
          ),
        },
      },
    },
    async ({ actor, body, headers }) => {
      const sent = sentIn(body);
      const by = { actor, today: services.clock.today() };
      const { faults, wouldEnter } = await checkHandover(services.database, by, sent);
      const language = languageOf(headers['accept-language']);
      const { on, fund } = sent.portfolio;
      return {
        on,
        fromFund: fund.code,
        fromName: fund.name,
        sha256: hashOf(sent.text),
        ...presentSummary(sent.portfolio),
        faults: faults.map((each) => presentFault(each, language)),
        wouldEnter: { ...wouldEnter },
      };
    },
  );
};

/** A document is entered, all of it or nothing. */
export const handoverEntryRoutes: Routes = (app, services) => {
  app.post(
    '/v1/fund/handovers',
    {
      bodyLimit: DOCUMENT_BYTES,
      config: { idempotency: 'required' },
      schema: {
        operationId: 'enterHandover',
        summary: 'Takes over all that another fund hands over: all of it in one act, or nothing',
        description:
          'Loans are entered with their openings of the day (R33), the capital as contributions by source, all ' +
          'money at the default bank account, cases, collateral and log with their own days. What other ' +
          'entries would be refused for, this is too.',
        tags,
        body: SentBody,
        response: { 201: Closed({ ...EnteredHandover.properties, entered: Counts }) },
      },
    },
    (request, reply) => {
      const sent = sentIn(request.body);
      return act(services, request, reply, 201, async (fund) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { entry, entered } = await enterHandover(fund, by, sent);
        return { ...presentEntered(entry), entered: { ...entered } };
      });
    },
  );
};

/** What a document entered is taken back. */
export const handoverEntryReversalRoutes: Routes = (app, services) => {
  app.post(
    '/v1/handover-entries/:id/reversal',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'reverseHandoverEntry',
        summary: 'Takes back all that a handover entered, while nothing else stands on it',
        description:
          'Everything it entered is reversed, the last first. Refused once a receipt, a decision or a notice of ' +
          'its loans was entered, or its money was lent.',
        tags,
        params: IdParams,
        body: Reason,
        response: {
          201: Closed({
            handoverEntryId: Type.String(),
            reversed: Type.Integer({ description: 'How many facts were reversed.' }),
            affects: Affects,
          }),
        },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (fund) => {
        const { id } = request.params;
        const reversed = await reverseHandoverEntry(fund, { id, reason: request.body.reason });
        return { handoverEntryId: id, reversed, affects: await affectsOfAct(fund) };
      }),
  );
};

/** The handovers of a fund. */
export const handoverListRoutes: Routes = (app, services) => {
  app.get(
    '/v1/fund/handovers',
    {
      schema: {
        operationId: 'listHandovers',
        summary: 'Lists to whom the fund was handed over, and which funds it took over',
        description: 'In the order recorded, also what was reversed.',
        tags,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: {
          200: Closed({
            given: Type.Array(GivenHandover),
            taken: Type.Array(EnteredHandover),
            knownAt: Instant,
          }),
        },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, (fund, { knownAt }) => {
        const { given, taken } = handoversOf(fund, knownAt);
        return {
          given: given.map(presentGiven),
          taken: taken.map(presentEntered),
          knownAt: knownAt.toISOString(),
        };
      }),
  );
};

const Columns = Closed({
  principal: SignedMoney,
  chargedOffPrincipal: SignedMoney,
  inTermInterest: SignedMoney,
  overdueInterest: SignedMoney,
  lateInterest: SignedMoney,
});

const Line = Closed({
  on: CalendarDate,
  type: Type.String(),
  number: Nullable(Type.String()),
  interest: Nullable(
    Closed({
      class: Type.String(),
      from: Nullable(CalendarDate),
      balance: Nullable(SignedMoney),
      ratePercent: Nullable(Type.String()),
    }),
  ),
  change: Columns,
  balance: Columns,
});

const columnsOf = (of: HistoryLine['change']): Static<typeof Columns> => ({
  principal: text(of.principal),
  chargedOffPrincipal: text(of.chargedOffPrincipal),
  inTermInterest: text(of.inTermInterest),
  overdueInterest: text(of.overdueInterest),
  lateInterest: text(of.lateInterest),
});

const presentLine = ({ on, type, number, interest, change, balance }: HistoryLine) => ({
  on,
  type,
  number,
  interest: interest && {
    class: interest.class,
    from: interest.from,
    balance: interest.balance && text(interest.balance),
    ratePercent: interest.ratePercent && text(interest.ratePercent),
  },
  change: columnsOf(change),
  balance: columnsOf(balance),
});

/** What a loan was before another fund handed it over. */
export const loanOriginRoutes: Routes = (app, services) => {
  app.get(
    '/v1/loans/:id/origin',
    {
      schema: {
        operationId: 'getLoanOrigin',
        summary: 'Shows where a loan was before it was handed over, with its statement until then',
        description:
          'From the document that this fund keeps, so that nobody reads in the other fund: its statement from the ' +
          'contract, or what that fund had taken over, to the day before the handover. Not found for a loan of ' +
          'the fund’s own.',
        tags: ['Loans'],
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: {
          200: Closed(
            {
              loanId: IdOf('The loan here.'),
              originLoanId: IdOf('Its id in the fund that handed it over.'),
              contractNumber: Type.String({ description: 'Its number there.' }),
              on: CalendarDate,
              fromFund: Type.String(),
              fromName: Type.String(),
              documentNumber: Type.String(),
              sha256: Sha256,
              lines: Type.Array(Line),
              knownAt: Instant,
            },
            { title: 'LoanOrigin' },
          ),
        },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, async (fund, { knownAt }) => {
        const before = await loanBefore(fund, params.id, knownAt, portfolioIn);
        const { originLoanId, contractNumber, on, entry, history } = before;
        const { fromFund, fromName, documentNumber, sha256 } = entry;
        return {
          loanId: params.id,
          originLoanId,
          contractNumber,
          on,
          fromFund,
          fromName,
          documentNumber,
          sha256,
          lines: history.map(presentLine),
          knownAt: knownAt.toISOString(),
        };
      }),
  );
};
