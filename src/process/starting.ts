import { createServer, type ServerResponse } from 'node:http';
import { DomainError } from '../domain/primitives/errors.ts';
import { problemOf } from '../http/problems/problemReply.ts';
import { requestIdOf } from '../http/service/requestId.ts';
import { explainListening } from './listening.ts';
import type { Settings } from './settings.ts';

function answer(reply: ServerResponse, status: number, type: string, body: object): void {
  const text = JSON.stringify(body);
  reply
    .writeHead(status, {
      'content-type': type,
      'content-length': Buffer.byteLength(text),
      connection: 'close',
      ...(status === 503 ? { 'retry-after': '5' } : {}),
    })
    .end(text);
}

/**
 * Answers probes while the service starts, which may take its time to migrate: it lives, but is not
 * ready. Fails before anything is created where the port will not be had.
 *
 * @returns how to stop it
 * @throws CannotStart
 */
export async function answerWhileStarting(
  place: Pick<Settings, 'port' | 'host'>,
): Promise<() => Promise<void>> {
  const server = createServer((request, reply) => {
    if (request.url === '/livez') return answer(reply, 200, 'application/json', { status: 'ok' });
    const problem = problemOf(new DomainError('service-unavailable'), requestIdOf(request), 'en');
    answer(reply, problem.status, 'application/problem+json', problem);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(place.port, place.host, resolve);
    });
  } catch (error) {
    throw explainListening(error, place);
  }
  return async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
}
