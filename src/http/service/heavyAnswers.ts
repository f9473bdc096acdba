import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../domain/primitives/errors.ts';
import { ClientGone } from '../../usecases/view/turns.ts';
import type { App } from './appTypes.ts';

/** Answers about the whole fund. */
const HEAVY = /^\/v1\/(reports\/|ledger\/|deadlines$|periods\/|issued-reports\/:id\/)/;

/** One that is asked for by a POST, as no address may name a person. */
const ASKED_BY_BODY = '/v1/personal-data/export';

/** A list as a file has all its rows. */
const FILE = /csv|spreadsheet|xlsx|pdf|word|docx|zip/;

/** How many heavy answers are worked out at a time for all. */
const MOST_AT_WORK = 3;

/** How many heavy answers of one token may wait behind the one that is worked out. */
const MOST_WAITING = 8;

/** How long a request waits for its turn. */
const PATIENCE_MS = 30_000;

/** A place in line, and then the turn. */
interface Turn {
  readonly tokenId: string;
  /** Resolves when the work may begin. @throws DomainError too-many-requests, where that takes too long */
  readonly begun: Promise<void>;
  /** To be called when the answer is there, or nobody waits for it; more than once does no harm. */
  end(): void;
}

/**
 * The line of those who want a heavy answer: one answer of a token at a time, and some of all tokens. So
 * nobody can take the machine from others by asking twelve times at once.
 */
export class HeavyLine {
  readonly #waiting = new Map<Turn, () => void>();
  readonly #atWork = new Set<Turn>();
  readonly #patienceMs: number;

  constructor(patienceMs = PATIENCE_MS) {
    this.#patienceMs = patienceMs;
  }

  /**
   * Stands in line.
   *
   * @throws DomainError too-many-requests, where the token has as many in line as it may
   */
  enter(tokenId: string): Turn {
    const others = [...this.#waiting.keys()].filter((each) => each.tokenId === tokenId);
    if (others.length >= MOST_WAITING) throw new DomainError('too-many-requests');
    let begin: () => void = () => undefined;
    let giveUp: (error: Error) => void = () => undefined;
    const begun = new Promise<void>((resolve, reject) => {
      begin = resolve;
      giveUp = reject;
    });
    const late = setTimeout(
      () => leave(new DomainError('too-many-requests')),
      this.#patienceMs,
    ).unref();
    const leave = (error: Error): void => {
      clearTimeout(late);
      this.#waiting.delete(turn);
      giveUp(error);
      if (this.#atWork.delete(turn)) this.#next();
    };
    const end = () => leave(new ClientGone('nobody waits for the answer'));
    const turn: Turn = { tokenId, begun, end };
    this.#waiting.set(turn, () => {
      clearTimeout(late);
      begin();
    });
    this.#next();
    return turn;
  }

  #next(): void {
    const isBusy = (tokenId: string) => [...this.#atWork].some((each) => each.tokenId === tokenId);
    for (const [turn, begin] of this.#waiting) {
      if (this.#atWork.size >= MOST_AT_WORK) return;
      if (isBusy(turn.tokenId)) continue;
      this.#waiting.delete(turn);
      this.#atWork.add(turn);
      begin();
    }
  }
}

function isHeavy({ method, routeOptions, query, headers }: FastifyRequest): boolean {
  if (routeOptions.url === ASKED_BY_BODY) return true;
  // A HEAD works out what a GET does.
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (HEAVY.test(routeOptions.url ?? '')) return true;
  const { format = headers.accept } = (query ?? {}) as { format?: string };
  return typeof format === 'string' && FILE.test(format);
}

const turns = new WeakMap<FastifyReply, Turn>();

/** Lets heavy answers wait for their turn, before anything is asked of the database. */
export function addHeavyAnswers(app: App): void {
  const line = new HeavyLine();
  app.addHook('preHandler', async (request, reply) => {
    const { config } = request.routeOptions;
    if (config.public === true || !isHeavy(request)) return;
    // Of a client who is gone already nothing more is heard, and the place would never be free again.
    if (reply.raw.destroyed) throw new ClientGone('nobody waits for the answer');
    const turn = line.enter(request.actor.tokenId);
    turns.set(reply, turn);
    reply.raw.once('close', turn.end);
    await turn.begun;
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    // What is sent in a stream is still being made.
    if (typeof payload === 'string' || Buffer.isBuffer(payload)) turns.get(reply)?.end();
  });
}
