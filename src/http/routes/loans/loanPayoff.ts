import { Type } from 'typebox';
import { payoffLetterParts } from '../../../documents/loans/payoffLetter.ts';
import { earlier } from '../../../domain/primitives/dates.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import { text } from '../../../domain/primitives/money.ts';
import { requireCooperative } from '../../../usecases/borrowers/lookUpBorrowers.ts';
import { fundLetter } from '../../../usecases/fund/documentSettings.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { loanPayoff, type Audience } from '../../../usecases/loans/loanStatement.ts';
import {
  DOCUMENT_FORMATS,
  documentResponse,
  printedOn,
  sendDocument,
} from '../../files/documentReply.ts';
import { formatOf, formatQuery } from '../../negotiation/negotiation.ts';
import { openedOnOf } from '../../present/present.ts';
import type { Routes } from '../../service/appTypes.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  IdParams,
  Instant,
  Money,
} from '../../schema/schemas.ts';
import { AudienceQuery, presentColumns } from './loanStatement.ts';

const Payoff = Closed(
  {
    loanId: Id,
    contractNumber: Type.String(),
    on: CalendarDate,
    knownAt: Instant,
    payoff: Money,
    principal: Money,
    chargedOffPrincipal: Money,
    inTermInterest: Money,
    overdueInterest: Money,
    lateInterest: Money,
    credits: Closed({ inTermInterest: Money, overdueInterest: Money, lateInterest: Money }),
    perDay: { ...Money, description: 'What one more day adds if nothing happens until then.' },
  },
  { title: 'Payoff' },
);

/** The figures of a payoff, as they stand in the answer and in the letter. */
function presentPayoff({ payoff, owed, credits, perDay }: ReturnType<typeof loanPayoff>) {
  const { inTermInterest, overdueInterest, lateInterest } = credits;
  return {
    payoff: text(payoff),
    ...presentColumns(owed),
    credits: {
      inTermInterest: text(inTermInterest),
      overdueInterest: text(overdueInterest),
      lateInterest: text(lateInterest),
    },
    perDay: text(perDay),
  };
}

/** A letter is for the borrower, and tells of no charge-off (R40). @throws DomainError validation */
function audienceOf(audience: Audience | undefined, isPrinted: boolean): Audience {
  if (!isPrinted) return audience ?? 'fund';
  if (audience !== 'fund') return 'borrower';
  throw invalid('?audience', {
    en: 'must be `borrower` for a letter: leave it out, or ask for JSON',
    vi: 'phải là `borrower` khi in thông báo: hãy bỏ qua hoặc yêu cầu JSON',
  });
}

/** What pays a loan off. */
export const loanPayoffRoutes: Routes = (app, services) => {
  app.get(
    '/v1/loans/:id/payoff',
    {
      schema: {
        operationId: 'getLoanPayoff',
        summary: 'Shows what pays a loan off on a day, and what it is made of',
        description:
          'The sum to ask for if a borrower wants to pay all off on a day, class by class, with what each day ' +
          'after it adds (R11, R15). As text, PDF or DOCX it is a letter to the borrower in the look of official ' +
          'letters (R24), which tells of no charge-off; of figures for the borrower ask with ' +
          '`audience=borrower` (R40).',
        tags: ['Loans'],
        params: IdParams,
        querystring: Closed({
          on: Type.Optional(DateOf('The day of the payment, also one to come; default today.')),
          knownAt: AsKnownQuery.knownAt,
          ...AudienceQuery,
          ...formatQuery(DOCUMENT_FORMATS),
          issuedOn: Type.Optional(
            DateOf('The date that the letterhead says: not after today, nor before a past `on`.'),
          ),
        }),
        response: { 200: documentResponse('The figures, or the letter', Payoff) },
      },
    },
    async (request, reply) => {
      const { actor, params, query } = request;
      const format = formatOf(request, DOCUMENT_FORMATS);
      const isPrinted = format !== 'json';
      const audience = audienceOf(query.audience, isPrinted);
      reply.header('vary', 'accept');
      const today = services.clock.today();
      const { on = today } = query;
      const issuedOn = printedOn(query.issuedOn, isPrinted, { asOf: earlier(on, today), today });
      const { found, cooperative, knownAt, letter } = await readAsKnown(
        services,
        actor,
        query,
        (tx, view) => {
          const payoff = loanPayoff(tx, params.id, { asOf: on, knownAt: view.knownAt }, audience);
          const borrower = requireCooperative(tx, payoff.cooperativeId, view);
          return { found: payoff, cooperative: borrower, ...view, ...fundLetter(tx, view) };
        },
      );
      const { contractNumber, signedOn } = found.terms;
      const figures = presentPayoff(found);
      if (!isPrinted) {
        return {
          loanId: params.id,
          contractNumber,
          on,
          knownAt: knownAt.toISOString(),
          ...figures,
        };
      }
      const opened = openedOnOf({ opening: found.takenOver });
      const view = { ...figures, ...opened, contractNumber, signedOn, on, cooperative };
      return sendDocument(reply, format, {
        parts: payoffLetterParts(view, letter, issuedOn),
        fileName: `tat-toan-${contractNumber}-${on}`,
        marks: {
          title: `Số tiền tất toán ${contractNumber}`,
          author: letter.issuerName,
          createdOn: earlier(on, today),
        },
      });
    },
  );
};
