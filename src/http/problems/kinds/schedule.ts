import { kind } from '../problemKind.ts';

/** Refusals about what is done at set times. */
export const SCHEDULE = {
  'slot-done': kind(
    409,
    ['This has been done already', 'Việc của kỳ này đã làm rồi'],
    [
      'The work [`{work}` ]of [{slot}]this period is done: nothing is done twice for one period.',
      'Việc [`{work}` ]của kỳ [{slot}]này đã làm xong: không kỳ nào làm hai lần.',
    ],
  ),
  'slot-not-open': kind(
    422,
    ['There is no such turn', 'Không có kỳ này'],
    [
      'Only a turn that has come due and is not done, or the present one, is carried out[: {possible}].',
      'Chỉ chạy được kỳ đã đến hạn mà chưa làm, hoặc kỳ hiện tại[: {possible}].',
    ],
  ),
  'work-off': kind(
    409,
    ['This work is switched off', 'Việc này đang tắt'],
    [
      'Nothing says how it is to be done today: switch it on first.',
      'Chưa có thiết đặt cho hôm nay: hãy bật việc này trước.',
    ],
  ),
  'mail-not-set-up': kind(
    409,
    ['Mail is not set up', 'Chưa thiết lập máy chủ thư'],
    [
      'The operator of the service must set SMTP_URL and SMTP_FROM first.',
      'Người vận hành cần đặt SMTP_URL và SMTP_FROM trước.',
    ],
  ),
  'draft-released': kind(
    409,
    ['The draft is released already', 'Bản dự thảo đã được phát hành'],
    [
      'Its notices were made[ by the run {noticeRunId}].',
      'Thông báo của bản dự thảo này đã được lập[ ở lần chạy {noticeRunId}].',
    ],
  ),
} as const;
