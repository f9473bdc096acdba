import { Type } from 'typebox';
import { METHODS } from '../../../domain/primitives/paymentMethods.ts';
import { text } from '../../../domain/primitives/money.ts';
import {
  previewReallocation,
  reallocateReceipts,
  type AroundReallocation,
  type PreviewedReallocation,
} from '../../../usecases/loans/reallocateReceipts.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { languageOf } from '../../negotiation/language.ts';
import { affectsOfAct } from '../../present/affects.ts';
import { presentAllocation, presentPosition } from '../../present/present.ts';
import { Affects, Components, Position, Warnings } from '../../present/shapes.ts';
import { warned } from '../../problems/warnings.ts';
import { LateFields, lateBookingOf, WITH_OWN_REASON } from '../../schema/lateBooking.ts';
import { LIST_BODY_BYTES } from '../../schema/bodyBounds.ts';
import {
  CalendarDate,
  Closed,
  Id,
  IdParams,
  Money,
  Name,
  Nullable,
  Text,
} from '../../schema/schemas.ts';
import { act } from '../../service/act.ts';
import { feeOf, received } from './payments.ts';
import type { Routes } from '../../service/appTypes.ts';

const MOST_RECEIPTS = 600;

const repaymentIds = Type.Optional(
  Type.Array(Id, {
    minItems: 1,
    maxItems: MOST_RECEIPTS,
    uniqueItems: true,
    description:
      'These receipts alone, also where their allocation was stated; left out, all of open quarters ' +
      'that would pay something else today.',
  }),
);

const Why = Text('Why they are allocated anew.', 'Quyết định gia hạn 15/QĐ-QHT nhập sau phiếu thu');

const receiptFields = {
  repaymentId: Id,
  voucherNumber: Type.String(),
  effectiveOn: CalendarDate,
  amount: Money,
  method: Nullable(Name(METHODS)),
  litigationCaseId: Nullable(Id),
  enforcementFee: received.enforcementFee,
  netAmount: received.netAmount,
  allocationBefore: Components,
  allocationAfter: Components,
};

const around = {
  positionBefore: Position,
  positionAfter: Position,
  warnings: Type.Optional(Warnings),
};

type Replaced = PreviewedReallocation['receipts'][number];

function presentReplaced(replaced: Replaced['replaced'], allocation: Replaced['allocation']) {
  return {
    repaymentId: replaced.id,
    voucherNumber: replaced.voucherNumber,
    effectiveOn: replaced.effectiveOn,
    amount: text(replaced.amount),
    method: replaced.method,
    litigationCaseId: replaced.litigationCaseId,
    ...feeOf(replaced),
    allocationBefore: presentAllocation(replaced.allocation),
    allocationAfter: presentAllocation(allocation),
  };
}

function presentPositions({ before, after, warnings }: AroundReallocation, language: 'en' | 'vi') {
  return {
    positionBefore: presentPosition(before),
    positionAfter: presentPosition(after),
    ...warned(warnings, language),
  };
}

const tags = ['Receipts'];

/** Receipts allocated anew after what was entered late (R9, R12). */
export const reallocationRoutes: Routes = (app, services) => {
  app.post(
    '/v1/loans/:id/reallocation',
    {
      bodyLimit: LIST_BODY_BYTES,
      config: { idempotency: 'required' },
      schema: {
        operationId: 'reallocateReceipts',
        summary: 'Allocates receipts of a loan anew, as the books stand now',
        description:
          'Where a decision, a correction or an earlier receipt was entered after them, receipts may ' +
          'have paid what is not owed any more (`credit-beside-debt`). Each receipt that would pay ' +
          'something else today is reversed (R12) and entered again with its day, voucher, method, ' +
          'case and amount, allocated by the order in force on its day (R9), in one act. An allocation ' +
          'that was stated is kept if it can be stated today (R10), unless it is named. Receipts of ' +
          'closed quarters stay (R22), or are allocated anew with `bookedOn`, a day of an open quarter ' +
          '(R42). The answer has the loan before and after it, today, and warns ' +
          'of a credit that is left.',
        tags,
        params: IdParams,
        body: Closed(
          { reason: Why, repaymentIds, ...LateFields },
          { title: 'Reallocation', ...WITH_OWN_REASON },
        ),
        response: {
          201: Closed({
            loanId: Id,
            reason: Type.String(),
            receipts: Type.Array(Closed({ ...receiptFields, reversalId: Id, newRepaymentId: Id }), {
              description: 'Those entered anew, by day.',
            }),
            affects: Affects,
            ...around,
          }),
        },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const today = services.clock.today();
        const loanId = request.params.id;
        const { reason, repaymentIds: ids = null } = request.body;
        const done = reallocateReceipts(tx, { today }, loanId, { reason, repaymentIds: ids });
        const receipts = done.receipts.map(({ replaced, reversal, repayment }) => ({
          ...presentReplaced(replaced, repayment.allocation),
          reversalId: reversal.id,
          newRepaymentId: repayment.id,
        }));
        const language = languageOf(request.headers['accept-language']);
        const affects = await affectsOfAct(tx);
        return { loanId, reason, receipts, affects, ...presentPositions(done, language) };
      }),
  );
};

/** What that would do. */
export const reallocationPreviewRoutes: Routes = (app, services) => {
  app.post(
    '/v1/loans/:id/reallocation/preview',
    {
      bodyLimit: LIST_BODY_BYTES,
      config: { idempotency: 'none' },
      schema: {
        operationId: 'previewReallocation',
        summary: 'Shows what allocating receipts anew would do; writes nothing',
        description:
          'Each receipt that would be entered anew, with what it pays and would pay (R9), and the loan ' +
          'before and after it, today; or the refusal that the act would get.',
        tags,
        params: IdParams,
        body: Closed({ reason: Type.Optional(Why), repaymentIds, ...LateFields }, WITH_OWN_REASON),
        response: {
          200: Closed({
            loanId: Id,
            receipts: Type.Array(Closed(receiptFields)),
            ...around,
          }),
        },
      },
    },
    ({ actor, params, body, headers }) =>
      readAsKnown(services, actor, {}, (tx, { knownAt }) => {
        const today = services.clock.today();
        const at = { today, knownAt, late: lateBookingOf(body, today) };
        const ids = body.repaymentIds ?? null;
        const previewed = previewReallocation(tx, at, params.id, ids);
        return {
          loanId: params.id,
          receipts: previewed.receipts.map(({ replaced, allocation }) =>
            presentReplaced(replaced, allocation),
          ),
          ...presentPositions(previewed, languageOf(headers['accept-language'])),
        };
      }),
  );
};
