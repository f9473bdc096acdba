import type { CaseView, RecalledLoanView } from './view.ts';
import { fullVnd, proseDate } from '../words/vietnamese.ts';
import { STAGE_WORDS } from '../words/vocabulary.ts';

/** A case in one line: court, stage, sums over all components. */
export function caseLine(of: CaseView): string {
  const sums = [
    `yêu cầu ${fullVnd(of.claimed)}`,
    ...(of.awarded === null ? [] : [`tòa án công nhận ${fullVnd(of.awarded)}`]),
    ...(of.recovered === '0' ? [] : [`đã thu qua vụ kiện ${fullVnd(of.recovered)}`]),
    // Nothing is left, or it is shown with another case about the same loans.
    ...(of.outstanding === '0' ? [] : [`còn phải thu ${fullVnd(of.outstanding)}`]),
  ];
  const stage = `${STAGE_WORDS[of.stage]} (${proseDate(of.stageOn)})`;
  return `- ${of.cooperativeName}, ${of.court}: ${stage}; ${sums.join('; ')}.`;
}

/** A loan under early recall in one line. */
export function recallLine(of: RecalledLoanView): string {
  const contract = `- ${of.cooperativeName}, hợp đồng số ${of.contractNumber}`;
  const asked = `phải trả trước hạn ${fullVnd(of.principalOutstanding)} nợ gốc`;
  return `${contract}: ${asked}, hạn trả ${proseDate(of.deadline)}.`;
}
