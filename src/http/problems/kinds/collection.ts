import { kind } from '../problemKind.ts';

/** Refusals of court cases, the collection log and notices. */
export const COLLECTION = {
  'stage-not-possible': kind(
    422,
    ['This stage cannot follow', 'Giai đoạn này không thể tiếp theo'],
    [
      '[After the stage “{lastStage:word}” can follow: {possible:word}. ]Enter the stages in the order ' +
        'they occurred.',
      '[Sau giai đoạn “{lastStage:word}” có thể là: {possible:word}. ]Hãy nhập các giai đoạn theo đúng ' +
        'thứ tự.',
    ],
  ),
  'stage-out-of-order': kind(
    422,
    ['The stage is before the last one', 'Giai đoạn trước giai đoạn đã nhập'],
    [
      'A stage does not occur before the last one[, {lastOccurredOn:date}]; correct the date.',
      'Giai đoạn không thể trước giai đoạn cuối[ ngày {lastOccurredOn:date}]; hãy sửa ngày.',
    ],
  ),
  'stage-not-in-law': kind(
    422,
    ['The law of that day has no such stage', 'Luật của ngày đó không có giai đoạn này'],
    [
      '[The stage “{stage:word}” is of a law that was not in force on {occurredOn:date}. ][That law is in force ' +
        'from {from:date}. ]Enter the stage with the day of the decision under that law; what happened before ' +
        'stands as a note of the stage before, or in the collection log.',
      '[Giai đoạn “{stage:word}” thuộc luật chưa có hiệu lực vào ngày {occurredOn:date}. ][Luật đó có hiệu lực từ ' +
        'ngày {from:date}. ]Hãy nhập theo ngày của quyết định ban hành theo luật đó; việc xảy ra trước thì ' +
        'ghi vào ghi chú của giai đoạn trước hoặc nhật ký thu nợ.',
    ],
  ),
  'nothing-to-enforce': kind(
    422,
    ['There is no judgment in force', 'Chưa có bản án có hiệu lực'],
    [
      'No judgment or recognised settlement of the case was in force[ on {asOf:date}]: enforcement cannot be asked ' +
        'for. Enter the stage `final` or `settlement_recognised`, or ask for a later day.',
      'Vụ kiện chưa có bản án hoặc quyết định công nhận có hiệu lực[ đến ngày {asOf:date}] nên chưa thể yêu cầu thi ' +
        'hành án. Hãy nhập giai đoạn `final` hoặc `settlement_recognised`, hoặc chọn ngày sau đó.',
    ],
  ),
  'nothing-due-of-award': kind(
    409,
    ['Nothing of the award is to be asked for', 'Chưa có khoản nào để yêu cầu thi hành án'],
    [
      'What is awarded and had fallen due[ by {asOf:date}] is received: the request would ask for 0 VND. [The next ' +
        'part, of which {left:money} is left, falls due on {dueOn:date}: ask for a request as of that day or a later ' +
        'one. ][All of the {awarded:money} that is awarded is received: enter the stage `enforcement_closed` once the ' +
        'office says so. ]If a receipt through the case is wrong, reverse it.',
      'Số được tuyên đã đến hạn[ tính đến ngày {asOf:date}] đã thu đủ nên đơn sẽ yêu cầu 0 đồng. [Phần kế tiếp, còn ' +
        '{left:money}, đến hạn ngày {dueOn:date}: hãy lập đơn tính đến ngày đó hoặc ngày sau. ][Đã thu đủ ' +
        '{awarded:money} được tuyên: hãy nhập giai đoạn `enforcement_closed` khi cơ quan thi hành án kết thúc. ]Nếu ' +
        'phiếu thu qua vụ kiện bị sai, hãy hủy phiếu đó.',
    ],
  ),
  'not-received-before': kind(
    422,
    ['Not received before the opening day', 'Không phải khoản đã thu trước ngày nhận bàn giao'],
    [
      '[{receivedOn:date} is after the opening day, {on:date}. ][Contract {contractNumber} was not taken over from ' +
        'the paper book. ][The fund {fund} handed it over: what came before stands in its handover. ]' +
        '`receivedBefore` tells what came through the case up to the opening day, on loans that were all taken over ' +
        'with `opening`. Leave the rest out, and enter it as receipts of the loan that name the case.',
      '[Ngày {receivedOn:date} sau ngày nhận bàn giao {on:date}. ][Hợp đồng {contractNumber} không được nhận từ sổ ' +
        'giấy. ][Hợp đồng do quỹ {fund} bàn giao: khoản đã thu trước nằm trong hồ sơ bàn giao. ]' +
        '`receivedBefore` chỉ ghi khoản đã thu qua vụ kiện đến hết ngày nhận bàn giao, khi mọi khoản vay của vụ ' +
        'đều có `opening`. Hãy bỏ phần còn lại và nhập thành phiếu thu của khoản vay có nêu vụ kiện.',
    ],
  ),
  'instalments-above-award': kind(
    422,
    ['The dated parts exceed the award', 'Các phần trả theo kỳ vượt số được tuyên'],
    [
      '[The dated parts come to {instalments:money}, {excess:money} more than the {awarded:money} that is ' +
        'awarded at this stage. ]Correct the parts or the amounts.',
      '[Các phần trả theo kỳ cộng lại là {instalments:money}, vượt {excess:money} so với {awarded:money} ' +
        'được tuyên ở giai đoạn này. ]Hãy sửa các phần hoặc số được tuyên.',
    ],
  ),
  'life-on-same-day': kind(
    409,
    ['One state of a cooperative a day', 'Mỗi ngày chỉ một tình trạng hoạt động'],
    [
      'The log says one state of a cooperative a day[: on {on:date} {state:word} stands ' +
        'already]. Reverse that entry first, or correct the date.',
      'Mỗi ngày nhật ký chỉ ghi một tình trạng hoạt động[: ngày {on:date} đã ghi ' +
        '{state:word}]. Hãy hủy mục đó trước hoặc sửa ngày.',
    ],
  ),
  'nothing-to-pay': kind(
    422,
    ['There is nothing to ask for', 'Không có khoản nào phải thu'],
    [
      'By what is known now the loan has nothing of this kind to pay; check the dates and ' +
        'receipts.',
      'Theo số liệu hiện có, khoản vay không có khoản nào phải thu; hãy kiểm tra ngày và ' +
        'phiếu thu.',
    ],
  ),
  'nothing-overdue': kind(
    422,
    ['No principal is overdue', 'Không có nợ gốc quá hạn'],
    [
      'No principal of the loan is overdue on that day[, {on:date}]; check the day and the ' +
        'receipts.',
      'Ngày đó[, {on:date},] khoản vay không có nợ gốc quá hạn; hãy kiểm tra ngày và phiếu thu.',
    ],
  ),
  'recall-not-in-force': kind(
    422,
    ['The recall is not in force', 'Quyết định thu hồi không có hiệu lực'],
    [
      'On the day of the notice[, {on:date},] the recall was not decided yet, was withdrawn ' +
        'or reversed, an earlier deadline counts, or nothing is recalled before its time.',
      'Vào ngày thông báo[ ({on:date})] quyết định thu hồi chưa có, đã bị rút hoặc hủy, có ' +
        'thời hạn khác sớm hơn, hoặc không còn nợ gốc để thu hồi trước hạn.',
    ],
  ),
  'recall-deadline-passed': kind(
    422,
    ['The deadline of the recall has passed', 'Thời hạn thu hồi đã qua'],
    [
      'The deadline of the recall has passed[: {deadline:date}]. What is not paid is ' +
        'overdue: issue the notice of overdue principal.',
      'Thời hạn thu hồi đã qua[: {deadline:date}]. Phần chưa trả đã quá hạn: hãy lập thông ' +
        'báo chuyển nợ quá hạn.',
    ],
  ),
  'pay-by-too-late': kind(
    422,
    ['Other principal turns overdue before that day', 'Trước ngày đó có khoản khác đến hạn'],
    [
      'The notice asks for what is overdue today; choose a pay-by day before other principal ' +
        'turns overdue[: {last:date} at the latest].',
      'Thông báo chỉ đòi phần đã quá hạn; hãy chọn hạn trả trước khi khoản khác đến hạn[: ' +
        'muộn nhất ngày {last:date}].',
    ],
  ),
  'notice-stands': kind(
    409,
    ['A notice of it stands already', 'Đã có thông báo'],
    [
      'Supersede that one, giving the reason[ ({noticeId})].',
      'Hãy thay thế thông báo đó và nêu lý do[ ({noticeId})].',
    ],
  ),
  'already-superseded': kind(
    409,
    ['The notice was superseded already', 'Thông báo đã được thay thế'],
    [
      'Another notice stands in its place: supersede that one[ ({noticeId})].',
      'Đã có thông báo khác thay thế: hãy thay thế thông báo đó[ ({noticeId})].',
    ],
  ),
  'run-not-done': kind(
    409,
    ['The run is not done yet', 'Đợt thông báo chưa lập xong'],
    [
      'Poll it until its status is no longer `running`[; loans left: {left}], then print it.',
      'Hãy chờ đến khi trạng thái không còn là `running`[; còn {left} khoản vay], rồi in.',
    ],
  ),
  'nothing-to-print': kind(
    409,
    ['There is no letter to print', 'Không có thông báo nào để in'],
    [
      'The run made no notice that stands: no loan had something to pay in the quarter.',
      'Đợt này không có thông báo nào còn hiệu lực: không khoản vay nào phải trả trong quý.',
    ],
  ),
} as const;
