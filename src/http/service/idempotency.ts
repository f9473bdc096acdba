import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import { recallAnswer, type Keyed, type Outcome } from '../../usecases/acts/carryOutOnce.ts';
import type { Services } from '../../usecases/view/services.ts';
import { refuseBeyondBounds } from '../schema/bodyBounds.ts';
import type { App } from './appTypes.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What makes the request known again; null where it carries no key. */
    keyed: Keyed | null;
    /** Whether its act was begun: then it is answered as before wherever it was carried out before. */
    isCarriedOut: boolean;
  }
  interface FastifyContextConfig {
    /** Whether a POST must name an `Idempotency-Key`, may, or ignores it; every POST says so. */
    idempotency?: 'required' | 'optional' | 'none';
  }
}

const MAX_KEY_LENGTH = 255;

/** JSON with sorted names: the same for bodies that parse to the same. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const names = Object.keys(value).sort();
  const fields = names.map((name) => {
    const field: unknown = (value as Record<string, unknown>)[name];
    return `${JSON.stringify(name)}:${canonical(field)}`;
  });
  return `{${fields.join()}}`;
}

/** The path without the query: what a request is sent to. */
export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

function keyOf(request: FastifyRequest): string | null {
  const { idempotency = 'none' } = request.routeOptions.config;
  if (idempotency === 'none') return null;
  const key = request.headers['idempotency-key'];
  if (key === undefined && idempotency === 'optional') return null;
  if (typeof key !== 'string' || key.length === 0 || key.length > MAX_KEY_LENGTH) {
    throw new DomainError('idempotency-key-missing');
  }
  // A header sent twice may arrive as one line, its values parted by a comma (RFC 9110, 5.3).
  if (key.includes(','))
    throw invalid('Idempotency-Key', {
      en: 'must be one key, without a comma',
      vi: 'phải là một khóa, không có dấu phẩy',
    });
  return key;
}

/** What makes a request the same: its parsed body; of a file its bytes and what the address says of it. */
function hashOf({ body, query }: FastifyRequest): string {
  const hash = createHash('sha256');
  if (!Buffer.isBuffer(body)) return hash.update(canonical(body)).digest('hex');
  return hash.update(canonical(query)).update(body).digest('hex');
}

/** Answers with what was carried out. */
export function sendOutcome(reply: FastifyReply, outcome: Outcome, replayed: boolean): unknown {
  reply.code(outcome.status);
  if (outcome.location !== null) reply.header('location', outcome.location);
  if (replayed) reply.header('idempotent-replayed', 'true');
  return outcome.body;
}

/** Names each request by its key, before its body is judged. */
export function addIdempotency(app: App): void {
  app.decorateRequest('keyed', null);
  app.decorateRequest('isCarriedOut', false);
  app.addHook('preValidation', (request, _reply, done) => {
    // Also of a body without a key: nothing behind this has to fear a deep or a large one.
    const isFile = Buffer.isBuffer(request.body);
    if (!isFile) refuseBeyondBounds(request.body);
    const key = keyOf(request);
    if (key !== null) {
      const address = `${request.method} ${pathOf(request.url)}`;
      const requestHash = hashOf(request);
      request.keyed = { key, address, requestHash };
    }
    done();
  });
}

/**
 * The answer that a request got before which was refused before its act was begun: a key is looked up
 * before any other check. An act itself is looked up when its fund is locked.
 *
 * @returns null where there is none
 * @throws DomainError idempotency-key-reused
 */
export async function answerBefore(
  { database }: Services,
  request: FastifyRequest,
): Promise<Outcome | null> {
  const { keyed, isCarriedOut, actor } = request;
  return keyed === null || isCarriedOut ? null : recallAnswer(database, actor, keyed);
}
