import type { FastifyRequest } from 'fastify';
import { invalid } from '../../domain/primitives/errors.ts';
import type { App } from './appTypes.ts';

/**
 * Headers that decide something and have one value. Sent twice, as by a proxy that sends again, Node
 * would take one of them or join them to a third. The lengths of a body Node refuses itself.
 */
const DECIDING: ReadonlySet<string> = new Set([
  'authorization',
  'content-encoding',
  'content-type',
  'host',
  'idempotency-key',
  'if-match',
  'origin',
  'sec-fetch-site',
]);

/** @throws DomainError validation, which names a header that decides and is sent more than once */
function refuseHeadersTwice(rawHeaders: readonly string[]): void {
  const seen = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    const header = name.toLowerCase();
    if (!DECIDING.has(header)) continue;
    if (seen.has(header))
      throw invalid(name, {
        en: 'is given more than once; give it once',
        vi: 'bị nêu nhiều lần; chỉ nêu một lần',
      });
    seen.add(header);
  }
}

/** @throws DomainError validation: an address whose bytes are no text in UTF-8 */
function refuseUnreadable(url: string): void {
  const example = 'q=Cao%20B%E1%BB%99';
  const fault = {
    en: `must be percent-encoded UTF-8, such as ${example}`,
    vi: `phải là UTF-8 mã hóa phần trăm, ví dụ ${example}`,
  };
  const query = url.slice(url.indexOf('?') + 1);
  if (!/^[\x21-\x7e]*$/.test(url))
    throw invalid('', { en: `the address ${fault.en}`, vi: `địa chỉ ${fault.vi}` });
  try {
    decodeURIComponent(query);
  } catch {
    throw invalid('?', fault);
  }
}

/** Refuses, before anything else, what could be read in two ways. */
export function addAmbiguous(app: App): void {
  app.addHook('onRequest', (request: FastifyRequest, _reply, done) => {
    refuseHeadersTwice(request.raw.rawHeaders);
    refuseUnreadable(request.raw.url ?? '');
    done();
  });
}
