import { kind } from '../problemKind.ts';

/** Refusals of signing on with the account of a provider. */
export const SIGN_ON = {
  'provider-unavailable': kind(
    502,
    ['The sign-in service does not answer', 'Hệ thống đăng nhập không trả lời'],
    [
      '[{provider} does not answer, or not as it should. ]Try again in some minutes; whoever is signed in ' +
        'goes on working, and a token of the fund signs in without it.',
      '[{provider} không trả lời, hoặc trả lời không đúng. ]Hãy thử lại sau vài phút; người đang đăng nhập ' +
        'vẫn làm việc bình thường, và mã truy cập của quỹ vẫn đăng nhập được.',
    ],
  ),
  'sign-on-not-begun': kind(
    400,
    ['This sign-in was not begun here', 'Lần đăng nhập này không bắt đầu từ đây'],
    [
      'It is older than ten minutes, was used already, or was begun in another browser. Go back to the ' +
        'sign-in page and begin again.',
      'Lần đăng nhập đã quá mười phút, đã dùng rồi, hoặc bắt đầu ở trình duyệt khác. Hãy trở lại trang ' +
        'đăng nhập và bắt đầu lại.',
    ],
  ),
  'sign-on-refused': kind(
    403,
    ['The sign-in was not accepted', 'Không chấp nhận lần đăng nhập này'],
    [
      '[{provider} answered: {why}. ]Go back to the sign-in page and begin again; if it comes again, ask ' +
        'whoever runs the service.',
      '[{provider} trả lời: {why}. ]Hãy trở lại trang đăng nhập và bắt đầu lại; nếu vẫn vậy, hãy hỏi ' +
        'người vận hành dịch vụ.',
    ],
  ),
  'not-let-in': kind(
    403,
    ['Nobody has let this account in', 'Tài khoản này chưa được quỹ cho vào'],
    [
      'The account[ {account}] is good, but no fund has let it in, or no longer does. Ask the director of ' +
        'your fund for an invitation.',
      'Tài khoản[ {account}] hợp lệ, nhưng chưa quỹ nào cho vào, hoặc không còn cho vào nữa. Hãy xin giám ' +
        'đốc quỹ một lời mời.',
    ],
  ),
  'invitation-not-open': kind(
    409,
    ['The invitation is not open', 'Lời mời không còn dùng được'],
    [
      'It was used or withdrawn, its days are over, or its address is not whole. Ask the director for another ' +
        'one.',
      'Lời mời đã dùng, đã rút lại, đã hết hạn, hoặc địa chỉ chép thiếu. Hãy xin giám đốc lời mời khác.',
    ],
  ),
  'known-already': kind(
    409,
    ['The account is let in already', 'Tài khoản này đã được cho vào'],
    [
      'It stands in this fund[ as {name}]. Sign in without the invitation, or have that entry ended first.',
      'Tài khoản này đã có trong quỹ[ với tên {name}]. Hãy đăng nhập không dùng lời mời, hoặc chấm dứt mục ' +
        'đó trước.',
    ],
  ),
} as const;
