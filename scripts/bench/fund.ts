import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import pg from 'pg';
import type { LoanFacts } from '../../src/domain/facts.ts';
import { COMPONENTS } from '../../src/domain/facts.ts';
import { sum } from '../../src/domain/money.ts';
import { buildApp } from '../../src/http/app.ts';
import type { App } from '../../src/http/appTypes.ts';
import { insertCooperative } from '../../src/store/cooperative.ts';
import { openDatabase, writeFund, type Database, type FundTx } from '../../src/store/database.ts';
import { insertDisbursement } from '../../src/store/disbursement.ts';
import { startEmbeddedPostgres } from '../../src/store/embeddedPostgres.ts';
import { recordFact, type FactKind, type RecordedFact } from '../../src/store/fact.ts';
import { insertLoan } from '../../src/store/loan.ts';
import { migrate } from '../../src/store/migrate.ts';
import { insertRecall, insertRecallWithdrawal } from '../../src/store/recall.ts';
import { insertRepayment } from '../../src/store/repayment.ts';
import type { Actor } from '../../src/usecases/authenticate.ts';
import { systemClock, type Clock } from '../../src/usecases/clock.ts';
import { createFund } from '../../src/usecases/createFund.ts';
import { longLoan, TERMS } from './longLoan.ts';

/** The service on a temporary database, with a fund in it. */
export interface BenchFund {
  readonly database: Database;
  readonly clock: Clock;
  readonly app: App;
  /** A plain connection, past the service's role and its walls. */
  readonly plain: pg.Client;
  readonly actor: Actor;
  readonly token: string;
  /** The loan with the most facts. */
  readonly loanId: string;
  /** Stops the database and removes it. */
  close(): Promise<void>;
}

const FACTS_OF_OTHER_LOANS = 40;
const OTHER_LOANS = 25;

/** Enters acts as the use cases do, past their checks. */
class Entry {
  readonly #tx: FundTx;
  readonly #actor: Actor;
  #number = 0;

  constructor(tx: FundTx, actor: Actor) {
    this.#tx = tx;
    this.#actor = actor;
  }

  #record(kind: FactKind, effectiveOn: LoanFacts['disbursements'][number]['effectiveOn']) {
    return recordFact(this.#tx, { kind, effectiveOn, recordedBy: this.#actor });
  }

  #next(prefix: string): string {
    this.#number += 1;
    return `${prefix}${this.#number}`;
  }

  async cooperative(): Promise<string> {
    const recorded = await this.#record('cooperative', TERMS.signedOn);
    const unknown = { taxCode: null, representative: null, address: null, phone: null };
    await insertCooperative(this.#tx, recorded, {
      ...unknown,
      code: this.#next('HTX'),
      name: 'HTX Xuân Mai',
      locality: 'Văn Quan',
      kind: 'cooperative',
      sector: null,
    });
    return recorded.id;
  }

  /** A loan with the facts that the store keeps. */
  async loan(cooperativeId: string, facts: LoanFacts): Promise<string> {
    const tx = this.#tx;
    const { id: loanId } = await this.#contract(cooperativeId);
    const voucher = () => ({ voucherNumber: this.#next('CT'), method: 'transfer' as const });
    for (const { effectiveOn, amount } of facts.disbursements) {
      const recorded = await this.#record('disbursement', effectiveOn);
      await insertDisbursement(tx, recorded, { loanId, amount, ...voucher() });
    }
    for (const { effectiveOn, allocation } of facts.repayments) {
      const recorded = await this.#record('repayment', effectiveOn);
      const amount = sum(COMPONENTS.map((each) => allocation[each]));
      const receipt = { loanId, amount, allocation, litigationCaseId: null, ...voucher() };
      await insertRepayment(tx, recorded, receipt);
    }
    for (const { decidedOn, deadline, withdrawnOn } of facts.recalls) {
      const recorded = await this.#record('recall', decidedOn);
      const decisionNumber = this.#next('QD');
      await insertRecall(tx, recorded, { loanId, decisionNumber, deadline });
      if (withdrawnOn === null) continue;
      const withdrawal = await this.#record('recall_withdrawal', withdrawnOn);
      await insertRecallWithdrawal(tx, withdrawal, { recallId: recorded.id, decisionNumber });
    }
    return loanId;
  }

  async #contract(cooperativeId: string): Promise<RecordedFact> {
    const recorded = await this.#record('loan', TERMS.signedOn);
    const terms = { ...TERMS, contractNumber: this.#next('HD') };
    const project = { purpose: null, projectCost: null, ownCapital: null };
    await insertLoan(this.#tx, recorded, { cooperativeId, terms, ...project });
    return recorded;
  }
}

/** Starts the service with a fund: one loan of so many facts, and others of other borrowers. */
export async function openBenchFund(facts: number): Promise<BenchFund> {
  const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-bench-'));
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const postgres = await startEmbeddedPostgres({ dataDir, settings });
  const { connectionString } = postgres;
  await migrate(connectionString);
  const named = { code: 'QHT', name: 'Quỹ hỗ trợ phát triển hợp tác xã', province: 'Lạng Sơn' };
  const { director: actor, token } = await createFund(connectionString, named);
  const database = openDatabase(connectionString, (error) => {
    throw error;
  });
  const loanId = await writeFund(database, actor.fundId, async (tx) => {
    const entry = new Entry(tx, actor);
    for (let other = 0; other < OTHER_LOANS; other += 1) {
      await entry.loan(await entry.cooperative(), longLoan(FACTS_OF_OTHER_LOANS));
    }
    return entry.loan(await entry.cooperative(), longLoan(facts));
  });
  const plain = new pg.Client({ connectionString });
  await plain.connect();
  await plain.query('analyze');
  const logger = pino({ level: 'silent' });
  const clock = systemClock;
  const app = await buildApp({ database, clock, logger, rateLimitPerSecond: 0 });
  const close = async (): Promise<void> => {
    await app.close();
    await plain.end();
    await database.close();
    await postgres.stop();
    await fs.rm(dataDir, { recursive: true, force: true });
  };
  return { database, clock, app, plain, actor, token, loanId, close };
}
