import { calendarDate } from '../../src/domain/primitives/dates.ts';
import type { QuarterlyContent } from '../../src/domain/notices/noticeContent.ts';
import type { Quarter } from '../../src/domain/primitives/quarters.ts';

type InterestContent = QuarterlyContent['interest']['inTermInterest'];

export type SegmentContent = InterestContent['segments'][number];

export function segment(
  balance: string,
  [from, to, days]: readonly [from: string, to: string, days: number],
  ratePercent: string,
  interest: string,
): SegmentContent {
  const [since, until] = [calendarDate(from), calendarDate(to)];
  return { balance, from: since, to: until, days, ratePercent, interest };
}

export const NO_INTEREST: InterestContent = {
  broughtForward: '0',
  segments: [],
  settledSince: '0',
  owed: '0',
  credit: '0',
};

/**
 * 200 million at 6.6% (overdue 9.9%, late 10%) from 25/3/2023, of which 50 million fell due on Sunday
 * 25/6 and 50 million do on 25/9. Of the interest of the first period, 200 m × 6.6 × 92 / 36500 =
 * 3,327,123.29, one million was paid before 25/6, and 500,000 on 10/7.
 */
export const OVERDUE_NOTICE: QuarterlyContent = {
  number: 5,
  year: 2023,
  issuedOn: calendarDate('2023-09-15'),
  fund: { code: 'QHT', name: 'Quỹ hỗ trợ phát triển hợp tác xã', province: 'Lạng Sơn' },
  letter: {
    superiorName: 'Ủy ban nhân dân tỉnh Lạng Sơn',
    issuerName: 'Quỹ hỗ trợ phát triển hợp tác xã',
    symbol: 'QHT',
    place: 'Lạng Sơn',
    signatoryTitle: 'GIÁM ĐỐC',
    signatoryName: 'Nguyễn Văn An',
    recipients: ['Như trên', 'Lưu: VT'],
    accountNumber: '3761.0.1052687',
    accountHolder: null,
    bankName: 'Kho bạc Nhà nước Lạng Sơn',
    address: 'số 2 đường Hoàng Văn Thụ, Lạng Sơn',
    phone: '0205 3 812 345',
    taxCode: null,
  },
  cooperative: {
    code: 'XM',
    name: 'HTX Xuân Mai',
    address: 'thôn Đồng Bụt, xã Hữu Lũng, tỉnh Lạng Sơn',
    representative: 'Trần Thị Bình',
    locality: 'Hữu Lũng',
  },
  contractNumber: '01/2023/HĐTD',
  signedOn: calendarDate('2023-03-20'),
  cooperativeId: 'b2b41ad0-6f6c-4d9a-9d3f-0a2b8f7c1e55',
  supersedes: null,
  wording: 1,
  interestSince: calendarDate('2023-06-25'),
  paidFrom: calendarDate('2023-07-01'),
  quarter: '2023-Q3' as Quarter,
  payBy: calendarDate('2023-09-25'),
  standing: 'overdue',
  principalOutstanding: '200000000',
  overduePrincipal: '50000000',
  principal: {
    overdue: [
      {
        dueOn: calendarDate('2023-06-25'),
        payableBy: calendarDate('2023-06-26'),
        amount: '50000000',
      },
    ],
    dueInQuarter: [
      {
        dueOn: calendarDate('2023-09-25'),
        payableBy: calendarDate('2023-09-25'),
        amount: '50000000',
      },
    ],
    total: '100000000',
  },
  interest: {
    // 200 m × 6.6 × 1 / 36500 = 36,164.38; 150 m × 6.6 × 91 / 36500 = 2,468,219.18.
    // 2,327,123 + 36,164 + 2,468,219 - 500,000 = 4,331,506
    inTermInterest: {
      broughtForward: '2327123',
      segments: [
        segment('200000000', ['2023-06-25', '2023-06-26', 1], '6.6', '36164'),
        segment('150000000', ['2023-06-26', '2023-09-25', 91], '6.6', '2468219'),
      ],
      settledSince: '500000',
      owed: '4331506',
      credit: '0',
    },
    // 50 m × 9.9 × 91 / 36500 = 1,234,109.59
    overdueInterest: {
      ...NO_INTEREST,
      segments: [segment('50000000', ['2023-06-26', '2023-09-25', 91], '9.9', '1234110')],
      owed: '1234110',
    },
    // 2,327,123 × 10 × 14 / 36500 = 8,925.95; 1,827,123 × 10 × 77 / 36500 = 38,544.79
    lateInterest: {
      ...NO_INTEREST,
      segments: [
        segment('2327123', ['2023-06-26', '2023-07-10', 14], '10', '8926'),
        segment('1827123', ['2023-07-10', '2023-09-25', 77], '10', '38545'),
      ],
      owed: '47471',
    },
  },
  // 100,000,000 + 4,331,506 + 1,234,110 + 47,471
  total: '105613087',
  paidSinceLastNotice: [
    { effectiveOn: calendarDate('2023-07-10'), voucherNumber: 'PT021/2023', amount: '500000' },
  ],
};
