import { plainText, wordsOf, type Part } from '../../../src/documents/print/content.ts';
import { fundSectionProse } from '../../../src/documents/section/prose.ts';
import { fundSectionDocument } from '../../../src/documents/section/document.ts';
import type { CaseView, FundSectionView } from '../../../src/documents/section/view.ts';
import {
  letterOf,
  NO_SETTINGS,
  type DocumentSettings,
} from '../../../src/domain/fund/documentSettings.ts';
import { FUND, LANG_SON } from '../../support/fundSectionView.ts';

function suit(cooperativeName: string, court: string, more: Partial<CaseView>): CaseView {
  return {
    cooperativeId: cooperativeName,
    cooperativeName,
    court: `Tòa án nhân dân huyện ${court}`,
    stage: 'accepted',
    stageOn: '2023-03-10',
    claimed: '100000000',
    awarded: null,
    recovered: '0',
    outstanding: '110000000',
    ...more,
  };
}

/** By cooperative; HTX Xuân Mai is sued in two cases, the debt standing with the second. */
const CASES = [
  suit('HTX Xuân Mai', 'Văn Quan', { claimed: '469686576', outstanding: '0' }),
  suit('HTX Xuân Mai', 'Văn Quan', { claimed: '10000000', outstanding: '430425042' }),
  suit('HTX Phương Đông', 'Văn Quan', { stage: 'petition_filed', stageOn: '2023-05-04' }),
  suit('HTX Yên Thành', 'Văn Quan', {
    stage: 'enforcement_decided',
    claimed: '208427918',
    awarded: '205000000',
    recovered: '10000000',
    outstanding: '199999999',
  }),
  suit('HTX Nông nghiệp Xanh', 'Bắc Sơn', {}),
  suit('HTX Nông Lâm Sơn Trang', 'Bắc Sơn', {}),
  suit('HTX Hợp Thịnh', 'Cao Lộc', {}),
  suit('HTX Thống Nhất', 'Cao Lộc', {}),
];

const recalled = (cooperativeName: string, contractNumber: string, principal: string) => ({
  contractNumber,
  cooperativeId: cooperativeName,
  cooperativeName,
  deadline: '2023-10-31',
  principalOutstanding: principal,
});

const SECTION: FundSectionView = {
  ...LANG_SON,
  litigation: { ...LANG_SON.litigation, cases: CASES },
  recalls: {
    ...LANG_SON.recalls,
    loans: [
      recalled('HTX Vạn An', '06/2020/HĐTD', '300000000'),
      recalled('HTX Yên Dũng', '07/2021/HĐTD', '250000000'),
    ],
  },
};

const partsOf = (
  section: FundSectionView = SECTION,
  settings: Partial<DocumentSettings> = {},
  issue: Parameters<typeof fundSectionDocument>[3] = null,
) => {
  const fund = { ...FUND, code: 'QHT' };
  return fundSectionDocument(section, fund, letterOf({ ...NO_SETTINGS, ...settings }, fund), issue);
};

/** What stands under a heading, up to the next one. */
function under(parts: readonly Part[], title: string): readonly Part[] {
  const begin = parts.findIndex((part) => part.kind === 'heading' && part.text === title);
  const rest = parts.slice(begin + 1);
  const end = rest.findIndex((part) => part.kind === 'heading' || part.kind === 'closing');
  return rest.slice(0, end);
}

function tableUnder(parts: readonly Part[], title: string): Extract<Part, { kind: 'table' }> {
  const table = under(parts, title).find((part) => part.kind === 'table');
  if (table?.kind !== 'table') throw new Error(`no table under ${title}`);
  return table;
}

const LAWSUITS = '4. Khởi kiện';

const RECALLS = '5. Thu hồi vốn trước hạn';

describe('the fund section of Lạng Sơn as a document (R19, R23, R24)', () => {
  test('says in prose what the text form says, with the numbers of each locality', () => {
    const text = plainText(partsOf());
    expect(text).toContain(
      'Tổng dư nợ gốc là 4,61 tỷ đồng, trong đó dư nợ gốc trong hạn 3 tỷ đồng (10 HTX), dư nợ ' +
        'gốc quá hạn 1,61 tỷ đồng (07 HTX).',
    );
    expect(text).toContain(
      'Đến 30/6/2023, Quỹ đã khởi kiện 07 trong số 10 HTX nợ quá hạn, gồm: Văn Quan 03 HTX; ' +
        'Bắc Sơn 02 HTX; Cao Lộc 02 HTX.\n',
    );
    expect(text).toContain('10 HTX nợ trong hạn, gồm: TP Lạng Sơn 02 HTX.\n');
  });

  test('has each figure to the đồng, the parts of a sum under it', () => {
    expect(tableUnder(partsOf(), 'Bảng số liệu').rows).toEqual([
      ['1', 'HTX còn nợ Quỹ', '20', ''],
      ['1.1', 'Nợ trong hạn', '10', ''],
      ['1.2', 'Nợ quá hạn', '10', ''],
      ['2', 'Vốn điều lệ', '', '7.500.000.000'],
      ['3', 'Dư nợ gốc', '', '4.610.000.000'],
      ['3.1', 'Dư nợ gốc trong hạn', '10', '3.000.000.000'],
      ['3.2', 'Dư nợ gốc quá hạn', '07', '1.610.000.000'],
      ['4', 'Nguồn vốn gốc đã thu được chưa cho vay đến 30/6/2023', '', '2.890.000.000'],
      ['4.1', 'Số dư đến hết 31/12/2022 chuyển sang', '', '2.310.000.000'],
      ['4.2', 'Nợ gốc thu được trong kỳ', '', '580.000.000'],
      ['5', 'Lãi thu được trong kỳ', '', '243.100.000'],
      ['5.1', 'Lãi trong hạn', '', '105.600.000'],
      ['5.2', 'Lãi quá hạn', '', '137.500.000'],
      ['6', 'Nguồn vốn gốc chưa cho vay dự kiến đến 31/12/2023', '', '4.110.000.000'],
      ['6.1', 'Đã có đến 30/6/2023', '', '2.890.000.000'],
      ['6.2', 'Nợ gốc dự kiến thu', '', '1.220.000.000'],
      ['7', 'HTX nợ quá hạn đã bị khởi kiện', '07', ''],
      ['8', 'HTX nợ trong hạn bị thu hồi vốn trước hạn', '02', ''],
    ]);
  });

  test('takes lending and withdrawn capital off in the figures', () => {
    // 2,310 + 580 − 400 − 500 = 1,990 triệu; to the year's end + 1,220 − 100 = 3,110 triệu.
    const { rows } = tableUnder(
      partsOf({
        ...SECTION,
        availablePrincipal: {
          amount: '1990000000',
          broughtForward: '2310000000',
          collected: '580000000',
          disbursed: '400000000',
          contributed: '-500000000',
        },
        projectedYearEnd: {
          ...SECTION.projectedYearEnd,
          availablePrincipal: '3110000000',
          plannedDisbursements: '100000000',
        },
      }),
      'Bảng số liệu',
    );
    const taken = ['4.3', '4.4', '6.3'].map((number) => rows.find(([first]) => first === number));
    expect(taken).toEqual([
      ['4.3', 'Vốn điều lệ tăng, giảm trong kỳ', '', '-500.000.000'],
      ['4.4', 'Trừ: giải ngân cho vay trong kỳ', '', '400.000.000'],
      ['6.3', 'Trừ: dự kiến giải ngân cho vay', '', '100.000.000'],
    ]);
  });

  test('lists the cases by locality with stage and sums, and their total', () => {
    const { columns, rows, totals } = tableUnder(partsOf(), LAWSUITS);
    expect(columns.map(({ title }) => title)).toEqual([
      'TT',
      'Hợp tác xã, tòa án',
      'Giai đoạn',
      'Yêu cầu (đồng)',
      'Tòa án công nhận (đồng)',
      'Đã thu qua vụ kiện (đồng)',
      'Còn phải thu (đồng)',
    ]);
    expect(rows.map(([first]) => first).join()).toBe(
      'Văn Quan: 03 HTX,1,2,3,4,Bắc Sơn: 02 HTX,5,6,Cao Lộc: 02 HTX,7,8',
    );
    expect(rows[4]).toEqual([
      '4',
      'HTX Yên Thành, TAND huyện Văn Quan',
      'đã có quyết định thi hành án (10/3/2023)',
      '208.427.918',
      '205.000.000',
      '10.000.000',
      '199.999.999',
    ]);
    // 469,686,576 + 10,000,000 + 208,427,918 + 5 × 100 m; 430,425,042 + 199,999,999 + 5 × 110 m.
    expect(totals).toEqual([
      ['Tổng cộng', '', '', '1.188.114.494', '205.000.000', '10.000.000', '1.180.425.041'],
    ]);
    expect(plainText(under(partsOf(), LAWSUITS))).toContain(
      'chỉ được tính vào cột còn phải thu một',
    );
  });

  test('leaves out the sums that no case has yet', () => {
    const cases = CASES.filter(({ awarded }) => awarded === null);
    const section = { ...SECTION, litigation: { ...SECTION.litigation, cases } };
    const { columns, rows } = tableUnder(partsOf(section), LAWSUITS);
    expect(columns.slice(3).map(({ title }) => title)).toEqual([
      'Yêu cầu (đồng)',
      'Còn phải thu (đồng)',
    ]);
    expect(rows[1]?.slice(3)).toEqual(['469.686.576', '0']);
  });

  test('lists the recalled loans by locality with their deadline', () => {
    const { rows, totals } = tableUnder(partsOf(), RECALLS);
    expect(rows).toEqual([
      ['TP Lạng Sơn: 02 HTX'],
      ['1', 'HTX Vạn An', '06/2020/HĐTD', '31/10/2023', '300.000.000'],
      ['2', 'HTX Yên Dũng', '07/2021/HĐTD', '31/10/2023', '250.000.000'],
    ]);
    expect(totals).toEqual([['Tổng cộng', '', '', '', '550.000.000']]);
  });

  test('tells of recalls of borrowers that are overdue, in no count of those in term', () => {
    const overdueLoans = [recalled('HTX Tân Cường', '09/2019/HĐTD', '120000000')];
    const section = { ...SECTION, recalls: { ...SECTION.recalls, overdueLoans } };
    const [sentence] = under(partsOf(section), RECALLS);
    expect(sentence).toMatchObject({
      text: expect.stringMatching(
        /^Đến 30\/6\/2023, .* 02 trong số 10 HTX nợ trong hạn, .*\. Ngoài ra, Quỹ đã thu hồi vốn trước hạn đối với 01 HTX đang nợ quá hạn: HTX Tân Cường\.$/,
      ),
    });
    const { rows, totals } = tableUnder(partsOf(section), RECALLS);
    expect(rows.slice(3)).toEqual([
      ['Của HTX đang nợ quá hạn'],
      ['3', 'HTX Tân Cường', '09/2019/HĐTD', '31/10/2023', '120.000.000'],
    ]);
    // 300 + 250 + 120
    expect(totals).toEqual([['Tổng cộng', '', '', '', '670.000.000']]);
  });

  test('has the numbers of the text form', () => {
    const headings = (text: string) => text.match(/^\d+\. .*$/gm) ?? [];
    const prose = fundSectionProse(SECTION, { ...FUND });
    expect(headings(plainText(partsOf()))).toEqual(headings(prose));
    expect(headings(prose)).toHaveLength(9);
  });

  test('lists what is expected until the year’s end with its ground and total', () => {
    const { rows, totals } = tableUnder(partsOf(), '8. Dự kiến thu nợ gốc');
    expect(rows).toHaveLength(19);
    expect(rows[6]).toEqual([
      '7',
      '31/10/2023',
      'HTX Vạn An',
      '06/2020/HĐTD',
      'quyết định thu hồi',
      '300.000.000',
    ]);
    expect(totals).toEqual([['Tổng cộng', '', '', '', '', '1.220.000.000']]);
  });

  test('ends with the notes, the recipients and who signs', () => {
    const recipients = ['UBND tỉnh (báo cáo);', '- Như trên', 'Lưu: VT.'];
    const parts = partsOf(SECTION, {
      superiorName: 'UBND tỉnh Lạng Sơn',
      issuerName: 'Quỹ HTPT hợp tác xã',
      symbol: 'QHTX',
      place: 'Thành phố Lạng Sơn',
      signatoryTitle: 'Phó giám đốc',
      signatoryName: 'Hoàng Văn Bình',
      recipients,
    });
    expect(parts[0]).toEqual({
      kind: 'letterhead',
      superior: 'UBND TỈNH LẠNG SƠN',
      issuer: 'QUỸ HTPT HỢP TÁC XÃ',
      number: 'Số: …………/BC-QHTX',
      subject: null,
      placeAndDate: 'Thành phố Lạng Sơn, ngày …… tháng …… năm ………',
    });
    expect(under(parts, '9. Ghi chú')).toMatchObject([
      { text: expect.stringMatching(/^- HTX nợ quá hạn/) },
    ]);
    expect(parts.at(-1)).toEqual({
      kind: 'closing',
      // It is addressed to nobody, so nobody is “Như trên”.
      recipients: ['- UBND tỉnh (báo cáo);', '- Lưu: VT.'],
      title: 'PHÓ GIÁM ĐỐC',
      name: 'Hoàng Văn Bình',
    });
  });

  test('is left blank where nothing was settled, and numbered and dated when it is issued', () => {
    const issue = { documentNumber: '15/BC-QHT', issuedOn: '2023-07-07' };
    expect(partsOf(SECTION, {}, issue)[0]).toMatchObject({
      superior: null,
      issuer: 'QUỸ HỖ TRỢ PHÁT TRIỂN HỢP TÁC XÃ TỈNH LẠNG SƠN',
      number: 'Số: 15/BC-QHT',
      placeAndDate: 'Lạng Sơn, ngày 07 tháng 7 năm 2023',
    });
    expect(partsOf().at(-1)).toEqual({
      kind: 'closing',
      recipients: [],
      title: 'GIÁM ĐỐC',
      name: null,
    });
  });

  test('of a fund that has not begun says that there is nothing', () => {
    const none = { amount: '0', borrowers: 0 };
    const parts = partsOf({
      ...SECTION,
      borrowers: { withDebt: 0, inTerm: 0, overdue: 0 },
      charterCapital: '0',
      inTermPrincipal: none,
      overduePrincipal: none,
      availablePrincipal: { amount: '0' },
      interestCollected: { total: '0', inTerm: '0', overdue: '0', late: '0' },
      projectedYearEnd: {
        date: '2023-12-31',
        availablePrincipal: '0',
        expectedTotal: '0',
        plannedDisbursements: '0',
        plannedContributions: '0',
        expectedReceipts: [],
      },
      litigation: { sued: 0, overdueBorrowers: 0, localities: [], cases: [] },
      recalls: { recalled: 0, inTermBorrowers: 0, localities: [], loans: [], overdueLoans: [] },
      notes: [],
    });
    const said = (title: string) =>
      under(parts, title).map((part) => (part.kind === 'paragraph' ? wordsOf(part.text) : part));
    expect(said(LAWSUITS)).toEqual(['Đến 30/6/2023, không có HTX nợ quá hạn phải khởi kiện.']);
    expect(said(RECALLS)).toEqual([
      'Đến 30/6/2023, không có HTX nợ trong hạn bị thu hồi vốn trước hạn.',
    ]);
    expect(said('8. Dự kiến thu nợ gốc')).toEqual([
      'Không có khoản nợ gốc nào dự kiến thu đến 31/12/2023.',
    ]);
    const text = plainText(parts);
    expect(text).toContain('không có HTX nợ quá hạn phải khởi kiện.');
    expect(text).toMatch(/\n1 +HTX còn nợ Quỹ +0\n/);
    expect(text).not.toContain('Ghi chú');
  });
});
