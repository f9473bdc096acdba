import type { ChargeOffGround } from '../../domain/loans/chargeOff.ts';
import { isSourceCode, nameOfSource } from '../../domain/fund/sources.ts';
import type { LifeState } from '../../domain/borrowers/life.ts';
import type { GROUNDS } from '../../domain/reports/rows.ts';
import type { Matter } from '../../domain/policies/courtTypes.ts';
import type { CollateralKind } from '../../domain/policies/collateralKinds.ts';
import type { DocketType } from '../../domain/policies/docketTypes.ts';
import type { FilingChannel } from '../../domain/court/enforcement.ts';
import type { Stage } from '../../domain/court/stages.ts';
import type { Allocation } from '../../domain/loans/facts.ts';
import type { Standing } from '../../domain/loans/position.ts';
import type { ExpectedReceipt } from '../../domain/reports/forecast/expectedReceipts.ts';
import type { FactType } from '../../domain/loans/explained/statement.ts';
import { FACT_KINDS_VI } from './factKindWords.ts';

/** The last stage of a case, as a report says it (R26). */
export const STAGE_WORDS: Readonly<Record<Stage, string>> = {
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
  enforcement_stayed: 'hoãn thi hành án',
  enforcement_resumed: 'tiếp tục thi hành án',
  enforcement_suspended: 'tạm đình chỉ thi hành án',
  enforcement_entrusted: 'ủy thác thi hành án',
  request_returned: 'trả lại đơn yêu cầu thi hành án',
  enforcement_terminated: 'đình chỉ thi hành án',
  enforcement_closed: 'đã kết thúc thi hành án',
  withdrawn: 'đã rút đơn khởi kiện',
};

/** Why a receipt is expected (R20). */
export const GROUND_WORDS: Readonly<Record<ExpectedReceipt['ground'], string>> = {
  schedule: 'lịch trả nợ',
  recall: 'quyết định thu hồi',
  recovery_plan: 'kế hoạch trả nợ',
};

/** What a line of a statement tells of. */
export const FACT_WORDS: Readonly<Record<FactType, string>> = {
  opening: 'Số dư nhận bàn giao',
  disbursement: 'Giải ngân',
  repayment: 'Thu nợ',
  waiver: 'Miễn, giảm lãi',
  charge_off: 'Xử lý rủi ro',
  write_off: 'Xuất toán nợ đã xử lý rủi ro',
  restructuring: 'Cơ cấu lại thời hạn trả nợ',
  rate_change: 'Điều chỉnh lãi suất',
  freeze: 'Khoanh nợ, ngừng tính lãi',
  freeze_end: 'Hết thời gian khoanh nợ, tính lãi trở lại',
  recall: 'Thu hồi vốn trước hạn',
  recall_withdrawal: 'Hủy bỏ quyết định thu hồi vốn trước hạn',
  debt_group_override: 'Phân loại lại nhóm nợ',
};

/** What a cooperative is, in Vietnamese (R30). */
const LIFE_WORDS: Readonly<Record<LifeState, string>> = {
  active: 'đang hoạt động',
  ceased_operation: 'đã ngừng hoạt động',
  dissolved: 'đã giải thể',
  bankrupt: 'đã phá sản',
};

/** Why a debt was charged off (R40). */
export const CHARGE_OFF_GROUND_WORDS: Readonly<Record<ChargeOffGround, string>> = {
  dissolved: 'đã giải thể',
  bankrupt: 'đã phá sản',
  dead: 'cá nhân đã chết',
  missing: 'cá nhân mất tích',
  unable_to_work: 'cá nhân mất khả năng lao động vĩnh viễn',
  group_5: 'nợ nhóm 5',
};

/** What a request can name and not find. */
const THING_WORDS: Readonly<Record<string, string>> = {
  account: 'tài khoản',
  'capital movement': 'khoản tăng, giảm vốn điều lệ',
  'charge off': 'quyết định xử lý rủi ro',
  'charge-off': 'quyết định xử lý rủi ro',
  collateral: 'tài sản bảo đảm',
  'collateral change': 'lần thay đổi tài sản bảo đảm',
  'collateral release': 'lần giải chấp',
  'collateral valuation': 'lần định giá tài sản',
  'collection entry': 'mục nhật ký thu nợ',
  count: 'lần kiểm kê, đối chiếu số dư',
  cooperative: 'hợp tác xã',
  cooperatives: 'bên vay',
  loans: 'hợp đồng vay',
  'file bytes': 'byte tệp đã gửi',
  'debt group override': 'quyết định chuyển nhóm nợ',
  decision: 'quyết định',
  delivery: 'lần giao thông báo',
  disbursement: 'phiếu chi giải ngân',
  document: 'bản in',
  fund: 'quỹ',
  freeze: 'quyết định khoanh nợ',
  'freeze end': 'quyết định kết thúc khoanh nợ',
  handover: 'lần bàn giao quỹ',
  'handover entry': 'lần nhận bàn giao quỹ',
  import: 'tệp đã gửi',
  'income movement': 'khoản thu, chi ngoài cho vay',
  invitation: 'thư mời',
  'issued report': 'báo cáo đã phát hành',
  'kept classification': 'bảng phân loại nợ đã lưu',
  line: 'dòng báo cáo',
  'litigation case': 'vụ kiện',
  'litigation stage': 'giai đoạn vụ kiện',
  loan: 'khoản vay',
  'locality change': 'lần đổi địa bàn',
  notice: 'thông báo',
  'notice draft': 'bản dự thảo thông báo',
  'notice run': 'đợt lập thông báo',
  origin: 'hồ sơ nhận bàn giao của khoản vay',
  place: 'nơi giữ tiền',
  'problem code': 'mã lỗi',
  'proposed act': 'đề nghị chờ xác nhận',
  quarter: 'quý',
  'rate change': 'quyết định đổi lãi suất',
  recall: 'quyết định thu hồi vốn',
  receipt: 'phiếu thu',
  repayment: 'phiếu thu',
  restructuring: 'quyết định cơ cấu nợ',
  'scheduled work': 'việc theo lịch',
  token: 'mã truy cập',
  transfer: 'lần chuyển tiền giữa các nơi',
  'trustee statement': 'báo cáo của bên nhận ủy thác',
  user: 'người dùng',
  waiver: 'quyết định miễn, giảm lãi',
  webhook: 'địa chỉ nhận sự kiện (webhook)',
  withdrawal: 'quyết định hủy bỏ thu hồi',
  'write off': 'quyết định xuất toán',
  year: 'năm',
};

/** What is owed by component, of principal what is past due (R8). */
const COMPONENT_WORDS: Readonly<Record<keyof Allocation, Readonly<Record<'en' | 'vi', string>>>> = {
  principal: { en: 'overdue principal', vi: 'gốc quá hạn' },
  inTermInterest: { en: 'in-term interest', vi: 'lãi trong hạn' },
  overdueInterest: { en: 'overdue interest', vi: 'lãi quá hạn' },
  lateInterest: { en: 'late interest', vi: 'lãi chậm trả' },
};

/** For what a court or enforcement office is there. */
export const MATTER_WORDS: Readonly<Record<Matter, string>> = {
  civil: 'dân sự',
  commercial: 'kinh doanh thương mại',
  bankruptcy: 'phá sản',
};

/** What a refusal names by the kind of its fact. */
const FACTS: Readonly<Record<string, string>> = FACT_KINDS_VI;

const WORDS: Readonly<Record<string, string>> = {
  ...STAGE_WORDS,
  ...CHARGE_OFF_GROUND_WORDS,
  ...LIFE_WORDS,
  ...MATTER_WORDS,
};

/** A code as it is said: in Vietnamese by its word, else in English without its underscores. */
export function inWordsOf(code: string, language: 'en' | 'vi'): string {
  if (Object.hasOwn(COMPONENT_WORDS, code)) {
    return COMPONENT_WORDS[code as keyof Allocation][language];
  }
  const spaced = code.replaceAll('_', ' ');
  if (language === 'en') return spaced;
  if (isSourceCode(code)) return nameOfSource(code);
  return WORDS[code] ?? THING_WORDS[spaced] ?? FACTS[code.replaceAll(' ', '_')] ?? spaced;
}

/** What a borrower is. */
export const BORROWER_KIND_WORDS = {
  cooperative: 'hợp tác xã',
  union: 'liên hiệp hợp tác xã',
  group: 'tổ hợp tác',
  member: 'thành viên',
} as const;

/** Where a loan stands (R15). */
export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  not_disbursed: 'chưa giải ngân',
  settled: 'đã tất toán',
  charged_off: 'đã xử lý rủi ro',
  overdue: 'quá hạn',
  in_term: 'trong hạn',
};

/** What the amount of a row is (R19). */
export const MOVEMENT_WORDS: Readonly<Record<(typeof GROUNDS)[number], string>> = {
  contribution: 'bổ sung vốn điều lệ',
  withdrawal: 'rút vốn điều lệ',
  disbursement: 'giải ngân cho vay',
  repayment: 'thu nợ',
  opening: 'dư nợ gốc nhận bàn giao',
  brought_forward: 'số dư chuyển sang',
  available: 'nguồn vốn gốc đã có',
  schedule: 'thu nợ theo lịch trả nợ',
  recall: 'thu nợ theo quyết định thu hồi',
  recovery_plan: 'thu nợ theo kế hoạch trả nợ',
  recovered_as_income: 'Thu hồi nợ đã xử lý rủi ro',
  entrustment: 'Ủy thác cho vay',
  planned_disbursement: 'dự kiến giải ngân cho vay',
  planned_contribution: 'dự kiến bổ sung vốn điều lệ',
  planned_withdrawal: 'dự kiến rút vốn điều lệ',
};

/** What an asset is that secures loans (R41). */
export const COLLATERAL_KIND_WORDS: Readonly<Record<CollateralKind, string>> = {
  real_estate: 'bất động sản',
  vehicle: 'phương tiện vận tải',
  machinery: 'máy móc, thiết bị',
  deposit: 'tiền gửi tại Quỹ',
  other: 'tài sản khác',
};

/** How money was paid. */
export const METHOD_WORDS = { cash: 'tiền mặt', transfer: 'chuyển khoản' } as const;

/** How a request for enforcement is filed (R38). */
export const CHANNEL_WORDS: Readonly<Record<FilingChannel, string>> = {
  portal: 'Cổng dịch vụ công quốc gia (VNeID)',
  paper: 'văn bản giấy',
  orally: 'trình bày trực tiếp',
};

/** The kinds of a case (R26). */
export const DOCKET_WORDS: Readonly<Record<DocketType, string>> = {
  civil: 'dân sự',
  commercial: 'kinh doanh thương mại',
};
