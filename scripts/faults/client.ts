import { setTimeout as sleep } from 'node:timers/promises';
import { ask, type NetworkAnswer } from '../../test/support/service.ts';
import { pick, someAct, type Act, type Chance, type Scene } from './acts.ts';

/** What the clients have seen; printed at the end. */
export interface Figures {
  acknowledged: number;
  refusedByRule: number;
  unavailable: number;
  lostAnswers: number;
  retries: number;
  foundByRetry: number;
  replays: number;
}

export const noFigures = (): Figures => ({
  acknowledged: 0,
  refusedByRule: 0,
  unavailable: 0,
  lostAnswers: 0,
  retries: 0,
  foundByRetry: 0,
  replays: 0,
});

/** What happens in the run, seen by all clients. */
export interface Run {
  readonly chance: Chance;
  readonly scene: Scene;
  readonly figures: Figures;
  /** Each act that was acknowledged, with its answer. */
  readonly acknowledged: { readonly act: Act; readonly answer: NetworkAnswer }[];
  /** What must never happen, in words. */
  readonly wrongs: string[];
  /** Where the service listens, or will again. */
  readonly address: () => string;
}

const RETRY_PAUSE_MS = 250;

/** A service that does not come back within this is not recovering. */
const GIVE_UP_MS = 180_000;

/** One answer; null: none came, as nobody listens or the process was killed meanwhile. */
async function askOnce(
  { address, wrongs }: Run,
  { url, sent }: Act,
): Promise<NetworkAnswer | null> {
  try {
    return await ask(address(), url, sent);
  } catch (error) {
    const isLate = error instanceof Error && error.name === 'TimeoutError';
    if (isLate) wrongs.push(`no answer within a minute: ${url}`);
    return null;
  }
}

/** Sends an act under one key until it is acknowledged or refused by a rule. */
async function carryThrough(run: Run, act: Act): Promise<NetworkAnswer> {
  const { figures, wrongs } = run;
  const start = performance.now();
  for (let tries = 0; performance.now() - start < GIVE_UP_MS; tries += 1) {
    if (tries > 0) figures.retries += 1;
    const answer = await askOnce(run, act);
    if (answer === null) figures.lostAnswers += 1;
    else if (answer.status === 503) {
      figures.unavailable += 1;
      if (answer.retryAfter === null) wrongs.push(`503 without Retry-After: ${act.url}`);
    } else {
      if (answer.replayed) figures.foundByRetry += 1;
      if (answer.replayed && tries === 0) wrongs.push(`replayed at first: ${act.url}`);
      return answer;
    }
    await sleep(RETRY_PAUSE_MS);
  }
  throw new Error(`the service does not recover: ${act.url}`);
}

/** An acknowledged act, sent again: it must be given the same answer, and do nothing. */
async function replay(run: Run): Promise<void> {
  const { act, answer } = pick(run.chance, run.acknowledged);
  const again = await askOnce(run, act);
  if (again === null || again.status === 503) return;
  run.figures.replays += 1;
  const same = JSON.stringify(again.body) === JSON.stringify(answer.body);
  if (!again.replayed || !same) run.wrongs.push(`not the same again: ${act.url}`);
}

/** A client at work: one act after the other, until told to stop. */
export async function client(run: Run, isOver: () => boolean): Promise<void> {
  const { chance, scene, figures, acknowledged, wrongs } = run;
  while (!isOver()) {
    const act = someAct(chance, scene);
    const answer = await carryThrough(run, act);
    if (answer.status === 201) {
      figures.acknowledged += 1;
      acknowledged.push({ act, answer });
      act.done?.(answer.body);
    } else if (answer.status >= 500 || answer.status < 400) {
      wrongs.push(`${answer.status}: ${act.url} ${JSON.stringify(answer.body)}`);
    } else figures.refusedByRule += 1;
    if (acknowledged.length > 0 && chance() < 0.05) await replay(run);
  }
}
