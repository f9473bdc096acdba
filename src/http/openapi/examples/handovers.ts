import { ofId, type Examples } from './ids.ts';

/** Stands for the hash that was answered with the document. */
export const EXAMPLE_SHA256 = 'c0'.repeat(32);

/** Stands for the text of the document of another fund. */
export const EXAMPLE_DOCUMENT = '{}';

const SENT = {
  document: EXAMPLE_DOCUMENT,
  sha256: EXAMPLE_SHA256,
  documentNumber: '12/BB-BG',
  sources: [{ source: 'advance', as: 'Tạm ứng của Quỹ tỉnh Bắc Giang' }],
};

/** A fund that becomes one with another. */
export const HANDOVER_EXAMPLES: Examples = {
  drawUpHandover: { parameters: { on: '2024-03-31' } },
  recordHandover: {
    body: {
      on: '2024-03-31',
      toFund: 'Quỹ hỗ trợ phát triển hợp tác xã tỉnh Bắc Ninh',
      documentNumber: '12/BB-BG',
      sha256: EXAMPLE_SHA256,
    },
  },
  checkHandover: { body: SENT },
  enterHandover: { body: SENT },
  reverseHandoverEntry: { ...ofId('handoverEntry'), body: { reason: 'Hồ sơ bàn giao lập sai' } },
  getLoanOrigin: ofId('takenLoan'),
  reverseHandover: { ...ofId('handover'), body: { reason: 'Lập lại hồ sơ bàn giao' } },
};
