import { Type, type Static } from 'typebox';
import type { Securing } from '../../../usecases/collateral/securing.ts';
import { text } from '../../../domain/primitives/money.ts';
import { CalendarDate, Closed, Id, Money, Nullable } from '../../schema/schemas.ts';
import { Kind } from './shareShapes.ts';

/** The assets that secure what is claimed. */
export const SecuringAssets = Type.Array(
  Closed(
    {
      collateralId: Id,
      kind: Kind,
      description: Type.String(),
      documentNumber: Nullable(Type.String()),
      ownerName: Type.String(),
      ownerIsBorrower: Type.Boolean({
        description: 'Whether it owes a loan that the asset secures.',
      }),
      value: { ...Nullable(Money), description: 'By the valuation in force; null: none is.' },
      mayBeSoldFrom: Nullable(CalendarDate),
      loanIds: Type.Array(Id, { description: 'Of these loans those that it secures.' }),
    },
    { title: 'SecuringAsset' },
  ),
  {
    description:
      'What secures the loans on the day (R41). Of what an asset is sold for the fund, as its mortgagee, is paid ' +
      'before other creditors, after the costs of enforcement (Law 106/2025 art. 54).',
  },
);

/** The same in an answer. */
export const presentSecuring = (assets: readonly Securing[]): Static<typeof SecuringAssets> =>
  assets.map(({ asset, owner, loanIds }) => ({
    collateralId: asset.id,
    kind: asset.kind,
    description: asset.description,
    documentNumber: asset.documentNumber,
    ownerName: owner.name,
    ownerIsBorrower: owner.isBorrower,
    value: asset.valuation === null ? null : text(asset.valuation.value),
    mayBeSoldFrom: asset.mayBeSoldFrom,
    loanIds: [...loanIds],
  }));
