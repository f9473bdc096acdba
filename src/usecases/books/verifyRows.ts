import { changedHandovers } from '../../store/handover/handover.ts';
import { changedContents } from '../../store/imports/import.ts';
import { keptIdentities, type KeptIdentity } from '../../store/access/identity.ts';
import { keptRoleClaims } from '../../store/access/roleClaim.ts';
import { keptInvitationEnds, keptInvitations } from '../../store/access/invitation.ts';
import { brokenAccesses } from '../../store/persons/access.ts';
import { keptWebhooks, WEBHOOK_ACTS } from '../../store/webhooks/webhook.ts';
import { isDeepStrictEqual } from 'node:util';
import type { FundTx } from '../../store/database/database.ts';
import type { TrailEvent } from '../../store/books/audit.ts';
import {
  clocks,
  digestOf,
  keptAffected,
  keptDefaults,
  keptFund,
  keptOutcomes,
  keptRevocations,
  keptTokens,
  rowHash,
  strayRows,
  type KeptAffected,
  type KeptOutcome,
  type Sealed,
} from '../../store/books/seal.ts';

/** Where a row that no fact says is not as the audit trail, or the facts, would have it. */
export interface RowDifference {
  readonly code: 'row-changed' | 'row-removed' | 'row-not-audited' | 'row-without-fact';
  readonly table: string;
  /** The id of a token, policy, fact or run; null: of no one row. */
  readonly id: string | null;
}

type Code = RowDifference['code'];

const differing =
  (table: string) =>
  (code: Code, id: string | null): RowDifference => ({ code, table, id });

type Said = Readonly<Record<string, unknown>>;

const said = ({ after }: TrailEvent): Said => JSON.parse(after) as Said;

type BySubject = ReadonlyMap<string, TrailEvent>;

const ofAct = (events: readonly TrailEvent[], act: string): BySubject =>
  new Map(events.flatMap((event) => (event.act === act ? [[event.subject, event]] : [])));

/** The seal of what stood beside the facts when the trail took it over; null: it has none. */
function sealIn(events: readonly TrailEvent[]): Sealed | null {
  const seal = events.find(({ act }) => act === 'seal');
  return seal === undefined ? null : (said(seal) as unknown as Sealed);
}

/** Every token as its event has it, its secret included. */
async function tokenDifferences(
  tx: FundTx,
  events: readonly TrailEvent[],
  sealed: Sealed,
): Promise<RowDifference[]> {
  const differs = differing('token');
  const audited = new Map(ofAct(events, 'token'));
  const found: RowDifference[] = [];
  for (const { id, createdAt, ...token } of await keptTokens(tx)) {
    const event = audited.get(id);
    audited.delete(id);
    if (event === undefined) {
      found.push(differs('row-not-audited', id));
      continue;
    }
    const asked = { fingerprint: sealed.tokens[id], expires_on: null, ...said(event) };
    const isSame =
      isDeepStrictEqual(token, asked) && event.recordedAt.getTime() === createdAt.getTime();
    if (!isSame) found.push(differs('row-changed', id));
  }
  return [...found, ...[...audited.keys()].map((id) => differs('row-removed', id))];
}

async function revocationDifferences(
  tx: FundTx,
  events: readonly TrailEvent[],
): Promise<RowDifference[]> {
  const differs = differing('token_revocation');
  const audited = new Map(ofAct(events, 'token_revocation'));
  const found: RowDifference[] = [];
  for (const { tokenId, reason, revokedAt, revokedBy } of await keptRevocations(tx)) {
    const event = audited.get(tokenId);
    audited.delete(tokenId);
    if (event === undefined) found.push(differs('row-not-audited', tokenId));
    else if (
      event.reason !== reason ||
      event.actor !== revokedBy ||
      event.recordedAt.getTime() !== revokedAt.getTime()
    ) {
      found.push(differs('row-changed', tokenId));
    }
  }
  return [...found, ...[...audited.keys()].map((id) => differs('row-removed', id))];
}

/** Every version of a webhook as its event has it. */
async function webhookDifferences(
  tx: FundTx,
  events: readonly TrailEvent[],
): Promise<RowDifference[]> {
  const differs = differing('webhook_version');
  const acts: ReadonlySet<string> = new Set(WEBHOOK_ACTS);
  const audited = new Map(
    events
      .filter(({ act }) => acts.has(act))
      .map((event) => [`${event.subject} ${String(said(event)['version'])}`, event]),
  );
  const found: RowDifference[] = [];
  for (const { webhookId, version, recordedAt, recordedBy, said: kept } of await keptWebhooks(tx)) {
    const key = `${webhookId} ${version}`;
    const event = audited.get(key);
    audited.delete(key);
    if (event === undefined) found.push(differs('row-not-audited', webhookId));
    else if (
      event.actor !== recordedBy ||
      event.recordedAt.getTime() !== recordedAt.getTime() ||
      !isDeepStrictEqual(said(event), kept)
    ) {
      found.push(differs('row-changed', webhookId));
    }
  }
  return [...found, ...[...audited.values()].map(({ subject }) => differs('row-removed', subject))];
}

/** Every row of a table as the event has it that is named as the table, about the row's key. */
function eachAsAudited(
  table: string,
  events: readonly TrailEvent[],
  rows: readonly KeptIdentity[],
): RowDifference[] {
  const differs = differing(table);
  const audited = new Map(ofAct(events, table));
  const found: RowDifference[] = [];
  for (const { key, at, by, said: kept } of rows) {
    const event = audited.get(key);
    audited.delete(key);
    if (event === undefined) found.push(differs('row-not-audited', key));
    else if (
      event.actor !== by ||
      event.recordedAt.getTime() !== at.getTime() ||
      !isDeepStrictEqual(said(event), kept)
    ) {
      found.push(differs('row-changed', key));
    }
  }
  return [...found, ...[...audited.keys()].map((id) => differs('row-removed', id))];
}

/** The policies that the fund began with; one added by a later release is as that release ships it. */
async function policyDifferences(tx: FundTx, sealed: Sealed): Promise<RowDifference[]> {
  const differs = differing('policy');
  const left = new Set(Object.keys(sealed.policies));
  const versions = new Set<string>();
  const found: RowDifference[] = [];
  for (const { id, version, text, isShipped } of await keptDefaults(tx)) {
    const hash = sealed.policies[id];
    left.delete(id);
    if (hash === undefined && (!isShipped || versions.has(version))) {
      found.push(differs('row-not-audited', id));
    } else if (hash !== undefined && hash !== rowHash(text)) found.push(differs('row-changed', id));
    versions.add(version);
  }
  return [...found, ...[...left].map((id) => differs('row-removed', id))];
}

/** What of rows is left without those that events tell, and which of these are not there. */
function besides<Row extends object>(rows: readonly Row[], told: readonly Row[]) {
  const keyOf = (row: Row) => digestOf([row]);
  const left = new Map(rows.map((row) => [keyOf(row), row]));
  const removed = told.filter((row) => !left.delete(keyOf(row)));
  return { left: [...left.values()], removed };
}

/** The rows that make known which issued papers a fact changed, and what runs made of loans. */
async function toldDifferences(
  tx: FundTx,
  events: readonly TrailEvent[],
  sealed: Sealed,
): Promise<RowDifference[]> {
  const of = <Row>(act: string): Row[] =>
    events.flatMap((event) => (event.act === act ? (said(event)['rows'] as Row[]) : []));
  const found: RowDifference[] = [];
  const check = <Row extends object>(
    table: string,
    { rows, told, seal }: { rows: readonly Row[]; told: readonly Row[]; seal: string },
    idOf: (row: Row) => string,
  ) => {
    const { left, removed } = besides(rows, told);
    found.push(...removed.map((row) => differing(table)('row-removed', idOf(row))));
    if (digestOf(left) !== seal) found.push(differing(table)('row-changed', null));
  };
  check<KeptAffected>(
    'affected',
    { rows: await keptAffected(tx), told: of('affected'), seal: sealed.affected },
    (row) => row.fact_id,
  );
  check<KeptOutcome>(
    'notice_run_loan',
    { rows: await keptOutcomes(tx), told: of('notice_run_outcome'), seal: sealed.outcomes },
    (row) => row.run_id,
  );
  return found;
}

/** Rows that stand beside the facts: held against the events of the trail, or worked out of the facts. */
export async function rowDifferences(
  tx: FundTx,
  events: readonly TrailEvent[],
): Promise<RowDifference[]> {
  const sealed = sealIn(events);
  const { is, mustBe } = await clocks(tx);
  const found: RowDifference[] = (await strayRows(tx)).map(({ table }) =>
    differing(table)('row-without-fact', null),
  );
  if (is?.getTime() !== mustBe?.getTime()) found.push(differing('fund_clock')('row-changed', null));
  if (sealed === null) return [...found, differing('fund')('row-not-audited', null)];
  if (rowHash(await keptFund(tx)) !== sealed.fund) {
    found.push(differing('fund')('row-changed', null));
  }
  return [
    ...found,
    ...(await tokenDifferences(tx, events, sealed)),
    ...(await revocationDifferences(tx, events)),
    ...(await webhookDifferences(tx, events)),
    ...eachAsAudited('identity', events, await keptIdentities(tx)),
    ...eachAsAudited('role_claim', events, await keptRoleClaims(tx)),
    ...eachAsAudited('invitation', events, await keptInvitations(tx)),
    ...eachAsAudited('invitation_end', events, await keptInvitationEnds(tx)),
    ...(await policyDifferences(tx, sealed)),
    ...(await toldDifferences(tx, events, sealed)),
    // Each access vouches for those before it.
    ...(await brokenAccesses(tx)).map((code) => differing('personal_data_access')(code, null)),
    // The fact of a file vouches for its bytes.
    // The fact of a file, or of what was taken over, vouches for its bytes.
    ...(await changedContents(tx)).map((id) => differing('import_content')('row-changed', id)),
    ...(await changedHandovers(tx)).map((id) => differing('handover_content')('row-changed', id)),
  ];
}
