import { nextVoucher } from '../../src/console/pages/loans/receipt/nextVoucher.ts';

/** Vouchers in the order of their entry. */
const entered = (...vouchers: readonly (readonly [string, string, reversed?: 'reversed'])[]) =>
  vouchers.map(([voucherNumber, effectiveOn, reversed], at) => ({
    voucherNumber,
    effectiveOn,
    recordedAt: `2023-07-07T03:00:0${at}.000Z`,
    reversedAt: reversed === undefined ? null : '2023-07-07T04:00:00.000Z',
  }));

describe('the suggested voucher number', () => {
  test.each([
    ['PT019/2023', 'PT020/2023'],
    ['PT999/2023', 'PT1000/2023'],
    ['2023-0007', '2023-0008'],
    ['UNC 2023', 'UNC 2024'],
    ['0099', '0100'],
    ['PT/2023/15-A', 'PT/2023/16-A'],
  ])('after %s is %s', (last, next) => {
    expect(nextVoucher(entered([last, '2023-06-26']), '2023')).toBe(next);
  });

  test('is above the highest of its kind, whatever was entered last', () => {
    const vouchers = entered(['PT021/2023', '2023-06-26'], ['PT004/2023', '2023-03-01']);
    expect(nextVoucher(vouchers, '2023')).toBe('PT022/2023');
  });

  test('goes on from the kind that was entered last', () => {
    const vouchers = entered(['PT021/2023', '2023-06-26'], ['BC07/2023', '2023-06-26']);
    expect(nextVoucher(vouchers, '2023')).toBe('BC08/2023');
  });

  test('is the number of a reversed voucher again', () => {
    const vouchers = entered(
      ['PT021/2023', '2023-06-26'],
      ['PT022/2023', '2023-06-27', 'reversed'],
    );
    expect(nextVoucher(vouchers, '2023')).toBe('PT022/2023');
  });

  test('begins anew in a year without vouchers, where the number names the year', () => {
    expect(nextVoucher(entered(['PT030/2023', '2023-12-29']), '2024')).toBe('PT001/2024');
    expect(nextVoucher(entered(['PT030', '2023-12-29']), '2024')).toBe('PT031');
  });

  test('is none where nothing can be counted on', () => {
    expect(nextVoucher([], '2023')).toBe('');
    expect(nextVoucher(entered(['phiếu tay', '2023-06-26']), '2023')).toBe('');
  });
});
