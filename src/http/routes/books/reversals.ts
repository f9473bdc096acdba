import { Type } from 'typebox';
import { reverseAct, type ReversibleKind } from '../../../usecases/books/reverseAct.ts';
import { reversedLoan } from '../../../usecases/books/reversedLoan.ts';
import { loanPosition } from '../../../usecases/loans/loanState.ts';
import { requireStageOf } from '../../../usecases/court/recordCase.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import type { Routes } from '../../service/appTypes.ts';
import { warnedOfAct } from '../../present/warnedOfAct.ts';
import { presentPosition, presentReversal } from '../../present/present.ts';
import { Closed, Id, IdParams } from '../../schema/schemas.ts';
import { Position, Reason, Reversal, ReversalBody } from '../../present/shapes.ts';

interface Reversible {
  readonly path: string;
  readonly kind: ReversibleKind;
  readonly operationId: string;
  readonly summary: string;
  /** What else it means, besides what every reversal does. */
  readonly more: string;
}

const KINDS: readonly Reversible[] = [
  {
    path: 'repayments',
    kind: 'repayment',
    operationId: 'reverseRepayment',
    summary: 'Reverses a receipt',
    more:
      'For a voucher entered wrongly: enter it again as it should be. Principal must ' +
      'stay above 0 on every later day (R13).',
  },
  {
    path: 'disbursements',
    kind: 'disbursement',
    operationId: 'reverseDisbursement',
    summary: 'Reverses a disbursement',
    more: 'Refused where a later receipt would repay what was not lent (R12).',
  },
  {
    path: 'capital-movements',
    kind: 'capital_movement',
    operationId: 'reverseCapitalMovement',
    summary: 'Reverses a capital movement',
    more: 'Refused where available principal would fall below zero (R18).',
  },
  {
    path: 'places',
    kind: 'place',
    operationId: 'reversePlace',
    summary: 'Takes back a place that was entered wrongly',
    more: 'Only while nothing that was entered names it (R35).',
  },
  {
    path: 'transfers',
    kind: 'transfer',
    operationId: 'reverseTransfer',
    summary: 'Reverses a transfer between places',
    more: 'Refused where the place to which the money came would have less than nothing (R35).',
  },
  {
    path: 'income-movements',
    kind: 'income_movement',
    operationId: 'reverseIncomeMovement',
    summary: 'Reverses a movement of money beside the principal',
    more: 'Refused where more of it would be used than there is (R35).',
  },
  {
    path: 'place-counts',
    kind: 'place_count',
    operationId: 'reversePlaceCount',
    summary: 'Reverses a count that was entered wrongly',
    more: 'No balance changes (R35).',
  },
  {
    path: 'trustee-statements',
    kind: 'trustee_statement',
    operationId: 'reverseTrusteeStatement',
    summary: 'Reverses a trustee’s statement that was entered wrongly',
    more: 'No balance changes (R35).',
  },
  {
    path: 'recalls',
    kind: 'recall',
    operationId: 'reverseRecall',
    summary: 'Reverses a recall that was entered wrongly, with its withdrawal',
    more: 'A recall that was decided and then given up is withdrawn instead (R14).',
  },
  {
    path: 'restructurings',
    kind: 'restructuring',
    operationId: 'reverseRestructuring',
    summary: 'Reverses a restructuring that was entered wrongly',
    more: 'The instalments before it count again (R14).',
  },
  {
    path: 'rate-changes',
    kind: 'rate_change',
    operationId: 'reverseRateChange',
    summary: 'Reverses a rate change that was entered wrongly',
    more: 'The rates before it count again (R7).',
  },
  {
    path: 'freezes',
    kind: 'freeze',
    operationId: 'reverseFreeze',
    summary: 'Reverses a freeze that was entered wrongly, with its end',
    more: 'Interest of its days accrues again (R14).',
  },
  {
    path: 'freeze-ends',
    kind: 'freeze_end',
    operationId: 'reverseFreezeEnd',
    summary: 'Reverses the end of a freeze that was entered wrongly',
    more: 'The freeze goes on until the end it had before, or without one (R14).',
  },
  {
    path: 'waivers',
    kind: 'waiver',
    operationId: 'reverseWaiver',
    summary: 'Reverses a waiver that was entered wrongly',
    more: 'What was waived is owed again (R14).',
  },
  {
    path: 'charge-offs',
    kind: 'charge_off',
    operationId: 'reverseChargeOff',
    summary: 'Reverses a charge-off that was entered wrongly',
    more: 'The principal is outstanding again (R14). A write-off that stands on it is reversed first.',
  },
  {
    path: 'write-offs',
    kind: 'write_off',
    operationId: 'reverseWriteOff',
    summary: 'Reverses a write-off that was entered wrongly',
    more: 'The loan is followed off the balance again (R40).',
  },
  {
    path: 'debt-group-overrides',
    kind: 'debt_group_override',
    operationId: 'reverseDebtGroupOverride',
    summary: 'Reverses a debt group set by hand',
    more: 'The group that is worked out counts again (R16).',
  },
  {
    path: 'collection-entries',
    kind: 'collection_entry',
    operationId: 'reverseCollectionEntry',
    summary: 'Reverses an entry of the collection log',
    more: 'A debt confirmation that is reversed no longer starts the limitation anew (R27).',
  },
  {
    path: 'collaterals',
    kind: 'collateral',
    operationId: 'reverseCollateral',
    summary: 'Takes back an asset that was entered wrongly, with all that was entered of it',
    more: 'One that secures nothing any more is released instead (R41).',
  },
  {
    path: 'collateral-changes',
    kind: 'collateral_change',
    operationId: 'reverseCollateralChange',
    summary: 'Reverses a change of an asset that was entered wrongly',
    more: 'What counted before counts again (R41).',
  },
  {
    path: 'collateral-valuations',
    kind: 'collateral_valuation',
    operationId: 'reverseCollateralValuation',
    summary: 'Reverses a valuation that was entered wrongly',
    more: 'The valuation before counts again (R41).',
  },
  {
    path: 'collateral-releases',
    kind: 'collateral_release',
    operationId: 'reverseCollateralRelease',
    summary: 'Reverses a release that was entered wrongly',
    more: 'The asset secures its loans again (R41).',
  },
  {
    path: 'notices',
    kind: 'notice',
    operationId: 'reverseNotice',
    summary: 'Takes a notice back that should not have been issued; its number stays',
    more: 'For a notice with wrong figures issue one in its place instead (R25).',
  },
  {
    path: 'notice-drafts',
    kind: 'notice_draft',
    operationId: 'dropNoticeDraft',
    summary: 'Drops a draft of notices that is not to be released',
    more: 'Nothing was issued, so no figure changes.',
  },
];

/** A reversal, with the loan as it now stands where the fact is of one. */
const ReversalOfLoan = Closed(
  {
    ...Reversal.properties,
    position: Type.Optional({
      ...Position,
      description: 'Of a fact of a loan: the loan without it, at the close of the day it counted.',
    }),
  },
  { title: 'ReversedFact' },
);

/** Acts of the log, notices and what moves no money are of their day alone (R42). */
const OF_THEIR_DAY: ReadonlySet<ReversibleKind> = new Set([
  'collection_entry',
  'notice',
  'notice_draft',
  'place',
  'place_count',
  'trustee_statement',
]);

const takesLateBooking = (kind: ReversibleKind): boolean => !OF_THEIR_DAY.has(kind);

type Tx = Parameters<typeof reverseAct>[0];

function positionOf(tx: Tx, reversal: Awaited<ReturnType<typeof reverseAct>>) {
  const reversed = reversedLoan(tx, reversal);
  if (reversed === null) return {};
  const at = { asOf: reversed.from, knownAt: reversal.recordedAt };
  return { position: presentPosition(loanPosition(tx, reversed.loanId, at)) };
}

/** What every reversal does. */
const EVERY =
  'From the moment it is recorded the fact and its reversal are left out of every figure, for ' +
  'every day (R12). Nothing is deleted: lists keep it with `reversedAt`. A fact of a closed ' +
  'quarter is reversed by a reversal that is booked later: with `bookedOn`, a day of an open quarter ' +
  '(R22, R42).';

/** Mistakes are reversed, with a reason; nothing is ever deleted (R12). */
export const reversalRoutes: Routes = (app, services) => {
  for (const { path, kind, operationId, summary, more } of KINDS) {
    app.post(
      `/v1/${path}/:id/reversal`,
      {
        config: { idempotency: 'required' },
        schema: {
          operationId,
          summary,
          description: `${EVERY} ${more}`,
          tags: ['Reversals'],
          params: IdParams,
          body: takesLateBooking(kind) ? ReversalBody : Reason,
          response: { 201: ReversalOfLoan },
        },
      },
      (request, reply) =>
        act(services, request, reply, 201, async (tx) => {
          const { id } = request.params;
          const { reason } = request.body;
          const reversal = await reverseAct(tx, kind, { id, reason });
          const told = warnedOfAct(tx, services, request);
          const affects = await affectsOfAct(tx);
          return { ...presentReversal(reversal), ...positionOf(tx, reversal), affects, ...told };
        }),
    );
  }

  app.post(
    '/v1/litigation-cases/:id/stages/:stageId/reversal',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'reverseStage',
        summary: 'Reverses the last stage of a case',
        description:
          'Only the last stage of a case can be reversed: the order of stages stays possible ' +
          '(R12, R26).',
        tags: ['Reversals'],
        params: Closed({ id: Id, stageId: Id }),
        body: Reason,
        response: { 201: Reversal },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const { id: caseId, stageId: id } = request.params;
        requireStageOf(tx, caseId, id);
        const { reason } = request.body;
        const reversal = await reverseAct(tx, 'litigation_stage', { id, reason });
        return { ...presentReversal(reversal), affects: await affectsOfAct(tx) };
      }),
  );
};
