import type { SecondPersonAct } from '../../src/domain/policies/secondPerson.ts';
import { next, type Answer, type Api, type Client, type Json } from './api.ts';

/** The body of a policy by which acts need a second person. */
export const secondPersonPolicy = (acts: readonly SecondPersonAct[], more: object = {}) => ({
  name: 'secondPerson',
  value: { acts, expiresAfterDays: 30 },
  effectiveOn: '2024-01-01',
  sourceDocument: 'Quy chế 01/QC-QHT',
  ...more,
});

export const confirmationOf = (id: string): string => `/v1/proposed-acts/${id}/confirmation`;

/** What a second person answers to an act that waits. */
export async function confirmed(second: Client, waiting: Answer): Promise<Json> {
  const answer = await second.post(confirmationOf(waiting.body.id), {});
  if (answer.status !== 200) throw new Error(`${waiting.text}: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** Leaves a capital movement of a fund proposed, in which nothing else needs two persons. */
export async function leaveProposed(
  api: Api,
  client: Client,
  by: 'client' | 'second' = 'second',
): Promise<string> {
  const second = await api.withRole(client, 'director');
  await client.add('/v1/policies', secondPersonPolicy(['capitalMovement']));
  const body = { kind: 'contribution', amount: '1', effectiveOn: '2023-06-01' };
  const documentNumber = next('QD');
  const waiting = await (by === 'client' ? client : second).post('/v1/fund/capital-movements', {
    ...body,
    documentNumber,
  });
  await confirmed(second, await client.post('/v1/policies', secondPersonPolicy([])));
  return waiting.body.id as string;
}
