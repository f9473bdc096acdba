import { shelfOf } from '../../book/shelf.ts';
import type { FundLimits } from '../../domain/operators/limits.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { Origin } from '../../store/books/audit.ts';
import { readFund } from '../../store/database/database.ts';
import { putLimits } from '../../store/operators/fundLimit.ts';
import { databaseBytes, rowFigures, shareOf } from '../../store/operators/fundFigures.ts';
import {
  findOperator,
  fundsFor,
  noteOperatorAct,
  operatorActs,
  putOperator,
  type OperatorAct,
} from '../../store/operators/operator.ts';
import type { StoredFund } from '../../store/fund/fund.ts';
import { hashToken, newToken } from '../access/authenticate.ts';
import { verificationOf, type Verified } from '../books/verifications.ts';
import type { NewFund } from '../fund/createFund.ts';
import { nameFunds } from '../fund/nameFunds.ts';
import { readSchedule, WORK_OF_FUNDS } from '../schedule/slotWork.ts';
import { workState } from '../schedule/workState.ts';
import type { AppServices, Services } from '../view/services.ts';
import { forgetLimits, limitsOf } from './limits.ts';

export type { OperatorAct };

/** Who runs the installation: it sees the funds, and nothing of what they record. */
export interface Operator {
  readonly name: string;
  readonly tokenHash: string;
}

/** The operator of a token; null: it is no operator's. */
export async function authenticateOperator(
  { database }: Pick<Services, 'database'>,
  token: string,
): Promise<Operator | null> {
  const tokenHash = hashToken(token);
  const name = await findOperator(database, tokenHash);
  return name === null ? null : { name, tokenHash };
}

/** Makes a token of an operator on the machine itself; the one that it had opens nothing any more. */
export async function issueOperator(ownerConnectionString: string, name: string): Promise<string> {
  const token = newToken();
  await putOperator(ownerConnectionString, name, hashToken(token));
  return token;
}

/** Ends the token of an operator; says whether there was one. */
export const endOperator = (ownerConnectionString: string, name: string): Promise<boolean> =>
  putOperator(ownerConnectionString, name, null);

/** What an operator sees of a fund: no đồng, and nobody's name. */
export interface FundSeen extends StoredFund {
  readonly facts: number;
  readonly lastActAt: Date | null;
  readonly isInMemory: boolean;
  /** The share of the database by what was recorded, and the files that were sent. */
  readonly storageBytes: number;
  readonly lastBackupAt: Date | null;
  readonly verified: Verified | null;
  readonly webhooksPaused: number;
  /** Turns of scheduled work that came due an hour ago or more and are not done. */
  readonly lateWork: number;
  readonly limits: FundLimits;
}

async function workOf({ schedule, clock }: AppServices, fundId: string) {
  const read = await readSchedule(schedule.tools, fundId, schedule.backup);
  const works = [...WORK_OF_FUNDS, ...(schedule.backup === null ? [] : (['backup'] as const))];
  const now = clock.now().getTime();
  const open = works.flatMap(
    (work) => workState(work, read.versions(work), read.tries(work), now).open,
  );
  const { lastBackupAt } = read;
  return {
    lateWork: open.filter(({ isLate }) => isLate).length,
    lastBackupAt: lastBackupAt === null ? null : new Date(lastBackupAt),
  };
}

/** The funds of the installation, oldest first. */
export async function fundsSeen(
  services: AppServices,
  operator: Operator,
  perToken: number,
): Promise<FundSeen[]> {
  const { database } = services;
  const funds = await nameFunds(services, await fundsFor(database, operator.tokenHash));
  const figures = new Map<string, Awaited<ReturnType<typeof rowFigures>>>();
  for (const { fundId } of funds) {
    figures.set(fundId, await readFund(database, fundId, rowFigures));
  }
  const events = [...figures.values()].reduce((sum, each) => sum + each.events, 0);
  const bytes = await databaseBytes(database);
  const seen: FundSeen[] = [];
  for (const fund of funds) {
    const { fundId } = fund;
    const of = figures.get(fundId);
    if (of === undefined) continue;
    const { facts, lastActAt, webhooksPaused } = of;
    seen.push({
      ...fund,
      facts,
      lastActAt,
      webhooksPaused,
      isInMemory: shelfOf(database).has(fundId),
      storageBytes: of.fileBytes + shareOf(bytes, of.events, events),
      ...(await workOf(services, fundId)),
      verified: verificationOf(database, fundId),
      limits: await limitsOf(database, fundId, perToken),
    });
  }
  return seen;
}

/**
 * Adds a fund. What was asked is noted before.
 *
 * @returns the token of its director, which nobody can be told again
 * @throws DomainError duplicate, where a fund has the code
 */
export async function addFundBy(
  { database, addFund }: Pick<AppServices, 'database' | 'addFund'>,
  operator: Operator,
  fund: NewFund,
  from: Origin,
): Promise<{ readonly fundId: string; readonly token: string }> {
  if (addFund === null) throw new DomainError('not-found');
  await noteOperatorAct(database, operator.tokenHash, { act: 'fund_added', about: fund }, from);
  const { director, token } = await addFund(fund);
  return { fundId: director.fundId, token };
}

/** Sets the limits of a fund. @throws DomainError not-found */
export async function setLimits(
  { database }: Pick<Services, 'database'>,
  { tokenHash }: Operator,
  fundId: string,
  limits: FundLimits,
  from: Origin,
): Promise<void> {
  const isThere = await putLimits(database, tokenHash, fundId, limits, from);
  if (!isThere) throw new DomainError('not-found', { figures: { what: 'fund', id: fundId } });
  forgetLimits(database, fundId);
}

/** What operators did behind a number, in their order. */
export const actsOfOperators = (
  { database }: Pick<Services, 'database'>,
  { tokenHash }: Operator,
  page: { readonly after: number; readonly limit: number },
): Promise<OperatorAct[]> => operatorActs(database, tokenHash, page);
