import { Type, type Static } from 'typebox';
import { debtConfirmationContent } from '../../../documents/loans/debtConfirmation.ts';
import { amountInWords } from '../../../documents/words/amountInWords.ts';
import type { InterestComponent } from '../../../domain/loans/facts.ts';
import { ensure } from '../../../domain/primitives/errors.ts';
import { positive, text } from '../../../domain/primitives/money.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import {
  debtConfirmation,
  type DebtConfirmation,
} from '../../../usecases/loans/debtConfirmation.ts';
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
import { presentPrincipal, presentSegment } from '../../present/present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Id,
  IdParams,
  Instant,
  Money,
  Name,
  Nullable,
} from '../../schema/schemas.ts';
import { presentSecuring, SecuringAssets } from '../collateral/securingShapes.ts';
import { OpenedOn, Position, Segment } from '../../present/shapes.ts';

const AS_OWED = ['not_disbursed', 'settled', 'overdue', 'in_term'] as const;

const OwedInterest = Closed({
  accrued: Money,
  paid: Money,
  waived: Money,
  owed: { ...Money, description: 'The segments less `settledBefore`; never below 0.' },
  credit: { ...Money, description: 'Collected above what accrued (R13).' },
  segments: Type.Array(Segment, {
    description: 'Whole segments (R3), from the first one that is not settled in full.',
  }),
  settledBefore: { ...Money, description: 'What of these segments is paid or waived already.' },
});

const Confirmation = Closed(
  {
    loanId: Id,
    contractNumber: Type.String(),
    signedOn: CalendarDate,
    asOf: CalendarDate,
    knownAt: Instant,
    openedOn: OpenedOn,
    standing: Name(AS_OWED, {
      description: 'As the borrower owes it: never `charged_off` (R40).',
    }),
    fund: Closed({ code: Type.String(), name: Type.String(), province: Type.String() }),
    cooperative: Closed({
      id: Id,
      code: Type.String(),
      name: Type.String(),
      representative: Nullable(Type.String()),
      address: Nullable(Type.String()),
      phone: Nullable(Type.String()),
    }),
    principal: Position.properties.principal,
    inTermInterest: OwedInterest,
    overdueInterest: OwedInterest,
    lateInterest: OwedInterest,
    payoff: Money,
    payoffInWords: Type.String(),
    collaterals: Type.Optional(SecuringAssets),
    copiesTo: Type.Optional(
      Type.Array(Type.String(), {
        description:
          'The owners of these assets other than the borrower (R41); like `collaterals` left out where there are none.',
      }),
    ),
  },
  { title: 'DebtConfirmation' },
);

function presentOwed(
  { position, interest }: DebtConfirmation,
  component: InterestComponent,
): Static<typeof OwedInterest> {
  const { accrued, paid, waived, owed } = position[component];
  const { segments, settledBefore } = interest[component];
  return {
    accrued: text(accrued),
    paid: text(paid),
    waived: text(waived),
    owed: text(positive(owed)),
    credit: text(positive(owed.negated())),
    segments: segments.map(presentSegment),
    settledBefore: text(settledBefore),
  };
}

/** No paper for a borrower says that the fund has charged its loan off (R40). */
function standingAsOwed({ standing }: DebtConfirmation['position']) {
  ensure(standing !== 'charged_off', 'R40: a debt confirmation tells of a charge-off');
  return standing;
}

function presentConfirmation(
  found: DebtConfirmation,
  loanId: string,
  knownAt: Date,
): Static<typeof Confirmation> {
  const { fund, cooperative, terms, position, collaterals, otherOwners } = found;
  const { id, code, name, representative, address, phone } = cooperative;
  const payoff = text(position.payoff);
  return {
    loanId,
    contractNumber: terms.contractNumber,
    signedOn: terms.signedOn,
    asOf: position.asOf,
    knownAt: knownAt.toISOString(),
    ...(found.openedOn === null ? {} : { openedOn: found.openedOn }),
    standing: standingAsOwed(position),
    fund: { code: fund.code, name: fund.name, province: fund.province },
    cooperative: { id, code, name, representative, address, phone },
    principal: presentPrincipal(position),
    inTermInterest: presentOwed(found, 'inTermInterest'),
    overdueInterest: presentOwed(found, 'overdueInterest'),
    lateInterest: presentOwed(found, 'lateInterest'),
    payoff,
    payoffInWords: amountInWords(payoff),
    ...(collaterals.length === 0 ? {} : { collaterals: presentSecuring(collaterals) }),
    ...(otherOwners.length === 0 ? {} : { copiesTo: [...otherOwners] }),
  };
}

/** What is owed on a loan, for both parties to confirm (R30). */
export const debtConfirmationRoutes: Routes = (app, services) => {
  app.get(
    '/v1/loans/:id/debt-confirmation',
    {
      schema: {
        operationId: 'getDebtConfirmation',
        summary:
          'The debt on a day for both parties to sign, as figures or as a Vietnamese document',
        description:
          'The minutes by which both sides confirm the debt. When they are signed, enter a ' +
          '`debt_confirmation` in the collection log: it starts the limitation anew (R27, ' +
          'R30).',
        tags: ['Collection'],
        params: IdParams,
        querystring: Closed({
          ...AsKnownQuery,
          ...formatQuery(DOCUMENT_FORMATS),
          ...PrintedOnQuery,
        }),
        response: { 200: documentResponse('The confirmation', Confirmation) },
      },
    },
    async (request, reply) => {
      const { actor, params, query } = request;
      const format = formatOf(request, DOCUMENT_FORMATS);
      reply.header('vary', 'accept');
      const found = await readAsKnown(services, actor, query, (tx, view) => {
        const debt = debtConfirmation(tx, params.id, view);
        const { letter } = fundLetter(tx, view);
        return { confirmation: presentConfirmation(debt, params.id, view.knownAt), letter };
      });
      const { confirmation, letter } = found;
      const { contractNumber, asOf } = confirmation;
      const days = { asOf, today: services.clock.today() };
      const on = printedOn(query.issuedOn, format !== 'json', days);
      if (format === 'json') return confirmation;
      return sendDocument(reply, format, {
        parts: debtConfirmationContent(confirmation, letter, on),
        fileName: `xac-nhan-no-${contractNumber}-${asOf}`,
        marks: {
          title: `Xác nhận nợ ${contractNumber}`,
          author: letter.issuerName,
          createdOn: asOf,
        },
      });
    },
  );
};
