import type { Words } from '../words.ts';

/** Words of the day book. */
export const entries: Words['entries'] = {
  title: 'Day book',
  meaning:
    'Everything entered on a day, in the order of entry, to hold against the vouchers. What was reversed stays, struck through.',
  recordedOn: 'Entered on',
  recordedBy: 'Entered by',
  kind: 'Kind',
  dayBefore: 'Day before',
  dayAfter: 'Day after',
  time: 'Entered at',
  number: 'Document',
  about: 'Contract',
  borrower: 'Borrower',
  effectiveOn: 'Effective on',
  amount: 'Amount',
  remark: 'Remark',
  bookedOn: 'booked on {day}: {reason}',
  corrects: 'corrects an entry',
  wasReversed: 'reversed at {moment}',
  show: 'Show',
  nothing: 'Nothing was entered on this day',
  count: '{count} entries',
  fees: 'of these {amount} đồng kept back as enforcement fees',
  receipts: '{count} receipts, {amount} đồng in all',
  disbursements: '{count} disbursements, {amount} đồng in all',
};
