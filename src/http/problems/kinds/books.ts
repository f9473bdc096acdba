import { kind } from '../problemKind.ts';

/** Refusals of what would change closed books. */
export const BOOKS = {
  'period-closed': kind(
    409,
    ['The period is closed', 'Kỳ đã khóa sổ'],
    [
      'This would change figures of a closed day[: {date:date}, and the books are closed up ' +
        'to {closedThrough:date}]. A director reopens the quarter, with a reason, to correct ' +
        'it. A receipt, disbursement, capital movement, decision or reversal may be booked later ' +
        'instead: send `bookedOn`, a day of an open quarter, with a `reason` (R42).',
      'Việc này làm thay đổi số liệu của ngày đã khóa sổ[: {date:date}, trong khi sổ đã khóa ' +
        'đến hết {closedThrough:date}]. Muốn sửa, giám đốc phải mở lại quý và nêu lý do. Riêng phiếu ' +
        'thu, giải ngân, tăng giảm vốn, quyết định và việc hủy có thể ghi sổ vào kỳ sau: gửi ' +
        '`bookedOn` là ngày thuộc quý chưa khóa sổ, kèm `reason` (R42).',
    ],
  ),
  'booked-later-on-open-day': kind(
    422,
    ['The day is open', 'Ngày chưa khóa sổ'],
    [
      'Only an entry of a closed day is booked later[; {date:date} is in {quarter}, which is ' +
        'open]. Leave `bookedOn` and its `reason` out.',
      'Chỉ ghi sổ vào kỳ sau đối với ngày đã khóa sổ[; ngày {date:date} thuộc quý {quarter}, ' +
        'chưa khóa sổ]. Hãy bỏ `bookedOn` và `reason` đi kèm.',
    ],
  ),
  'period-not-over': kind(
    422,
    ['The quarter is not over', 'Quý chưa kết thúc'],
    [
      'A quarter is closed from the day after its last day on[: {quarter} ends on {lastDay:date}].',
      'Chỉ khóa sổ được từ ngày sau ngày cuối quý[: quý {quarter} kết thúc ngày {lastDay:date}].',
    ],
  ),
  'earlier-period-open': kind(
    409,
    ['An earlier quarter is open', 'Quý trước chưa khóa sổ'],
    [
      'Quarters are closed in their order[: {earliest} has entries and is open, close it ' +
        'before {quarter}].',
      'Các quý được khóa sổ lần lượt[: quý {earliest} có phát sinh và chưa khóa, hãy khóa ' +
        'trước khi khóa {quarter}].',
    ],
  ),
  'already-closed': kind(
    409,
    ['The quarter is closed already', 'Quý đã khóa sổ'],
    [
      'The quarter[ {quarter}] is closed, itself or with a later one.',
      'Quý[ {quarter}] đã khóa sổ, riêng hoặc cùng một quý sau đó.',
    ],
  ),
  'not-closed': kind(
    409,
    ['The quarter is not closed', 'Quý chưa khóa sổ'],
    [
      'Neither the quarter[ {quarter}] nor a later one is closed, so there is nothing to reopen.',
      'Quý[ {quarter}] và các quý sau chưa khóa sổ nên không có gì để mở lại.',
    ],
  ),
} as const;
