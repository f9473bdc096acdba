import { Type, type Static } from 'typebox';
import { DomainError } from '../../../domain/primitives/errors.ts';
import { METHODS } from '../../../domain/primitives/paymentMethods.ts';
import { money, sum, text } from '../../../domain/primitives/money.ts';
import {
  previewVoucher,
  recordVoucher,
  type VoucherPart,
} from '../../../usecases/loans/recordVoucher.ts';
import { tryReceipts } from '../../../usecases/loans/tryReceipts.ts';
import { tryAct } from '../../../usecases/acts/tryAct.ts';
import { languageOf } from '../../negotiation/language.ts';
import { warned } from '../../problems/warnings.ts';
import { nearVouchers } from '../../../usecases/acts/nearDuplicates.ts';
import { act } from '../../service/act.ts';
import { affectsByFact } from '../../present/affects.ts';
import { warnedOfAct } from '../../present/warnedOfAct.ts';
import { presentAllocation, presentPosition } from '../../present/present.ts';
import type { Routes } from '../../service/appTypes.ts';
import { LateFieldsWithReason, lateBookingOf, WITH_REASON } from '../../schema/lateBooking.ts';
import { LIST_BODY_BYTES } from '../../schema/bodyBounds.ts';
import {
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Id,
  IdOf,
  Money,
  Name,
  Nullable,
  PositiveMoneyOf,
} from '../../schema/schemas.ts';
import {
  CaseOfReceipt,
  EnforcementFee,
  feeSaid,
  numberOf,
  positionAfter,
  PreviewedFields,
  presentPreviewed,
  presentReceived,
  received,
  toldOfAct,
} from './payments.ts';
import {
  Affects,
  Components,
  componentsOf,
  Method,
  PaidPlace,
  Position,
  Warnings,
} from '../../present/shapes.ts';

const MOST_PARTS = 100;

const Part = Closed(
  {
    loanId: IdOf('The loan that this part pays; all are of one cooperative.'),
    amount: PositiveMoneyOf('The part of the voucher that pays it, whole đồng above 0.'),
    allocation: Type.Optional({
      ...Components,
      description: 'What it pays (R10); left out, it is allocated by the order in force (R9).',
    }),
    litigationCaseId: Type.Optional(CaseOfReceipt),
    enforcementFee: Type.Optional(EnforcementFee),
  },
  { title: 'ReceiptPart' },
);

function partOf(part: Static<typeof Part>): VoucherPart {
  return {
    loanId: part.loanId,
    amount: money(part.amount),
    allocation: part.allocation === undefined ? null : componentsOf(part.allocation),
    litigationCaseId: part.litigationCaseId ?? null,
    ...feeSaid(part),
  };
}

/** @throws DomainError allocation-sum: the parts do not come to what stands on the voucher */
function checkSum(parts: readonly Static<typeof Part>[], stated: string | undefined): void {
  const components = text(sum(parts.map((part) => money(part.amount))));
  if (stated === undefined || stated === components) return;
  const figures = { components, amount: stated };
  throw new DomainError('allocation-sum', { rule: 'R10', figures });
}

const voucher = {
  ...LateFieldsWithReason,
  voucherNumber: Code('The number of the voucher.', 'PT031/2023'),
  effectiveOn: DateOf('The day on which the money came in, not after today (R31).'),
  method: Type.Optional(Method),
  place: PaidPlace,
  amount: Type.Optional(
    PositiveMoneyOf('What stands on the voucher: refused where the parts do not sum to it.'),
  ),
  parts: Type.Array(Part, {
    minItems: 1,
    maxItems: MOST_PARTS,
    description: 'One for each loan that it pays.',
  }),
};

/** One voucher over several loans of a cooperative. */
export const voucherRoutes: Routes = (app, services) => {
  app.post(
    '/v1/receipts',
    {
      bodyLimit: LIST_BODY_BYTES,
      config: { idempotency: 'required' },
      schema: {
        operationId: 'recordReceipt',
        summary: 'Books one voucher on several loans of one cooperative, all or nothing',
        description:
          'When a cooperative pays several contracts with one voucher. Each part is ' +
          'allocated like a receipt of its loan (R9, R10, R11); one that is refused refuses ' +
          'all, and `figures.loanId` names its loan. `amount` is a check sum of the parts.',
        tags: ['Receipts'],
        body: Closed(voucher, WITH_REASON),
        response: {
          201: Closed({
            voucherNumber: Type.String(),
            effectiveOn: CalendarDate,
            method: Nullable(Name(METHODS)),
            amount: Money,
            parts: Type.Array(Closed({ ...received, position: Position })),
            warnings: Type.Optional(Warnings),
          }),
        },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const by = { actor: request.actor, today: services.clock.today() };
        const { voucherNumber, effectiveOn, parts, amount: stated } = request.body;
        const { method = null, place = null } = request.body;
        checkSum(parts, stated);
        const asked = { voucherNumber, effectiveOn, method, place };
        const booked = recordVoucher(tx, by, asked, parts.map(partOf));
        const said = { voucherNumber, effectiveOn, method: booked[0]?.method ?? null };
        const ofAct = await toldOfAct(tx, by.today);
        const presented = [];
        for (const each of booked) {
          const position = positionAfter(tx, each);
          presented.push({ ...presentReceived(each, ofAct), position });
        }
        const amount = text(sum(booked.map((each) => each.amount)));
        const near = nearVouchers(tx, 'repayment', said);
        const told = warnedOfAct(tx, services, request, near);
        return { ...said, amount, parts: presented, ...told };
      }),
  );
};

function presentPart(
  decided: ReturnType<typeof previewVoucher>[number],
  part: VoucherPart | undefined,
) {
  if (part === undefined) throw new Error('more parts are decided than asked');
  return {
    loanId: part.loanId,
    amount: text(part.amount),
    allocation: presentAllocation(decided.allocation),
    ...presentPreviewed(part, decided),
  };
}

/** What such a voucher would do. */
export const voucherPreviewRoutes: Routes = (app, services) => {
  app.post(
    '/v1/receipts/preview',
    {
      bodyLimit: LIST_BODY_BYTES,
      config: { idempotency: 'none' },
      schema: {
        operationId: 'previewReceipt',
        summary: 'Shows what one voucher on several loans would do; writes nothing',
        description:
          'Each part with its allocation and the position after it, or the refusal that the voucher ' +
          'would get. It needs no `voucherNumber`; with one, it says also whether the number is free. ' +
          '`affects` of each part and `warnings` are those with which the voucher would be answered.',
        tags: ['Receipts'],
        body: Closed(
          { ...voucher, voucherNumber: Type.Optional(voucher.voucherNumber) },
          WITH_REASON,
        ),
        response: {
          200: Closed({
            voucherNumber: Type.Optional(Type.String()),
            effectiveOn: CalendarDate,
            amount: Money,
            parts: Type.Array(
              Closed({
                loanId: Id,
                amount: Money,
                allocation: Components,
                ...PreviewedFields,
                affects: Affects,
                position: Position,
              }),
            ),
            warnings: Type.Optional(Warnings),
          }),
        },
      },
    },
    ({ actor, body, headers }) => {
      const today = services.clock.today();
      const late = lateBookingOf(body, today);
      return tryAct(services, { actor, late }, async (tx, { knownAt }) => {
        const { effectiveOn, method = null, place = null, amount: stated } = body;
        checkSum(body.parts, stated);
        const asked = { voucherNumber: body.voucherNumber ?? null, effectiveOn, method, place };
        const parts = body.parts.map(partOf);
        const decided = previewVoucher(tx, { today, knownAt, late }, asked, parts);
        const receipts = parts.map((part) => ({ ...asked, ...part }));
        const tried = tryReceipts(tx, { actor, today }, receipts);
        const affectsOf = await affectsByFact(tx);
        return {
          ...numberOf(body),
          effectiveOn,
          amount: text(sum(parts.map((part) => part.amount))),
          parts: decided.map((each, index) => ({
            ...presentPart(each, parts[index]),
            affects: affectsOf(tried.ids[index] ?? ''),
            position: presentPosition(each.position),
          })),
          ...warned(tried.warnings, languageOf(headers['accept-language'])),
        };
      });
    },
  );
};
