import { EXAMPLE_IDS, ofId, type Examples } from './ids.ts';

const COOPERATIVE = {
  code: 'HTX21',
  name: 'HTX Nông nghiệp Sạch Chi Lăng',
  locality: 'Chi Lăng',
  representative: 'Nguyễn Văn An',
  address: 'Thôn Đồng Mỏ, huyện Chi Lăng',
};

/** The fund itself, its policies, tokens, borrowers and books. */
export const FUND_EXAMPLES: Examples = {
  changeFund: {
    body: {
      name: 'Quỹ hỗ trợ phát triển hợp tác xã tỉnh Lạng Sơn',
      province: 'Lạng Sơn',
      effectiveOn: '2023-07-01',
      reason: 'Nghị quyết 45/NQ-HĐND ngày 20/6/2023',
    },
  },
  putFundOpening: {
    body: {
      on: '2022-12-31',
      documentNumber: '05/BB-QHT',
      capital: [
        { source: 'charter', amount: '7500000000', availablePrincipal: '2890000000' },
        {
          source: 'advance',
          name: 'Tạm ứng ngân sách tỉnh năm 2019',
          amount: '1000000000',
          availablePrincipal: '250000000',
        },
      ],
      availablePrincipal: '3140000000',
    },
  },
  recordCapitalMovement: {
    body: {
      kind: 'contribution',
      amount: '1000000000',
      effectiveOn: '2023-01-05',
      documentNumber: '1322/QĐ-UBND',
      method: 'transfer',
    },
  },
  getCapitalMovement: ofId('capitalMovement'),
  getHolidays: { parameters: { year: 2023 } },
  putHolidays: {
    parameters: { year: 2023 },
    body: {
      dates: [
        '2023-01-02',
        '2023-01-20',
        '2023-01-23',
        '2023-01-24',
        '2023-01-25',
        '2023-01-26',
        '2023-05-01',
        '2023-05-02',
        '2023-05-03',
        '2023-09-01',
        '2023-09-04',
      ],
    },
  },
  takeOverHolidays: { body: { fromYear: 2024, toYear: 2026 } },
  putLendingSuspension: {
    body: { suspended: true, decisionNumber: '08/QĐ-QHT', decidedOn: '2023-07-01' },
  },
  putFundPlan: {
    body: {
      entries: [
        {
          kind: 'disbursement',
          expectedOn: '2023-10-02',
          amount: '300000000',
          ground: 'kế hoạch cho vay quý IV năm 2023',
        },
        { kind: 'contribution', expectedOn: '2023-11-15', amount: '500000000' },
      ],
    },
  },
  recordPolicy: {
    body: {
      name: 'highestRatePercent',
      value: '18',
      effectiveOn: '2024-01-01',
      sourceDocument: 'Quyết định 45/QĐ-UBND ngày 12/12/2023',
    },
  },
  putDocumentSettings: {
    body: {
      superiorName: 'ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN',
      symbol: 'QHT',
      place: 'Lạng Sơn',
      signatoryTitle: 'GIÁM ĐỐC',
      signatoryName: 'Nguyễn Văn An',
      recipients: ['Như trên', 'Lưu: VT'],
      accountNumber: '3761.0.1052687',
      accountHolder: 'Quỹ hỗ trợ phát triển hợp tác xã',
      bankName: 'Kho bạc Nhà nước Lạng Sơn',
    },
  },
  addToken: { body: { name: 'Nguyễn Thị Lan', role: 'accountant', expiresOn: '2026-12-31' } },
  signIn: { body: { token: 'Zk3vX9qT4mB7sN1wC8yR5uH2eJ6aL0pG-dFoQiV_tKx' } },
  beginSignOn: { body: { provider: 'Tài khoản tỉnh', to: '/loans' } },
  invite: { body: { name: 'Trần Văn Bình', role: 'auditor' } },
  withdrawInvitation: { ...ofId('invitation'), body: {} },
  settleRoleClaim: {
    body: {
      provider: 'Tài khoản tỉnh',
      effectiveOn: '2024-01-02',
      roles: [
        { value: 'quy-giam-doc', role: 'director' },
        { value: 'quy-ke-toan', role: 'accountant' },
      ],
      sourceDocument: '15/QĐ-QHT',
    },
  },
  registerProgram: {
    body: {
      provider: 'Tài khoản tỉnh',
      subject: 'cong-bao-cao',
      name: 'Cổng báo cáo tỉnh',
      role: 'integration',
      scopes: ['reports:read'],
    },
  },
  endUser: { ...ofId('user'), body: { reason: 'Đã nghỉ việc' } },
  revokeToken: { ...ofId('token'), body: { reason: 'Đã nghỉ việc' } },
  addCooperative: { body: COOPERATIVE },
  changeCooperative: {
    ...ofId('cooperative'),
    body: {
      ...COOPERATIVE,
      name: 'HTX Nông nghiệp và Dịch vụ Chi Lăng',
      effectiveOn: '2023-07-01',
      reason: 'Đổi tên theo giấy chứng nhận đăng ký mới',
    },
  },
  getCooperative: ofId('cooperative'),
  listCooperativeVersions: ofId('cooperative'),
  changeLocalities: {
    body: {
      effectiveOn: '2025-07-01',
      documentNumber: '1672/NQ-UBTVQH15',
      changes: [{ cooperativeId: EXAMPLE_IDS.cooperative, locality: 'xã Chi Lăng' }],
    },
  },
  getLocalityChanges: ofId('localityChange'),
  getFundSectionSeries: { parameters: { from: '2023-01-01', to: '2023-12-31', every: 'quarter' } },
  getAccount: { parameters: { code: '1283' } },
  getPeriod: { parameters: { quarter: '2023-Q1' } },
  closePeriod: { parameters: { quarter: '2023-Q1' }, body: {} },
  reopenPeriod: {
    parameters: { quarter: '2023-Q1' },
    body: { reason: 'Sửa phiếu thu PT018/2023' },
  },
  explainProblem: { parameters: { code: 'more-than-payoff' } },
};
