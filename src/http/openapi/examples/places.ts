import { EXAMPLE_IDS, ofId, type Examples } from './ids.ts';

const ofDefault = { parameters: { id: 'bank' } };

/** Where the money is (R35). */
export const PLACE_EXAMPLES: Examples = {
  enterPlace: {
    body: {
      kind: 'trustee',
      name: 'Ngân hàng Chính sách xã hội tỉnh Lạng Sơn',
      accountNumber: '8400201001234',
    },
  },
  recordTransfer: {
    body: {
      from: 'cash',
      to: 'bank',
      amount: '15000000',
      effectiveOn: '2023-06-29',
      voucherNumber: 'CT01/2023',
      note: 'Nộp tiền mặt vào tài khoản',
    },
  },
  getTransfer: ofId('transfer'),
  recordIncomeMovement: {
    body: {
      kind: 'received',
      amount: '1250000',
      effectiveOn: '2023-06-30',
      documentNumber: 'BC06/2023',
      description: 'Lãi tiền gửi tháng 6/2023',
      place: 'bank',
    },
  },
  getIncomeMovement: ofId('incomeMovement'),
  getPlaceBook: { parameters: { id: 'cash', from: '2023-01-01', to: '2023-06-30' } },
  recordPlaceCount: {
    parameters: { id: 'cash' },
    body: { countedOn: '2023-06-30', amount: '17674555', documentNumber: 'BBKQ 06/2023' },
  },
  listPlaceCounts: ofDefault,
  recordTrusteeStatement: {
    parameters: { id: EXAMPLE_IDS.place },
    body: {
      statedOn: '2023-12-31',
      outstanding: '4600000000',
      overdue: '0',
      idle: '400000000',
      collectedPrincipal: '0',
      interest: '62100000',
      fee: '9315000',
      documentNumber: '05/BC-NHCSXH',
    },
  },
  listTrusteeStatements: ofId('place'),
};
