import type { Socket } from 'node:net';
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { AppServices } from '../../usecases/view/services.ts';
import { invalid } from '../../domain/primitives/errors.ts';
import { answerSerialization } from './answers.ts';
import { addAmbiguous } from './ambiguous.ts';
import type { App, Routes } from './appTypes.ts';
import { addAuthentication } from './authentication.ts';
import { addClientAddress } from './clientAddress.ts';
import { addConsole, CONSOLE_FOLDER } from './console.ts';
import { addDocumentedRefusals } from './documentedRefusals.ts';
import { addDraining } from './draining.ts';
import { addForBrowsers } from './forBrowsers.ts';
import { addGoneClients, isGone } from './goneClients.ts';
import { addHeavyAnswers } from './heavyAnswers.ts';
import { addLargeAnswers } from './largeAnswers.ts';
import { addIdempotency, answerBefore, sendOutcome } from './idempotency.ts';
import { addJsonBody } from './jsonBody.ts';
import { addMetrics } from './metrics.ts';
import { addOpenApi } from './openapi.ts';
import type { PermissionByRoute } from './permissions.ts';
import { problemOf, sendProblem } from '../problems/problemReply.ts';
import { requestIdOf } from './requestId.ts';
import { addRequestLog, logAnswer } from './requestLog.ts';
import { addRouteRules } from './routeRules.ts';
import { addSecondPerson } from './secondPerson.ts';
import { addSecurityHeaders } from './securityHeaders.ts';
import { addUnknownRoutes } from './unknownRoutes.ts';
import { BODY_BYTES } from '../schema/bodyBounds.ts';
import { requestValidation } from '../schema/validation.ts';

export interface AppOptions extends AppServices {
  readonly logger: FastifyBaseLogger;
  /** The proxies, by address or network, whose `X-Forwarded-For` is believed; none if left out. */
  readonly trustedProxies?: readonly string[];
  /** Where the built console lies; if left out, where the build puts it. */
  readonly consoleFolder?: string;
  /** In tests: an answer that is not what its schema says is an error. */
  readonly checkAnswers?: boolean;
}

const REQUEST_TIMEOUT_MS = 30_000;

const HEADERS_TIMEOUT_MS = 15_000;

const KEEP_ALIVE_TIMEOUT_MS = 65_000;

/** For a connection on which nothing moves: also of a client that does not read its answer. */
const STALLED_TIMEOUT_MS = 120_000;

/** How long a client that was refused its connection may still read why. */
const FAREWELL_MS = 1_000;

const TIMEOUT_CHECK_INTERVAL_MS = 5_000;

/** Answers what is not even an HTTP request, or does not become one in time. */
function malformedRefusal(logger: FastifyBaseLogger) {
  return (error: NodeJS.ErrnoException, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    const fault = invalid('', {
      en: 'is not a complete HTTP request, or its headers are too large',
      vi: 'không phải yêu cầu HTTP đầy đủ, hoặc tiêu đề quá lớn',
    });
    const requestId = requestIdOf({ headers: {} });
    const { code, message } = error;
    logger.warn({ requestId, ip: socket.remoteAddress, status: 400, code, message }, 'malformed');
    const body = JSON.stringify(problemOf(fault, requestId, 'en'));
    const head = [
      'HTTP/1.1 400 Bad Request',
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
    // It may go on sending, and never end from its side.
    setTimeout(() => socket.destroy(), FAREWELL_MS).unref();
  };
}

/** Answers an address that no router reads; no hook runs for it. */
function refuseUnroutable(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(error, request, reply);
  logAnswer(request, reply);
}

function createServer(logger: FastifyBaseLogger, trustedProxies: readonly string[]): App {
  return fastify({
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    loggerInstance: logger,
    // One line a request, written below.
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    genReqId: requestIdOf,
    requestIdHeader: false,
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: STALLED_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_INTERVAL_MS,
    },
    // Closing waits for the requests under way (draining.ts): then no connection is of use.
    return503OnClosing: false,
    forceCloseConnections: true,
    clientErrorHandler: malformedRefusal(logger),
    frameworkErrors: refuseUnroutable,
  });
}

/**
 * The service's plumbing with the given routes, and who may ask them.
 *
 * @param stop ends what goes on in the background, when the service closes
 */
export async function createApp(
  options: AppOptions,
  routes: readonly Routes[],
  permissions: PermissionByRoute,
  stop: () => Promise<void> = async () => undefined,
): Promise<App> {
  const { database, clock, signOn, addFund } = options;
  const { noticeRunner, importRunner, schedule, webhookRunner } = options;
  const { logger, rateLimitPerSecond, trustedProxies = [], checkAnswers = false } = options;
  const { consoleFolder = CONSOLE_FOLDER } = options;
  const runners = { noticeRunner, importRunner, schedule, webhookRunner };
  const services = { database, clock, signOn, addFund, rateLimitPerSecond, ...runners };
  const app = createServer(logger, trustedProxies);
  addJsonBody(app);
  app.setValidatorCompiler(requestValidation());
  app.setSerializerCompiler(answerSerialization(checkAnswers));
  app.setErrorHandler(async (error, request, reply) => {
    if (isGone(error)) return reply.hijack();
    try {
      const before = await answerBefore(services, request);
      if (before !== null) return await reply.send(sendOutcome(reply, before, true));
      sendProblem(error, request, reply);
    } catch (refusal) {
      sendProblem(refusal, request, reply);
    }
    return reply;
  });
  addClientAddress(app);
  addRequestLog(app);
  addSecurityHeaders(app);
  addDraining(app);
  addGoneClients(app);
  addForBrowsers(app);
  addMetrics(app, services);
  addAmbiguous(app);
  addSecondPerson(app);
  addRouteRules(app, permissions);
  addUnknownRoutes(app);
  addAuthentication(app, services);
  addIdempotency(app);
  addHeavyAnswers(app);
  // What is checked is checked as a whole.
  if (checkAnswers) addDocumentedRefusals(app);
  else addLargeAnswers(app);
  await addOpenApi(app);
  addConsole(app, consoleFolder);
  for (const add of routes) add(app, services);
  app.addHook('onClose', stop);
  await app.ready();
  return app;
}
