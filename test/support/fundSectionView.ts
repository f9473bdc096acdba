import type { ExpectedReceiptView, FundSectionView } from '../../src/documents/section/view.ts';

export const FUND = {
  name: 'Quỹ hỗ trợ phát triển hợp tác xã tỉnh Lạng Sơn',
  province: 'Lạng Sơn',
};

function receipt(
  expectedOn: string,
  contractNumber: string,
  cooperativeName: string,
  millions: number,
  ground: ExpectedReceiptView['ground'],
): ExpectedReceiptView {
  const principal = `${millions}000000`;
  return { loanId: contractNumber, contractNumber, cooperativeName, expectedOn, principal, ground };
}

/** Worked by hand: plans 170 triệu, recalls 550 triệu, schedules 500 triệu, together 1.220 triệu. */
const RECEIPTS = [
  receipt('2023-09-15', '11/2017/HĐTD', 'HTX Nông nghiệp Xanh', 20, 'recovery_plan'),
  receipt('2023-09-20', '03/2017/HĐTD', 'HTX Xuân Mai', 20, 'recovery_plan'),
  receipt('2023-09-25', '02/2020/HĐTD', 'HTX Thảo Nguyên', 20, 'schedule'),
  receipt('2023-09-25', '05/2020/HĐTD', 'HTX Minh Phát', 50, 'schedule'),
  receipt('2023-09-25', '06/2021/HĐTD', 'HTX Bình Giang', 150, 'schedule'),
  receipt('2023-10-20', '08/2018/HĐTD', 'HTX Nông Lâm Sơn Trang', 15, 'recovery_plan'),
  receipt('2023-10-31', '06/2020/HĐTD', 'HTX Vạn An', 300, 'recall'),
  receipt('2023-11-15', '02/2018/HĐTD', 'HTX Phương Đông', 20, 'recovery_plan'),
  receipt('2023-11-30', '03/2019/HĐTD', 'HTX Thống Nhất', 15, 'recovery_plan'),
  receipt('2023-11-30', '07/2021/HĐTD', 'HTX Yên Dũng', 250, 'recall'),
  receipt('2023-12-15', '11/2017/HĐTD', 'HTX Nông nghiệp Xanh', 20, 'recovery_plan'),
  receipt('2023-12-15', '12/2017/HĐTD', 'HTX Hợp Thịnh', 25, 'recovery_plan'),
  receipt('2023-12-20', '03/2017/HĐTD', 'HTX Xuân Mai', 20, 'recovery_plan'),
  receipt('2023-12-20', '08/2018/HĐTD', 'HTX Nông Lâm Sơn Trang', 15, 'recovery_plan'),
  receipt('2023-12-25', '01/2021/HĐTD', 'HTX Đại Thắng', 60, 'schedule'),
  receipt('2023-12-25', '02/2020/HĐTD', 'HTX Thảo Nguyên', 20, 'schedule'),
  receipt('2023-12-25', '02/2021/HĐTD', 'HTX Hoàng Lâm', 100, 'schedule'),
  receipt('2023-12-25', '03/2021/HĐTD', 'HTX Thông Vàng', 50, 'schedule'),
  receipt('2023-12-25', '05/2020/HĐTD', 'HTX Minh Phát', 50, 'schedule'),
];

function locality(name: string, ...names: string[]) {
  return { locality: name, cooperatives: names.map((each) => ({ id: each, name: each })) };
}

/** The fund section of Lạng Sơn at 30/6/2023, without its cases and recalled loans. */
export const LANG_SON: FundSectionView = {
  asOf: '2023-06-30',
  periodStart: '2023-01-01',
  knownAt: '2023-07-07T01:00:00.000Z',
  borrowers: { withDebt: 20, inTerm: 10, overdue: 10 },
  charterCapital: '7500000000',
  inTermPrincipal: { amount: '3000000000', borrowers: 10 },
  overduePrincipal: { amount: '1610000000', borrowers: 7 },
  availablePrincipal: {
    amount: '2890000000',
    broughtForward: '2310000000',
    collected: '580000000',
    disbursed: '0',
    contributed: '0',
  },
  interestCollected: { total: '243100000', inTerm: '105600000', overdue: '137500000', late: '0' },
  projectedYearEnd: {
    date: '2023-12-31',
    availablePrincipal: '4110000000',
    expectedTotal: '1220000000',
    plannedDisbursements: '0',
    plannedContributions: '0',
    expectedReceipts: RECEIPTS,
  },
  litigation: {
    sued: 7,
    overdueBorrowers: 10,
    localities: [
      locality('Văn Quan', 'HTX Xuân Mai', 'HTX Phương Đông', 'HTX Yên Thành'),
      locality('Bắc Sơn', 'HTX Nông nghiệp Xanh', 'HTX Nông Lâm Sơn Trang'),
      locality('Cao Lộc', 'HTX Hợp Thịnh', 'HTX Thống Nhất'),
    ],
    cases: [],
  },
  recalls: {
    recalled: 2,
    inTermBorrowers: 10,
    localities: [locality('TP Lạng Sơn', 'HTX Vạn An', 'HTX Yên Dũng')],
    loans: [],
    overdueLoans: [],
  },
  lastDisbursementOn: '2021-08-27',
  lendingSuspension: { decisionNumber: '521/TB-UBND', decidedOn: '2021-09-16' },
  notes: [
    {
      code: 'overdue_without_overdue_principal',
      detail: 'HTX nợ quá hạn không có gốc quá hạn: HTX Trà Sơn, HTX Tân Cường, HTX Quang Phong.',
      cooperativeIds: ['18', '19', '20'],
    },
  ],
};
