import { kind } from '../problemKind.ts';

/** Refusals of what is taken over of a loan. */
export const LOAN_OPENING = {
  'no-fund-opening': kind(
    422,
    ['The fund has no opening day', 'Quỹ chưa có ngày nhận bàn giao số dư'],
    [
      'Enter the opening of the fund first (PUT /v1/fund/opening); a fund that enters its whole ' +
        'history has none, and then a loan has none either.',
      'Hãy nhập ngày nhận bàn giao của Quỹ trước (PUT /v1/fund/opening); Quỹ nhập toàn bộ lịch sử ' +
        'thì không có ngày này, và khoản vay cũng không có số dư nhận bàn giao.',
    ],
  ),
  'other-opening-day': kind(
    422,
    ['Not the opening day of the fund', 'Không phải ngày nhận bàn giao của Quỹ'],
    [
      'All loans are taken over at the close of one day[: {on:date}, not {date:date}]; give the balances of ' +
        'that day.',
      'Mọi khoản vay được nhận bàn giao cuối cùng một ngày[: {on:date}, không phải {date:date}]; hãy ghi số dư ' +
        'của ngày đó.',
    ],
  ),
  'opening-above-contract': kind(
    422,
    ['More was paid out than the contract says', 'Số đã giải ngân lớn hơn số tiền hợp đồng'],
    [
      '[{disbursed:money} was paid out, the contract says {contracted:money}. ]Correct `opening.disbursed` ' +
        'or the principal.',
      '[Đã giải ngân {disbursed:money}, hợp đồng ghi {contracted:money}. ]Hãy sửa `opening.disbursed` hoặc số ' +
        'tiền hợp đồng.',
    ],
  ),
  'opening-above-disbursed': kind(
    422,
    ['More is unpaid than was paid out', 'Dư nợ gốc lớn hơn số đã giải ngân'],
    [
      '[The instalments sum to {unpaid:money}, {disbursed:money} was paid out. ]Correct ' +
        '`opening.instalments` or `opening.disbursed`.',
      '[Các kỳ còn nợ cộng lại là {unpaid:money}, đã giải ngân {disbursed:money}. ]Hãy sửa ' +
        '`opening.instalments` hoặc `opening.disbursed`.',
    ],
  ),
  'opening-interest-not-due': kind(
    422,
    ['Interest due after the opening day', 'Lãi đến hạn sau ngày nhận bàn giao'],
    [
      '[{dueOn:date} is after {on:date}. ]Give interest that is not due yet as ' +
        '`opening.inTermInterest.accrued`.',
      '[Ngày {dueOn:date} sau ngày {on:date}. ]Hãy ghi lãi chưa đến hạn vào ' +
        '`opening.inTermInterest.accrued`.',
    ],
  ),
  'opening-interest-due-already': kind(
    422,
    ['Interest that never falls due', 'Lãi cộng dồn không có ngày đến hạn'],
    [
      'No interest date of the loan comes after the opening day[ {on:date}]: interest owed is due already. Give it ' +
        'in `opening.inTermInterest.due`.',
      'Sau ngày nhận bàn giao[ {on:date}] khoản vay không còn ngày trả lãi nào, nên lãi còn nợ đã đến hạn. Hãy ' +
        'ghi vào `opening.inTermInterest.due`.',
    ],
  ),
} as const;
