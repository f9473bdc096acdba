import { fundSectionProse } from '../../../src/documents/section/prose.ts';
import type { FundSectionView } from '../../../src/documents/section/view.ts';
import { FUND, LANG_SON } from '../../support/fundSectionView.ts';

function prose(changes: Partial<FundSectionView> = {}): string {
  return fundSectionProse({ ...LANG_SON, ...changes }, FUND);
}

describe('the fund section of Lạng Sơn at 30/6/2023 (R19, R23)', () => {
  const lines = prose().split('\n');
  const LIST = lines.indexOf('8. Dự kiến thu nợ gốc') + 1;

  test('each line of the target table is said with its figures', () => {
    expect(lines.slice(0, LIST)).toEqual([
      'Tình hình hoạt động của Quỹ hỗ trợ phát triển hợp tác xã tỉnh Lạng Sơn',
      '(Số liệu đến ngày 30 tháng 6 năm 2023; kỳ báo cáo từ 1/1/2023 đến 30/6/2023)',
      '',
      '1. Tình hình vay vốn',
      'Đến 30/6/2023, có 20 HTX còn nợ Quỹ, trong đó 10 HTX nợ trong hạn, 10 HTX nợ quá hạn.',
      'Tổng dư nợ gốc là 4,61 tỷ đồng, trong đó dư nợ gốc trong hạn 3 tỷ đồng (10 HTX), ' +
        'dư nợ gốc quá hạn 1,61 tỷ đồng (07 HTX). 03 HTX nợ quá hạn còn lại không có nợ gốc ' +
        'quá hạn, chỉ quá hạn phần lãi.',
      '',
      '2. Nguồn vốn',
      'Vốn điều lệ của Quỹ là 7,5 tỷ đồng.',
      'Nguồn vốn gốc đã thu được chưa cho vay đến 30/6/2023 là 2,89 tỷ đồng, bằng 2,31 tỷ đồng ' +
        'số dư đến hết 31/12/2022 chuyển sang, cộng 580 triệu đồng nợ gốc thu được trong kỳ.',
      '',
      '3. Thu lãi',
      'Từ 1/1/2023 đến 30/6/2023, Quỹ thu lãi được 243,1 triệu đồng, gồm lãi trong hạn ' +
        '105,6 triệu đồng, lãi quá hạn 137,5 triệu đồng.',
      '',
      '4. Khởi kiện',
      'Đến 30/6/2023, Quỹ đã khởi kiện 07 trong số 10 HTX nợ quá hạn, gồm: Văn Quan 03 HTX ' +
        '(HTX Xuân Mai, HTX Phương Đông, HTX Yên Thành); Bắc Sơn 02 HTX (HTX Nông nghiệp Xanh, ' +
        'HTX Nông Lâm Sơn Trang); Cao Lộc 02 HTX (HTX Hợp Thịnh, HTX Thống Nhất).',
      '',
      '5. Thu hồi vốn trước hạn',
      'Đến 30/6/2023, Quỹ đã chấm dứt cho vay và thu hồi vốn trước hạn đối với 02 trong số ' +
        '10 HTX nợ trong hạn, gồm: TP Lạng Sơn 02 HTX (HTX Vạn An, HTX Yên Dũng).',
      '',
      '6. Dự kiến đến 31/12/2023',
      'Dự kiến đến 31/12/2023, nguồn vốn gốc đã thu được chưa cho vay là 4,11 tỷ đồng, bằng ' +
        '2,89 tỷ đồng đã có đến 30/6/2023, cộng 1,22 tỷ đồng nợ gốc dự kiến thu trong thời gian ' +
        'còn lại của năm.',
      '',
      '7. Cho vay mới',
      'Quỹ ngừng cho vay mới theo văn bản số 521/TB-UBND ngày 16/9/2021; từ đó đến 30/6/2023 ' +
        'không phát sinh cho vay mới. Lần giải ngân gần nhất là ngày 27/8/2021.',
      '',
      '8. Dự kiến thu nợ gốc',
    ]);
  });

  test('every expected receipt is listed in order, to the đồng, with its ground', () => {
    const list = lines.slice(LIST, LIST + LANG_SON.projectedYearEnd.expectedReceipts.length + 1);
    expect(list.slice(0, 3)).toEqual([
      '- Ngày 15/9/2023: hợp đồng số 11/2017/HĐTD, HTX Nông nghiệp Xanh, 20.000.000 đồng, ' +
        'theo kế hoạch trả nợ;',
      '- Ngày 20/9/2023: hợp đồng số 03/2017/HĐTD, HTX Xuân Mai, 20.000.000 đồng, ' +
        'theo kế hoạch trả nợ;',
      '- Ngày 25/9/2023: hợp đồng số 02/2020/HĐTD, HTX Thảo Nguyên, 20.000.000 đồng, ' +
        'theo lịch trả nợ;',
    ]);
    expect(list[6]).toBe(
      '- Ngày 31/10/2023: hợp đồng số 06/2020/HĐTD, HTX Vạn An, 300.000.000 đồng, ' +
        'theo quyết định thu hồi;',
    );
    expect(list.at(-1)).toBe('Tổng cộng: 1.220.000.000 đồng.');
  });

  test('the notes end the section, each on one line', () => {
    expect(lines.slice(-4)).toEqual([
      '',
      '9. Ghi chú',
      '- HTX nợ quá hạn không có gốc quá hạn: HTX Trà Sơn, HTX Tân Cường, HTX Quang Phong.',
      '',
    ]);
    const detail = 'Dòng một\nDòng hai';
    expect(prose({ notes: [{ code: 'charged_off', detail, cooperativeIds: [] }] })).toMatch(
      /\n9\. Ghi chú\n- Dòng một Dòng hai\n$/,
    );
  });

  test('the province is named where the name of the fund does not', () => {
    const named = fundSectionProse(LANG_SON, { name: 'Quỹ hỗ trợ HTX', province: 'Lạng Sơn' });
    expect(named).toMatch(/^Tình hình hoạt động của Quỹ hỗ trợ HTX Lạng Sơn\n/);
    const unnamed = fundSectionProse(LANG_SON, { name: 'Quỹ hỗ trợ HTX', province: '' });
    expect(unnamed).toMatch(/^Tình hình hoạt động của Quỹ hỗ trợ HTX\n/);
  });
});

describe('what was recovered of loans charged off as income (R40)', () => {
  const told = (recoveredAsIncome: string): string | undefined => {
    const lines = prose({ recoveredAsIncome }).split('\n');
    const [, said] = lines[lines.indexOf('2. Nguồn vốn') + 2]?.split('. ') ?? [];
    return said;
  };

  test('is said apart from the principal that was collected, and where there is none not at all', () => {
    expect(told('20000000')).toBe(
      'Ngoài ra, trong kỳ Quỹ thu hồi được nợ gốc đã xử lý rủi ro 20.000.000 đồng, ghi vào thu nhập khác, không ' +
        'tính vào nguồn vốn gốc.',
    );
    expect(told('0')).toBeUndefined();
    expect(prose({ recoveredAsIncome: '0' })).toBe(prose());
  });

  test('that was taken back in a later period is told as less', () => {
    expect(told('-7000000')).toBe(
      'Ngoài ra, trong kỳ Quỹ giảm số thu hồi nợ gốc đã xử lý rủi ro 7.000.000 đồng, ghi vào thu nhập khác, không ' +
        'tính vào nguồn vốn gốc.',
    );
  });
});

describe('a fund that has not begun', () => {
  const nothing = { amount: '0', borrowers: 0 };
  const text = prose({
    borrowers: { withDebt: 0, inTerm: 0, overdue: 0 },
    charterCapital: '0',
    inTermPrincipal: nothing,
    overduePrincipal: nothing,
    availablePrincipal: {
      amount: '0',
      broughtForward: '0',
      collected: '0',
      disbursed: '0',
      contributed: '0',
    },
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
    lastDisbursementOn: null,
    lendingSuspension: null,
    notes: [],
  });

  test.each([
    'Đến 30/6/2023, không có HTX nào còn nợ Quỹ.\nQuỹ không còn dư nợ gốc.\n',
    'Quỹ chưa có vốn điều lệ.\n',
    'đến 30/6/2023 là 0 đồng. Trong kỳ, Quỹ không thu được nợ gốc.\n',
    'Từ 1/1/2023 đến 30/6/2023, Quỹ không thu được lãi.\n',
    'Đến 30/6/2023, không có HTX nợ quá hạn phải khởi kiện.\n',
    'Đến 30/6/2023, không có HTX nợ trong hạn bị thu hồi vốn trước hạn.\n',
    'chưa cho vay là 0 đồng. Không có nợ gốc dự kiến thu thêm.\n',
    'không có quyết định ngừng cho vay mới; Quỹ chưa giải ngân khoản cho vay nào.\n',
    'Không có khoản nợ gốc nào dự kiến thu đến 31/12/2023.\n',
  ])('says %j', (sentence) => {
    expect(text).toContain(sentence);
  });

  test('counts nothing, and has no notes', () => {
    expect(text).not.toMatch(/\b0+ HTX|Ghi chú/);
  });
});

describe('borrowers and principal', () => {
  test('all in term', () => {
    const text = prose({
      borrowers: { withDebt: 10, inTerm: 10, overdue: 0 },
      overduePrincipal: { amount: '0', borrowers: 0 },
    });
    expect(text).toContain('có 10 HTX còn nợ Quỹ, đều là nợ trong hạn; không có HTX nợ quá hạn.');
    expect(text).toContain(
      'Tổng dư nợ gốc là 3 tỷ đồng, trong đó dư nợ gốc trong hạn 3 tỷ đồng (10 HTX), ' +
        'không có dư nợ gốc quá hạn.\n',
    );
  });

  test('all overdue, of them some with interest only', () => {
    const text = prose({
      borrowers: { withDebt: 3, inTerm: 0, overdue: 3 },
      inTermPrincipal: { amount: '0', borrowers: 0 },
      overduePrincipal: { amount: '0', borrowers: 0 },
    });
    expect(text).toContain('có 03 HTX còn nợ Quỹ, đều là nợ quá hạn; không có HTX nợ trong hạn.');
    expect(text).toContain(
      'Quỹ không còn dư nợ gốc. 03 HTX nợ quá hạn không có nợ gốc quá hạn, chỉ quá hạn phần lãi.',
    );
  });

  test('a total that rounding would break is printed to the đồng with its parts', () => {
    const text = prose({
      inTermPrincipal: { amount: '3004000000', borrowers: 10 },
      overduePrincipal: { amount: '1614000000', borrowers: 7 },
    });
    expect(text).toContain(
      'là 4.618.000.000 đồng, trong đó dư nợ gốc trong hạn 3.004.000.000 đồng (10 HTX), ' +
        'dư nợ gốc quá hạn 1.614.000.000 đồng (07 HTX).',
    );
  });
});

describe('available principal', () => {
  test('lending and new capital of the period are taken off and added', () => {
    const text = prose({
      availablePrincipal: {
        amount: '3490000000',
        broughtForward: '2310000000',
        collected: '580000000',
        disbursed: '400000000',
        contributed: '1000000000',
      },
      projectedYearEnd: { ...LANG_SON.projectedYearEnd, availablePrincipal: '4710000000' },
    });
    expect(text).toContain(
      'là 3,49 tỷ đồng, bằng 2,31 tỷ đồng số dư đến hết 31/12/2022 chuyển sang, cộng 580 triệu ' +
        'đồng nợ gốc thu được trong kỳ, cộng 1 tỷ đồng vốn điều lệ bổ sung trong kỳ, trừ 400 triệu ' +
        'đồng giải ngân cho vay trong kỳ.',
    );
  });

  test('withdrawn capital is taken off', () => {
    const text = prose({
      availablePrincipal: {
        amount: '2390000000',
        broughtForward: '2310000000',
        collected: '580000000',
        disbursed: '0',
        contributed: '-500000000',
      },
      projectedYearEnd: { ...LANG_SON.projectedYearEnd, availablePrincipal: '3610000000' },
    });
    expect(text).toContain('trong kỳ, trừ 500 triệu đồng vốn điều lệ rút trong kỳ.');
  });

  test('what is planned with the fund’s own money is said, where there is any', () => {
    // 2,890 + 1,220 − 500 + 200 = 3,810 triệu
    const planned = (availablePrincipal: string, plannedContributions: string) =>
      prose({
        projectedYearEnd: {
          ...LANG_SON.projectedYearEnd,
          availablePrincipal,
          plannedDisbursements: '500000000',
          plannedContributions,
        },
      });
    const start =
      'bằng 2,89 tỷ đồng đã có đến 30/6/2023, cộng 1,22 tỷ đồng nợ gốc dự kiến thu trong thời ' +
      'gian còn lại của năm';
    const lent = 'trừ 500 triệu đồng dự kiến giải ngân cho vay';
    expect(planned('3810000000', '200000000')).toContain(
      `${start}, cộng 200 triệu đồng vốn điều lệ dự kiến bổ sung, ${lent}.`,
    );
    expect(planned('3310000000', '-300000000')).toContain(
      `${start}, ${lent}, trừ 300 triệu đồng vốn điều lệ dự kiến rút.`,
    );
    expect(prose()).not.toContain('dự kiến giải ngân');
  });

  test('below zero it is said in words', () => {
    const text = prose({
      availablePrincipal: {
        amount: '-150000000',
        broughtForward: '-20000000',
        collected: '0',
        disbursed: '130000000',
        contributed: '0',
      },
      projectedYearEnd: { ...LANG_SON.projectedYearEnd, availablePrincipal: '1070000000' },
    });
    expect(text).toContain(
      'là âm 150 triệu đồng, bằng âm 20 triệu đồng số dư đến hết 31/12/2022 chuyển sang, trừ ' +
        '130 triệu đồng giải ngân cho vay trong kỳ. Trong kỳ, Quỹ không thu được nợ gốc.',
    );
    expect(text).toContain('là 1,07 tỷ đồng, bằng âm 150 triệu đồng đã có đến 30/6/2023, cộng');
  });

  test('without its parts the amount stands alone', () => {
    const text = prose({ availablePrincipal: { amount: '2890000000' } });
    expect(text).toContain('chưa cho vay đến 30/6/2023 là 2,89 tỷ đồng.\n');
  });

  test('parts that do not hold are not printed', () => {
    const broken = { ...LANG_SON.availablePrincipal, collected: '580000001' };
    expect(() => prose({ availablePrincipal: broken })).toThrow(RangeError);
  });
});

describe('interest, litigation and new lending', () => {
  test('late interest is a part of its own', () => {
    const text = prose({
      interestCollected: {
        total: '245100000',
        inTerm: '105600000',
        overdue: '137500000',
        late: '2000000',
      },
    });
    expect(text).toContain(
      'thu lãi được 245,1 triệu đồng, gồm lãi trong hạn 105,6 triệu đồng, lãi quá hạn 137,5 ' +
        'triệu đồng, lãi chậm trả 2 triệu đồng.',
    );
  });

  test('interest of one class only is said to be all of it', () => {
    const text = prose({
      interestCollected: { total: '105600000', inTerm: '105600000', overdue: '0', late: '0' },
    });
    expect(text).toContain('thu lãi được 105,6 triệu đồng, toàn bộ là lãi trong hạn.');
  });

  test('each case with its court, stage and sums, each recalled loan with its deadline', () => {
    const ofCase = {
      cooperativeId: 'HTX Yên Thành',
      cooperativeName: 'HTX Yên Thành',
      court: 'Tòa án nhân dân huyện Văn Quan',
      stage: 'enforcement_decided' as const,
      stageOn: '2023-03-10',
      claimed: '208427918',
      awarded: '205000000',
      recovered: '10000000',
      outstanding: '199999999',
    };
    const bare = { ...ofCase, stage: 'petition_filed' as const, awarded: null, recovered: '0' };
    const recalled = {
      contractNumber: '06/2020/HĐTD',
      cooperativeId: 'HTX Vạn An',
      cooperativeName: 'HTX Vạn An',
      deadline: '2023-10-31',
      principalOutstanding: '300000000',
    };
    const text = prose({
      litigation: { ...LANG_SON.litigation, cases: [ofCase, bare] },
      recalls: { ...LANG_SON.recalls, loans: [recalled] },
    });
    const start = '- HTX Yên Thành, Tòa án nhân dân huyện Văn Quan:';
    expect(text).toContain(
      `${start} đã có quyết định thi hành án (10/3/2023); yêu cầu 208.427.918 đồng; ` +
        'tòa án công nhận 205.000.000 đồng; đã thu qua vụ kiện 10.000.000 đồng; ' +
        'còn phải thu 199.999.999 đồng.',
    );
    expect(text).toContain(
      `${start} đã nộp đơn khởi kiện (10/3/2023); yêu cầu 208.427.918 đồng; ` +
        'còn phải thu 199.999.999 đồng.',
    );
    expect(text).toContain(
      '- HTX Vạn An, hợp đồng số 06/2020/HĐTD: phải trả trước hạn 300.000.000 đồng nợ gốc, ' +
        'hạn trả 31/10/2023.',
    );
  });

  test('overdue borrowers of whom nobody is sued', () => {
    const litigation = { sued: 0, overdueBorrowers: 4, localities: [], cases: [] };
    const text = prose({ litigation });
    expect(text).toContain('Đến 30/6/2023, chưa khởi kiện HTX nào trong 04 HTX nợ quá hạn.');
  });

  test('without a suspension the last disbursement is what there is to say', () => {
    const open = 'Đến 30/6/2023, Quỹ không có quyết định ngừng cho vay mới';
    expect(prose({ lendingSuspension: null })).toContain(
      `${open}; trong kỳ không phát sinh giải ngân. Lần giải ngân gần nhất là ngày 27/8/2021.`,
    );
    expect(prose({ lendingSuspension: null, lastDisbursementOn: '2023-03-09' })).toContain(
      `${open}. Lần giải ngân gần nhất là ngày 9/3/2023.`,
    );
  });

  test('a suspension claims no pause where money went out since, nor a loan where none did', () => {
    const stopped = 'Quỹ ngừng cho vay mới theo văn bản số 521/TB-UBND ngày 16/9/2021';
    expect(prose({ lastDisbursementOn: '2021-10-01' })).toContain(
      `${stopped}. Lần giải ngân gần nhất là ngày 1/10/2021.`,
    );
    expect(prose({ lastDisbursementOn: null })).toContain(
      `${stopped}; Quỹ chưa giải ngân khoản cho vay nào.`,
    );
  });
});
