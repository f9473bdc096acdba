import { overdueNotice, recallNotice } from '../../src/domain/notices/demandNotice.ts';
import {
  overdueContent,
  recallContent,
  type NoticeHead,
} from '../../src/domain/notices/noticeContent.ts';
import { HALVES, lent, NO_HOLIDAYS, on, paid, recalled } from './loans.ts';
import { OVERDUE_NOTICE } from './noticeContent.ts';

const HEAD: NoticeHead = {
  number: 12,
  year: 2023,
  issuedOn: on('2023-04-11'),
  fund: OVERDUE_NOTICE.fund,
  letter: OVERDUE_NOTICE.letter,
  cooperative: OVERDUE_NOTICE.cooperative,
  contractNumber: HALVES.contractNumber,
  signedOn: HALVES.signedOn,
  cooperativeId: OVERDUE_NOTICE.cooperativeId,
  supersedes: null,
  wording: 1,
};

/** 50 million of `HALVES` are overdue since 3/3/2023; some interest was paid on 1/4. */
export function overdueLetter() {
  const asked = { issuedOn: on('2023-04-11'), payBy: on('2023-05-01') };
  const repayments = [
    paid('2023-04-01', { overdueInterest: '100_000', inTermInterest: '200_000' }),
  ];
  const notice = overdueNotice(HALVES, lent({ repayments }), NO_HOLIDAYS, asked);
  if (notice === null) throw new Error('nothing is overdue');
  return overdueContent(HEAD, asked, notice);
}

export function recallLetter() {
  const asked = { issuedOn: on('2023-02-05'), payBy: on('2023-03-20') };
  const recall = {
    decisionNumber: '06/QĐ-QHT',
    decidedOn: on('2023-02-01'),
    deadline: asked.payBy,
  };
  const recalls = [recalled(recall.decidedOn, recall.deadline)];
  const notice = recallNotice(HALVES, lent({ recalls }), NO_HOLIDAYS, asked);
  if (notice === null) throw new Error('nothing is recalled');
  return recallContent({ ...HEAD, issuedOn: asked.issuedOn }, asked, notice, recall);
}
