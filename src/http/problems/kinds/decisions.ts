import { kind } from '../problemKind.ts';

/** Refusals of decisions about a loan. */
export const DECISIONS = {
  'deadline-before-decision': kind(
    422,
    ['The deadline is before the decision', 'Hạn trả trước ngày quyết định'],
    [
      'The deadline[ {deadline:date}] lies before the decision[ of {decidedOn:date}]; ' +
        'correct a date.',
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
  'withdrawal-before-recall': kind(
    422,
    ['The withdrawal is before the recall', 'Ngày rút trước ngày thu hồi'],
    [
      'A recall is withdrawn on its own day[, {recalledOn:date},] or later; correct the date.',
      'Chỉ được rút thu hồi từ ngày quyết định thu hồi[ ({recalledOn:date})] trở đi; hãy sửa ngày.',
    ],
  ),
  'recall-in-force': kind(
    409,
    ['A recall is in force', 'Đang có quyết định thu hồi'],
    [
      'A recall[ decided on {decidedOn:date}] is in force on that day; withdraw it first.',
      'Ngày đó đang có quyết định thu hồi[ ngày {decidedOn:date}]; hãy hủy bỏ quyết định thu ' +
        'hồi trước.',
    ],
  ),
  'decision-on-same-day': kind(
    409,
    ['One such decision a day', 'Mỗi ngày chỉ một quyết định loại này'],
    [
      'A decision of this kind counts from the same day[, {on:date}] already; reverse it first, ' +
        'or choose another day.',
      'Đã có quyết định cùng loại từ ngày đó[, {on:date}]; hãy hủy quyết định cũ hoặc chọn ' +
        'ngày khác.',
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
      '`reschedule` (điều chỉnh kỳ hạn) kết thúc không sau ngày đến hạn cuối[ ' +
        '{finalDueOn:date}], ' +
        '`extension` (gia hạn) kết thúc sau ngày đó[; các kỳ này kết thúc ngày ' +
        '{lastDueOn:date}]. ' +
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
  'not-charged-off': kind(
    422,
    ['Not charged off', 'Chưa xử lý rủi ro'],
    [
      'Only a loan that is charged off is written off; this one is not[ on {on:date}]. Charge it off first, ' +
        'or correct the day.',
      'Chỉ xuất toán khoản vay đã xử lý rủi ro; khoản vay này chưa được xử lý rủi ro[ đến ngày {on:date}]. ' +
        'Hãy xử lý rủi ro trước, hoặc sửa ngày.',
    ],
  ),
  'first-charge-off-impossible': kind(
    422,
    ['It cannot have been charged off before', 'Không thể đã xử lý rủi ro từ trước'],
    [
      'Only a loan that was taken over can have been charged off before: between its signing' +
        '[, {signedOn:date},] and the opening day[, {openedOn:date}], with at least the principal that is unpaid' +
        '[, {principal:money}]. Correct `first`, or leave it out.',
      'Chỉ khoản vay nhận bàn giao mới có thể đã xử lý rủi ro từ trước: từ ngày ký[ {signedOn:date}] đến ngày ' +
        'mở sổ[ {openedOn:date}], với số gốc không ít hơn số gốc chưa trả[, {principal:money}]. Hãy sửa ' +
        'hoặc bỏ `first`.',
    ],
  ),
  'already-written-off': kind(
    409,
    ['Written off already', 'Đã xuất toán trước đó'],
    [
      'The loan was written off already[ on {effectiveOn:date}].',
      'Khoản vay đã được xuất toán[ ngày {effectiveOn:date}].',
    ],
  ),
  'write-off-too-early': kind(
    422,
    ['Too early to write off', 'Chưa đủ thời gian để xuất toán'],
    [
      'A loan is written off years after it was charged off[: {years} years after {chargedOffOn:date}, on ' +
        '{firstOn:date} at the earliest]. Enter the write-off from that day on.',
      'Chỉ xuất toán sau nhiều năm kể từ ngày xử lý rủi ro[: sau {years} năm kể từ ngày {chargedOffOn:date}, sớm ' +
        'nhất là ngày {firstOn:date}]. Hãy nhập việc xuất toán từ ngày đó.',
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
      'This has an end already[, {to:date}]; the end can only be brought forward to an earlier day. To go on ' +
        'longer, enter another one from the end on.',
      'Mục này đã có ngày kết thúc[ {to:date}]; chỉ có thể rút ngắn đến ngày sớm hơn. Muốn kéo dài, hãy nhập ' +
        'một quyết định khác từ ngày kết thúc.',
    ],
  ),
  'already-released': kind(
    409,
    ['Released already', 'Đã giải chấp'],
    [
      'The asset secures nothing any more[: it was released on {on:date} by {documentNumber}]; reverse ' +
        'that release if it was wrong.',
      'Tài sản không còn bảo đảm khoản vay nào[: đã giải chấp ngày {on:date} theo {documentNumber}]; nếu ' +
        'nhập nhầm, hãy hủy lần giải chấp đó.',
    ],
  ),
  'override-needs-reason': kind(
    422,
    ['A reason is needed', 'Cần nêu lý do'],
    [
      'A group that is not better than the one of that day needs a reason[: group {group}][, ' +
        'then {currentGroup}]. Give a `reason`.',
      'Nhóm nợ không tốt hơn nhóm của ngày đó thì phải có lý do[: nhóm {group}][, khi đó là ' +
        '{currentGroup}]. Hãy nêu `reason`.',
    ],
  ),
  'override-needs-decision': kind(
    422,
    ['A decision is needed', 'Cần số quyết định'],
    [
      'A group that is better than the one of that day needs a decision[: group {group}][, ' +
        'then {currentGroup}]. Give the `decisionNumber` of the decision that improves it.',
      'Nhóm nợ tốt hơn nhóm của ngày đó thì phải có quyết định[: nhóm {group}][, khi đó là ' +
        '{currentGroup}]. Hãy nêu `decisionNumber` của quyết định chuyển nhóm.',
    ],
  ),
  'group-below-days-past-due': kind(
    422,
    ['Better than the days past due allow', 'Nhóm tốt hơn mức theo số ngày quá hạn'],
    [
      'The days past due set a least group, and no decision makes it better[: {daysPastDue} ' +
        'days past due on that day give at least group {leastGroup}]. Enter that group or a ' +
        'worse one.',
      'Số ngày quá hạn quyết định nhóm nợ tối thiểu, quyết định không thể chuyển sang nhóm ' +
        'tốt hơn[: ngày đó quá hạn {daysPastDue} ngày, tối thiểu là nhóm {leastGroup}]. Hãy ' +
        'nhập nhóm đó hoặc nhóm xấu hơn.',
    ],
  ),
} as const;
