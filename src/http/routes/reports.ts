import { Type } from 'typebox';
import { fundSectionProse } from '../../documents/fundSectionProse.ts';
import { noteDetail } from '../../documents/fundSectionNotes.ts';
import { fundSectionWorkbook } from '../../documents/fundSectionWorkbook.ts';
import { firstDayOfYear, type CalendarDate as CalendarDateText } from '../../domain/dates.ts';
import { invalid } from '../../domain/errors.ts';
import type { FundSection, LocalityGroup } from '../../domain/fundSection.ts';
import { text } from '../../domain/money.ts';
import type { FundTx } from '../../store/database.ts';
import { readAsKnown, type View } from '../../usecases/asKnown.ts';
import { explainFundSection, reportFundSection } from '../../usecases/fundReport.ts';
import { ownFund } from '../../usecases/lookUp.ts';
import { fundLetter } from '../../usecases/settings.ts';
import type { Routes } from '../appTypes.ts';
import { DOCUMENT_FORMATS, documentResponse, sendDocument } from '../documentReply.ts';
import { fileContent } from '../fileReply.ts';
import { languageOf } from '../language.ts';
import { formatOf, formatQuery } from '../negotiation.ts';
import { presentLine } from '../present.ts';
import { printedSection } from '../printedSection.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  Instant,
  Money,
  Name,
  Nullable,
  SignedMoney,
} from '../schemas.ts';
import { sendWorkbook } from '../workbookReply.ts';
import { CaseRow } from './litigationReport.ts';

const borrowerCount = Type.Integer({ minimum: 0 });
const PrincipalLine = Closed({ amount: Money, borrowers: borrowerCount });
const Localities = Type.Array(
  Closed({
    locality: Type.String(),
    cooperatives: Type.Array(Closed({ id: Id, name: Type.String() })),
  }),
);

const FundSectionAnswer = Closed({
  asOf: CalendarDate,
  periodStart: CalendarDate,
  knownAt: Instant,
  borrowers: Closed({ withDebt: borrowerCount, inTerm: borrowerCount, overdue: borrowerCount }),
  charterCapital: SignedMoney,
  inTermPrincipal: PrincipalLine,
  overduePrincipal: PrincipalLine,
  availablePrincipal: Closed({
    amount: SignedMoney,
    broughtForward: SignedMoney,
    collected: Money,
    disbursed: Money,
    contributed: SignedMoney,
  }),
  interestCollected: Closed({ total: Money, inTerm: Money, overdue: Money, late: Money }),
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
    loans: Type.Array(
      Closed({
        loanId: Id,
        contractNumber: Type.String(),
        cooperativeId: Id,
        cooperativeCode: Type.String(),
        cooperativeName: Type.String(),
        locality: Type.String(),
        deadline: CalendarDate,
        principalOutstanding: Money,
      }),
    ),
  }),
  lastDisbursementOn: Nullable(CalendarDate),
  lendingSuspension: Nullable(Closed({ decisionNumber: Type.String(), decidedOn: CalendarDate })),
  notes: Type.Array(
    Closed({ code: Type.String(), detail: Type.String(), cooperativeIds: Type.Array(Id) }),
  ),
});

const presentGroup = ({ locality, cooperatives }: LocalityGroup) => ({
  locality,
  cooperatives: [...cooperatives],
});

/** The section as it is answered: money as text, notes in words. */
export function presentFundSection(section: FundSection, knownAt: Date, language: 'en' | 'vi') {
  const { availablePrincipal: available, interestCollected, projectedYearEnd } = section;
  const { lendingSuspension } = section;
  const line = (of: FundSection['inTermPrincipal']) => ({ ...of, amount: text(of.amount) });
  return {
    asOf: section.asOf,
    periodStart: section.periodStart,
    knownAt: knownAt.toISOString(),
    borrowers: section.borrowers,
    charterCapital: text(section.charterCapital),
    inTermPrincipal: line(section.inTermPrincipal),
    overduePrincipal: line(section.overduePrincipal),
    availablePrincipal: {
      amount: text(available.amount),
      broughtForward: text(available.broughtForward),
      collected: text(available.collected),
      disbursed: text(available.disbursed),
      contributed: text(available.contributed),
    },
    interestCollected: {
      total: text(interestCollected.total),
      inTerm: text(interestCollected.inTerm),
      overdue: text(interestCollected.overdue),
      late: text(interestCollected.late),
    },
    projectedYearEnd: {
      date: projectedYearEnd.date,
      availablePrincipal: text(projectedYearEnd.availablePrincipal),
      expectedTotal: text(projectedYearEnd.expectedTotal),
      plannedDisbursements: text(projectedYearEnd.plannedDisbursements),
      plannedContributions: text(projectedYearEnd.plannedContributions),
      expectedReceipts: projectedYearEnd.expectedReceipts.map((each) => ({
        loanId: each.loanId,
        contractNumber: each.contractNumber,
        cooperativeName: each.cooperativeName,
        expectedOn: each.expectedOn,
        principal: text(each.principal),
        ground: each.ground,
      })),
    },
    litigation: {
      ...section.litigation,
      localities: section.litigation.localities.map(presentGroup),
      cases: section.litigation.cases.map(presentLine),
    },
    recalls: {
      ...section.recalls,
      localities: section.recalls.localities.map(presentGroup),
      loans: section.recalls.loans.map(presentLine),
    },
    lastDisbursementOn: section.lastDisbursementOn,
    lendingSuspension:
      lendingSuspension === null
        ? null
        : {
            decisionNumber: lendingSuspension.decisionNumber,
            decidedOn: lendingSuspension.decidedOn,
          },
    notes: section.notes.map(({ code, cooperatives }) => ({
      code,
      detail: noteDetail(code, cooperatives, language),
      cooperativeIds: cooperatives.map((each) => each.id),
    })),
  };
}

const FORMATS = [...DOCUMENT_FORMATS, 'xlsx'] as const;

const Printed = documentResponse('The section', FundSectionAnswer);

/** The query parameters of what is reported for a period. */
export const PeriodQuery = {
  ...AsKnownQuery,
  periodStart: Type.Optional(DateOf('First day of the period; default 1 January.')),
};

/** @throws DomainError validation */
export function periodStartOf(
  { periodStart }: { readonly periodStart?: CalendarDateText },
  asOf: CalendarDateText,
): CalendarDateText {
  const first = periodStart ?? firstDayOfYear(asOf);
  if (first > asOf) throw invalid('?periodStart', 'must not be after `asOf`');
  return first;
}

/** Reads the section with the lines of its figures, as a workbook. */
const workbookOf =
  (query: Parameters<typeof periodStartOf>[0]) =>
  async (tx: FundTx, { asOf, knownAt }: View) => {
    const at = { asOf, periodStart: periodStartOf(query, asOf), knownAt };
    return fundSectionWorkbook(await explainFundSection(tx, at), await ownFund(tx), knownAt);
  };

/** What the fund gives to the provincial report. */
export const reportRoutes: Routes = (app, services) => {
  app.get(
    '/v1/reports/fund-section',
    {
      schema: {
        summary:
          'The fund section of the provincial report: figures, Vietnamese prose or a document',
        tags: ['Reports'],
        querystring: Closed({ ...PeriodQuery, ...formatQuery(FORMATS) }),
        response: {
          200: { ...Printed, content: { ...Printed.content, ...fileContent(['xlsx']) } },
        },
      },
    },
    async (request, reply) => {
      const { actor, query, headers } = request;
      const format = formatOf(request, FORMATS);
      reply.header('vary', 'accept, accept-language');
      if (format === 'xlsx') {
        return sendWorkbook(reply, await readAsKnown(services, actor, query, workbookOf(query)));
      }
      const found = await readAsKnown(services, actor, query, async (tx, { asOf, knownAt }) => {
        const periodStart = periodStartOf(query, asOf);
        const section = await reportFundSection(tx, { asOf, periodStart, knownAt });
        return { section, knownAt, ...(await fundLetter(tx, knownAt)) };
      });
      const language = format === 'json' ? languageOf(headers['accept-language']) : 'vi';
      const view = presentFundSection(found.section, found.knownAt, language);
      if (format === 'json') return view;
      if (format !== 'text') return sendDocument(reply, format, printedSection(view, found, null));
      reply.type('text/plain; charset=utf-8');
      return `${fundSectionProse(view, found.fund)}\n`;
    },
  );
};
