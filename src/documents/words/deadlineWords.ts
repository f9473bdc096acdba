import type { Deadline } from '../../domain/collection/deadlineKinds.ts';

/** What runs out (R27), in Vietnamese. */
export const DEADLINE_WORDS: Readonly<Record<Deadline['kind'], string>> = {
  limitation_to_sue: 'hết thời hiệu khởi kiện',
  appeal: 'hết hạn kháng cáo',
  enforcement_request: 'hết thời hiệu yêu cầu thi hành án',
  state_money_request: 'hạn yêu cầu thi hành án với tiền nhà nước',
  successor_notice: 'báo cơ quan thi hành án về quỹ nhận quyền được thi hành án',
  voluntary_period: 'hết hạn tự nguyện thi hành án',
  stay_end: 'hết thời gian hoãn thi hành án',
  request_return: 'trả lại đơn yêu cầu vì chưa có điều kiện',
  means_recheck: 'xác minh lại điều kiện thi hành án',
  hearing: 'phiên tòa',
  next_step: 'bước tiếp theo của vụ kiện',
  recall_deadline: 'hạn hoàn trả theo quyết định thu hồi',
  instalment: 'kỳ trả gốc',
  interest: 'kỳ trả lãi',
  notice_pay_by: 'hạn trả ghi trong thông báo nợ',
  promise: 'cam kết trả nợ',
  creditor_claim: 'hạn gửi giấy đòi nợ (phá sản)',
  collateral_deduction_end: 'hết hạn khấu trừ tài sản bảo đảm khi trích lập dự phòng',
  collateral_valuation: 'định giá lại tài sản bảo đảm',
};
