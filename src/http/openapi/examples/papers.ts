import { EXAMPLE_IDS, ofId, type Examples } from './ids.ts';

const SUIT = {
  cooperativeId: EXAMPLE_IDS.cooperative,
  loanIds: [EXAMPLE_IDS.loan],
  docketType: 'commercial',
  filedOn: '2023-08-01',
};

/** Reports, notices, the collection log and cases before the courts. */
export const PAPER_EXAMPLES: Examples = {
  explainFigure: { parameters: { path: 'availablePrincipal.amount' } },
  issueReport: {
    body: {
      asOf: '2023-06-30',
      periodStart: '2023-01-01',
      documentNumber: '12/BC-QHT',
      issuedOn: '2023-07-07',
    },
  },
  getIssuedReport: ofId('issuedReport'),
  compareIssuedReport: ofId('issuedReport'),
  getProjectionAccuracy: { parameters: { madeAsOf: '2023-06-30' } },
  addCollectionEntry: {
    ...ofId('cooperative'),
    body: {
      kind: 'promise',
      occurredOn: '2023-07-05',
      amount: '15000000',
      promisedOn: '2023-07-31',
      documentNumber: '03/BB-QHT',
      note: 'HTX hẹn trả sau vụ na',
    },
  },
  listCollectionEntries: ofId('cooperative'),
  fileCase: {
    body: {
      ...SUIT,
      court: 'Tòa án nhân dân huyện Chi Lăng',
      claim: {
        principal: '50000000',
        inTermInterest: '3000000',
        overdueInterest: '400000',
        lateInterest: '0',
      },
      parties: [{ role: 'guarantor', name: 'Ông Nông Văn Thắng', note: 'Người bảo lãnh' }],
    },
  },
  previewCase: { body: SUIT },
  recordStage: {
    ...ofId('litigationCase'),
    body: {
      stage: 'fee_advance_paid',
      occurredOn: '2023-08-15',
      documentNumber: '0001234',
      note: 'Biên lai tạm ứng án phí',
    },
  },
  previewStage: {
    ...ofId('litigationCase'),
    body: { stage: 'fee_advance_paid', occurredOn: '2023-08-15' },
  },
  getCase: ofId('litigationCase'),
  getClaim: ofId('litigationCase'),
  getEnforcementRequest: ofId('litigationCase'),
  startNoticeRun: {
    body: { year: 2023, quarter: 2, issuedOn: '2023-06-15', payBy: '2023-06-26' },
  },
  getNoticeRun: ofId('noticeRun'),
  getNotice: ofId('notice'),
  supersedeNotice: {
    ...ofId('notice'),
    body: {
      reason: 'Bổ sung phiếu thu PT021/2023',
      issuedOn: '2023-06-16',
      payBy: '2023-06-26',
    },
  },
  recordDelivery: {
    ...ofId('notice'),
    body: {
      kind: 'posted',
      deliveredOn: '2023-06-17',
      proofNumber: 'RA123456789VN',
      note: 'Kế toán HTX ký nhận thay',
    },
  },
  issueOverdueNotice: {
    ...ofId('loan'),
    body: { issuedOn: '2023-07-10', payBy: '2023-07-20' },
  },
  exportPersonalData: { body: { name: 'Hoàng Văn Thái' } },
  issueRecallNotice: { ...ofId('recall'), body: { issuedOn: '2023-06-16' } },
};
