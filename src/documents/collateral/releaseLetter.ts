import type { Letter } from '../../domain/fund/documentSettings.ts';
import type { CollateralKind } from '../../domain/policies/collateralKinds.ts';
import { contactOf, noticeClosing } from '../notices/letterParts.ts';
import { letterheadOf } from '../papers/letterhead.ts';
import { contractText, paragraph } from '../papers/parts.ts';
import type { Part } from '../print/content.ts';
import { proseDate } from '../words/vietnamese.ts';
import { COLLATERAL_KIND_WORDS } from '../words/vocabulary.ts';

/** What a letter of release says (R41). */
export interface ReleaseLetterView {
  readonly documentNumber: string;
  readonly releasedOn: string;
  readonly kind: CollateralKind;
  readonly description: string;
  readonly assetDocument: string | null;
  readonly owner: { readonly name: string; readonly address: string | null };
  readonly loans: readonly {
    readonly contractNumber: string;
    readonly signedOn: string;
    readonly cooperativeName: string;
    readonly isSettled: boolean;
  }[];
}

/** The loans that the asset secured, and whether they are paid. */
function loansPart({ loans, releasedOn }: ReleaseLetterView): Part {
  return {
    kind: 'table',
    columns: [
      { title: 'Khoản vay được bảo đảm', align: 'left' },
      { title: 'Bên vay', align: 'left' },
      { title: `Đến ngày ${proseDate(releasedOn)}`, align: 'left' },
    ],
    rows: loans.map((loan) => [
      contractText(loan),
      loan.cooperativeName,
      loan.isSettled ? 'đã trả hết nợ' : 'còn nợ',
    ]),
  };
}

/** Why the asset is released: everything is paid, or it was decided so. */
const reason = ({ loans, releasedOn }: ReleaseLetterView): string =>
  loans.every(({ isSettled }) => isSettled)
    ? `Các nghĩa vụ trả nợ được bảo đảm bằng tài sản nêu trên đã được thực hiện đầy đủ đến ngày ${proseDate(releasedOn)}.`
    : 'Quỹ đồng ý chấm dứt việc bảo đảm bằng tài sản nêu trên; nghĩa vụ trả nợ của bên vay không thay đổi.';

/**
 * The letter to the owner of an asset that is released (thông báo giải chấp, R24, R41; Civil Code 2015
 * art. 343).
 *
 * @param letter how the fund's letters are headed and signed
 */
export function releaseLetterParts(view: ReleaseLetterView, letter: Letter): Part[] {
  const { documentNumber, releasedOn, owner, kind, description, assetDocument } = view;
  const document = assetDocument === null ? '' : `, giấy tờ số ${assetDocument}`;
  return [
    letterheadOf(letter, `Số: ${documentNumber}`, releasedOn),
    { kind: 'title', lines: ['THÔNG BÁO', 'Về việc giải chấp tài sản bảo đảm'] },
    {
      kind: 'addressee',
      lines: [
        `Kính gửi: ${owner.name}`,
        ...(owner.address === null ? [] : [`Địa chỉ: ${owner.address}`]),
      ],
    },
    paragraph(
      `${letter.issuerName} thông báo: từ ngày ${proseDate(releasedOn)}, tài sản sau đây không còn bảo đảm ` +
        `cho khoản vay nào tại Quỹ: ${description} (${COLLATERAL_KIND_WORDS[kind]}${document}).`,
    ),
    loansPart(view),
    paragraph(reason(view)),
    paragraph(
      'Quỹ trả lại bản chính giấy tờ của tài sản đang giữ. Đề nghị chủ sở hữu làm thủ tục xóa đăng ký biện ' +
        'pháp bảo đảm tại cơ quan đăng ký (nếu có) trên cơ sở thông báo này.',
    ),
    paragraph(`Vướng mắc, đề nghị liên hệ Quỹ${contactOf(letter)}./.`),
    noticeClosing(letter),
  ];
}
