import { Readable } from 'node:stream';
import { partsInTurns } from '../../usecases/view/turns.ts';
import { LaterRows } from '../present/rows.ts';
import type { App } from './appTypes.ts';

// An answer of many rows is written in turns and sent in parts: JSON.stringify of 44 MB would hold
// everybody else up, and need its memory at once.

/** An answer with more rows, lists within lists of few left aside, is written in turns. */
const ROWS_AT_ONCE = 1_000;

/** In a list of no more, each item may have a long list. */
const FEW = 50;

/** So many rows are written together. */
const ROWS_PER_PART = 25;

/** In characters: parts are sent together until they are as long. */
const SENT_AT_ONCE = 65_536;

type Rows = readonly unknown[] | LaterRows<unknown, unknown>;

const isRows = (value: unknown): value is Rows =>
  Array.isArray(value) || value instanceof LaterRows;

/** An object that JSON writes field by field. */
function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function countRows(value: unknown): number {
  let count = 0;
  if (isRows(value)) {
    count = value.length;
    if (count <= FEW) for (const item of value) count += countRows(item);
  } else if (isFields(value)) {
    for (const field of Object.values(value)) count += countRows(field);
  }
  return count;
}

/** What JSON has no word for is null in a list. */
const itemText = (item: unknown): string => JSON.stringify(item) ?? 'null';

function* partsOfRows(rows: Rows): Generator<string> {
  const isFew = rows.length <= FEW;
  let [part, count] = ['[', 0];
  for (const row of rows) {
    if (count > 0) part += ',';
    count += 1;
    if (isFew && (isRows(row) || isFields(row))) {
      yield part;
      part = '';
      yield* jsonParts(row);
    } else part += itemText(row);
    if (count % ROWS_PER_PART > 0) continue;
    yield part;
    part = '';
  }
  yield `${part}]`;
}

/** The text of `JSON.stringify` in parts; lists may be presented while they are written. */
export function* jsonParts(value: unknown): Generator<string> {
  if (isRows(value)) return yield* partsOfRows(value);
  if (!isFields(value)) return yield itemText(value);
  let before = '{';
  for (const [name, field] of Object.entries(value)) {
    if (field === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    yield* jsonParts(field);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

async function* sent(answer: unknown): AsyncGenerator<string> {
  let text = '';
  for await (const part of partsInTurns(jsonParts(answer))) {
    text += part;
    if (text.length < SENT_AT_ONCE) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** Sends answers of many rows in parts, written in turns; the work ends when the client goes away. */
export function addLargeAnswers(app: App): void {
  app.addHook('preSerialization', async (_request, reply, answer) => {
    if (countRows(answer) <= ROWS_AT_ONCE) return answer;
    reply.serializer((stream) => stream as string);
    return Readable.from(sent(answer));
  });
}
