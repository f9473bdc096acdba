import { ofId, type Examples } from './ids.ts';

/** Acts that wait for a second person. */
export const SECOND_PERSON_EXAMPLES: Examples = {
  getProposedAct: ofId('proposedAct'),
  confirmProposedAct: { ...ofId('proposedAct'), body: {} },
  rejectProposedAct: { ...ofId('proposedAct'), body: { reason: 'Chưa đủ hồ sơ' } },
  withdrawProposedAct: { ...ofId('proposedAct'), body: { reason: 'Nhập nhầm ngày' } },
};
