import type { Bilingual, ErrorCode, ErrorFigures } from '../../domain/primitives/errors.ts';
import type { Language } from '../negotiation/language.ts';
import { ERROR_CODES, PROBLEMS } from './problems.ts';
import { fill } from './problemText.ts';

/** What is never refused, and what to do about it; written like the details of problems. */
const ONLY_WARNINGS = {
  'credit-beside-debt': {
    en:
      'Contract {contractNumber}, on {asOf:date}: {component:word} is overpaid by {credit:money}, ' +
      'while {owed} is owed[; it was paid by {receipts}]. Have the receipts allocated anew (`POST ' +
      '/v1/loans/{loanId}/reallocation`, with `bookedOn` those of a closed quarter), or reverse this ' +
      'entry if it is wrong.',
    vi:
      'Hợp đồng {contractNumber}, tính đến ngày {asOf:date}: {component:word} đã thu thừa ' +
      '{credit:money}, trong khi còn nợ {owed}[; phần thu thừa nằm ở các phiếu thu {receipts}]. Hãy ' +
      'phân bổ lại các phiếu thu (`POST /v1/loans/{loanId}/reallocation`; của quý đã khóa sổ thì kèm ' +
      '`bookedOn`), hoặc hủy mục vừa nhập nếu nhập nhầm.',
  },
  'dated-before-earlier-number': {
    en:
      'A notice with a lower number of the year, {number}, is dated {date:date}, after this one. ' +
      'Supersede the one whose date is wrong.',
    vi:
      'Thông báo có số nhỏ hơn trong năm, số {number}, ghi ngày {date:date}, sau ngày của thông báo này. ' +
      'Hãy thay thế thông báo ghi sai ngày.',
  },
  'near-duplicate': {
    en:
      '{value} differs from {other} only in accents, case, spaces or look-alike letters. If both are ' +
      'the same, reverse or correct this entry.',
    vi:
      '{value} chỉ khác {other} ở dấu, chữ hoa, khoảng trắng hoặc chữ trông giống nhau. Nếu hai số ' +
      'hoặc mã này là một, hãy hủy hoặc sửa mục vừa nhập.',
  },
  'collateral-document-known': {
    en:
      'Another asset with document {documentNumber} secures loans: {description}. If both are one, ' +
      'reverse this entry: its value would be deducted twice.',
    vi:
      'Đã có tài sản bảo đảm khác ghi giấy tờ số {documentNumber}: {description}. Nếu hai tài sản là một, ' +
      'hãy hủy mục vừa nhập, nếu không giá trị tài sản bị khấu trừ hai lần.',
  },
  'released-while-owed': {
    en:
      'Contract {contractNumber}, which the asset secured, still owes {payoff:money}. Reverse the release ' +
      'if it was not decided so.',
    vi:
      'Hợp đồng {contractNumber} do tài sản này bảo đảm còn nợ {payoff:money}. Nếu không có quyết định ' +
      'như vậy, hãy hủy lần giải chấp.',
  },
  'valued-after-release': {
    en:
      'The asset was valued on {valuedOn:date}; it is released from {releasedOn:date} on, by {documentNumber}, so ' +
      'that the value counts for nothing. Reverse the valuation, or the release if the asset goes on to secure loans.',
    vi:
      'Tài sản được định giá ngày {valuedOn:date}, nhưng đã giải chấp từ ngày {releasedOn:date} theo ' +
      '{documentNumber}, nên giá trị này không được tính. Hãy hủy lần định giá, hoặc hủy lần giải chấp nếu tài sản ' +
      'còn bảo đảm khoản vay.',
  },
  'particulars-left-out': {
    en:
      'The change leaves out {fields}, which the cooperative had: they are known no more. If that was ' +
      'not meant, send the whole of the cooperative again.',
    vi:
      'Lần sửa này bỏ trống {fields} đã có trước đó, nên các thông tin đó không còn nữa. Nếu không ' +
      'chủ ý, hãy gửi lại toàn bộ thông tin của hợp tác xã.',
  },
  'holidays-left-out': {
    en:
      '[No holiday any more, as the list leaves it out: {dates}. ][No working day any more: ' +
      '{workingDays}. ][What falls due on {dueOn} is payable by another day than before; {contracts} contracts ' +
      'have something due then. ]If that was not meant, send the whole list of the year again.',
    vi:
      '[{dates:date} không còn là ngày nghỉ, vì danh sách mới không nêu. ][{workingDays:date} không còn ' +
      'là ngày làm bù. ][Khoản đến hạn {dueOn:date} có hạn trả khác trước; {contracts} hợp đồng có ' +
      'khoản đến hạn vào các ngày này. ]Nếu không chủ ý, hãy gửi lại toàn bộ danh sách của năm.',
  },
  'source-without-capital': {
    en:
      'No capital was entered of the source {source:word}: nothing can be disbursed of it yet. Enter the ' +
      'capital movement, or correct the contract if the source is wrong; the fund has capital of ' +
      '{possible:word}.',
    vi:
      'Chưa nhập vốn của nguồn {source:word} nên chưa thể giải ngân từ nguồn này. Hãy nhập khoản tăng vốn, ' +
      'hoặc sửa hợp đồng nếu ghi nhầm nguồn; quỹ hiện có vốn của: {possible:word}.',
  },
  'ground-not-given': {
    en:
      'No ground of the charge-off was given. Decree 86/2024, art. 11, asks for one: reverse it and enter it ' +
      'again with its `ground`, if one is known.',
    vi:
      'Chưa nêu căn cứ xử lý rủi ro. Nghị định 86/2024/NĐ-CP, Điều 11 yêu cầu có căn cứ; nếu đã rõ, hãy ' +
      'hủy và nhập lại kèm `ground`.',
  },
  'not-in-group-5': {
    en:
      'The ground is group 5, but contract {contractNumber} is in group {debtGroup} on {on:date}, ' +
      '{daysPastDue} days past due. Check the ground or the day.',
    vi:
      'Căn cứ là nợ nhóm 5, nhưng ngày {on:date} hợp đồng {contractNumber} thuộc nhóm {debtGroup}, quá hạn ' +
      '{daysPastDue} ngày. Hãy kiểm tra lại căn cứ hoặc ngày.',
  },
  'life-differs': {
    en:
      'The ground of contract {contractNumber} says {ground:word}; by the collection log the borrower is ' +
      '{state:word} on {on:date}[, since {since:date}]. Enter what became of it in the log, or check the ground.',
    vi:
      'Căn cứ của hợp đồng {contractNumber} là {ground:word}; theo nhật ký thu nợ, ngày {on:date} bên vay ' +
      '{state:word}[ từ ngày {since:date}]. Hãy nhập nhật ký, hoặc kiểm tra lại căn cứ.',
  },
  'cooperative-not-active': {
    en:
      'The collection log says {state:word} since {since:date}[ by {documentNumber}]. ' +
      'Lend to it no ' +
      'more, or correct the log if it is wrong.',
    vi:
      'Nhật ký thu nợ ghi {state:word} từ ngày {since:date}[ theo {documentNumber}]. ' +
      'Không nên cho vay ' +
      'thêm; hãy sửa nhật ký nếu ghi nhầm.',
  },
  'loan-of-inactive-cooperative': {
    en:
      'Contract {contractNumber} still owes {payoff:money}. It may be recalled[; file ' +
      'the claim with ' +
      'the insolvency administrator by {fileBy:date}, within {claimDays} days ({law})].',
    vi:
      'Hợp đồng {contractNumber} còn nợ {payoff:money}. Có thể thu hồi vốn trước hạn[; ' +
      'gửi giấy đòi ' +
      'nợ cho quản tài viên chậm nhất ngày {fileBy:date}, trong {claimDays} ngày ({law})].',
  },
  'case-of-inactive-cooperative': {
    en:
      'A case is pending at {court}, last stage {stage:word}: tell the court, which may stay or ' +
      'discontinue it (Civil Procedure Code 2015, art. 214 and 217; Law on Bankruptcy 2014, ' +
      'art. 41).',
    vi:
      'Đang có vụ kiện tại {court}, giai đoạn gần nhất: {stage:word}; hãy báo Tòa án; ' +
      'Tòa án có thể tạm ' +
      'đình chỉ hoặc đình chỉ (BLTTDS 2015, Điều 214, 217; Luật Phá sản 2014, Điều 41).',
  },
  'loan-already-sued': {
    en:
      'Contract {contractNumber} is before {court} already, in a case filed on {filedOn:date}. ' +
      'Reverse the filing of the one that is wrong.',
    vi:
      'Hợp đồng {contractNumber} đang được giải quyết tại {court}, nộp đơn ngày ' +
      '{filedOn:date}. Hãy ' +
      'hủy việc nộp đơn của vụ nhập nhầm.',
  },
  'claim-differs': {
    en:
      'The case claims {claimed:money}; by their positions the loans owed {owed:money} on ' +
      '{filedOn:date}, or other components of it. Compare it with the claim of the case.',
    vi:
      'Vụ kiện yêu cầu {claimed:money}; theo số liệu theo dõi, ngày {filedOn:date} các ' +
      'khoản vay còn ' +
      'nợ {owed:money}, hoặc cơ cấu khác. Hãy đối chiếu với số liệu khởi kiện của vụ án.',
  },
  'court-of-other-matter': {
    en:
      'By the list of {filedOn:date} {court} is not there for {matter:word} cases[; these are for ' +
      '{possible}]. Check the court, or have the policy `courts` corrected.',
    vi:
      'Theo danh mục ngày {filedOn:date}, {court} không giải quyết vụ việc {matter:word}[; loại việc này do ' +
      '{possible} giải quyết]. Hãy kiểm tra lại tòa án hoặc sửa danh mục `courts`.',
  },
  'court-of-other-place': {
    en:
      'By the list of {filedOn:date} {court} is not there for {locality}[; there it is {possible}]. Check the ' +
      'court, or have the policy `courts` corrected.',
    vi:
      'Theo danh mục ngày {filedOn:date}, {court} không phụ trách địa bàn {locality}[; địa bàn này do ' +
      '{possible} phụ trách]. Hãy kiểm tra lại tòa án hoặc sửa danh mục `courts`.',
  },
  'office-not-listed': {
    en:
      'On {occurredOn:date} the list of enforcement offices does not name {office}[; its cases are with ' +
      '{successor}][; it names {possible}]. Check the office, or have the policy `enforcementOffices` corrected.',
    vi:
      'Ngày {occurredOn:date} danh mục cơ quan thi hành án không có {office}[; hồ sơ của nơi này do {successor} ' +
      'thi hành][; danh mục có {possible}]. Hãy kiểm tra lại hoặc sửa danh mục `enforcementOffices`.',
  },
  'office-of-other-matter': {
    en:
      'By the list of {occurredOn:date} {office} is not there for {matter:word} cases[; these are for ' +
      '{possible}]. Check the office, or have the policy `enforcementOffices` corrected.',
    vi:
      'Theo danh mục ngày {occurredOn:date}, {office} không thi hành vụ việc {matter:word}[; loại việc này do ' +
      '{possible} thi hành]. Hãy kiểm tra lại hoặc sửa danh mục `enforcementOffices`.',
  },
  'office-of-other-place': {
    en:
      'By the list of {occurredOn:date} {office} is not there for {locality}[; there it is {possible}]. Check ' +
      'the office, or have the policy `enforcementOffices` corrected.',
    vi:
      'Theo danh mục ngày {occurredOn:date}, {office} không phụ trách địa bàn {locality}[; địa bàn này do ' +
      '{possible} phụ trách]. Hãy kiểm tra lại hoặc sửa danh mục `enforcementOffices`.',
  },
  'state-money-not-asked': {
    en:
      'Enforcement of state money was to be asked for by {dueOn:date}[ ({law})][; it was asked for on ' +
      '{askedOn:date}]. The superior of the fund is to direct it: tell the superior, and ask without delay.',
    vi:
      'Yêu cầu thi hành án đối với tiền nhà nước phải nộp chậm nhất ngày {dueOn:date}[ ({law})][; đơn nộp ngày ' +
      '{askedOn:date}]. Cơ quan cấp trên của quỹ phải chỉ đạo thực hiện: hãy báo cáo cấp trên và nộp đơn ngay.',
  },
  'receipt-on-judgment-day': {
    en:
      'On {occurredOn:date}, the day of the award, money came through the case: {received:money} ' +
      'counts as received since the award, once. If the court took the money off already, enter what is ' +
      'awarded with it.',
    vi:
      'Ngày {occurredOn:date}, đúng ngày tuyên án, đã thu qua vụ kiện {received:money}: số này được ' +
      'tính một lần, là đã thu từ khi tuyên. Nếu bản án đã trừ số tiền này, hãy nhập số được tuyên gồm cả số đó.',
  },
  'court-not-listed': {
    en:
      'On {filedOn:date} the list of courts does not name {court}[; its cases are with ' +
      '{successor}]. ' +
      'Check the court, or have the policy `courts` corrected.',
    vi:
      'Ngày {filedOn:date} danh mục tòa án không có {court}[; các vụ của tòa này do ' +
      '{successor} giải ' +
      'quyết]. Hãy kiểm tra lại tòa án hoặc sửa danh mục `courts`.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

type OnlyWarning = keyof typeof ONLY_WARNINGS;

/** Every code that a warning can have: also of what is refused elsewhere. */
export const WARNING_CODES: readonly (ErrorCode | OnlyWarning)[] = [
  ...ERROR_CODES,
  ...(Object.keys(ONLY_WARNINGS) as OnlyWarning[]),
];

/** Something to be said about what was entered all the same. */
export interface Warning {
  readonly code: ErrorCode | OnlyWarning;
  /** The rule it is about; a warning about a number or code is about none. */
  readonly rule?: string;
  readonly figures: ErrorFigures;
}

function detailOf(code: Warning['code']): Bilingual {
  return Object.hasOwn(ONLY_WARNINGS, code)
    ? ONLY_WARNINGS[code as OnlyWarning]
    : PROBLEMS[code as ErrorCode].detail;
}

/** Warnings in words. */
export function presentWarnings(warnings: readonly Warning[], language: Language) {
  return warnings.map(({ code, rule, figures }) => ({
    code,
    ...(rule === undefined ? {} : { rule }),
    detail: fill(detailOf(code)[language], figures, language),
    figures,
  }));
}

/** Warnings in words, in an answer that has them. */
export interface Warned {
  readonly warnings?: ReturnType<typeof presentWarnings>;
}

/** The same for an answer that has `warnings` only if there are any. */
export function warned(warnings: readonly Warning[], language: Language): Warned {
  return warnings.length === 0 ? {} : { warnings: presentWarnings(warnings, language) };
}
