import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, invalid, type ErrorCode } from '../../domain/primitives/errors.ts';
import { databaseRefusal } from '../../usecases/view/readiness.ts';
import { languageOf, type Language } from '../negotiation/language.ts';
import { PROBLEMS } from './problems.ts';
import { fill } from './problemText.ts';
import { BODY_BYTES } from '../schema/bodyBounds.ts';
import { faultsOf } from '../schema/validation.ts';

declare module 'fastify' {
  interface FastifyReply {
    /** Why the request was refused; null where it was not. */
    refused: ErrorCode | null;
  }
}

const RETRY_AFTER_SECONDS: Readonly<Record<string, string>> = {
  'service-unavailable': '5',
  'too-many-requests': '1',
};

/** What fastify finds wrong with a request before any of our code sees it. */
const OF_FASTIFY: Readonly<Record<string, (mostBytes: number) => DomainError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: (mostBytes) =>
    new DomainError('too-large', { figures: { mostBytes } }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new DomainError('unsupported-media-type'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => invalid('', 'the body is not as long as it says'),
  FST_ERR_BAD_URL: () => invalid('', 'the address is not a valid URL'),
  FST_ERR_MAX_PARAM_LENGTH: () => new DomainError('not-found'),
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: () => new DomainError('unsupported-media-type'),
};

function ofValidation({ validation = [], validationContext }: FastifyError): DomainError {
  // A path whose id is no id is a 404, like the id of another fund.
  if (validationContext === 'params') return new DomainError('not-found');
  const faults = faultsOf(validation as never, validationContext ?? 'body');
  return new DomainError('validation', { faults });
}

/**
 * The refusal an error stands for; an `internal` one is our bug.
 *
 * @param mostBytes what a body may have at the address asked
 */
function refusalOf(error: unknown, mostBytes: number): DomainError {
  if (error instanceof DomainError) return error;
  const thrown = error as Partial<FastifyError>;
  if (thrown.validation !== undefined) return ofValidation(thrown as FastifyError);
  const known = OF_FASTIFY[thrown.code ?? ''];
  if (known !== undefined) return known(mostBytes);
  const { statusCode = 500 } = thrown;
  if (thrown.code?.startsWith('FST_') && statusCode >= 400 && statusCode < 500) {
    return invalid('', 'is not a request that the service understands');
  }
  return new DomainError(databaseRefusal(error) ?? 'internal');
}

/** The body of a refusal (RFC 9457). */
export function problemOf(refusal: DomainError, requestId: string, language: Language) {
  const { code, rule, figures, faults } = refusal;
  const { status, title, detail } = PROBLEMS[code];
  return {
    type: `/problems/${code}`,
    title: title[language],
    status,
    detail: fill(detail[language], figures, language),
    code,
    requestId,
    ...(rule === undefined ? {} : { rule }),
    ...(Object.keys(figures).length === 0 ? {} : { figures }),
    ...(faults.length === 0 ? {} : { errors: faults }),
  };
}

/** Answers a request with the problem an error stands for, and logs what is our fault. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = refusalOf(error, request.routeOptions.bodyLimit ?? BODY_BYTES);
  if (refusal.code === 'internal') request.log.error({ err: error }, 'internal error');
  if (refusal.code === 'service-unavailable') request.log.warn({ err: error }, 'unavailable');
  reply.refused = refusal.code;
  const language = languageOf(request.headers['accept-language']);
  const problem = problemOf(refusal, request.id, language);
  const retryAfter = RETRY_AFTER_SECONDS[refusal.code];
  if (retryAfter !== undefined) reply.header('retry-after', retryAfter);
  if (refusal.code === 'unauthorized') reply.header('www-authenticate', 'Bearer');
  reply
    .code(problem.status)
    .headers({
      'x-request-id': request.id,
      'content-type': 'application/problem+json',
      'content-language': language,
      vary: 'accept-language',
      'cache-control': 'no-store',
    })
    .serializer(JSON.stringify)
    .send(problem);
}
