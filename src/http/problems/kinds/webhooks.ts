import { kind } from '../problemKind.ts';

/** Refusals about webhooks. */
export const WEBHOOKS = {
  'webhooks-not-set-up': kind(
    409,
    ['Webhooks are not set up', 'Chưa thiết lập webhook'],
    [
      'The operator has set no `WEBHOOK_KEY`, with which messages are signed ' +
        '(openapi/guide/operating.md). Until then, ask `GET /v1/events`.',
      'Người vận hành chưa đặt `WEBHOOK_KEY` dùng để ký thông điệp (openapi/guide/operating.md). ' +
        'Trong lúc chờ, hãy hỏi `GET /v1/events`.',
    ],
  ),
  'webhook-ended': kind(
    409,
    ['The webhook has ended', 'Webhook đã chấm dứt'],
    [
      'It is sent nothing any more. Make another one, and have the events sent to it again from the ' +
        'number that was received last.',
      'Webhook này không còn được gửi gì nữa. Hãy tạo webhook khác và yêu cầu gửi lại từ số sự kiện ' +
        'nhận được cuối cùng.',
    ],
  ),
  'webhook-key-changed': kind(
    409,
    ['The key of the installation has changed', 'Khóa của hệ thống đã thay đổi'],
    [
      'The secret of the webhook was made of another `WEBHOOK_KEY`, so nothing can be signed with it. ' +
        'Rotate the secret and tell it to the receiver.',
      'Khóa bí mật của webhook được tạo từ một `WEBHOOK_KEY` khác nên không thể ký. Hãy đổi khóa bí mật ' +
        'và báo cho bên nhận.',
    ],
  ),
  'too-many-webhooks': kind(
    409,
    ['Too many webhooks', 'Quá nhiều webhook'],
    [
      'A fund has only so many webhooks at once[, {most}]: end one first.',
      'Quỹ đã có đủ số webhook chưa chấm dứt[ (tối đa {most})]: hãy chấm dứt bớt một webhook trước.',
    ],
  ),
} as const;
