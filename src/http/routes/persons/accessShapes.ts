import { Type, type Static } from 'typebox';
import { ACCESS_KINDS } from '../../../domain/persons/accesses.ts';
import type { ListedAccess } from '../../../usecases/persons/accesses.ts';
import { Closed, Id, Instant, Name, Nullable } from '../../schema/schemas.ts';

/** That somebody was shown the whole number of a person. */
export const Access = Closed(
  {
    number: Type.Integer({ description: '1, 2, 3 … in the fund, without gaps.' }),
    recordedAt: Instant,
    recordedBy: Type.String({ description: 'The name of the token.' }),
    tokenId: Id,
    address: Nullable(Type.String()),
    requestId: Nullable(Type.String()),
    what: Name(ACCESS_KINDS, { description: 'The record or paper that was shown.' }),
    subject: Nullable({
      ...Id,
      description: 'The borrower, asset or case; null: an export that found no record.',
    }),
    cooperativeId: Nullable({
      ...Id,
      description: 'The borrower whose number it is; null: the person is none of them.',
    }),
    about: Nullable(
      Type.String({
        description:
          'Who the person is that is none of the borrowers; of an export, whom it was asked for, numbers ' +
          'masked.',
      }),
    ),
  },
  { title: 'PersonalDataAccess' },
);

export function presentAccess(access: ListedAccess): Static<typeof Access> {
  const { number, recordedAt, tokenName, tokenId, address, requestId } = access;
  const { what, subject, cooperativeId, about } = access;
  const by = { recordedBy: tokenName, tokenId, address, requestId };
  const of = { what, subject, cooperativeId, about };
  return { number, recordedAt: recordedAt.toISOString(), ...by, ...of };
}
