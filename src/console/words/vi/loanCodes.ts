/** Codes of the API that stand on the screens of loans and borrowers. */
export const loanCodes = {
  source: {
    charter: 'Vốn điều lệ',
    contribution: 'Vốn góp của thành viên',
    advance: 'Vốn tạm ứng từ ngân sách',
    mobilised: 'Vốn huy động',
    entrusted_in: 'Vốn nhận ủy thác',
    grant: 'Vốn tài trợ',
    reserve: 'Quỹ dự phòng, quỹ đầu tư phát triển',
    surplus: 'Chênh lệch thu chi',
  },
  restructuringKind: {
    reschedule: 'Điều chỉnh kỳ hạn trả nợ',
    extension: 'Gia hạn nợ',
  },
  scheduleKind: {
    equal: 'Gốc đều các kỳ',
    annuity: 'Gốc và lãi đều các kỳ',
    bullet: 'Trả một lần',
    custom: 'Theo từng kỳ của hợp đồng',
  },
  every: {
    month: 'hằng tháng',
    quarter: 'hằng quý',
    half_year: 'sáu tháng một lần',
    year: 'hằng năm',
    maturity: 'cùng kỳ trả gốc cuối',
  },
  overdueScope: {
    instalment: 'chỉ kỳ ấy chuyển quá hạn',
    loan: 'toàn bộ dư nợ chuyển quá hạn',
  },
  part: {
    overduePrincipal: 'gốc quá hạn',
    overdueInterest: 'lãi quá hạn',
    inTermInterest: 'lãi trong hạn',
    lateInterest: 'lãi chậm trả',
    principal: 'gốc chưa đến hạn',
  },
  noticeKind: {
    quarterly: 'hằng quý',
    overdue: 'nợ quá hạn',
    recall: 'thu hồi trước hạn',
  },
  noticeStatus: {
    issued: 'đã lập',
    superseded: 'đã thay',
    reversed: 'đã hủy',
    undelivered: 'chưa giao',
    stale: 'không còn đúng',
  },
  chargeOffGround: {
    dissolved: 'Đã giải thể',
    bankrupt: 'Đã phá sản',
    dead: 'Cá nhân đã chết',
    missing: 'Cá nhân mất tích',
    unable_to_work: 'Cá nhân mất khả năng lao động vĩnh viễn',
    group_5: 'Nợ nhóm 5',
  },
  chargedOffInterest: {
    stops: 'Ngừng tính lãi',
    goes_on: 'Tiếp tục tính lãi, theo dõi ngoại bảng',
  },
  recoveryOfChargedOff: { capital: 'Trở lại nguồn vốn', income: 'Ghi thu nhập trong kỳ' },
  collateralKind: {
    real_estate: 'Bất động sản',
    vehicle: 'Phương tiện vận tải',
    machinery: 'Máy móc, thiết bị',
    deposit: 'Tiền gửi tại Quỹ',
    other: 'Tài sản khác',
  },
  life: {
    active: 'đang hoạt động',
    ceased_operation: 'đã ngừng hoạt động',
    dissolved: 'đã giải thể',
    bankrupt: 'đã phá sản',
  },
} as const;
