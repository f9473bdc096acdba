import { EXAMPLE_IDS, ofId, type Example, type Examples } from './ids.ts';

const of = (name: keyof typeof EXAMPLE_IDS, reason: string): Example => ({
  ...ofId(name),
  body: { reason },
});

/** Mistakes taken back. */
export const REVERSAL_EXAMPLES: Examples = {
  reverseRepayment: of('repayment', 'Nhập nhầm số tiền'),
  reverseDisbursement: of('disbursement', 'Nhập nhầm ngày giải ngân'),
  reverseCapitalMovement: of('capitalMovement', 'Nhập trùng quyết định cấp vốn'),
  reversePlace: of('place', 'Nhập trùng tài khoản ngân hàng'),
  reverseTransfer: of('transfer', 'Nhập nhầm số tiền'),
  reverseIncomeMovement: of('incomeMovement', 'Nhập nhầm số tiền'),
  reversePlaceCount: of('placeCount', 'Nhập nhầm ngày kiểm quỹ'),
  reverseTrusteeStatement: of('trusteeStatement', 'Nhập nhầm ngày sao kê'),
  reverseRecall: of('recall', 'Nhập nhầm hợp đồng'),
  reverseRestructuring: of('restructuring', 'Nhập nhầm kỳ hạn'),
  reverseRateChange: of('rateChange', 'Nhập nhầm lãi suất'),
  reverseFreeze: of('freeze', 'Nhập nhầm ngày'),
  reverseFreezeEnd: of('freezeEnd', 'Nhập nhầm ngày kết thúc'),
  reverseWaiver: of('waiver', 'Nhập nhầm số tiền'),
  reverseChargeOff: of('chargeOff', 'Nhập nhầm hợp đồng'),
  reverseWriteOff: of('writeOff', 'Nhập nhầm hợp đồng'),
  reverseDebtGroupOverride: of('debtGroupOverride', 'Nhập nhầm nhóm nợ'),
  reverseCollectionEntry: of('collectionEntry', 'Nhập nhầm hợp tác xã'),
  dropNoticeDraft: of('noticeDraft', 'Chờ sửa số liệu'),
  reverseCollateral: of('collateral', 'Nhập trùng tài sản'),
  reverseCollateralChange: of('collateralChange', 'Nhập nhầm khoản vay'),
  reverseCollateralValuation: of('collateralValuation', 'Nhập nhầm giá trị'),
  reverseCollateralRelease: of('collateralRelease', 'Nhập nhầm tài sản'),
  reverseNotice: of('notice', 'Lập nhầm thông báo'),
  reverseLocalityChanges: of('localityChange', 'Nhập nhầm xã'),
  reverseStage: {
    parameters: { id: EXAMPLE_IDS.litigationCase, stageId: EXAMPLE_IDS.stage },
    body: { reason: 'Nhập nhầm ngày' },
  },
};
