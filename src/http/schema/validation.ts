import {
  Ajv,
  type AnySchemaObject,
  type ErrorObject,
  type FuncKeywordDefinition,
  type ValidateFunction,
} from 'ajv';
import dependentRequired from 'ajv/dist/vocabularies/validation/dependentRequired.js';
import type { FastifySchemaCompiler } from 'fastify';
import { isUuid } from '../../domain/primitives/ids.ts';
import { isText, kept } from '../../domain/primitives/texts.ts';
import { isCalendarDate } from '../../domain/primitives/dates.ts';
import type { InputFault } from '../../domain/primitives/errors.ts';
import { sayOf } from './faultWords.ts';

const MAX_FAULTS = 50;

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

function isInstant(text: string): boolean {
  const [, day = ''] = INSTANT.exec(text) ?? [];
  return isCalendarDate(day) && !Number.isNaN(Date.parse(text));
}

type TextKind = 'text' | 'id';

/** How many UTF-16 units a unit of NFC stands for at most. */
const MOST_DECOMPOSED = 4;

/** What a text is kept as; null: it is none. Ids are the same in large letters (RFC 9562). */
function keptAs(kind: TextKind, value: string): string | null {
  if (kind === 'id') return value.toLowerCase();
  const text = value.trim();
  return isText(text) ? kept(text) : null;
}

/**
 * Puts a text in place as it is kept, before its length and form are judged and before it is
 * compared; refuses what is no text. A text that is too long in any form is left for its length to be
 * judged.
 */
const textKeyword: FuncKeywordDefinition = {
  keyword: 'x-text',
  type: 'string',
  schemaType: 'string',
  modifying: true,
  before: 'maxLength',
  validate: (
    kind: TextKind,
    value: string,
    schema?: AnySchemaObject,
    at?: { parentData: object; parentDataProperty: string | number },
  ) => {
    const maxLength: number = schema?.['maxLength'] ?? 0;
    if (kind !== 'id' && value.trim().length > maxLength * MOST_DECOMPOSED) return true;
    const text = keptAs(kind, value);
    if (text !== null && at !== undefined) {
      const place = at.parentData as Record<string | number, string>;
      place[at.parentDataProperty] = text;
    }
    return text !== null;
  },
};

/** Ids in a list, put in place before they are held against each other. */
const idsKeyword: FuncKeywordDefinition = {
  keyword: 'x-ids',
  type: 'array',
  schemaType: 'boolean',
  before: 'uniqueItems',
  validate: (_: boolean, values: unknown[]) => {
    for (const [at, value] of values.entries()) {
      if (typeof value === 'string') values[at] = value.toLowerCase();
    }
    return true;
  },
};

function validator(options: { coerceTypes: boolean; useDefaults: boolean }): Ajv {
  const ajv = new Ajv({
    // The engine drops what is not needed itself; a third of the time to compile goes into doing so before.
    code: { optimize: false },
    ...options,
    strict: true,
    strictTypes: false,
    allErrors: true,
    verbose: true,
    discriminator: true,
    removeAdditional: false,
    formats: { date: isCalendarDate, 'date-time': isInstant, uuid: isUuid },
  });
  return ajv
    .addKeyword(textKeyword)
    .addKeyword(idsKeyword)
    .addKeyword(dependentRequired.default)
    .addVocabulary(['x-fault']);
}

type Given = Readonly<Record<string, unknown>>;

/** The parameters that are whole numbers. */
function wholeNumbersOf(schema: object): string[] {
  const { properties = {} } = schema as { properties?: Record<string, { type?: string }> };
  return Object.keys(properties).filter((name) => properties[name]?.type === 'integer');
}

/**
 * Whole numbers that are not written as ours are: the validator would take `1e2`, `0x64` and `+100` for
 * 100.
 */
function oddNumbers(numbers: readonly string[], given: Given): ErrorObject[] {
  return numbers
    .filter((name) => typeof given[name] === 'string' && !/^-?(0|[1-9]\d*)$/.test(given[name]))
    .map((name) => ({
      keyword: 'digits',
      instancePath: `/${name}`,
      schemaPath: '',
      params: {},
    }));
}

/**
 * A window of days, both included, that ends before it begins: no row could be in it. An address of the
 * console has no parameters for the service.
 */
function turnedWindow(schema: object, { from, to }: Given): ErrorObject[] {
  const { properties = {} } = schema as { properties?: object };
  if (!('to' in properties)) return [];
  if (typeof from !== 'string' || typeof to !== 'string' || from <= to) return [];
  return [{ keyword: 'window', instancePath: '/to', schemaPath: '', params: {} }];
}

/**
 * Compiles the schemas of requests, each when first asked: all of them would be most of the start.
 * One set of validators per app.
 */
export function requestValidation(): FastifySchemaCompiler<object> {
  const body = validator({ coerceTypes: false, useDefaults: false });
  // Everything in an address is text; only there "50" may stand for the number 50.
  const address = validator({ coerceTypes: true, useDefaults: true });
  return ({ schema, httpPart }) => {
    // Headers are in the schemas to be documented; the plugins check those they read.
    if (httpPart === 'headers') return () => true;
    const ajv = httpPart === 'body' ? body : address;
    let validate: ValidateFunction | undefined;
    const numbers = httpPart === 'body' ? [] : wholeNumbersOf(schema);
    return (given: unknown) => {
      const odd = oddNumbers(numbers, given as Given);
      if (odd.length > 0) return { error: odd };
      validate ??= ajv.compile(schema);
      if (!validate(given)) return { error: validate.errors ?? [] };
      const turned = httpPart === 'querystring' ? turnedWindow(schema, given as Given) : [];
      return turned.length === 0 || { error: turned };
    };
  };
}

/** Compiles the schemas of answers, to prove in tests that answers are what they say. */
export function answerValidator(): Ajv {
  return validator({ coerceTypes: false, useDefaults: false });
}

const escape = (name: string) => name.replace(/~/g, '~0').replace(/\//g, '~1');

function nameOf({ keyword, params }: ErrorObject): string | null {
  if (keyword === 'required' || keyword === 'dependentRequired')
    return String(params.missingProperty);
  if (keyword === 'additionalProperties') return String(params.additionalProperty);
  return keyword === 'discriminator' ? String(params.tag) : null;
}

/** "X or null" fails on both sides: what is wrong with X says it all. */
const isEcho = ({ keyword, params }: ErrorObject) =>
  keyword === 'anyOf' || (keyword === 'type' && params.type === 'null');

/** Each place once, with what to do there. */
export function faultsOf(errors: readonly ErrorObject[], part: string): InputFault[] {
  const faults = new Map<string, InputFault>();
  for (const error of errors.filter((each, _, all) => !isEcho(each) || all.every(isEcho))) {
    if (faults.size === MAX_FAULTS) break;
    const name = nameOf(error);
    const path = name === null ? error.instancePath : `${error.instancePath}/${escape(name)}`;
    const pointer = part === 'querystring' ? `?${path.slice(1)}` : path;
    if (!faults.has(pointer)) faults.set(pointer, { pointer, message: sayOf(error, part) });
  }
  return [...faults.values()];
}
