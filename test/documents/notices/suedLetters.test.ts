import {
  overdueNoticeParts,
  recallNoticeParts,
} from '../../../src/documents/notices/demandNotice.ts';
import { quarterlyNoticeParts } from '../../../src/documents/notices/quarterlyNotice.ts';
import type { SuitState } from '../../../src/domain/court/suitState.ts';
import type { NoticeState } from '../../../src/domain/notices/noticeContent.ts';
import { overdueLetter, recallLetter } from '../../support/demandLetters.ts';
import { plainText } from '../../../src/documents/print/content.ts';
import { OVERDUE_NOTICE } from '../../support/noticeContent.ts';

const WORDS = { wording: 2 } as const;

/** The three kinds of notices about a loan whose case has come so far. */
function letters(suit: SuitState | null, sued: boolean): string[] {
  const state: NoticeState = { sued, suit, recalled: false, frozen: false };
  return [
    quarterlyNoticeParts({ ...OVERDUE_NOTICE, ...WORDS, state }),
    overdueNoticeParts({ ...overdueLetter(), ...WORDS, state }),
    recallNoticeParts({ ...recallLetter(), ...WORDS, state }),
  ].map((parts) => plainText(parts).replaceAll(/\s+/g, ' '));
}

describe('a notice says what follows by how far the case about the loan has come (R25, R26)', () => {
  test.each<[SuitState, string]>([
    [
      'in_court',
      'Quỹ đã khởi kiện để thu hồi khoản nợ này. Nếu không trả đủ đúng hạn, Quỹ tiếp tục đề nghị Tòa án giải ' +
        'quyết vụ án theo quy định của pháp luật; số tiền trả theo thông báo này được ghi nhận trong quá trình ' +
        'giải quyết vụ án.',
    ],
    [
      'judged',
      'Khoản nợ này đã được Tòa án giải quyết bằng bản án, quyết định có hiệu lực pháp luật. Nếu không trả đủ ' +
        'đúng hạn, Quỹ yêu cầu cơ quan thi hành án dân sự tổ chức thi hành; số tiền trả theo thông báo này được ' +
        'trừ vào nghĩa vụ phải thi hành.',
    ],
    [
      'in_enforcement',
      'Khoản nợ này đang được thi hành án. Số tiền trả theo thông báo này được Quỹ thông báo cho cơ quan thi ' +
        'hành án dân sự để trừ vào nghĩa vụ phải thi hành; nếu không trả đủ đúng hạn, việc thi hành án tiếp tục ' +
        'theo quy định của pháp luật.',
    ],
    [
      'closed',
      'Khoản nợ này đã được Tòa án giải quyết; nghĩa vụ trả nợ theo bản án, quyết định của Tòa án vẫn phải được ' +
        'thực hiện đầy đủ.',
    ],
  ])('%s: and threatens with no suit', (suit, sentence) => {
    for (const letter of letters(suit, suit !== 'closed')) {
      expect(letter).toContain(sentence);
      expect(letter).not.toMatch(/có quyền|Quỹ khởi kiện/);
    }
  });

  test('a case that was withdrawn, returned or discontinued: the fund may sue again', () => {
    const [quarterly, overdue, recall] = letters('ended_without_judgment', false);
    expect(quarterly).toContain(
      'Quỹ có quyền chấm dứt cho vay, thu hồi nợ trước hạn, khởi kiện lại để thu hồi nợ theo hợp đồng và quy ' +
        'định của pháp luật.',
    );
    expect(overdue).toContain(
      'Quỹ có quyền chấm dứt cho vay, thu hồi nợ trước hạn và khởi kiện lại tại Tòa án có thẩm quyền theo hợp ' +
        'đồng và quy định của pháp luật.',
    );
    expect(recall).toContain(
      'Quá thời hạn trên mà không trả hết nợ, Quỹ khởi kiện lại tại Tòa án có thẩm quyền để thu hồi nợ gốc',
    );
  });

  test('no case: the fund may sue', () => {
    for (const letter of letters(null, false)) {
      expect(letter).toMatch(/khởi kiện (để|tại)/);
      expect(letter).not.toContain('khởi kiện lại');
    }
  });

  test('what was issued before letters told it is printed as it was', () => {
    const state = { sued: true, recalled: false, frozen: false };
    const letter = plainText(quarterlyNoticeParts({ ...OVERDUE_NOTICE, ...WORDS, state }));
    expect(letter.replaceAll(/\s+/g, ' ')).toContain(
      'Quỹ đã khởi kiện để thu hồi khoản nợ này; số tiền trả theo thông báo này được ghi nhận trong quá trình ' +
        'giải quyết vụ án, thi hành án.',
    );
  });
});
