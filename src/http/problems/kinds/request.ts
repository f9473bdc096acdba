import { kind } from '../problemKind.ts';

/** Refusals of the form of a request, or of who asks. */
export const REQUEST = {
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
  'tls-required': kind(
    403,
    ['The connection is not encrypted', 'Kết nối không được mã hóa'],
    [
      'Others on the network could read the token. Open the service by https, or on the machine itself by ' +
        'http://localhost. "Signing in and TLS" in the operating guide (openapi/guide/operating.md) tells ' +
        'how https is set up.',
      'Người khác trong mạng có thể đọc được mã truy cập. Hãy mở dịch vụ bằng https, hoặc mở ngay trên máy ' +
        'chạy dịch vụ bằng http://localhost. Cách thiết lập https ở mục "Signing in and TLS" của hướng dẫn ' +
        'vận hành (openapi/guide/operating.md).',
    ],
  ),
  forbidden: kind(
    403,
    ['Not permitted', 'Không được phép'],
    [
      'The role of this token[, {role},] does not have the permission[ {permission}]; ask a ' +
        'director.',
      'Mã truy cập này[ ({role})] không có quyền[ {permission}]; hãy hỏi giám đốc quỹ.',
    ],
  ),
  'not-found': kind(
    404,
    ['Not found', 'Không tìm thấy'],
    [
      '[Your fund has no {what:word} with this id, {id}. ][There is no {what:word} {name}. ' +
        '][The service has no address {path}; `GET /openapi.json` lists what it has. ' +
        '][Possible: {possible}. ]Check the address and the id.',
      '[Quỹ không có {what:word} với mã định danh {id}. ][Không có {what:word} {name}. ' +
        '][Dịch vụ không có địa chỉ {path}; các địa chỉ có trong `GET /openapi.json`. ][Có thể ' +
        'là: {possible}. ]Hãy kiểm tra địa chỉ và mã định danh.',
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
  'not-acceptable': kind(
    406,
    ['Not available in this form', 'Không có dạng nội dung này'],
    [
      'The answer does not exist in the form asked for by `Accept`[; it exists as {possible}].',
      'Không có câu trả lời ở dạng nêu trong `Accept`[; có các dạng: {possible}].',
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
  'too-large': kind(
    413,
    ['The request is too large', 'Yêu cầu quá lớn'],
    [
      'A body may have only so many bytes at an address[, here {mostBytes}]; send less at once.',
      'Nội dung gửi lên mỗi địa chỉ có giới hạn[, ở đây là {mostBytes} byte]; hãy chia nhỏ ra.',
    ],
  ),
  'unsupported-media-type': kind(
    415,
    ['Unsupported media type', 'Kiểu nội dung không được hỗ trợ'],
    [
      'Send the body as JSON with `Content-Type: application/json`[, here as a file of one of the types ' +
        '{types}].',
      'Hãy gửi nội dung dạng JSON với `Content-Type: application/json`[, ở đây là tệp thuộc một trong ' +
        'các kiểu {types}].',
    ],
  ),
  'too-many-requests': kind(
    429,
    ['Too many requests', 'Quá nhiều yêu cầu'],
    [
      '[All of your fund together may send {perSecond} requests a second, as the operator has it. ]Wait as ' +
        'long as `Retry-After` says, then send the request again.',
      '[Theo thiết lập của người vận hành, cả quỹ được gửi {perSecond} yêu cầu mỗi giây. ]Hãy đợi đủ số ' +
        'giây nêu trong `Retry-After` rồi gửi lại yêu cầu.',
    ],
  ),
  'service-unavailable': kind(
    503,
    ['The service is not available', 'Dịch vụ tạm thời không sẵn sàng'],
    [
      'The database does not answer, or the service is starting or stopping; nothing is known to ' +
        'be recorded. Repeat the request in a few seconds, a POST with the same Idempotency-Key.',
      'Cơ sở dữ liệu không trả lời, hoặc dịch vụ đang khởi động hay đang dừng; chưa rõ ' +
        'dữ liệu đã ' +
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
  'fund-limit-reached': kind(
    422,
    ['The fund has as much as it may have', 'Quỹ đã đạt giới hạn'],
    [
      'The operator of the service limits how much the fund may have[: at most {most} {limited:word}, and there ' +
        'are {has}]. Ask the operator to raise the limit; nothing was entered.',
      'Người vận hành dịch vụ giới hạn dung lượng của quỹ[: tối đa {most} {limited:word}, hiện đã có {has}]. Hãy ' +
        'đề nghị người vận hành nâng giới hạn; chưa có gì được ghi.',
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
} as const;
