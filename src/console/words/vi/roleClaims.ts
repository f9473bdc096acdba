/** The words of groups of a provider that come in without an invitation. */
export const roleClaims = {
  title: 'Cho vào theo nhóm tài khoản',
  intro:
    'Ai thuộc nhóm dưới đây ở hệ thống đăng nhập thì vào quỹ không cần lời mời. Mỗi lần đăng nhập, vai trò theo nhóm; không còn thuộc nhóm nào thì chấm dứt. Người được mời giữ vai trò trong lời mời.',
  add: 'Quy định nhóm',
  verb: 'Ghi quy định',
  provider: 'Hệ thống đăng nhập',
  effectiveOn: 'Áp dụng từ ngày',
  document: 'Văn bản quy định',
  roles: 'Nhóm và vai trò',
  nobody: 'không cho nhóm nào vào',
  recordedBy: 'Người ghi',
  groups: {
    director: 'Nhóm làm giám đốc',
    accountant: 'Nhóm làm kế toán',
    auditor: 'Nhóm làm kiểm soát',
  },
  hint: 'Ghi tên nhóm đúng như ở hệ thống đăng nhập, nhiều nhóm thì ngăn bằng dấu phẩy. Để trống cả ba: từ ngày đó không nhóm nào được vào.',
} as const;
