import { DomainError, invalid } from '../../domain/primitives/errors.ts';
import type { App } from './appTypes.ts';

// Bodies are JSON in UTF-8 (RFC 8259) of which every member counts: what two parsers could read as
// two different acts is refused.

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPENING_BRACKET = 91;
const BACKSLASH = 92;
const CLOSING_BRACKET = 93;
const OPENING_BRACE = 123;
const CLOSING_BRACE = 125;

/** A byte order mark at the beginning is left out, as RFC 8259 lets a reader do. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

const UTF8_NAMES: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii']);

const CHARSETS = /;\s*charset\s*=\s*"?([^\s;"]*)/gi;

/** An object or array that is being gone through. */
interface Open {
  /** The names of an object so far; null: none yet, or an array. */
  names: Set<string> | null;
  /** The member or the place that comes now. */
  at: string | number;
}

/** Where a string ends that begins at `start`: behind its closing quote. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  for (; json.charCodeAt(at) !== QUOTE; at += 1) if (json.charCodeAt(at) === BACKSLASH) at += 1;
  return at + 1;
}

const escaped = (name: string | number) => String(name).replace(/~/g, '~0').replace(/\//g, '~1');

const pointerOf = (opened: readonly Open[]) => opened.map(({ at }) => `/${escaped(at)}`).join('');

/** @throws DomainError validation: a name that the object has already, or that no object has */
function refuseName(name: string, opened: readonly Open[]): void {
  const object = opened.at(-1);
  if (object === undefined) return;
  object.at = name;
  object.names ??= new Set();
  if (object.names.has(name)) {
    throw invalid(pointerOf(opened), {
      en: 'is given more than once; give it once',
      vi: 'bị nêu nhiều lần; chỉ nêu một lần',
    });
  }
  if (name === '__proto__')
    throw invalid(pointerOf(opened), {
      en: 'is not known here; leave it out',
      vi: 'không có ở đây; hãy bỏ đi',
    });
  object.names.add(name);
}

/**
 * Refuses an object that has a member twice, at any depth, however its name is escaped.
 *
 * @param json valid JSON
 * @throws DomainError validation, which names the member
 */
export function refuseRepeatedMembers(json: string): void {
  const opened: Open[] = [];
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(json, at);
      let next = end;
      while (json.charCodeAt(next) <= 32) next += 1;
      if (json.charCodeAt(next) === COLON) {
        const raw = json.slice(at, end);
        refuseName(raw.includes('\\') ? (JSON.parse(raw) as string) : raw.slice(1, -1), opened);
      }
      at = next - 1;
    } else if (code === OPENING_BRACE || code === OPENING_BRACKET) {
      opened.push({ names: null, at: code === OPENING_BRACKET ? 0 : '' });
    } else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) {
      opened.pop();
    } else if (code === COMMA) {
      const within = opened.at(-1);
      if (typeof within?.at === 'number') within.at += 1;
    }
  }
}

function textOf(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw invalid('', {
      en: 'the body has bytes that are not UTF-8; save or send it as UTF-8',
      vi: 'nội dung có byte không phải UTF-8; hãy lưu hoặc gửi dạng UTF-8',
    });
  }
}

/**
 * @param contentType as sent with the body
 * @throws DomainError validation, where the body is not what its type says
 */
export function parseJson(contentType: string, bytes: Buffer): unknown {
  for (const [, charset = ''] of contentType.matchAll(CHARSETS)) {
    if (!UTF8_NAMES.has(charset.toLowerCase())) {
      throw invalid('Content-Type', {
        en: 'must have no charset, or utf-8: the body is read as UTF-8',
        vi: 'không ghi charset, hoặc ghi utf-8: nội dung được đọc theo UTF-8',
      });
    }
  }
  if (bytes.length === 0)
    throw invalid('', {
      en: 'the body is empty; send a JSON object',
      vi: 'nội dung trống; hãy gửi một đối tượng JSON',
    });
  const json = textOf(bytes);
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw invalid('', { en: 'the body is not valid JSON', vi: 'nội dung không phải JSON hợp lệ' });
  }
  refuseRepeatedMembers(json);
  return parsed;
}

/** Reads bodies, in place of the reader that fastify brings. */
export function addJsonBody(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      const { 'content-type': type = '', 'content-encoding': coding = 'identity' } =
        request.headers;
      if (coding !== 'identity') throw new DomainError('unsupported-media-type');
      done(null, parseJson(type, body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}
