import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { DomainError } from '../../domain/primitives/errors.ts';
import { rangesOf, type AcceptRange } from './acceptRanges.ts';
import { Name } from '../schema/schemas.ts';

/** The forms an answer may have, by the name that `?format=` gives them. */
export const MEDIA_TYPES = {
  json: 'application/json',
  csv: 'text/csv',
  text: 'text/plain',
  ledger: 'text/plain',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
} as const;

/** Forms that are files to be kept, not text to be read at once. */
export type FileFormat = 'pdf' | 'docx' | 'xlsx' | 'zip';

export type Format = keyof typeof MEDIA_TYPES;

/** How much a header likes a form, and how early: the most exact range decides (12.5.1). */
function liking(ranges: readonly AcceptRange[], format: Format): { q: number; place: number } {
  const mediaType = MEDIA_TYPES[format];
  const exact = [mediaType, mediaType.replace(/\/.*/, '/*'), '*/*'];
  const places = exact.map((name) => ranges.findIndex((range) => range.name === name));
  const place = places.find((each) => each !== -1) ?? -1;
  return { q: ranges[place]?.q ?? 0, place };
}

/** `?format=`, which chooses the form of an answer before `Accept` does. */
export const formatQuery = <const F extends readonly Format[]>(formats: F) => ({
  format: Type.Optional(
    Name(formats, { description: 'The form of the answer; default as `Accept` says.' }),
  ),
});

/**
 * The form in which a request wants its answer: by `?format=`, else by `Accept`. If `Accept` likes
 * two forms alike, the one named first counts, then the one offered first. An unknown `?format=` is
 * a 400 by its schema.
 *
 * @param query as `formatQuery` of the same formats lets it through
 * @throws DomainError not-acceptable
 */
export function formatOf<F extends Format>(
  { headers, query }: Pick<FastifyRequest, 'headers'> & { readonly query: { format?: F } },
  formats: readonly F[],
): F {
  if (query.format !== undefined) return query.format;
  const ranges = rangesOf(headers.accept ?? '*/*');
  const [best] = formats
    .map((format) => ({ format, ...liking(ranges, format) }))
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q || a.place - b.place);
  if (best !== undefined) return best.format;
  const possible = formats.map((format) => MEDIA_TYPES[format]);
  throw new DomainError('not-acceptable', { figures: { possible } });
}
