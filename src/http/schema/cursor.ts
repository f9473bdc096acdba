import { isText as isWritten } from '../../domain/primitives/texts.ts';
import { isCalendarDate } from '../../domain/primitives/dates.ts';
import { invalid } from '../../domain/primitives/errors.ts';

/** Whether a part of a cursor is what the query compares with it. */
export type PartCheck = (part: string) => boolean;

/** Any text PostgreSQL takes. */
export const isText: PartCheck = (part) => part.length <= 500 && isWritten(part);

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/**
 * The sort key of the last row of the page before; null for the first page.
 *
 * @param checks what each part of the key must be, so that no forged one reaches the database
 * @throws DomainError validation, for a cursor that is not ours
 */
export function keyAfter(
  cursor: string | undefined,
  checks: readonly PartCheck[],
): string[] | null {
  if (cursor === undefined) return null;
  const key = parse(cursor);
  const isKey =
    Array.isArray(key) &&
    key.length === checks.length &&
    key.every((part, place) => typeof part === 'string' && checks[place]?.(part));
  if (!isKey)
    throw invalid('?cursor', {
      en: 'must be the `nextCursor` of a page of this list',
      vi: 'phải là `nextCursor` của một trang thuộc danh sách này',
    });
  return key as string[];
}

/**
 * A page of a list.
 *
 * @param rows at most one more than `limit`, which tells that there is a next page
 * @param keyOf the sort key of a row, unique in the list
 */
export function pageOf<T>(rows: readonly T[], limit: number, keyOf: (row: T) => readonly string[]) {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const more = rows.length > limit && last !== undefined;
  const nextCursor = more ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null;
  return { data, nextCursor };
}

/** What is asked of a list by day: how many rows, after which one, and from which end. */
export interface AskedByDay {
  readonly limit?: number;
  readonly cursor?: string;
  readonly order?: Order;
}

type Order = 'asc' | 'desc';

/** The rows of a list from the end that is asked for. */
export const inOrder = <T>(rows: readonly T[], order: Order = 'asc'): readonly T[] =>
  order === 'desc' ? rows.toReversed() : rows;

/**
 * A page of rows by day and instant of entry.
 *
 * @param rows all rows, in the order asked for
 * @throws DomainError validation, for a cursor that is not ours
 */
export function pageByDay<T extends { readonly effectiveOn: string; readonly recordedAt: string }>(
  rows: readonly T[],
  { limit = 50, cursor, order = 'asc' }: AskedByDay,
) {
  const keyOf = (row: T): string[] => [row.effectiveOn, row.recordedAt];
  const after = keyAfter(cursor, [isDate, isInstant])?.join(' ');
  const isLater = (row: T): boolean => {
    const key = keyOf(row).join(' ');
    return after === undefined || (order === 'desc' ? key < after : key > after);
  };
  return pageOf(rows.filter(isLater), limit, keyOf);
}

/** An instant as we write it. */
export const isInstant: PartCheck = (part) =>
  /^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/.test(part) && !Number.isNaN(Date.parse(part));

/** A calendar date. */
export const isDate: PartCheck = (part) => isCalendarDate(part);
