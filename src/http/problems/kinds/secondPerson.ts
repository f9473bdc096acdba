import { kind } from '../problemKind.ts';

/** Refusals about acts that wait for a second person. */
export const SECOND_PERSON = {
  'proposed-act-ended': kind(
    409,
    ['The proposed act has ended', 'Đề nghị không còn chờ xác nhận'],
    [
      'It waits for nobody any more[: {confirmedBy} confirmed it][: {rejectedBy} rejected it][: {withdrawnBy} ' +
        'withdrew it][: its last day was {expiredOn:date}]. If it is still wanted, propose it anew.',
      'Đề nghị này không còn chờ ai xác nhận[: {confirmedBy} đã xác nhận][: {rejectedBy} đã từ chối][: ' +
        '{withdrawnBy} đã rút lại][: đã hết hạn sau ngày {expiredOn:date}]. Nếu vẫn cần thì hãy đề nghị lại.',
    ],
  ),
  'same-person': kind(
    403,
    ['Another person is needed', 'Cần người thứ hai'],
    [
      'Whoever proposed an act[, here {name},] neither confirms nor rejects it: ask another person who may do ' +
        'the act, or withdraw it.',
      'Người đã đề nghị[, ở đây là {name},] không được tự xác nhận hoặc từ chối: hãy nhờ một người khác có ' +
        'quyền làm việc này, hoặc tự rút lại đề nghị.',
    ],
  ),
  'not-proposer': kind(
    403,
    ['Only who proposed it may withdraw it', 'Chỉ người đề nghị được rút lại'],
    [
      'An act is withdrawn by the person who proposed it[, here {name}]; another person rejects it, with a reason.',
      'Chỉ người đã đề nghị[, ở đây là {name},] được rút lại; người khác thì từ chối và nêu lý do.',
    ],
  ),
  'proposer-ended': kind(
    409,
    ['Who proposed it may act no more', 'Người đề nghị không còn quyền'],
    [
      'The token with which the act was proposed[, of {name},] was revoked, has expired or has another role. Reject the act; whoever ' +
        'still wants it proposes it anew.',
      'Mã truy cập đã dùng để đề nghị[, của {name},] đã bị thu hồi, hết hạn hoặc đổi vai trò. Hãy từ chối đề nghị; nếu vẫn ' +
        'cần thì một người khác đề nghị lại.',
    ],
  ),
  'no-second-director': kind(
    409,
    ['There is no second director', 'Quỹ chưa có người thứ hai'],
    [
      'Nobody could confirm anything: give a second person the role `director` first ' +
        '(`POST /v1/tokens`, `POST /v1/invitations`), then let acts need two.',
      'Sẽ không có ai xác nhận được: hãy cấp vai trò giám đốc (`director`) cho người thứ hai trước ' +
        '(`POST /v1/tokens`, `POST /v1/invitations`), rồi mới quy định việc cần hai người.',
    ],
  ),
} as const;
