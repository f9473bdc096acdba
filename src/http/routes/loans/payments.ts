import { Type, type Static } from 'typebox';
import { dayInBooks } from '../../../domain/books/lateBooking.ts';
import { cameIn } from '../../../domain/loans/facts.ts';
import { METHODS } from '../../../domain/primitives/paymentMethods.ts';
import { money, text } from '../../../domain/primitives/money.ts';
import { readAsKnown, type View } from '../../../usecases/view/readAsKnown.ts';
import { namesInAct, type namesOfLoans } from '../../../usecases/loans/lookUpFacts.ts';
import { creditWarnings } from '../../../usecases/loans/creditWarnings.ts';
import { loanPosition } from '../../../usecases/loans/loanState.ts';
import { disbursementsOf } from '../../../usecases/loans/lookUpLoans.ts';
import { receipts } from '../../../usecases/loans/receiptsBook.ts';
import { recordDisbursement } from '../../../usecases/loans/recordDisbursement.ts';
import {
  previewRepayment,
  recordRepayment,
  type NewRepayment,
  type PreviewedRepayment,
} from '../../../usecases/loans/recordRepayment.ts';
import { tryReceipts } from '../../../usecases/loans/tryReceipts.ts';
import { tryAct } from '../../../usecases/acts/tryAct.ts';
import { nearVouchers } from '../../../usecases/acts/nearDuplicates.ts';
import { act } from '../../service/act.ts';
import { affectsByFact, affectsOfAct, type AffectsOf } from '../../present/affects.ts';
import { warnedOfAct } from '../../present/warnedOfAct.ts';
import type { Routes } from '../../service/appTypes.ts';
import { isDate, isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import { CSV_CONTENT, CsvQuery, sendCsv } from '../../files/csvReply.ts';
import { formatOf, formatQuery } from '../../negotiation/negotiation.ts';
import { languageOf } from '../../negotiation/language.ts';
import {
  NOT_BOOKED_LATER,
  placeOf,
  presentAllocation,
  presentPosition,
  recordedOf,
  reversedOf,
} from '../../present/present.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Code,
  Id,
  IdOf,
  IdParams,
  Money,
  Name,
  Nullable,
  Page,
  PageQuery,
  PositiveMoneyOf,
} from '../../schema/schemas.ts';
import { LateFieldsWithReason, lateBookingOf, WITH_REASON } from '../../schema/lateBooking.ts';
import { presentWarnings, warned } from '../../problems/warnings.ts';
import {
  Affects,
  Components,
  componentsOf,
  NameFields,
  PaidPlaceOf,
  PaymentFields,
  Position,
  BookedFields,
  ReversedFields,
  Warnings,
} from '../../present/shapes.ts';

const FORMATS = ['json', 'csv'] as const;

type Disbursed = Awaited<ReturnType<typeof disbursementsOf>>[number];

type Received = Awaited<ReturnType<typeof receipts>>[number];

const NewDisbursementBody = Closed(
  {
    ...PaymentFields,
    voucherNumber: Code('The number of the payment voucher.', 'PC001/2023'),
    ...LateFieldsWithReason,
  },
  { title: 'NewDisbursement', ...WITH_REASON },
);

const paid = {
  id: Id,
  loanId: Id,
  amount: Money,
  voucherNumber: Type.String(),
  method: Nullable(Name(METHODS)),
  place: PaidPlaceOf,
  ...BookedFields,
};

export const Disbursement = Closed({ ...paid, ...ReversedFields }, { title: 'Disbursement' });

const { place: _, ...DisbursementColumns } = Disbursement.properties;

/** The columns of the list as CSV; where the money was is told by the books of the places (R35). */
const DisbursementLine = Closed(DisbursementColumns);

/** The case through which a receipt came. */
export const CaseOfReceipt = IdOf('The case before a court through which the money came (R26).');

/** What an enforcement office kept back of a receipt. */
export const EnforcementFee = PositiveMoneyOf(
  'What the enforcement office kept back of `amount` as its fee, whole đồng above 0, below it; only with a ' +
    'case. The borrower is credited the whole `amount`; the fee is a cost of the fund, paid out of interest ' +
    'and other money (R39).',
);

const RepaymentBody = Closed(
  {
    ...PaymentFields,
    allocation: Type.Optional({
      ...Components,
      description:
        'What it pays (R10); left out, it is allocated by the order in force (R9), through a case the award ' +
        'first (R39).',
    }),
    litigationCaseId: Type.Optional(CaseOfReceipt),
    enforcementFee: Type.Optional(EnforcementFee),
    ...LateFieldsWithReason,
  },
  { title: 'NewRepayment', ...WITH_REASON },
);

/** The same before there is a voucher: its number is needed only to see whether it was used. */
const PreviewBody = Closed(
  { ...RepaymentBody.properties, voucherNumber: Type.Optional(PaymentFields.voucherNumber) },
  { title: 'RepaymentPreview', ...WITH_REASON },
);

/** What a receipt says, as answered. */
export const received = {
  ...paid,
  allocation: Components,
  litigationCaseId: Nullable(Id),
  enforcementFee: Nullable({
    ...Money,
    description: 'What the enforcement office kept back of `amount` (R39); null: nothing.',
  }),
  netAmount: { ...Money, description: 'The money that came in: `amount` less `enforcementFee`.' },
  affects: Affects,
  ...NameFields,
};

export function presentDisbursement(stored: Disbursed): Static<typeof Disbursement> {
  const { id, loanId, amount, voucherNumber, method } = stored;
  return {
    id,
    loanId,
    amount: text(amount),
    voucherNumber,
    method,
    ...placeOf(stored),
    ...recordedOf(stored),
    ...reversedOf(stored),
  };
}

/** The same with an amount that is a number, and every column. */
function lineOf(stored: Disbursed) {
  const { place: _, ...shown } = presentDisbursement(stored);
  return { ...NOT_BOOKED_LATER, ...shown, amount: stored.amount };
}

type ActTx = Parameters<typeof affectsByFact>[0];

/** What is told of receipts besides what each says. */
export interface ToldOfReceipts {
  readonly affectsOf: AffectsOf;
  readonly namesOf: ReturnType<typeof namesOfLoans>;
}

/** What is told of the receipts of the act under way. Ask once, when the whole act is recorded. */
export async function toldOfAct(tx: ActTx, today: View['asOf']): Promise<ToldOfReceipts> {
  return { affectsOf: await affectsByFact(tx), namesOf: namesInAct(tx, today) };
}

/** What was kept back of a receipt, and what came in. */
export const feeOf = (receipt: Parameters<typeof cameIn>[0]) => ({
  enforcementFee: receipt.enforcementFee ? text(receipt.enforcementFee) : null,
  netAmount: text(cameIn(receipt)),
});

export function presentReceived(stored: Received, { affectsOf, namesOf }: ToldOfReceipts) {
  const { id, loanId, amount, voucherNumber, method, allocation, litigationCaseId } = stored;
  return {
    id,
    loanId,
    amount: text(amount),
    voucherNumber,
    method,
    ...placeOf(stored),
    allocation: presentAllocation(allocation),
    litigationCaseId,
    ...feeOf(stored),
    ...recordedOf(stored),
    affects: affectsOf(id),
    ...namesOf(loanId),
  };
}

/** The fee of a receipt as asked, if it has one. */
export const feeSaid = ({ enforcementFee }: { readonly enforcementFee?: string }) =>
  enforcementFee === undefined ? {} : { enforcementFee: money(enforcementFee) };

function repaymentOf(body: Static<typeof RepaymentBody>): NewRepayment {
  return { ...previewedOf(body), voucherNumber: body.voucherNumber };
}

function previewedOf(body: Static<typeof PreviewBody>): PreviewedRepayment {
  return {
    amount: money(body.amount),
    effectiveOn: body.effectiveOn,
    voucherNumber: body.voucherNumber ?? null,
    method: body.method ?? null,
    place: body.place ?? null,
    allocation: body.allocation === undefined ? null : componentsOf(body.allocation),
    litigationCaseId: body.litigationCaseId ?? null,
    ...feeSaid(body),
  };
}

/** The number of a voucher as it is repeated, if it was said. */
export const numberOf = ({ voucherNumber }: { readonly voucherNumber?: string }) =>
  voucherNumber === undefined ? {} : { voucherNumber };

/** What a preview tells of a receipt through a case (R39). */
export const PreviewedFields = {
  enforcementFee: received.enforcementFee,
  netAmount: received.netAmount,
  awardLeft: Nullable(
    Closed(
      { before: Components, after: Components },
      {
        description:
          'What is awarded in its case with legal effect and not received, up to its day: without the receipt ' +
          'and with it; null: it names no case.',
      },
    ),
  ),
};

export const presentPreviewed = (
  { litigationCaseId, ...receipt }: Pick<PreviewedRepayment, 'litigationCaseId' | 'enforcementFee'>,
  { allocation, awardLeft }: ReturnType<typeof previewRepayment>,
) => ({
  ...feeOf({ ...receipt, allocation }),
  awardLeft:
    litigationCaseId === null
      ? null
      : {
          before: presentAllocation(awardLeft.before),
          after: presentAllocation(awardLeft.after),
        },
});

type Tx = Parameters<typeof loanPosition>[0];

/** The loan at the close of a payment's day, as known once it was recorded. */
export function positionAfter(tx: Tx, stored: Disbursed | Received) {
  const { loanId, recordedAt } = stored;
  const at = { asOf: dayInBooks(stored), knownAt: recordedAt };
  return presentPosition(loanPosition(tx, loanId, at));
}

/** Money lent out. */
export const disbursementRoutes: Routes = (app, services) => {
  app.post(
    '/v1/loans/:id/disbursements',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'recordDisbursement',
        summary: 'Records money lent out under a contract',
        description:
          'One payment voucher. Refused beyond the contract, after the final due date, while ' +
          'lending is suspended (R29), or where available principal would fall below zero ' +
          '(R18). The answer warns where limits are passed.',
        tags: ['Disbursements'],
        params: IdParams,
        body: NewDisbursementBody,
        response: {
          201: Closed({ ...paid, position: Position, affects: Affects, warnings: Warnings }),
        },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { body, params } = request;
        const { effectiveOn, voucherNumber, method = null, place = null } = body;
        const amount = money(body.amount);
        const added = { amount, effectiveOn, voucherNumber, method, place };
        const { disbursement, warnings } = recordDisbursement(tx, by, params.id, added);
        const { reversedAt: _, ...rest } = presentDisbursement(disbursement);
        const position = positionAfter(tx, disbursement);
        const language = languageOf(request.headers['accept-language']);
        const near = nearVouchers(tx, 'disbursement', disbursement);
        const credits = creditWarnings(tx, by.today);
        const told = presentWarnings([...warnings, ...near, ...credits], language);
        return { ...rest, position, affects: await affectsOfAct(tx), warnings: told };
      }),
  );
};

/** The disbursements of one loan. */
export const disbursementListRoutes: Routes = (app, services) => {
  app.get(
    '/v1/loans/:id/disbursements',
    {
      schema: {
        operationId: 'listLoanDisbursements',
        summary: 'Lists the disbursements of a loan by date, reversed ones included',
        description:
          'What was lent under one contract. A reversed disbursement stays, with ' +
          '`reversedAt` (R12).',
        tags: ['Disbursements'],
        params: IdParams,
        querystring: Closed({
          knownAt: AsKnownQuery.knownAt,
          ...PageQuery,
          ...formatQuery(FORMATS),
          ...CsvQuery,
        }),
        response: {
          200: {
            description: 'The disbursements; as CSV all, without pages',
            content: { 'application/json': { schema: Page(Disbursement) }, ...CSV_CONTENT },
          },
        },
      },
    },
    (request, reply) => {
      const { actor, params, query } = request;
      const format = formatOf(request, FORMATS);
      reply.header('vary', 'accept');
      return readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const found = disbursementsOf(tx, params.id, knownAt);
        if (format === 'csv') return sendCsv(reply, query, DisbursementLine, found.map(lineOf));
        const rows = found.map(presentDisbursement);
        const { limit = 50 } = query;
        const keyOf = (row: Static<typeof Disbursement>) => [row.effectiveOn, row.recordedAt];
        const after = keyAfter(query.cursor, [isDate, isInstant])?.join(' ') ?? '';
        return pageOf(
          rows.filter((row) => keyOf(row).join(' ') > after),
          limit,
          keyOf,
        );
      });
    },
  );
};

/** Receipts. */
export const repaymentRoutes: Routes = (app, services) => {
  app.post(
    '/v1/loans/:id/repayments',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'recordRepayment',
        summary: 'Records a receipt',
        description:
          'One receipt voucher for one loan. Left out, `allocation` is worked out by the ' +
          'order in force on the day (R9); stated, each component is at most what is owed ' +
          '(R10). More than the payoff is refused (R11). A receipt may be dated back (R13), ' +
          'not into a closed quarter (R22).',
        tags: ['Receipts'],
        params: IdParams,
        body: RepaymentBody,
        response: {
          201: Closed({ ...received, position: Position, warnings: Type.Optional(Warnings) }),
        },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { body, params } = request;
        const repayment = recordRepayment(tx, by, params.id, repaymentOf(body));
        const position = positionAfter(tx, repayment);
        const near = nearVouchers(tx, 'repayment', repayment);
        const told = warnedOfAct(tx, services, request, near);
        const ofAct = await toldOfAct(tx, by.today);
        return { ...presentReceived(repayment, ofAct), position, ...told };
      }),
  );
};

/** What a receipt would do. */
export const repaymentPreviewRoutes: Routes = (app, services) => {
  app.post(
    '/v1/loans/:id/repayments/preview',
    {
      config: { idempotency: 'none' },
      schema: {
        operationId: 'previewRepayment',
        summary: 'Shows what a receipt would do; writes nothing',
        description:
          'Ask it before the voucher is written: the allocation and the position after it, ' +
          'or the refusal that the receipt would get (R9, R10, R11). With a `voucherNumber` also ' +
          'whether that number is free. `affects` and `warnings` are those with which the receipt would be ' +
          'answered: the issued notices and reports that a receipt dated back would make wrong.',
        tags: ['Receipts'],
        params: IdParams,
        body: PreviewBody,
        response: {
          200: Closed({
            loanId: Id,
            amount: Money,
            effectiveOn: CalendarDate,
            voucherNumber: Type.Optional(Type.String()),
            allocation: Components,
            ...PreviewedFields,
            affects: Affects,
            position: Position,
            warnings: Type.Optional(Warnings),
          }),
        },
      },
    },
    ({ actor, params, body, headers }) => {
      const today = services.clock.today();
      const late = lateBookingOf(body, today);
      return tryAct(services, { actor, late }, async (tx, { knownAt }) => {
        const previewed = previewedOf(body);
        const decided = previewRepayment(tx, { today, knownAt, late }, params.id, previewed);
        const tried = tryReceipts(tx, { actor, today }, [{ loanId: params.id, ...previewed }]);
        return {
          loanId: params.id,
          amount: body.amount,
          effectiveOn: body.effectiveOn,
          ...numberOf(body),
          allocation: presentAllocation(decided.allocation),
          ...presentPreviewed(previewed, decided),
          affects: await affectsOfAct(tx),
          position: presentPosition(decided.position),
          ...warned(tried.warnings, languageOf(headers['accept-language'])),
        };
      });
    },
  );
};
