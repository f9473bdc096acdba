import { balanced, bound, boundIssuer } from '../../../src/documents/print/binding.ts';
import { letterheadWidths, SIZES } from '../../../src/documents/print/layout.ts';
import { issuerLines, nationalTitleWidth } from '../../../src/documents/print/letterLayout.ts';

/** The pieces at whose ends a line may end. */
const pieces = (text: string): string[] =>
  bound(text)
    .split(' ')
    .map((piece) => piece.replaceAll('\u00A0', '_').replaceAll('\u2011', '='));

describe('what no end of a line parts', () => {
  test('hợp tác xã, a name, a province', () => {
    expect(pieces('của Quỹ hỗ trợ phát triển hợp tác xã Lạng Sơn và HTX Xuân Mai')).toEqual([
      'của',
      'Quỹ',
      'hỗ',
      'trợ',
      'phát',
      'triển',
      'hợp_tác_xã',
      'Lạng_Sơn',
      'và',
      'HTX_Xuân_Mai',
    ]);
    expect(pieces('Hợp tác xã Trần Thị Bình')).toEqual(['Hợp_tác_xã', 'Trần_Thị_Bình']);
  });

  test('a number and what it counts, a day, a quarter, a symbol', () => {
    expect(pieces('2,89 tỷ đồng, 50.000.000 đồng và 07 HTX')).toEqual([
      '2,89_tỷ_đồng,',
      '50.000.000_đồng',
      'và',
      '07_HTX',
    ]);
    expect(pieces('từ ngày 30/6/2023, quý III năm 2023, Điều 157')).toEqual([
      'từ',
      'ngày_30/6/2023,',
      'quý_III',
      'năm_2023,',
      'Điều_157',
    ]);
    expect(pieces('Thông báo số 02/TB-QHTHTX - bản sao')).toEqual([
      'Thông',
      'báo',
      'số_02/TB=QHTHTX',
      '-',
      'bản',
      'sao',
    ]);
  });

  test('but a chain of names that is too long for a line ends where it must', () => {
    const chain = 'Nguyễn Thị Minh Khai Trần Hưng Đạo Lê Lợi';
    expect(pieces(chain)).toEqual(chain.split(' '));
  });
});

describe('the lines of an issuer', () => {
  const room = letterheadWidths(nationalTitleWidth()).left - 8;
  const linesOf = (superior: string, issuer: string, place = 'Hà Giang') =>
    issuerLines(
      {
        kind: 'letterhead',
        superior,
        issuer,
        number: null,
        subject: null,
        placeAndDate: `${place}, ngày 15 tháng 9 năm 2023`,
      },
      2,
      room,
    );

  test('are balanced, and part neither a province nor HỢP TÁC XÃ', () => {
    expect(
      linesOf('Ủy ban nhân dân tỉnh Hà Giang', 'Quỹ hỗ trợ phát triển hợp tác xã tỉnh Hà Giang'),
    ).toEqual({
      superior: ['ỦY BAN NHÂN DÂN', 'TỈNH HÀ GIANG'],
      issuer: ['QUỸ HỖ TRỢ PHÁT TRIỂN', 'HỢP TÁC XÃ TỈNH HÀ GIANG'],
    });
    const { issuer } = linesOf(
      'UBND tỉnh',
      'Quỹ hỗ trợ phát triển hợp tác xã Bà Rịa Vũng Tàu',
      'Bà Rịa Vũng Tàu',
    );
    expect(issuer.join('|')).toMatch(/BÀ RỊA VŨNG TÀU$/);
  });

  test('are one where one has room, and as many as it takes else', () => {
    expect(linesOf('UBND tỉnh Hà Giang', 'Quỹ').superior).toEqual(['UBND TỈNH HÀ GIANG']);
    const words = Array.from({ length: 60 }, (_, index) => `từ${index}`);
    expect(linesOf(words.join(' '), 'Quỹ').superior.join(' ').split(' ')).toHaveLength(60);
  });

  test('part a name that is bound but wider than the room', () => {
    const wide = boundIssuer('TỈNH MỘT HAI BA BỐN NĂM SÁU BẢY TÁM CHÍN MƯỜI', '');
    expect(balanced(wide, 100, (text) => text.length * 6).length).toBeGreaterThan(1);
    expect(SIZES.issuer).toBe(12);
  });
});
