import { kind } from '../problemKind.ts';

/** Refusals of what a fund hands over to another, and of what it takes over. */
export const HANDOVER = {
  'facts-after-handover': kind(
    409,
    ['Something counts from the day of the handover on', 'Có số liệu tính từ ngày bàn giao'],
    [
      'Another fund goes on from[ {on:date}]; what counts from that day on would be in neither[: {what} ' +
        '{number} of {date:date}]. Reverse it here and let the other fund enter it, or hand over from a ' +
        'later day.',
      'Từ ngày[ {on:date}] quỹ nhận bàn giao tiếp tục theo dõi; số liệu tính từ ngày đó sẽ không thuộc quỹ ' +
        'nào[: {what} {number} ngày {date:date}]. Hãy hủy ở đây để quỹ nhận ghi lại, hoặc chọn ngày bàn ' +
        'giao muộn hơn.',
    ],
  ),
  'handed-over': kind(
    409,
    ['The fund was handed over', 'Quỹ đã được bàn giao'],
    [
      '[From {on:date} on {toFund} has all that the fund had, by {documentNumber}. ]Enter it there; ask here ' +
        'for days before. To correct what was handed over, reverse the handover first.',
      '[Từ ngày {on:date}, {toFund} đã nhận toàn bộ theo văn bản {documentNumber}. ]Hãy ghi sổ ở quỹ nhận; ' +
        'tại đây chỉ xem các ngày trước đó. Muốn sửa số liệu đã bàn giao, hãy hủy việc bàn giao trước.',
    ],
  ),
  'handover-changed': kind(
    409,
    ['Not what the fund would hand over now', 'Khác với số liệu quỹ sẽ bàn giao'],
    [
      'Something was entered since the document was drawn up[: its hash is now {sha256}]. Draw it up again, ' +
        'look at it and record that one.',
      'Đã có số liệu ghi thêm sau khi lập hồ sơ[: mã băm nay là {sha256}]. Hãy lập lại hồ sơ, xem lại rồi ' +
        'ghi nhận hồ sơ mới.',
    ],
  ),
  'before-handover': kind(
    422,
    ['Before the loan was handed over', 'Trước ngày nhận bàn giao khoản vay'],
    [
      'The loan was handed over[ by the fund {fund} on {on:date}]: money of days before is in its balances[; ' +
        '{date:date} was asked for]. Take that day or a later one.',
      'Khoản vay được nhận bàn giao[ từ quỹ {fund} ngày {on:date}]: tiền của các ngày trước đã nằm trong số ' +
        'dư[; ngày yêu cầu: {date:date}]. Hãy chọn từ ngày đó trở đi.',
    ],
  ),
  'handover-entered': kind(
    409,
    ['The document is entered already', 'Hồ sơ này đã được ghi sổ'],
    [
      'The same document was entered before[, by {documentNumber} as of {on:date}]: nothing is entered twice.',
      'Hồ sơ này đã ghi sổ trước đây[ theo văn bản {documentNumber}, ngày {on:date}], nên không ghi lần nữa.',
    ],
  ),
  'handover-faulty': kind(
    422,
    ['The document cannot be entered yet', 'Chưa ghi sổ được hồ sơ này'],
    [
      'Nothing was entered[: there are {faults} faults, the first about {about} (`{why}`)]. Check the document ' +
        '(POST /v1/fund/handovers/check): each fault says what to answer or to set right.',
      'Chưa ghi gì vào sổ[: có {faults} điểm vướng, điểm đầu tiên về {about} (`{why}`)]. Hãy kiểm tra hồ sơ ' +
        '(POST /v1/fund/handovers/check): mỗi điểm nêu rõ cần trả lời hoặc chỉnh sửa gì.',
    ],
  ),
  'handover-cooperative-known': kind(
    409,
    ['Perhaps a borrower of this fund', 'Có thể là thành viên đã có của quỹ'],
    [
      '[{name} ({code}) has the tax code, the code or the name of {known} ({knownCode}). ]Say whether they are ' +
        'one: `cooperatives` with its id as `sameAs`, or without an id and, if the code is taken, with `newCode`.',
      '[{name} ({code}) trùng mã số thuế, mã hoặc tên với {known} ({knownCode}). ]Hãy cho biết có phải là một ' +
        'không: `cooperatives` với `sameAs` là id của đơn vị đó, hoặc để trống và thêm `newCode` nếu trùng mã.',
    ],
  ),
  'handover-locality-known': kind(
    409,
    ['Perhaps another place of the same name', 'Có thể là nơi khác trùng tên'],
    [
      '[Both funds have a locality {locality}. ]Say what it is called here: `localities` with `newName`; the ' +
        'same name if it is the same place.',
      '[Cả hai quỹ đều có địa bàn {locality}. ]Hãy cho biết tên dùng tại quỹ này: `localities` với `newName`; ' +
        'ghi lại đúng tên đó nếu là cùng một nơi.',
    ],
  ),
  'handover-rules-differ': kind(
    409,
    ['The two funds reckon otherwise', 'Hai quỹ áp dụng quy định khác nhau'],
    [
      'What is owed would change with the fund[: {policy} differs][ on {date:date}]. Set it here as it was ' +
        'there, or say with `ownRules` that the rules of this fund count from the day on.',
      'Số phải trả sẽ thay đổi theo quỹ[: {policy} khác nhau][, ngày {date:date}]. Hãy đặt tại đây giống quỹ ' +
        'giao, hoặc chọn `ownRules` để áp dụng quy định của quỹ này từ ngày nhận.',
    ],
  ),
} as const;
