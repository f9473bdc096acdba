import { kind } from '../problemKind.ts';

/** Refusals about where the money is (R35). */
export const PLACES = {
  'place-below-zero': kind(
    422,
    ['More than is in the place', 'Vượt số tiền đang có tại nơi để tiền'],
    [
      '[On {on:date} {place} would have {balanceAfter:money}. ]Enter a smaller amount, or first the ' +
        'receipt or transfer that is missing there.',
      '[Ngày {on:date}, {place} sẽ còn {balanceAfter:money}. ]Hãy nhập số nhỏ hơn, hoặc nhập trước khoản ' +
        'thu hay khoản chuyển tiền còn thiếu.',
    ],
  ),
  'place-of-other-kind': kind(
    422,
    ['The place is of another kind', 'Nơi để tiền không đúng loại'],
    [
      'This cannot be entered at a place of this kind[: {place} is of kind {placeKind}]. Money in cash is ' +
        'at a place of kind `cash`, money by transfer at one of kind `bank`; deposits and trustees get ' +
        'theirs by a transfer, and a trustee sends statements in place of counts.',
      'Không thể nhập việc này tại nơi để tiền thuộc loại này[: {place} thuộc loại {placeKind}]. Tiền mặt ở ' +
        'nơi loại `cash`, tiền chuyển khoản ở nơi loại `bank`; tiền gửi có kỳ hạn và bên nhận ủy thác nhận ' +
        'tiền qua phiếu chuyển tiền; bên nhận ủy thác gửi sao kê thay cho kiểm quỹ.',
    ],
  ),
  'same-place': kind(
    422,
    ['Both places are one', 'Hai nơi để tiền là một'],
    [
      'Money goes from one place to another[; both are {place}].',
      'Tiền được chuyển từ nơi này sang nơi khác[; cả hai đều là {place}].',
    ],
  ),
  'place-in-use': kind(
    409,
    ['Something was entered at the place', 'Đã có nghiệp vụ tại nơi để tiền này'],
    [
      'A place is taken back only while nothing stands at it[; {number} entries name it, such as {id}]. ' +
        'Reverse them first.',
      'Chỉ hủy nơi để tiền khi chưa có nghiệp vụ nào tại đó[; còn {number} mục nhập nêu nơi này, ví dụ ' +
        '{id}]. Hãy hủy các mục đó trước.',
    ],
  ),
  'income-below-zero': kind(
    422,
    [
      'More than the interest and other money there is',
      'Vượt số tiền lãi và tiền thu khác đang có',
    ],
    [
      '[On {on:date} {incomeAfter:money} would be left. ]Only interest and other money that was collected ' +
        'and not used can be paid out or added to the capital; enter a smaller amount.',
      '[Ngày {on:date} sẽ còn {incomeAfter:money}. ]Chỉ được chi hoặc bổ sung vốn từ tiền lãi và tiền thu ' +
        'khác đã thu và chưa sử dụng; hãy nhập số nhỏ hơn.',
    ],
  ),
} as const;
