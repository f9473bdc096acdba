import { Type, type Static } from 'typebox';
import { enforcementRequestContent } from '../../../documents/court/enforcementRequest.ts';
import { amountInWords } from '../../../documents/words/amountInWords.ts';
import { FILING_CHANNELS } from '../../../domain/court/enforcement.ts';
import { STAGES } from '../../../domain/court/stages.ts';
import { totalOf, type Allocation } from '../../../domain/loans/facts.ts';
import { text } from '../../../domain/primitives/money.ts';
import {
  enforcementRequest,
  REQUEST_FIELDS,
  type EnforcementRequest,
} from '../../../usecases/court/enforcementRequest.ts';
import { readAsKnown, type View } from '../../../usecases/view/readAsKnown.ts';
import {
  DOCUMENT_FORMATS,
  documentResponse,
  printedOn,
  PrintedOnQuery,
  sendDocument,
} from '../../files/documentReply.ts';
import { formatOf, formatQuery } from '../../negotiation/negotiation.ts';
import { presentAllocation } from '../../present/present.ts';
import { Components } from '../../present/shapes.ts';
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
} from '../../schema/schemas.ts';
import { isOfPerson, taxCodeMasked } from '../../../domain/persons/identityNumbers.ts';
import { noteAccesses } from '../../../usecases/persons/accesses.ts';
import { presentSecuring, SecuringAssets } from '../collateral/securingShapes.ts';
import { askingOf, MaskedQuery } from '../persons/maskedNumbers.ts';
import type { Routes } from '../../service/appTypes.ts';

const words = Nullable(Type.String());

const Amounts = Closed({ ...Components.properties, total: Money });

const Request = Closed(
  {
    litigationCaseId: Id,
    asOf: CalendarDate,
    knownAt: Instant,
    fund: Closed({ code: Type.String(), name: Type.String(), province: Type.String() }),
    creditor: Closed(
      {
        name: Type.String(),
        taxCode: words,
        address: words,
        phone: words,
        representative: words,
        accountNumber: words,
        accountHolder: words,
        bankName: words,
      },
      { description: 'The fund, as its document settings say.' },
    ),
    debtor: Closed({
      id: Id,
      code: Type.String(),
      name: Type.String(),
      taxCode: words,
      representative: words,
      address: words,
      phone: words,
    }),
    judgment: Closed({
      stage: Name(STAGES),
      documentNumber: words,
      occurredOn: CalendarDate,
      court: Type.String(),
      inForceOn: DateOf('The day from which it can be enforced.'),
    }),
    award: Nullable(
      Closed(
        {
          awarded: Amounts,
          received: { ...Amounts, description: 'Through the case since the award.' },
          left: {
            ...Amounts,
            description: 'Awarded less received of each component, not below 0.',
          },
        },
        { description: 'Null: what the court awards was not entered.' },
      ),
    ),
    instalments: Type.Array(
      Closed({
        dueOn: CalendarDate,
        amount: Money,
        left: { ...Money, description: 'What was received pays what fell due first.' },
        hasFallenDue: Type.Boolean(),
      }),
      { description: 'The dated parts of the award, soonest first.' },
    ),
    notDue: { ...Money, description: 'What is left and falls due after `asOf`: not asked for.' },
    asked: Nullable({ ...Money, description: 'What is left less what falls due later.' }),
    askedInWords: words,
    enforcementOffice: words,
    channel: Nullable(Name(FILING_CHANNELS)),
    receiptNumber: words,
    collaterals: SecuringAssets,
    missing: Type.Array(Name(REQUEST_FIELDS), {
      description: 'What is not known and is printed as a dotted line.',
    }),
  },
  { title: 'EnforcementRequest' },
);

const sumsOf = (amounts: Allocation) => ({
  ...presentAllocation(amounts),
  total: text(totalOf(amounts)),
});

function present(request: EnforcementRequest, { asOf, knownAt }: View): Static<typeof Request> {
  const { stored, fund, letter, debtor, judgment, award, parts, notDue, asked } = request;
  const { id, code, name, taxCode, representative, address, phone } = debtor;
  const digits = asked === null ? null : text(asked);
  return {
    litigationCaseId: stored.id,
    asOf,
    knownAt: knownAt.toISOString(),
    fund: { code: fund.code, name: fund.name, province: fund.province },
    creditor: {
      name: letter.issuerName,
      taxCode: letter.taxCode,
      address: letter.address,
      phone: letter.phone,
      representative: letter.signatoryName,
      accountNumber: letter.accountNumber,
      accountHolder: letter.accountHolder,
      bankName: letter.bankName,
    },
    debtor: { id, code, name, taxCode, representative, address, phone },
    judgment,
    award: award && {
      awarded: sumsOf(award.awarded),
      received: sumsOf(award.recoveredSince),
      left: sumsOf(award.left),
    },
    instalments: parts
      .filter((part) => part.isDated)
      .map(({ dueOn, amount, left }) => ({
        dueOn,
        amount: text(amount),
        left: text(left),
        hasFallenDue: dueOn <= asOf,
      })),
    notDue: text(notDue),
    asked: digits,
    askedInWords: digits === null ? null : amountInWords(digits),
    enforcementOffice: request.enforcementOffice,
    channel: request.channel,
    receiptNumber: request.receiptNumber,
    collaterals: presentSecuring(request.collaterals),
    missing: [...request.missing],
  };
}

/** What is to be noted of the debtor's number: nothing, if it is no person's. */
function shownOf({ stored, debtor }: EnforcementRequest) {
  const of = { subject: stored.id, cooperativeId: debtor.id, about: null };
  return isOfPerson(debtor) ? [{ what: 'enforcement_request', ...of } as const] : [];
}

/** The paper by which the fund asks an office to enforce a judgment (R38). */
export const enforcementRequestRoutes: Routes = (app, services) => {
  app.get(
    '/v1/litigation-cases/:id/enforcement-request',
    {
      schema: {
        operationId: 'getEnforcementRequest',
        summary: 'The request for enforcement of a case, as figures or as a Vietnamese document',
        description:
          'What is awarded, received and asked for, with the dated parts that have fallen due, ready to sign ' +
          '(Law 106/2025 art. 34, Decree 152/2026 art. 9). `missing` names what is printed as a dotted line. ' +
          'Refused while nothing is to be asked for: the award is received, or its next part falls due later. ' +
          'Once it is filed, enter `enforcement_requested` with its channel and receipt number (R38). It ' +
          'shows the identity number of a debtor who is a person whole: `GET /v1/personal-data/accesses`.',
        tags: ['Litigation'],
        params: IdParams,
        querystring: Closed({
          ...AsKnownQuery,
          ...formatQuery(DOCUMENT_FORMATS),
          ...PrintedOnQuery,
          ...MaskedQuery,
        }),
        response: { 200: documentResponse('The request', Request) },
      },
    },
    async (request, reply) => {
      const { actor, params, query } = request;
      const format = formatOf(request, DOCUMENT_FORMATS);
      reply.header('vary', 'accept');
      const { figures, letter, shown } = await readAsKnown(services, actor, query, (tx, view) => {
        const found = enforcementRequest(tx, params.id, view);
        const { letter } = found;
        const whole = present(found, view);
        if (query.masked !== true) return { figures: whole, letter, shown: shownOf(found) };
        const debtor = { ...whole.debtor, taxCode: taxCodeMasked(found.debtor) };
        return { figures: { ...whole, debtor }, letter, shown: [] };
      });
      const { asOf, debtor } = figures;
      const days = { asOf, today: services.clock.today() };
      const on = printedOn(query.issuedOn, format !== 'json', days);
      await noteAccesses(services, askingOf(request), shown);
      if (format === 'json') return figures;
      return sendDocument(reply, format, {
        parts: enforcementRequestContent(figures, letter, on),
        fileName: `yeu-cau-thi-hanh-an-${debtor.code}-${asOf}`,
        marks: {
          title: `Đơn yêu cầu thi hành án: ${debtor.name}`,
          author: letter.issuerName,
          createdOn: asOf,
        },
      });
    },
  );
};
