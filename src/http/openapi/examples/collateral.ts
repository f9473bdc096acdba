import { EXAMPLE_IDS, ofId, type Examples } from './ids.ts';

const valuation = {
  valuedOn: '2023-01-05',
  value: '900000000',
  basis: 'Biên bản định giá số 03/BB-QHT',
  valuedBy: 'Hội đồng định giá của Quỹ',
};

const land = {
  owner: {
    name: 'Hoàng Văn Thái',
    identityNumber: '020085001234',
    address: 'Thôn Nà Pàn, xã Điềm He, tỉnh Lạng Sơn',
    phone: '0912 345 678',
  },
  kind: 'real_estate',
  description: 'Quyền sử dụng đất thửa 112, tờ bản đồ 15, xã Điềm He',
  documentNumber: 'CS 04512/LS',
  valuations: [valuation],
  secures: [{ loanId: EXAMPLE_IDS.loan, upTo: '400000000' }],
};

/** What secures loans (R41). */
export const COLLATERAL_EXAMPLES: Examples = {
  enterCollateral: { body: land },
  getCollateral: ofId('collateral'),
  changeCollateral: {
    ...ofId('collateral'),
    body: {
      ...land,
      mayBeSoldFrom: '2023-06-01',
      effectiveOn: '2023-06-01',
      reason: 'Quỹ có quyền xử lý tài sản theo hợp đồng thế chấp',
    },
  },
  valueCollateral: {
    ...ofId('collateral'),
    body: { valuedOn: '2023-06-15', value: '850000000', basis: 'Biên bản định giá số 21/BB-QHT' },
  },
  getReleaseLetter: ofId('collateralRelease'),
  releaseCollateral: {
    ...ofId('collateral'),
    body: { releasedOn: '2023-06-30', documentNumber: '15/TB-QHT' },
  },
};
