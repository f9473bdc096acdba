import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { rangesOf } from '../negotiation/acceptRanges.ts';
import type { RouteConstraint } from 'fastify/types/route.js';
import type { TSchema } from 'typebox';
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

/** A text in each coding; bytes, such as those of a font, are compressed already. */
async function formsOf(page: string | Buffer): Promise<Form[]> {
  const bytes = Buffer.from(page);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  const plain: Form = { coding: 'identity', bytes, etag: `"${hash}"` };
  if (typeof page !== 'string') return [plain];
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes),
  ]);
  return [
    { coding: 'br', bytes: br, etag: `"${hash}-br"` },
    { coding: 'gzip', bytes: gz, etag: `"${hash}-gzip"` },
    plain,
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

/** A page for everybody, which stays the same while the process lives. */
interface FixedPage {
  readonly url: string;
  /** Its media type. */
  readonly type: string;
  /** A text is sent compressed to whoever takes that; bytes are sent as they are. */
  readonly make: () => string | Buffer;
  /** Whether its address names what is in it: then nobody has to ask for it again. */
  readonly isImmutable?: boolean;
  /** What the address may say behind `?`; nothing if left out. */
  readonly querystring?: TSchema;
  /** What a request must have besides the address, as the router knows it. */
  readonly constraints?: RouteConstraint;
  /** What goes into the answer besides. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Adds a page. The page is made and compressed when it is first asked for, once; whoever has it is
 * answered 304.
 */
export function addFixedPage(app: App, page: FixedPage): void {
  const {
    url,
    type,
    make,
    querystring,
    isImmutable = false,
    constraints = {},
    headers: more = {},
  } = page;
  const cached = isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache';
  let forms: Promise<Form[]> | undefined;
  const schema = { hide: true, ...(querystring && { querystring }) };
  const options = { schema, config: { public: true }, constraints };
  app.get(url, options, async ({ headers }, reply) => {
    const made = await (forms ??= formsOf(make()));
    const accepted = headers['accept-encoding'] ?? '';
    const form = made.find(({ coding }) => takes(accepted, coding));
    if (form === undefined) throw new Error('the page as it is, is always taken');
    const { coding, bytes, etag } = form;
    reply.headers({ etag, vary: 'accept-encoding', 'cache-control': cached, ...more });
    if (has(headers['if-none-match'], etag)) return reply.code(304).send();
    if (coding !== 'identity') reply.header('content-encoding', coding);
    return reply.type(type).send(bytes);
  });
}
