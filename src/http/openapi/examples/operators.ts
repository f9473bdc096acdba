import { ofId, type Examples } from './ids.ts';

/** What whoever runs the installation asks for. */
export const OPERATOR_EXAMPLES: Examples = {
  addFund: {
    body: { code: 'QCB', name: 'Quỹ hỗ trợ phát triển hợp tác xã Cao Bằng', province: 'Cao Bằng' },
  },
  setFundLimits: {
    ...ofId('fund'),
    body: { requestsPerSecond: 100, cooperatives: 5000, loans: 10000, fileBytes: null },
  },
};
