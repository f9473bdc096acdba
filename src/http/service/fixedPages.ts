import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { rangesOf } from '../negotiation/acceptRanges.ts';
import type { App } from './appTypes.ts';

type Coding = 'br' | 'gzip' | 'identity';

/** One of the forms in which a page is sent. */
interface Form {
  readonly coding: Coding;
  readonly bytes: Buffer;
  readonly etag: string;
}

/** Above this quality a megabyte takes seconds for some per cent less. */
const BROTLI_QUALITY = 6;

async function formsOf(text: string): Promise<Form[]> {
  const bytes = Buffer.from(text);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes),
  ]);
  return [
    { coding: 'br', bytes: br, etag: `"${hash}-br"` },
    { coding: 'gzip', bytes: gz, etag: `"${hash}-gzip"` },
    { coding: 'identity', bytes, etag: `"${hash}"` },
  ];
}

/** Whether a client takes a coding (RFC 9110, 12.5.3); the page as it is, always. */
function takes(acceptEncoding: string, coding: Coding): boolean {
  if (coding === 'identity') return true;
  const ranges = rangesOf(acceptEncoding);
  const named =
    ranges.find(({ name }) => name === coding) ?? ranges.find(({ name }) => name === '*');
  return named !== undefined && named.q > 0;
}

/** Whether a client has a page already; tags are compared weakly (RFC 9110, 13.1.2). */
function has(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

/**
 * Adds a page for everybody, which stays the same while the process lives. The page is made and
 * compressed when it is first asked for, once; whoever has it is answered 304.
 *
 * @param type its media type
 */
export function addFixedPage(app: App, url: string, type: string, make: () => string): void {
  let forms: Promise<Form[]> | undefined;
  const options = { schema: { hide: true }, config: { public: true } };
  app.get(url, options, async ({ headers }, reply) => {
    const made = await (forms ??= formsOf(make()));
    const accepted = headers['accept-encoding'] ?? '';
    const form = made.find(({ coding }) => takes(accepted, coding));
    if (form === undefined) throw new Error('the page as it is, is always taken');
    const { coding, bytes, etag } = form;
    reply.headers({ etag, vary: 'accept-encoding', 'cache-control': 'no-cache' });
    if (has(headers['if-none-match'], etag)) return reply.code(304).send();
    if (coding !== 'identity') reply.header('content-encoding', coding);
    return reply.type(type).send(bytes);
  });
}
