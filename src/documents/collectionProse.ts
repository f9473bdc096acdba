import type { Stage } from '../domain/litigation.ts';
import type { CaseView, RecalledLoanView } from './fundSectionView.ts';
import { fullVnd, proseDate } from './vietnamese.ts';

/** The last stage of a case, as a report says it (R26). */
const STAGES: Readonly<Record<Stage, string>> = {
  petition_filed: 'đã nộp đơn khởi kiện',
  amendment_asked: 'tòa án yêu cầu sửa đổi, bổ sung đơn',
  petition_returned: 'tòa án trả lại đơn',
  fee_advance_paid: 'đã nộp tạm ứng án phí',
  accepted: 'tòa án đã thụ lý',
  mediation: 'đang hòa giải',
  settlement_recognised: 'đã công nhận sự thỏa thuận',
  stayed: 'tạm đình chỉ giải quyết',
  discontinued: 'đình chỉ giải quyết',
  hearing: 'đã mở phiên tòa',
  first_instance_judgment: 'đã có bản án sơ thẩm',
  appealed: 'bản án sơ thẩm bị kháng cáo',
  appeal_judgment: 'đã có bản án phúc thẩm',
  final: 'bản án đã có hiệu lực pháp luật',
  enforcement_requested: 'đã yêu cầu thi hành án',
  enforcement_decided: 'đã có quyết định thi hành án',
  no_means_found: 'chưa có điều kiện thi hành án',
  assets_attached: 'đã kê biên tài sản',
  enforcement_closed: 'đã kết thúc thi hành án',
  withdrawn: 'đã rút đơn khởi kiện',
};

/** A case in one line: court, stage, sums over all components. */
export function caseLine(of: CaseView): string {
  const sums = [
    `yêu cầu ${fullVnd(of.claimed)}`,
    ...(of.awarded === null ? [] : [`tòa án công nhận ${fullVnd(of.awarded)}`]),
    ...(of.recovered === '0' ? [] : [`đã thu qua vụ kiện ${fullVnd(of.recovered)}`]),
    `còn phải thu ${fullVnd(of.outstanding)}`,
  ];
  const stage = `${STAGES[of.stage]} (${proseDate(of.stageOn)})`;
  return `- ${of.cooperativeName}, ${of.court}: ${stage}; ${sums.join('; ')}.`;
}

/** A loan under early recall in one line. */
export function recallLine(of: RecalledLoanView): string {
  const contract = `- ${of.cooperativeName}, hợp đồng số ${of.contractNumber}`;
  const asked = `phải trả trước hạn ${fullVnd(of.principalOutstanding)} nợ gốc`;
  return `${contract}: ${asked}, hạn trả ${proseDate(of.deadline)}.`;
}
