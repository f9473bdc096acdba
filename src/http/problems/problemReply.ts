import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, invalid, type ErrorCode } from '../../domain/primitives/errors.ts';
import { databaseRefusal } from '../../usecases/view/readiness.ts';
import { languageOf, type Language } from '../negotiation/language.ts';
import { noAddress, nothingNamed } from './notFound.ts';
import { pathOf } from '../service/idempotency.ts';
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
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    invalid('', {
      en: 'the body is not as long as it says',
      vi: 'độ dài nội dung không đúng như đã khai',
    }),
  FST_ERR_BAD_URL: () =>
    invalid('', { en: 'the address is not a valid URL', vi: 'địa chỉ không phải URL hợp lệ' }),
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: () => new DomainError('unsupported-media-type'),
};

/** What was asked, as far as a refusal tells of it. */
type Asked = Pick<FastifyRequest, 'url' | 'params' | 'routeOptions'>;

function ofValidation(
  { validation = [], validationContext }: FastifyError,
  { params, routeOptions: { url = '' } }: Asked,
): DomainError {
  // A path whose id is no id is a 404, like the id of another fund.
  if (validationContext === 'params') {
    const parameter = validation[0]?.instancePath.slice(1) ?? '';
    const given = (params as Record<string, unknown>)[parameter];
    return nothingNamed(url, parameter, String(given));
  }
  const faults = faultsOf(validation as never, validationContext ?? 'body');
  return new DomainError('validation', { faults });
}

/** The refusal an error stands for; an `internal` one is our bug. */
function refusalOf(error: unknown, asked: Asked): DomainError {
  if (error instanceof DomainError) return error;
  const thrown = error as Partial<FastifyError>;
  if (thrown.validation !== undefined) {
    return ofValidation(thrown as FastifyError, asked);
  }
  if (thrown.code === 'FST_ERR_MAX_PARAM_LENGTH') return noAddress(pathOf(asked.url));
  const known = OF_FASTIFY[thrown.code ?? ''];
  if (known !== undefined) return known(asked.routeOptions.bodyLimit ?? BODY_BYTES);
  const { statusCode = 500 } = thrown;
  if (thrown.code?.startsWith('FST_') && statusCode >= 400 && statusCode < 500) {
    return invalid('', {
      en: 'is not a request that the service understands',
      vi: 'không phải yêu cầu mà dịch vụ hiểu được',
    });
  }
  return new DomainError(databaseRefusal(error) ?? 'internal');
}

/** The body of a refusal (RFC 9457). */
export function problemOf(refusal: DomainError, requestId: string, language: Language) {
  const { code, rule, figures, faults } = refusal;
  const { status, title, detail } = PROBLEMS[code];
  const errors = faults.map(({ pointer, message }) => ({ pointer, message: message[language] }));
  return {
    type: `/problems/${code}`,
    title: title[language],
    status,
    detail: fill(detail[language], figures, language),
    code,
    requestId,
    ...(rule === undefined ? {} : { rule }),
    ...(Object.keys(figures).length === 0 ? {} : { figures }),
    ...(errors.length === 0 ? {} : { errors }),
  };
}

/** Answers a request with the problem an error stands for, and logs what is our fault. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = refusalOf(error, request);
  if (refusal.code === 'internal') request.log.error({ err: error }, 'internal error');
  if (refusal.code === 'service-unavailable') request.log.warn({ err: error }, 'unavailable');
  reply.refused = refusal.code;
  const language = languageOf(request.headers['accept-language']);
  const problem = problemOf(refusal, request.id, language);
  const retryAfter = RETRY_AFTER_SECONDS[refusal.code];
  if (retryAfter !== undefined && !reply.hasHeader('retry-after')) {
    reply.header('retry-after', retryAfter);
  }
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
