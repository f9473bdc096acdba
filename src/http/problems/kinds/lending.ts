import { kind } from '../problemKind.ts';

/** Refusals of contracts, their schedules, and money going out. */
export const LENDING = {
  duplicate: kind(
    409,
    ['It exists already', 'Đã tồn tại'],
    [
      'This number or code is taken[: {value}]; use another one, or the entry that has it.',
      'Số hoặc mã này đã được dùng[: {value}]; hãy dùng số khác hoặc dùng mục đã có.',
    ],
  ),
  'dated-in-future': kind(
    422,
    ['Dated in the future', 'Ngày ở tương lai'],
    [
      'This happened today or earlier[: {date:date} is after {today:date}]; correct the date.',
      'Ngày xảy ra không được sau hôm nay[: {date:date} sau {today:date}]; hãy sửa ngày.',
    ],
  ),
  'before-contract': kind(
    422,
    ['Dated before the contract', 'Ngày trước khi ký hợp đồng'],
    [
      'Nothing of a loan is dated before its signing[: {date:date} is before {signedOn:date}]; ' +
        'correct the date.',
      'Không việc nào của khoản vay có ngày trước ngày ký[: {date:date} trước ' +
        '{signedOn:date}]; hãy sửa ngày.',
    ],
  ),
  'before-opening': kind(
    422,
    ['Before the opening day of the fund', 'Trước ngày nhận bàn giao của quỹ'],
    [
      'The fund was taken over[ at the close of {on:date}]: nothing is known of earlier days, and ' +
        'money dated on that day or before is in its balances[; {date:date} was asked for]. Take a ' +
        'later day.',
      'Quỹ nhận bàn giao số dư[ cuối ngày {on:date}]: không có số liệu của các ngày trước, và tiền ' +
        'có ngày từ đó trở về trước đã nằm trong số dư[; ngày yêu cầu: {date:date}]. Hãy chọn ngày sau.',
    ],
  ),
  'facts-before-opening': kind(
    409,
    [
      'Money was entered that the opening would contain',
      'Đã nhập khoản tiền nằm trong số dư bàn giao',
    ],
    [
      'What is dated on the opening day[ {on:date}] or before is in the balances that are taken ' +
        'over[; there is the {what:word} {number} of {date:date}]. Reverse it first, or take an ' +
        'earlier opening day.',
      'Nghiệp vụ có ngày từ ngày nhận bàn giao[ {on:date}] trở về trước đã nằm trong số dư[; hiện có ' +
        '{what:word} {number} ngày {date:date}]. Hãy hủy nghiệp vụ đó trước, hoặc chọn ngày nhận bàn ' +
        'giao sớm hơn.',
    ],
  ),
  'rate-above-cap': kind(
    422,
    ['The rate is above the cap', 'Lãi suất vượt mức trần'],
    [
      '[{field} {ratePercent}% is above {capPercent}%. ]Enter a rate within the cap.',
      '[Lãi suất {ratePercent}%/năm vượt mức trần {capPercent}%/năm. ]Hãy nhập lãi suất trong mức trần.',
    ],
  ),
  'schedule-sum': kind(
    422,
    ['The schedule does not sum to what it repays', 'Tổng lịch trả không khớp số nợ gốc'],
    [
      '[The instalments sum to {instalments:money}, the principal is {principal:money}. ]' +
        'Correct the instalments.',
      '[Các kỳ hạn cộng lại là {instalments:money}, nợ gốc là {principal:money}. ]' +
        'Hãy sửa các kỳ hạn.',
    ],
  ),
  'instalment-zero': kind(
    422,
    ['An instalment is not above 0', 'Có kỳ hạn không lớn hơn 0'],
    [
      '[The instalment of {dueOn:date} comes to {principal:money}. ]Choose fewer instalments or ' +
        'a smaller `roundTo`.',
      '[Kỳ hạn ngày {dueOn:date} là {principal:money}. ]Hãy giảm số kỳ hoặc giảm `roundTo`.',
    ],
  ),
  'instalment-not-above-interest': kind(
    422,
    ['The payment does not exceed the interest', 'Số tiền trả mỗi kỳ không cao hơn tiền lãi'],
    [
      '[The first interest is {firstInterest:money}, the payment ' +
        '{instalmentAmount:money}. ]Enter ' +
        'a higher `instalmentAmount`, or leave it out to have it worked out.',
      '[Lãi kỳ đầu là {firstInterest:money}, số tiền trả là {instalmentAmount:money}. ]Hãy nhập ' +
        '`instalmentAmount` cao hơn, hoặc bỏ trống để hệ thống tự tính.',
    ],
  ),
  'term-too-long': kind(
    422,
    ['The loan runs too long', 'Thời hạn vay quá dài'],
    [
      'The last due date may not be too long after the contract was signed[: {mostYears} years, so ' +
        '{latestDueOn:date} at the latest]; correct the dates.',
      'Ngày đến hạn cuối cùng không được quá lâu sau ngày ký hợp đồng[: {mostYears} năm, muộn nhất ' +
        'là {latestDueOn:date}]; hãy sửa ngày.',
    ],
  ),
  'amount-too-large': kind(
    422,
    ['The amount is too large', 'Số tiền quá lớn'],
    [
      'There is a most that is kept here[: it would come to {amount:money}, {most:money} is the ' +
        'most]. Check the digits.',
      'Số tiền được ghi có mức tối đa[: tổng số sẽ là {amount:money}, tối đa là {most:money}]. ' +
        'Hãy kiểm tra lại số chữ số.',
    ],
  ),
  'more-than-contract': kind(
    422,
    ['More than the contract', 'Vượt số tiền theo hợp đồng'],
    [
      'Disbursements may reach the contract principal[ of {contracted:money}; ' +
        '{disbursed:money} is disbursed already], not more; enter a smaller amount.',
      'Tổng giải ngân không vượt số tiền vay[ {contracted:money}; đã giải ngân ' +
        '{disbursed:money}]; ' +
        'hãy nhập số nhỏ hơn.',
    ],
  ),
  'after-final-due-date': kind(
    422,
    ['After the final due date', 'Sau ngày đến hạn cuối cùng'],
    [
      'Nothing is disbursed after the final due date[ {finalDueOn:date}] of the loan.',
      'Không giải ngân sau ngày đến hạn cuối cùng[ {finalDueOn:date}] của khoản vay.',
    ],
  ),
  'after-charge-off': kind(
    422,
    ['After the charge-off', 'Sau khi xử lý rủi ro'],
    [
      'Nothing is disbursed on a loan that was charged off[ on {chargedOffOn:date}].',
      'Không giải ngân cho khoản vay đã xử lý rủi ro[ ngày {chargedOffOn:date}].',
    ],
  ),
  'single-customer-limit': kind(
    422,
    ['Above the limit for one customer', 'Vượt giới hạn cho vay một khách hàng'],
    [
      '[The debt of this customer would be {debt:money}, the limit is {limit:money} ' +
        '({limitPercent}% of the charter capital). ]Lend less, or have the policy changed.',
      '[Dư nợ của khách hàng sẽ là {debt:money}, giới hạn là {limit:money} ({limitPercent}% vốn ' +
        'điều lệ). ]Hãy cho vay ít hơn hoặc đề nghị thay đổi quy định.',
    ],
  ),
  'related-customers-limit': kind(
    422,
    [
      'Above the limit for related customers',
      'Vượt giới hạn cho vay khách hàng và người liên quan',
    ],
    [
      '[The debt of this customer and those related to it would be {debt:money}, the limit is ' +
        '{limit:money} ({limitPercent}% of the charter capital). ]Lend less, or have the policy ' +
        'changed.',
      '[Dư nợ của khách hàng và người liên quan sẽ là {debt:money}, giới hạn là {limit:money} ' +
        '({limitPercent}% vốn điều lệ). ]Hãy cho vay ít hơn hoặc đề nghị thay đổi quy định.',
    ],
  ),
  'own-capital-too-low': kind(
    422,
    ['Own capital is below the least share', 'Vốn tự có thấp hơn mức tối thiểu'],
    [
      '[Own capital is {ownCapital:money}; at least {least:money} ({leastPercent}% of ' +
        'the project) ' +
        'is required. ]Correct the figures, or have the policy changed.',
      '[Vốn tự có là {ownCapital:money}; tối thiểu phải là {least:money} ' +
        '({leastPercent}% dự án). ]' +
        'Hãy sửa số liệu hoặc đề nghị thay đổi quy định.',
    ],
  ),
  'borrower-ended': kind(
    422,
    ['The borrower has been dissolved or is bankrupt', 'Bên vay đã giải thể hoặc phá sản'],
    [
      '[The collection log says {state:word} since {since:date}. ][It names {documentNumber}. ]The policy `lendingChecks` ' +
        'refuses lending to such a borrower. Correct the log if it is wrong, or have the policy changed.',
      '[Nhật ký thu nợ ghi {state:word} từ ngày {since:date}. ][Căn cứ: {documentNumber}. ]Quy định `lendingChecks` ' +
        'không cho vay trường hợp này. Hãy sửa nhật ký nếu ghi nhầm, hoặc đề nghị thay đổi ' +
        'quy định.',
    ],
  ),
  'lending-suspended': kind(
    422,
    ['Lending is suspended', 'Đang dừng cho vay'],
    [
      'New lending is suspended[ by decision {decisionNumber} of {decidedOn:date}]; a contract ' +
        'may be entered, a disbursement not.',
      'Quỹ đang dừng cho vay mới[ theo quyết định {decisionNumber} ngày {decidedOn:date}]; ' +
        'được nhập hợp đồng nhưng không được giải ngân.',
    ],
  ),
  'available-principal-below-zero': kind(
    422,
    ['Available principal would fall below zero', 'Nguồn vốn còn lại sẽ âm'],
    [
      '[On {on:date} {availableAfter:money} would be left. ][The source is {source:word}. ]Enter a smaller amount, or the ' +
        'missing contribution first.',
      '[Ngày {on:date} nguồn vốn sẽ còn {availableAfter:money}. ][Nguồn: {source:word}. ]Hãy nhập số nhỏ hơn hoặc nhập ' +
        'khoản góp vốn còn thiếu trước.',
    ],
  ),
  'facts-stand': kind(
    409,
    ['Something was entered on it', 'Đã có nghiệp vụ phát sinh'],
    [
      'A loan is voided only while nothing stands on it; reverse what `figures.what` ' +
        'names first, or ' +
        'correct the terms.',
      'Chỉ hủy hợp đồng khi chưa có nghiệp vụ nào; hãy hủy trước nghiệp vụ nêu ở ' +
        '`figures.what` hoặc ' +
        'sửa điều khoản.',
    ],
  ),
  'other-borrower': kind(
    422,
    ['A loan of another borrower', 'Khoản vay của bên vay khác'],
    [
      'All loans of one case, voucher or entry belong to one cooperative; check the loans.',
      'Mọi khoản vay trong một vụ kiện, một phiếu hoặc một mục nhật ký phải của cùng ' +
        'một HTX; hãy ' +
        'kiểm tra lại.',
    ],
  ),
} as const;
