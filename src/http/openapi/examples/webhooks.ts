import { EXAMPLE_IDS, ofId, type Examples } from './ids.ts';

/** What others are told of the fund. */
export const WEBHOOK_EXAMPLES: Examples = {
  addWebhook: {
    body: {
      url: 'https://ke-toan.example.vn/webhooks/quy-ho-tro',
      description: 'Phần mềm kế toán',
      types: ['disbursement.recorded', 'repayment.recorded', 'capital-movement.recorded'],
    },
  },
  getWebhook: ofId('webhook'),
  putWebhook: { ...ofId('webhook'), body: { state: 'paused' } },
  endWebhook: { ...ofId('webhook'), body: { reason: 'Phần mềm kế toán đã thay' } },
  rotateWebhookSecret: { ...ofId('webhook'), body: {} },
  testWebhook: { ...ofId('webhook'), body: {} },
  replayWebhook: { ...ofId('webhook'), body: { after: 0 } },
  listWebhookDeliveries: ofId('webhook'),
  redeliver: { parameters: { id: EXAMPLE_IDS.webhook, number: 3 }, body: {} },
};
