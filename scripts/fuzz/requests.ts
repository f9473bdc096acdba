import type { Json } from '../../test/support/api.ts';
import type { Random } from './random.ts';
import { hostile, idOf, spoiled, valueFor, type Source } from './values.ts';

/** An operation of the OpenAPI document. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Json[];
  /** The schema of its body; null: it has none. */
  readonly body: Json;
}

/** A request, ready to be sent. */
export interface Made {
  readonly method: string;
  readonly url: string;
  /** Given twice where a value is a list. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer | null;
  /** The body ends before the length that was announced. */
  readonly isCut: boolean;
}

/** Replaces references by what they refer to. */
function resolved(document: Json, node: Json, depth = 0): Json {
  if (typeof node !== 'object' || node === null || depth > 40) return node;
  if (Array.isArray(node)) return node.map((each) => resolved(document, each, depth + 1));
  if (typeof node.$ref === 'string') {
    const steps: string[] = node.$ref.replace(/^#\//, '').split('/');
    const target = steps.reduce<Json>((within, step) => within?.[step], document);
    return resolved(document, target, depth + 1);
  }
  return Object.fromEntries(
    Object.entries<Json>(node).map(([name, part]) => [name, resolved(document, part, depth + 1)]),
  );
}

/** The operations of a document. */
export function operationsOf(document: Json): Operation[] {
  return Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
    Object.entries<Json>(methods)
      .filter(([method]) => ['get', 'post', 'put'].includes(method))
      .map(([method, { parameters = [], requestBody }]) => ({
        method: method.toUpperCase(),
        path,
        parameters: resolved(document, parameters),
        body: resolved(document, requestBody?.content?.['application/json']?.schema ?? null),
      })),
  );
}

const IN_PATHS: readonly string[] = [
  '%00',
  '%ff',
  '..%2f..',
  'x',
  '0',
  '%F0%9F%92%A9',
  "'",
  'null',
  'a'.repeat(300),
];

function pathOf(source: Source, { path, parameters }: Operation): string {
  const { random } = source;
  return path.replace(/([\w-]+)\/\{(\w+)\}/g, (_, collection: string, name: string) => {
    if (random.chance(6)) return `${collection}/${random.pick(IN_PATHS)}`;
    const { schema = {} } =
      parameters.find((each) => each.in === 'path' && each.name === name) ?? {};
    const value = name.toLowerCase().endsWith('id')
      ? idOf(source, collection)
      : collection === 'periods'
        ? `${random.whole(2019, 2026)}-Q${random.whole(1, 4)}`
        : valueFor(source, schema, name);
    return `${collection}/${encodeURIComponent(wellFormed(String(value)))}`;
  });
}

/** An address can hold no half of a character. */
const wellFormed = (text: string): string => Buffer.from(text).toString('utf8');

function queryOf(source: Source, { parameters }: Operation): string {
  const { random } = source;
  const pairs = parameters
    .filter((each) => each.in === 'query' && (each.required === true || random.chance(35)))
    .flatMap(({ name, schema }) => {
      const value: Json = random.chance(12) ? hostile(source) : valueFor(source, schema, name);
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      // A longer one is no request of HTTP any more.
      const pair = `${name}=${encodeURIComponent(wellFormed(text.slice(0, 3_000)))}`;
      return random.chance(2) ? [pair, pair] : [pair];
    });
  if (random.chance(2))
    pairs.push(random.pick(['unknown=1', '%zz=1', '=', 'limit=1e2', '&&', 'a[]=1']));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

const KEY_MARKS: readonly string[] = ['', 'k'.repeat(256), 'a, b', '\u00e9'];

const ODD_HEADERS: readonly Readonly<Record<string, string | string[]>>[] = [
  { accept: ['application/json', 'text/csv'] },
  { accept: 'application/pdf' },
  { accept: 'text/csv' },
  { accept: `text/plain;q=0.1,${'a/b,'.repeat(1_500)}` },
  { accept: '*/*;q=banana' },
  { 'accept-language': 'vi' },
  { 'accept-language': `${'x,'.repeat(3_000)}vi` },
  { 'accept-encoding': 'br;q=0, gzip;q=1.0, *' },
  { authorization: '' },
  { authorization: 'Bearer wrong' },
  { 'if-match': '"none"' },
  { 'if-match': ['"a"', 'W/"b"'] },
  { 'if-match': '\\,"' },
  { 'x-request-id': 'x'.repeat(5_000) },
  { 'x-forwarded-for': '<script>, 1.2.3.4' },
  { 'idempotency-key': ['one-key', 'another-key'] },
  { host: 'elsewhere.example' },
  { expect: '100-continue' },
  { te: 'trailers' },
];

const OTHER_TYPES: readonly string[] = [
  'text/plain',
  'application/json; charset=utf-16',
  'application/xml',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'application/json, application/json',
  '',
];

function headersOf(source: Source, token: string, key: string): Made['headers'] {
  const { random } = source;
  return {
    authorization: `Bearer ${token}`,
    'content-type': random.chance(3) ? random.pick(OTHER_TYPES) : 'application/json',
    ...(random.chance(3)
      ? { 'idempotency-key': random.pick(KEY_MARKS) }
      : { 'idempotency-key': key }),
    ...(random.chance(12) ? random.pick(ODD_HEADERS) : {}),
  };
}

/** The bytes of a body, sometimes not what they should be. */
function bytesOf(random: Random, value: Json): Buffer {
  const text = JSON.stringify(value) ?? '';
  if (random.chance(95)) return Buffer.from(text);
  const spoilt: readonly (() => Buffer)[] = [
    () => Buffer.from(text.slice(0, random.whole(0, text.length))),
    () => Buffer.from(text.replace(/^\{/, '{"amount":"1","amount":"2",')),
    () => Buffer.from(text, 'utf16le'),
    () => Buffer.from(text, 'latin1'),
    () => Buffer.from(`\ufeff${text}`),
    () => Buffer.from('['.repeat(30_000)),
    () => Buffer.from(`[${'{},'.repeat(60_000)}{}]`),
    () => Buffer.from(`{${Array.from({ length: 19_000 }, (_, at) => `"m${at}":0`).join()}}`),
    () => Buffer.alloc(random.pick([0, 1, 70_000, 600_000]), ' '),
    () => Buffer.from(`${text}${text}`),
    () => Buffer.from(Array.from({ length: 300 }, () => random.whole(0, 255))),
  ];
  return random.pick(spoilt)();
}

/** A request of an operation: half of them as it wants them, the others spoiled. */
export function requestOf(source: Source, operation: Operation, token: string): Made {
  const { random } = source;
  const method = random.chance(1)
    ? random.pick(['DELETE', 'PATCH', 'OPTIONS', 'HEAD'])
    : operation.method;
  const url = `${pathOf(source, operation)}${queryOf(source, operation)}`;
  const headers = headersOf(source, token, `fuzz-${random.uuid()}`);
  if (operation.method === 'GET') return { method, url, headers, body: null, isCut: false };
  const wanted = operation.body === null ? {} : valueFor(source, operation.body);
  const value = random.chance(50) ? wanted : spoiled(source, wanted);
  const body = bytesOf(random, value);
  return { method, url, headers, body, isCut: body.length > 2 && random.chance(1) };
}
