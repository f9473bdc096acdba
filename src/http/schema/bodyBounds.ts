import { invalid } from '../../domain/primitives/errors.ts';

/** The bytes of a body; most acts take some hundred. */
export const BODY_BYTES = 65_536;

/** The bytes of a body with a list in it, such as the instalments of a contract. */
export const LIST_BODY_BYTES = 262_144;

/** The bytes of a body with a list whose rows have texts. */
export const TEXT_LIST_BODY_BYTES = 524_288;

const MAX_DEPTH = 32;

/** Four times what the longest list that is taken has in it. */
const MAX_VALUES = 10_000;

/**
 * Refuses a body that is deeper or holds more values than any that is taken, before anything else works on
 * the body.
 *
 * @throws DomainError validation
 */
export function refuseBeyondBounds(body: unknown): void {
  let level: unknown[] = [body];
  let values = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) {
      throw invalid('', {
        en: `is nested more than ${MAX_DEPTH} levels deep`,
        vi: `lồng nhau quá ${MAX_DEPTH} cấp`,
      });
    }
    const below: unknown[] = [];
    for (const each of level) {
      if (typeof each !== 'object' || each === null) continue;
      const inside: unknown[] = Array.isArray(each) ? each : Object.values(each);
      values += inside.length;
      if (values > MAX_VALUES) {
        throw invalid('', {
          en: `holds more than ${MAX_VALUES} values`,
          vi: `chứa quá ${MAX_VALUES} giá trị`,
        });
      }
      for (const value of inside) below.push(value);
    }
    level = below;
  }
}
