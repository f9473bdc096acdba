import { OpenedOn } from '../../present/shapes.ts';
import type { Fund } from '../../../book/fund.ts';
import { Type } from 'typebox';
import { fundSectionProse } from '../../../documents/section/prose.ts';
import { noteDetail } from '../../../documents/section/notes.ts';
import { fundSectionWorkbook } from '../../../documents/section/workbook.ts';
import { type CalendarDate as CalendarDateText } from '../../../domain/primitives/dates.ts';
import { bySource } from '../../../domain/fund/sources.ts';
import { money } from '../../../domain/primitives/money.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import type { FundSection } from '../../../domain/reports/section/fundSection.ts';
import {
  fundSectionContent,
  receiptContent,
  type FundSectionContent,
} from '../../../domain/reports/section/content.ts';
import { readAsKnown, type View } from '../../../usecases/view/readAsKnown.ts';
import { explainFundSection, reportFundSection } from '../../../usecases/reports/reportSection.ts';
import { usualPeriodStartOf } from '../../../usecases/view/sinceOpening.ts';
import { ownFund } from '../../../usecases/fund/lookUpFund.ts';
import { fundLetter } from '../../../usecases/fund/documentSettings.ts';
import type { Routes } from '../../service/appTypes.ts';
import {
  DOCUMENT_FORMATS,
  documentResponse,
  printedOn,
  PrintedOnQuery,
  sendDocument,
} from '../../files/documentReply.ts';
import { fileContent } from '../../files/fileReply.ts';
import { languageOf, type Language } from '../../negotiation/language.ts';
import { localitiesOf } from '../../present/present.ts';
import { presentSources, Sources, SourcesTotal, withoutNone } from '../../present/sources.ts';
import { presentLater } from '../../present/rows.ts';
import { formatOf, formatQuery } from '../../negotiation/negotiation.ts';
import { printedSection } from './printedSection.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  Instant,
  LocalitiesField,
  LocalitiesQuery,
  Money,
  Name,
  Nullable,
  SignedMoney,
} from '../../schema/schemas.ts';
import { sendWorkbook } from '../../files/workbookReply.ts';
import { CaseRow } from './litigation.ts';

const borrowerCount = Type.Integer({ minimum: 0 });

const PrincipalLine = Closed(
  { amount: Money, borrowers: borrowerCount },
  { title: 'PrincipalLine' },
);

const Localities = Type.Array(
  Closed({
    locality: Type.String(),
    cooperatives: Type.Array(Closed({ id: Id, name: Type.String() })),
  }),
);

const RecalledLoan = Closed({
  loanId: Id,
  contractNumber: Type.String(),
  cooperativeId: Id,
  cooperativeCode: Type.String(),
  cooperativeName: Type.String(),
  locality: Type.String(),
  deadline: CalendarDate,
  principalOutstanding: Money,
});

/** The section as it is answered. */
const TrusteeLine = Closed(
  {
    placeId: Id,
    name: Type.String(),
    entrusted: { ...SignedMoney, description: 'By the books, at the close of `asOf`.' },
    statement: Nullable(
      Closed({
        outstanding: Money,
        overdue: Money,
        idle: Money,
        collectedPrincipal: Money,
        interest: Money,
        fee: Money,
        statedOn: CalendarDate,
      }),
    ),
    difference: Nullable({
      ...SignedMoney,
      description: '`outstanding` and `idle` less what was entrusted on the day of the statement.',
    }),
  },
  { title: 'TrusteeLine' },
);

export const FundSectionAnswer = Closed(
  {
    asOf: CalendarDate,
    periodStart: CalendarDate,
    knownAt: Instant,
    ...LocalitiesField,
    borrowers: Closed({ withDebt: borrowerCount, inTerm: borrowerCount, overdue: borrowerCount }),
    charterCapital: SignedMoney,
    sources: Type.Optional(Sources),
    sourcesTotal: Type.Optional(SourcesTotal),
    inTermPrincipal: PrincipalLine,
    overduePrincipal: PrincipalLine,
    availablePrincipal: Closed({
      amount: SignedMoney,
      broughtForward: SignedMoney,
      collected: SignedMoney,
      disbursed: SignedMoney,
      contributed: SignedMoney,
      takenOver: Type.Optional({
        ...Money,
        description:
          'Principal that another fund had lent when it was taken over in the period: it came with the capital ' +
          'in `contributed`, and is taken off; left out, if none was taken over.',
      }),
      entrusted: Type.Optional({
        ...SignedMoney,
        description:
          'Given to trustees in the period less what they gave back, taken off; left out, if the fund never ' +
          'had a trustee (R35).',
      }),
    }),
    principalEntrusted: Type.Optional({
      ...Money,
      description: 'Principal that trustees have; left out, if the fund never had one (R35).',
    }),
    trustees: Type.Optional(
      Type.Array(TrusteeLine, {
        description:
          'Each trustee with what it said last; left out, if the fund never had one (R35).',
      }),
    ),
    interestCollected: Closed({
      total: SignedMoney,
      inTerm: SignedMoney,
      overdue: SignedMoney,
      late: SignedMoney,
    }),
    recoveredAsIncome: Type.Optional({
      ...SignedMoney,
      description:
        'Principal of loans charged off that came back in the period as income, and so is in no available ' +
        'principal; left out, if none ever did (R40).',
    }),
    projectedYearEnd: Closed({
      date: CalendarDate,
      availablePrincipal: SignedMoney,
      expectedTotal: Money,
      plannedDisbursements: Money,
      plannedContributions: SignedMoney,
      expectedReceipts: Type.Array(
        Closed({
          loanId: Id,
          contractNumber: Type.String(),
          cooperativeName: Type.String(),
          expectedOn: CalendarDate,
          principal: Money,
          ground: Name(['schedule', 'recall', 'recovery_plan'] as const),
        }),
      ),
    }),
    litigation: Closed({
      sued: borrowerCount,
      overdueBorrowers: borrowerCount,
      localities: Localities,
      cases: Type.Array(CaseRow, { description: 'By which they are sued, by cooperative.' }),
    }),
    recalls: Closed({
      recalled: borrowerCount,
      inTermBorrowers: borrowerCount,
      localities: Localities,
      loans: Type.Array(RecalledLoan),
      overdueLoans: Type.Optional(
        Type.Array(RecalledLoan, {
          description:
            'Under recall, of borrowers that are overdue: not counted in `recalled`. Left out in ' +
            'sections that were issued before the service told of them.',
        }),
      ),
    }),
    lastDisbursementOn: Nullable(CalendarDate),
    openedOn: OpenedOn,
    lendingSuspension: Nullable(Closed({ decisionNumber: Type.String(), decidedOn: CalendarDate })),
    notes: Type.Array(
      Closed({ code: Type.String(), detail: Type.String(), cooperativeIds: Type.Array(Id) }),
    ),
  },
  { title: 'FundSection' },
);

/** The sources as they are answered; a section issued by an earlier release tells of none (R34). */
function presentSourcesKept(
  kept: FundSectionContent['sources'] | undefined,
  total: FundSectionContent['sourcesTotal'],
) {
  if (kept === undefined) return {};
  const sources = Object.entries(kept).map(([source, { name, ...parts }]) => ({
    source,
    name,
    capital: money(parts.capital),
    outstanding: money(parts.outstanding),
    available: money(parts.available),
    chargedOff: money(parts.chargedOff),
    entrusted: money(parts.entrusted),
  }));
  return {
    sources: presentSources(sources.toSorted((a, b) => bySource(a.source, b.source))),
    sourcesTotal: withoutNone(total),
  };
}

/** The note of recalls that are in none of the counts, as their borrowers are overdue. */
function recalledOverdueNote({ recalls }: FundSectionContent): FundSectionContent['notes'] {
  // A section issued by an earlier release has no such list.
  const loans = (recalls as Partial<typeof recalls>).overdueLoans ?? [];
  const names = new Map(loans.map((each) => [each.cooperativeId, each.cooperativeName]));
  if (names.size === 0) return [];
  const cooperatives = [...names].map(([id, name]) => ({ id, name }));
  return [{ code: 'recalled_overdue', cooperatives }];
}

/** The section as it is answered: as it is kept, with its notes in words. */
export function presentContent(content: FundSectionContent, knownAt: Date, language: Language) {
  const { asOf, periodStart, notes, sources, sourcesTotal, ...figures } = content;
  const told = [...notes, ...recalledOverdueNote(content)];
  return {
    asOf,
    periodStart,
    knownAt: knownAt.toISOString(),
    ...figures,
    ...presentSourcesKept(sources, sourcesTotal),
    notes: told.map(({ code, cooperatives }) => ({
      code,
      detail: noteDetail(code, cooperatives, language),
      cooperativeIds: cooperatives.map((each) => each.id),
    })),
  };
}

/** The section as it is answered: money as text, notes in words. */
export function presentFundSection(section: FundSection, knownAt: Date, language: Language) {
  return presentContent(fundSectionContent(section), knownAt, language);
}

/** The same, what is expected by the end of the year presented while the answer is written. */
export function presentInTurns(section: FundSection, knownAt: Date, language: Language) {
  const { expectedReceipts, ...projectedYearEnd } = section.projectedYearEnd;
  const others = { ...section, projectedYearEnd: { ...projectedYearEnd, expectedReceipts: [] } };
  const view = presentFundSection(others, knownAt, language);
  const receipts = presentLater(expectedReceipts, receiptContent);
  return { ...view, projectedYearEnd: { ...view.projectedYearEnd, expectedReceipts: receipts } };
}

const FORMATS = [...DOCUMENT_FORMATS, 'xlsx'] as const;

const Printed = documentResponse('The section', FundSectionAnswer);

/** The query parameters of what is reported for a period. */
export const PeriodQuery = {
  ...AsKnownQuery,
  ...LocalitiesQuery,
  periodStart: Type.Optional(
    DateOf(
      'First day of the period; default 1 January, or the day after the opening day of the fund (R32).',
    ),
  ),
};

/** @throws DomainError validation, before-opening */
export function periodStartOf(
  fund: Fund,
  { periodStart }: { readonly periodStart?: CalendarDateText },
  asOf: CalendarDateText,
  knownAt?: Date,
  pointer = '?periodStart',
): CalendarDateText {
  const first = periodStart ?? usualPeriodStartOf(fund, asOf, knownAt);
  if (first > asOf)
    throw invalid(pointer, { en: 'must not be after `asOf`', vi: 'không được sau `asOf`' });
  return first;
}

/** Reads the section with the lines of its figures, as a workbook. */
const workbookOf = (query: Parameters<typeof periodStartOf>[1]) => async (tx: Fund, view: View) => {
  const { knownAt, localitiesOn } = view;
  const explained = await explainFundSection(tx, {
    ...view,
    periodStart: periodStartOf(tx, query, view.asOf, knownAt),
  });
  return fundSectionWorkbook(explained, ownFund(tx, view), knownAt, localitiesOn);
};

/** What the fund gives to the provincial report. */
export const reportRoutes: Routes = (app, services) => {
  app.get(
    '/v1/reports/fund-section',
    {
      schema: {
        operationId: 'getFundSection',
        summary:
          'The fund section of the provincial report: figures, Vietnamese prose or a document',
        description:
          'The figures of the half-year report to the province (R19, R20), as JSON, as ' +
          'Vietnamese prose, PDF, DOCX or XLSX. Look at it here first; issue it when it is ' +
          'right.',
        tags: ['Reports'],
        querystring: Closed({
          ...PeriodQuery,
          ...formatQuery(FORMATS),
          ...PrintedOnQuery,
        }),
        response: {
          200: { ...Printed, content: { ...Printed.content, ...fileContent(['xlsx']) } },
        },
      },
    },
    async (request, reply) => {
      const { actor, query, headers } = request;
      const format = formatOf(request, FORMATS);
      reply.header('vary', 'accept, accept-language');
      const today = services.clock.today();
      const isPrinted = format === 'pdf' || format === 'docx';
      const dated = (asOf: CalendarDateText) =>
        printedOn(query.issuedOn, isPrinted, { asOf, today });
      dated(query.asOf ?? today);
      if (format === 'xlsx') {
        return sendWorkbook(reply, await readAsKnown(services, actor, query, workbookOf(query)));
      }
      const found = await readAsKnown(services, actor, query, async (tx, view) => {
        const periodStart = periodStartOf(tx, query, view.asOf, view.knownAt);
        const section = await reportFundSection(tx, { ...view, periodStart });
        return { section, knownAt: view.knownAt, ...fundLetter(tx, view) };
      });
      const localities = localitiesOf(query);
      const language = format === 'json' ? languageOf(headers['accept-language']) : 'vi';
      if (format === 'json') {
        return { ...presentInTurns(found.section, found.knownAt, language), ...localities };
      }
      const view = { ...presentFundSection(found.section, found.knownAt, language), ...localities };
      if (format !== 'text') {
        const issuedOn = dated(found.section.asOf);
        const issue = issuedOn === null ? null : { documentNumber: null, issuedOn };
        return sendDocument(reply, format, printedSection(view, found, issue));
      }
      reply.type('text/plain; charset=utf-8');
      return `${fundSectionProse(view, found.fund)}\n`;
    },
  );
};
