import { reverseAct, type ReversibleKind } from '../../../usecases/books/reverseAct.ts';
import { requireStageOf } from '../../../usecases/court/recordCase.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import type { Routes } from '../../service/appTypes.ts';
import { presentReversal } from '../../present/present.ts';
import { Closed, Id, IdParams } from '../../schema/schemas.ts';
import { Reason, Reversal } from '../../present/shapes.ts';

const KINDS: readonly (readonly [path: string, kind: ReversibleKind, summary: string])[] = [
  ['repayments', 'repayment', 'Reverses a receipt'],
  ['disbursements', 'disbursement', 'Reverses a disbursement'],
  ['capital-movements', 'capital_movement', 'Reverses a capital movement'],
  ['recalls', 'recall', 'Reverses a recall that was entered wrongly, with its withdrawal'],
  ['restructurings', 'restructuring', 'Reverses a restructuring that was entered wrongly'],
  ['rate-changes', 'rate_change', 'Reverses a rate change that was entered wrongly'],
  ['freezes', 'freeze', 'Reverses a freeze that was entered wrongly, with its end'],
  ['waivers', 'waiver', 'Reverses a waiver that was entered wrongly'],
  ['charge-offs', 'charge_off', 'Reverses a charge-off that was entered wrongly'],
  ['debt-group-overrides', 'debt_group_override', 'Reverses a debt group set by hand'],
  ['collection-entries', 'collection_entry', 'Reverses an entry of the collection log'],
  ['notices', 'notice', 'Takes a notice back that should not have been issued; its number stays'],
];

/** Mistakes are reversed, with a reason; nothing is ever deleted (R12). */
export const reversalRoutes: Routes = (app, services) => {
  for (const [path, kind, summary] of KINDS) {
    app.post(
      `/v1/${path}/:id/reversal`,
      {
        config: { idempotency: 'required' },
        schema: {
          summary,
          tags: ['Reversals'],
          params: IdParams,
          body: Reason,
          response: { 201: Reversal },
        },
      },
      (request, reply) =>
        act(services, request, reply, 201, async (tx) => {
          const { id } = request.params;
          const { reason } = request.body;
          const reversal = await reverseAct(tx, kind, { id, reason });
          return { ...presentReversal(reversal), affects: await affectsOfAct(tx) };
        }),
    );
  }

  app.post(
    '/v1/litigation-cases/:id/stages/:stageId/reversal',
    {
      config: { idempotency: 'required' },
      schema: {
        summary: 'Reverses the last stage of a case',
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
