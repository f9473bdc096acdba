import { Type } from 'typebox';
import {
  SOURCE_CODES,
  mayBeAtOthersRisk,
  type Source as SourceOfCapital,
} from '../../domain/fund/sources.ts';
import { invalid } from '../../domain/primitives/errors.ts';
import { Code } from './schemas.ts';

const CODES = SOURCE_CODES.map((each) => `\`${each}\``).join(', ');

/** A source of capital in a request (R34). */
export const SourceOf = (description: string) =>
  Code(`${description} One of ${CODES}, or the name of another source.`, 'advance');

/** A source of capital in an answer. */
export const Source = Type.String({
  title: 'Source',
  description: `A source of capital (R34): one of ${CODES}, or the name of another.`,
  examples: ['charter'],
});

export const BearsRisk = Type.Boolean({
  description:
    'Whether the fund bears the risk of what is lent of this capital (R34): of `entrusted_in` and of a ' +
    'source by another name. Left out, what was said of the source before counts, and at first that it ' +
    'does. No provision is made for loans of a source whose risk others bear.',
});

/**
 * Of the fund's own capital nobody else bears the risk.
 *
 * @throws DomainError validation
 */
export function refuseRiskOfOthers(
  source: SourceOfCapital,
  bearsRisk: boolean | null,
  pointer: string,
): void {
  if (bearsRisk === null || mayBeAtOthersRisk(source)) return;
  throw invalid(pointer, {
    en: 'is said of `entrusted_in` and of sources by another name alone',
    vi: 'chỉ nêu cho vốn nhận ủy thác (`entrusted_in`) hoặc nguồn có tên riêng',
  });
}
