import { kind } from '../problemKind.ts';

/** Refusals of receipts, and of what would undo one. */
export const RECEIPTS = {
  'principal-below-zero': kind(
    422,
    ['Principal would fall below zero', 'Nợ gốc sẽ âm'],
    [
      'Later receipts already repay this principal[: on {on:date} too much would be repaid]. ' +
        'Enter a smaller amount, or reverse the later receipt first.',
      'Các phiếu thu sau đã thu phần gốc này[: ngày {on:date} sẽ thu quá số gốc]. Hãy nhập số ' +
        'nhỏ hơn hoặc hủy phiếu thu sau trước.',
    ],
  ),
  'more-than-payoff': kind(
    422,
    ['More than the payoff', 'Vượt số nợ phải trả'],
    [
      'The receipt[ of {amount:money}] is above what the loan owes[, {payoff:money}]; enter at ' +
        'most the payoff and return the rest.',
      'Số thu[ {amount:money}] vượt số nợ phải trả[ {payoff:money}]; hãy nhập tối đa số nợ và ' +
        'trả lại phần thừa.',
    ],
  ),
  'more-than-owed': kind(
    422,
    ['A component is more than what is owed', 'Có thành phần vượt số còn nợ'],
    [
      'A component is above what is owed of it on that day[: principal {principal:money}][, ' +
        'in-term interest {inTermInterest:money}][, overdue interest ' +
        '{overdueInterest:money}][, late interest {lateInterest:money}]. Correct the ' +
        'amount; the allocation of a receipt may be left out to have it worked out.',
      'Có thành phần vượt số còn nợ ngày đó[: gốc {principal:money}][, lãi trong hạn ' +
        '{inTermInterest:money}][, lãi quá hạn {overdueInterest:money}][, lãi chậm trả ' +
        '{lateInterest:money}]. Hãy sửa số tiền; với phiếu thu có thể bỏ trống phân bổ để hệ thống tự phân bổ.',
    ],
  ),
  'fee-without-case': kind(
    422,
    ['A fee without a case', 'Có phí thi hành án nhưng không nêu vụ án'],
    [
      'An enforcement fee[ of {fee:money}] is kept back only of money that comes through a case: name the ' +
        'case in `litigationCaseId`, or leave the fee out.',
      'Phí thi hành án[ {fee:money}] chỉ được giữ lại khi tiền thu qua vụ án: hãy nêu vụ án ở ' +
        '`litigationCaseId` hoặc bỏ trống số phí.',
    ],
  ),
  'fee-not-below-amount': kind(
    422,
    ['The fee is not below the amount', 'Phí không nhỏ hơn số tiền thu'],
    [
      'The enforcement fee[ of {fee:money}] is kept back of the amount[, {amount:money}]: enter the gross ' +
        'sum that the debtor paid as the amount, and what was kept back of it as the fee.',
      'Phí thi hành án[ {fee:money}] được giữ lại từ số tiền[ {amount:money}]: hãy nhập số tiền là tổng số ' +
        'người phải thi hành án đã nộp, phí là phần cơ quan thi hành án giữ lại trong đó.',
    ],
  ),
  'allocation-sum': kind(
    422,
    ['The allocation does not sum to the amount', 'Phân bổ không khớp số tiền'],
    [
      '[The components sum to {components:money}, the amount is {amount:money}. ]Correct one.',
      '[Các thành phần cộng lại là {components:money}, số thu là {amount:money}. ]Hãy sửa lại.',
    ],
  ),
  'nothing-to-reallocate': kind(
    409,
    ['Nothing to allocate anew', 'Không có gì để phân bổ lại'],
    [
      'No receipt[ of contract {contractNumber}] that was asked about would pay anything else today ' +
        'than it did. A receipt whose allocation was stated, and can be stated so today, is allocated ' +
        'anew only if `repaymentIds` names it; one of a closed quarter is not.',
      'Theo sổ sách hiện nay, không có phiếu thu nào[ của hợp đồng {contractNumber}] cần phân bổ lại. ' +
        'Phiếu thu kế toán đã tự phân bổ mà nay vẫn hợp lệ chỉ được phân bổ lại khi nêu trong ' +
        '`repaymentIds`; phiếu thu thuộc quý đã khóa sổ thì giữ nguyên.',
    ],
  ),
  'already-reversed': kind(
    409,
    ['Reversed already', 'Đã hủy trước đó'],
    [
      'This was reversed already[ at {reversedAt}]; nothing is left to reverse.',
      'Mục này đã được hủy[ lúc {reversedAt}]; không còn gì để hủy.',
    ],
  ),
  'later-fact-impossible': kind(
    422,
    ['A later fact would become impossible', 'Việc ghi sau sẽ không còn hợp lệ'],
    [
      'Something entered for a later day[, {on:date},] depends on this; reverse that first.',
      'Có việc ghi cho ngày sau[ ({on:date})] dựa vào mục này; hãy hủy việc đó trước.',
    ],
  ),
} as const;
