import type { CollateralKind } from '../../domain/policies/collateralKinds.ts';
import type { Part } from '../print/content.ts';
import { COLLATERAL_KIND_WORDS } from '../words/vocabulary.ts';
import { paragraph } from './parts.ts';

/** An asset that secures what a paper is about (R41). */
export interface SecuringAssetView {
  readonly kind: CollateralKind;
  readonly description: string;
  readonly documentNumber: string | null;
  readonly ownerName: string;
}

/** The assets under a sentence; nothing where there are none. */
export function assetParts(said: string, assets: readonly SecuringAssetView[]): Part[] {
  if (assets.length === 0) return [];
  return [
    paragraph(said),
    {
      kind: 'table',
      columns: [
        { title: 'Tài sản bảo đảm', align: 'left' },
        { title: 'Số giấy tờ', align: 'left' },
        { title: 'Chủ sở hữu', align: 'left' },
      ],
      rows: assets.map(({ kind, description, documentNumber, ownerName }) => [
        `${description} (${COLLATERAL_KIND_WORDS[kind]})`,
        documentNumber ?? '',
        ownerName,
      ]),
    },
  ];
}
