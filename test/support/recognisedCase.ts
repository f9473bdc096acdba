import type { Client } from './api.ts';

/** What a case is about, what is claimed, and what was agreed upon. */
interface Recognised {
  readonly cooperativeId: string;
  readonly loanIds: readonly string[];
  readonly claim: object;
  readonly amounts: object;
}

/** A civil case of 2/3/2026 whose parties' settlement the court recognised on 15/6/2026. */
export async function recogniseSettlement(
  client: Client,
  { cooperativeId, loanIds, claim, amounts }: Recognised,
): Promise<{ caseId: string; casePath: string }> {
  const filed = await client.add('/v1/litigation-cases', {
    cooperativeId,
    loanIds,
    court: 'Tòa án nhân dân khu vực 1 - Lạng Sơn',
    docketType: 'civil',
    filedOn: '2026-03-02',
    claim,
  });
  const casePath = `/v1/litigation-cases/${filed.id}`;
  const go = (stage: string, occurredOn: string, more: object = {}) =>
    client.add(`${casePath}/stages`, { stage, occurredOn, ...more });
  await go('fee_advance_paid', '2026-03-10');
  await go('accepted', '2026-03-12');
  await go('settlement_recognised', '2026-06-15', { amounts });
  return { caseId: filed.id as string, casePath };
}
