import type { ErrorCode } from '../../domain/primitives/errors.ts';

/** A text in the two languages of the service. */
export interface Bilingual {
  readonly en: string;
  readonly vi: string;
}

/**
 * How a refusal is answered. In `detail`, `{figure}` stands for a figure of the error, printed in
 * the language where `:money`, `:date` or `:word` follows; a part in `[ ]` is left out when a
 * figure it names is missing.
 */
export interface ProblemKind {
  readonly status: number;
  readonly title: Bilingual;
  readonly detail: Bilingual;
}

const kind = (
  status: number,
  title: [en: string, vi: string],
  detail: [en: string, vi: string],
): ProblemKind => ({
  status,
  title: { en: title[0], vi: title[1] },
  detail: { en: detail[0], vi: detail[1] },
});

/** Refusals of the request's form or of who asks. */
const OF_REQUEST = {
  validation: kind(
    400,
    ['The request is not in the required form', 'Yêu cầu không đúng định dạng'],
    [
      'Correct what `errors` names and send the request again.',
      'Hãy sửa những điểm nêu trong `errors` rồi gửi lại yêu cầu.',
    ],
  ),
  unauthorized: kind(
    401,
    ['No valid token', 'Không có mã truy cập hợp lệ'],
    [
      'Send `Authorization: Bearer TOKEN` with a token of your fund that is in force.',
      'Hãy gửi `Authorization: Bearer TOKEN` với mã truy cập còn hiệu lực của quỹ.',
    ],
  ),
  forbidden: kind(
    403,
    ['Not permitted', 'Không được phép'],
    [
      'The role of this token[, {role},] does not have the permission[ {permission}]; ask a director.',
      'Mã truy cập này[ ({role})] không có quyền[ {permission}]; hãy hỏi giám đốc quỹ.',
    ],
  ),
  'not-found': kind(
    404,
    ['Not found', 'Không tìm thấy'],
    [
      'Nothing of your fund stands at this address; check the address and the id.',
      'Quỹ không có dữ liệu nào ở địa chỉ này; hãy kiểm tra địa chỉ và mã định danh.',
    ],
  ),
  'method-not-allowed': kind(
    405,
    ['Method not allowed', 'Phương thức không được hỗ trợ'],
    [
      'This address exists, but not with this method[; use {allowed}].',
      'Địa chỉ này có nhưng không hỗ trợ phương thức đó[; hãy dùng {allowed}].',
    ],
  ),
  'too-large': kind(
    413,
    ['The request is too large', 'Yêu cầu quá lớn'],
    [
      'A body may have at most {mostBytes} bytes at this address; send less at once.',
      'Nội dung gửi lên địa chỉ này tối đa {mostBytes} byte; hãy chia nhỏ ra.',
    ],
  ),
  'unsupported-media-type': kind(
    415,
    ['Unsupported media type', 'Kiểu nội dung không được hỗ trợ'],
    [
      'Send the body as JSON with `Content-Type: application/json`.',
      'Hãy gửi nội dung dạng JSON với `Content-Type: application/json`.',
    ],
  ),
  'not-acceptable': kind(
    406,
    ['Not available in this form', 'Không có dạng nội dung này'],
    [
      'The answer does not exist in the form asked for by `Accept`[; it exists as {possible}].',
      'Không có câu trả lời ở dạng nêu trong `Accept`[; có các dạng: {possible}].',
    ],
  ),
  'too-many-requests': kind(
    429,
    ['Too many requests', 'Quá nhiều yêu cầu'],
    [
      'Wait as long as `Retry-After` says, then send the request again.',
      'Hãy đợi đủ số giây nêu trong `Retry-After` rồi gửi lại yêu cầu.',
    ],
  ),
  'stale-version': kind(
    412,
    ['Changed in the meantime', 'Dữ liệu đã thay đổi'],
    [
      'It was changed after you read it: read it again and repeat your change with the new ETag.',
      'Dữ liệu đã được sửa sau khi bạn đọc: hãy đọc lại và sửa lại với ETag mới.',
    ],
  ),
  'service-unavailable': kind(
    503,
    ['The service is not available', 'Dịch vụ tạm thời không sẵn sàng'],
    [
      'The database does not answer, or the service is starting or stopping; nothing is known to ' +
        'be recorded. Repeat the request in a few seconds, a POST with the same Idempotency-Key.',
      'Cơ sở dữ liệu không trả lời, hoặc dịch vụ đang khởi động hay đang dừng; chưa rõ dữ liệu đã ' +
        'được ghi hay chưa. Hãy gửi lại sau vài giây, với POST thì dùng lại cùng Idempotency-Key.',
    ],
  ),
  internal: kind(
    500,
    ['An error of the service', 'Lỗi của dịch vụ'],
    [
      'This is our error, not yours; it is in the log under this requestId.',
      'Đây là lỗi của dịch vụ, không phải của bạn; nhật ký đã ghi theo requestId này.',
    ],
  ),
  'idempotency-key-missing': kind(
    400,
    ['Idempotency-Key is missing', 'Thiếu Idempotency-Key'],
    [
      'Send an `Idempotency-Key` header of 1 to 255 characters, a new one for each new act.',
      'Hãy gửi tiêu đề `Idempotency-Key` từ 1 đến 255 ký tự, mỗi thao tác mới một khóa mới.',
    ],
  ),
  'idempotency-key-reused': kind(
    409,
    ['The Idempotency-Key was used for something else', 'Idempotency-Key đã dùng cho việc khác'],
    [
      'This key was used with another body or address; use a new key for a new act.',
      'Khóa này đã dùng với nội dung hoặc địa chỉ khác; hãy dùng khóa mới cho thao tác mới.',
    ],
  ),
} as const satisfies Partial<Record<ErrorCode, ProblemKind>>;

/** Refusals of contracts and their schedules, and of money going out. */
const OF_LENDING = {
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
  'rate-above-cap': kind(
    422,
    ['The rate is above the cap', 'Lãi suất vượt mức trần'],
    [
      '[{field} {ratePercent}% is above {capPercent}%. ]Enter a rate within the cap.',
      '[{field} {ratePercent}% vượt mức {capPercent}%. ]Hãy nhập lãi suất trong mức trần.',
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
      '[The first interest is {firstInterest:money}, the payment {instalmentAmount:money}. ]Enter ' +
        'a higher `instalmentAmount`, or leave it out to have it worked out.',
      '[Lãi kỳ đầu là {firstInterest:money}, số tiền trả là {instalmentAmount:money}. ]Hãy nhập ' +
        '`instalmentAmount` cao hơn, hoặc bỏ trống để hệ thống tự tính.',
    ],
  ),
  'term-too-long': kind(
    422,
    ['The loan runs too long', 'Thời hạn vay quá dài'],
    [
      'The last due date may be {mostYears} years after the contract was signed, {latestDueOn:date}, not later; ' +
        'correct the dates.',
      'Ngày đến hạn cuối cùng không được sau ngày ký hợp đồng quá {mostYears} năm ({latestDueOn:date}); hãy sửa ' +
        'ngày.',
    ],
  ),
  'amount-too-large': kind(
    422,
    ['The amount is too large', 'Số tiền quá lớn'],
    [
      'It would come to {amount:money}; {most:money} is the most that is kept here. Check the digits.',
      'Tổng số sẽ là {amount:money}; tối đa được ghi là {most:money}. Hãy kiểm tra lại số chữ số.',
    ],
  ),
  'more-than-contract': kind(
    422,
    ['More than the contract', 'Vượt số tiền theo hợp đồng'],
    [
      'Disbursements may reach the contract principal[ of {contracted:money}; ' +
        '{disbursed:money} is disbursed already], not more; enter a smaller amount.',
      'Tổng giải ngân không vượt số tiền vay[ {contracted:money}; đã giải ngân {disbursed:money}]; ' +
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
      '[Own capital is {ownCapital:money}; at least {least:money} ({leastPercent}% of the project) ' +
        'is required. ]Correct the figures, or have the policy changed.',
      '[Vốn tự có là {ownCapital:money}; tối thiểu phải là {least:money} ({leastPercent}% dự án). ]' +
        'Hãy sửa số liệu hoặc đề nghị thay đổi quy định.',
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
      '[On {on:date} {availableAfter:money} would be left. ]Enter a smaller amount, or the ' +
        'missing contribution first.',
      '[Ngày {on:date} nguồn vốn sẽ còn {availableAfter:money}. ]Hãy nhập số nhỏ hơn hoặc nhập ' +
        'khoản góp vốn còn thiếu trước.',
    ],
  ),
} as const satisfies Partial<Record<ErrorCode, ProblemKind>>;

/** Refusals of receipts, reversals and decisions. */
const OF_LOAN = {
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
      'At that day are owed[: principal {principal:money}][, in-term interest ' +
        '{inTermInterest:money}][, overdue interest {overdueInterest:money}][, late interest ' +
        '{lateInterest:money}]. Correct the allocation, or leave it out.',
      'Số còn nợ ngày đó[: gốc {principal:money}][, lãi trong hạn {inTermInterest:money}][, lãi ' +
        'quá hạn {overdueInterest:money}][, lãi chậm trả {lateInterest:money}]. Hãy sửa phân bổ ' +
        'hoặc bỏ trống để hệ thống tự phân bổ.',
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
  'deadline-before-decision': kind(
    422,
    ['The deadline is before the decision', 'Hạn trả trước ngày quyết định'],
    [
      'The deadline[ {deadline:date}] lies before the decision[ of {decidedOn:date}]; correct a date.',
      'Hạn trả[ {deadline:date}] trước ngày quyết định[ {decidedOn:date}]; hãy sửa ngày.',
    ],
  ),
  'nothing-outstanding': kind(
    422,
    ['Nothing is outstanding', 'Không còn dư nợ'],
    [
      'The loan has no outstanding principal on that day; there is nothing to decide about.',
      'Khoản vay không còn dư nợ gốc vào ngày đó; không có gì để quyết định.',
    ],
  ),
  'already-withdrawn': kind(
    409,
    ['Withdrawn already', 'Đã rút trước đó'],
    [
      'This was withdrawn already[ on {decidedOn:date}].',
      'Mục này đã được rút[ ngày {decidedOn:date}].',
    ],
  ),
  'recall-in-force': kind(
    409,
    ['A recall is in force', 'Đang có quyết định thu hồi'],
    [
      'A recall[ decided on {decidedOn:date}] is in force on that day; withdraw it first.',
      'Ngày đó đang có quyết định thu hồi[ ngày {decidedOn:date}]; hãy rút quyết định thu hồi trước.',
    ],
  ),
  'decision-on-same-day': kind(
    409,
    ['One such decision a day', 'Mỗi ngày chỉ một quyết định loại này'],
    [
      'A decision of this kind counts from the same day[, {on:date}] already; reverse it first, ' +
        'or choose another day.',
      'Đã có quyết định cùng loại từ ngày đó[, {on:date}]; hãy hủy quyết định cũ hoặc chọn ngày khác.',
    ],
  ),
  'due-before-decision': kind(
    422,
    ['An instalment is due before the decision', 'Có kỳ hạn trước ngày quyết định'],
    [
      'A new instalment falls due on the day of the decision[, {decidedOn:date},] or later' +
        '[; correct {dueOn:date}].',
      'Kỳ hạn mới phải từ ngày quyết định[ {decidedOn:date}] trở đi[; hãy sửa {dueOn:date}].',
    ],
  ),
  'restructuring-kind': kind(
    422,
    ['The kind does not fit the dates', 'Loại cơ cấu không khớp ngày đến hạn'],
    [
      'A `reschedule` ends on or before the final due date in force[, {finalDueOn:date}], an ' +
        '`extension` after it[; these instalments end on {lastDueOn:date}]. Correct the kind or ' +
        'the dates.',
      '`reschedule` (điều chỉnh kỳ hạn) kết thúc không sau ngày đến hạn cuối[ {finalDueOn:date}], ' +
        '`extension` (gia hạn) kết thúc sau ngày đó[; các kỳ này kết thúc ngày {lastDueOn:date}]. ' +
        'Hãy sửa loại hoặc ngày.',
    ],
  ),
  'already-charged-off': kind(
    409,
    ['Charged off already', 'Đã xử lý rủi ro trước đó'],
    [
      'The loan was charged off already[ on {effectiveOn:date}].',
      'Khoản vay đã được xử lý rủi ro[ ngày {effectiveOn:date}].',
    ],
  ),
  'end-before-start': kind(
    422,
    ['It ends before it begins', 'Ngày kết thúc không sau ngày bắt đầu'],
    [
      'The end[ {to:date}] is too early for the beginning[, {from:date}]; correct a date.',
      'Ngày kết thúc[ {to:date}] quá sớm so với ngày bắt đầu[ {from:date}]; hãy sửa ngày.',
    ],
  ),
  'already-ended': kind(
    409,
    ['Ended already', 'Đã có ngày kết thúc'],
    [
      'This has an end already[, {to:date}]; reverse it and enter it again to change the end.',
      'Mục này đã có ngày kết thúc[ {to:date}]; muốn đổi hãy hủy và nhập lại.',
    ],
  ),
  'period-closed': kind(
    409,
    ['The period is closed', 'Kỳ đã khóa sổ'],
    [
      'This would change figures on {date:date}, and the books are closed up to ' +
        '{closedThrough:date}. A director reopens the quarter, with a reason, to correct it.',
      'Việc này làm thay đổi số liệu ngày {date:date}, trong khi sổ đã khóa đến hết ' +
        '{closedThrough:date}. Muốn sửa, giám đốc phải mở lại quý và nêu lý do.',
    ],
  ),
  'period-not-over': kind(
    422,
    ['The quarter is not over', 'Quý chưa kết thúc'],
    [
      'The quarter {quarter} ends on {lastDay:date}: close it from the day after.',
      'Quý {quarter} kết thúc ngày {lastDay:date}: chỉ khóa sổ được từ ngày hôm sau.',
    ],
  ),
  'earlier-period-open': kind(
    409,
    ['An earlier quarter is open', 'Quý trước chưa khóa sổ'],
    [
      'The quarter {earliest} has entries and is open: close it before {quarter}.',
      'Quý {earliest} có phát sinh và chưa khóa sổ: hãy khóa trước khi khóa {quarter}.',
    ],
  ),
  'already-closed': kind(
    409,
    ['The quarter is closed already', 'Quý đã khóa sổ'],
    [
      'The quarter {quarter} is closed, itself or with a later one.',
      'Quý {quarter} đã khóa sổ, riêng hoặc cùng một quý sau đó.',
    ],
  ),
  'not-closed': kind(
    409,
    ['The quarter is not closed', 'Quý chưa khóa sổ'],
    [
      'Neither {quarter} nor a later quarter is closed, so there is nothing to reopen.',
      'Quý {quarter} và các quý sau chưa khóa sổ nên không có gì để mở lại.',
    ],
  ),
  'already-revoked': kind(
    409,
    ['The token is revoked already', 'Mã truy cập đã bị thu hồi'],
    [
      'It was revoked before and opens nothing any more.',
      'Mã truy cập này đã bị thu hồi trước đó và không còn dùng được.',
    ],
  ),
  'last-director': kind(
    409,
    ['The last director', 'Giám đốc cuối cùng'],
    [
      'No other token of a director is good: make another first, then revoke this one.',
      'Không còn mã truy cập nào khác của giám đốc: hãy tạo mã khác trước, rồi thu hồi mã này.',
    ],
  ),
  'override-needs-reason': kind(
    422,
    ['A reason is needed', 'Cần nêu lý do'],
    [
      'Group {group} is not better than the group of that day[, {currentGroup}]: give a `reason`.',
      'Nhóm {group} không tốt hơn nhóm nợ ngày đó[ ({currentGroup})]: hãy nêu `reason`.',
    ],
  ),
  'override-needs-decision': kind(
    422,
    ['A decision is needed', 'Cần số quyết định'],
    [
      'Group {group} is better than the group of that day[, {currentGroup}]: give the ' +
        '`decisionNumber` of the decision that improves it.',
      'Nhóm {group} tốt hơn nhóm nợ ngày đó[ ({currentGroup})]: hãy nêu `decisionNumber` của quyết ' +
        'định chuyển nhóm.',
    ],
  ),
  'group-below-days-past-due': kind(
    422,
    ['Better than the days past due allow', 'Nhóm tốt hơn mức theo số ngày quá hạn'],
    [
      'The loan is {daysPastDue} days past due on that day, which gives at least group ' +
        '{leastGroup}; a decision cannot make it better.',
      'Ngày đó khoản vay quá hạn {daysPastDue} ngày, tối thiểu là nhóm {leastGroup}; quyết định ' +
        'không thể chuyển sang nhóm tốt hơn.',
    ],
  ),
  'facts-stand': kind(
    409,
    ['Something was entered on it', 'Đã có nghiệp vụ phát sinh'],
    [
      'A loan is voided only while nothing stands on it; reverse what `figures.what` names first, or ' +
        'correct the terms.',
      'Chỉ hủy hợp đồng khi chưa có nghiệp vụ nào; hãy hủy trước nghiệp vụ nêu ở `figures.what` hoặc ' +
        'sửa điều khoản.',
    ],
  ),
  'withdrawal-before-recall': kind(
    422,
    ['The withdrawal is before the recall', 'Ngày rút trước ngày thu hồi'],
    [
      'A recall is withdrawn on its own day[, {recalledOn:date},] or later; correct the date.',
      'Chỉ được rút thu hồi từ ngày quyết định thu hồi[ ({recalledOn:date})] trở đi; hãy sửa ngày.',
    ],
  ),
  'other-borrower': kind(
    422,
    ['A loan of another borrower', 'Khoản vay của bên vay khác'],
    [
      'All loans of one case, voucher or entry belong to one cooperative; check the loans.',
      'Mọi khoản vay trong một vụ kiện, một phiếu hoặc một mục nhật ký phải của cùng một HTX; hãy ' +
        'kiểm tra lại.',
    ],
  ),
  'stage-not-possible': kind(
    422,
    ['This stage cannot follow', 'Giai đoạn này không thể tiếp theo'],
    [
      '[After {lastStage} can follow: {possible}. ]Enter the stages in the order they occurred.',
      '[Sau {lastStage} có thể là: {possible}. ]Hãy nhập các giai đoạn theo đúng thứ tự.',
    ],
  ),
  'stage-out-of-order': kind(
    422,
    ['The stage is before the last one', 'Giai đoạn trước giai đoạn đã nhập'],
    [
      'A stage does not occur before the last one[, {lastOccurredOn:date}]; correct the date.',
      'Giai đoạn không thể trước giai đoạn cuối[ ngày {lastOccurredOn:date}]; hãy sửa ngày.',
    ],
  ),
  'already-superseded': kind(
    409,
    ['The notice was superseded already', 'Thông báo đã được thay thế'],
    [
      'Another notice stands in its place: supersede that one[ ({noticeId})].',
      'Đã có thông báo khác thay thế: hãy thay thế thông báo đó[ ({noticeId})].',
    ],
  ),
  'nothing-to-pay': kind(
    422,
    ['There is nothing to ask for', 'Không có khoản nào phải thu'],
    [
      'By what is known now the loan has nothing of this kind to pay; check the dates and receipts.',
      'Theo số liệu hiện có, khoản vay không có khoản nào phải thu; hãy kiểm tra ngày và phiếu thu.',
    ],
  ),
  'nothing-overdue': kind(
    422,
    ['No principal is overdue', 'Không có nợ gốc quá hạn'],
    [
      'On {on:date} no principal of the loan is overdue; check the day and the receipts.',
      'Ngày {on:date} khoản vay không có nợ gốc quá hạn; hãy kiểm tra ngày và phiếu thu.',
    ],
  ),
  'recall-not-in-force': kind(
    422,
    ['The recall is not in force', 'Quyết định thu hồi không có hiệu lực'],
    [
      'On {on:date} the recall was not decided yet, was withdrawn or reversed, an earlier deadline counts, or ' +
        'nothing is recalled before its time.',
      'Ngày {on:date} quyết định thu hồi chưa có, đã bị rút hoặc hủy, có thời hạn khác sớm hơn, hoặc không còn ' +
        'nợ gốc để thu hồi trước hạn.',
    ],
  ),
  'recall-deadline-passed': kind(
    422,
    ['The deadline of the recall has passed', 'Thời hạn thu hồi đã qua'],
    [
      'It was {deadline:date}. What is not paid is overdue: issue the notice of overdue principal.',
      'Thời hạn là {deadline:date}. Phần chưa trả đã quá hạn: hãy lập thông báo chuyển nợ quá hạn.',
    ],
  ),
  'notice-stands': kind(
    409,
    ['A notice of it stands already', 'Đã có thông báo'],
    [
      'Supersede that one, giving the reason[ ({noticeId})].',
      'Hãy thay thế thông báo đó và nêu lý do[ ({noticeId})].',
    ],
  ),
  'nothing-to-print': kind(
    409,
    ['There is no letter to print', 'Không có thông báo nào để in'],
    [
      'The run made no notice that stands: no loan had something to pay in the quarter.',
      'Đợt này không có thông báo nào còn hiệu lực: không khoản vay nào phải trả trong quý.',
    ],
  ),
  'pay-by-too-late': kind(
    422,
    ['Other principal turns overdue before that day', 'Trước ngày đó có khoản khác đến hạn'],
    [
      'The notice asks for what is overdue today; choose a pay-by day until {last:date}, when the next part is payable.',
      'Thông báo chỉ đòi phần đã quá hạn; hãy chọn hạn trả đến {last:date}, ngày khoản tiếp theo đến hạn.',
    ],
  ),
  'run-not-done': kind(
    409,
    ['The run is not done yet', 'Đợt thông báo chưa lập xong'],
    [
      'Poll it until its status is no longer `running`[; loans left: {left}], then print it.',
      'Hãy chờ đến khi trạng thái không còn là `running`[; còn {left} khoản vay], rồi in.',
    ],
  ),
  'life-on-same-day': kind(
    409,
    ['One state of a cooperative a day', 'Mỗi ngày chỉ một tình trạng hoạt động'],
    [
      'On {on:date} the log says {state:word} already; reverse that entry first, or correct the date.',
      'Ngày {on:date} nhật ký đã ghi {state:word}; hãy hủy mục đó trước hoặc sửa ngày.',
    ],
  ),
} as const satisfies Partial<Record<ErrorCode, ProblemKind>>;

/** The one table from a refusal to its answer. */
export const PROBLEMS: Readonly<Record<ErrorCode, ProblemKind>> = {
  ...OF_REQUEST,
  ...OF_LENDING,
  ...OF_LOAN,
};

export const ERROR_CODES = Object.keys(PROBLEMS).sort() as ErrorCode[];
