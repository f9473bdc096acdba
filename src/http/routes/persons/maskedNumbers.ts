import { Type } from 'typebox';
import { isMasked } from '../../../domain/persons/identityNumbers.ts';
import { invalid } from '../../../domain/primitives/errors.ts';

/** @throws DomainError validation: a masked number was sent in place of the number */
export function refuseMasked(pointer: string, number: string | null | undefined): void {
  if (typeof number !== 'string' || !isMasked(number)) return;
  throw invalid(pointer, {
    en: 'is a number as lists mask it: read the single record, which shows it whole, and send that',
    vi: 'là số đã che như trong danh sách: hãy đọc riêng hồ sơ này để lấy số đầy đủ rồi gửi lại',
  });
}

/** For who needs no identity number. */
export const MaskedQuery = {
  masked: Type.Optional(
    Type.Boolean({
      description:
        '`true`: the identity number of a person is masked, as in lists, and no access is noted.',
    }),
  ),
};

/** From where a request comes. */
export const askingOf = <Actor>(request: {
  readonly actor: Actor;
  readonly ip: string;
  readonly id: string;
}) => ({ actor: request.actor, from: { address: request.ip, requestId: request.id } });
