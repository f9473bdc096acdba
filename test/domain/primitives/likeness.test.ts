import fc from 'fast-check';
import {
  folded,
  hasWords,
  likeness,
  looksSame,
  meant,
  readings,
  wordsSought,
} from '../../../src/domain/primitives/likeness.ts';

const finds = (text: string, sought: string) => hasWords(readings(text), wordsSought(sought));

const LETTERS =
  'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ';

/** Vietnamese words in letters of both cases, with digits and signs of numbers. */
const words = fc.string({
  unit: fc.constantFrom(...LETTERS, ...LETTERS.toUpperCase(), ...'0123456789/-. '),
});

const INVISIBLE = ['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'];

describe('a search', () => {
  test.each([
    ['HTX Cao Bộ', 'cao bo'],
    ['07/2016/HĐTD', '07/2016/HDTD'],
    ['07/2016/HĐTD', 'hđtd'],
    ['HTX Hòa Bình', 'Hoà'],
    ['HTX Hoà Bình', 'hòa'],
    ['ĐẠI ĐỒNG', 'đại đồng'],
    ['Đại Đồng'.normalize('NFD'), 'ĐẠI'],
    // Eth U+00D0 and African D U+0189 look like Đ; Cyrillic letters like Latin ones.
    ['07/2016/H\u00d0TD', 'HĐTD'],
    ['07/2016/H\u0189TD', 'hdtd'],
    ['07/2016/HĐTD', 'H\u0189TD'],
    ['\u041d\u0422\u0425 Mai', 'HTX Mai'],
    ['Xuân\u00a0Mai', 'xuan mai'],
    ['07/2016/\u00a0HĐTD', '07/2016/HDTD'],
    ['07/2016/HĐTD', '07/2016/\u00a0HDTD'],
    ['Xu\u00adân M\u200bai', 'Xuân Mai'],
    ['Xuân Mai', 'Xu\u00adân\ufeff'],
    ['０７／２０１６', '07/2016'],
    ['07−2016', '07-2016'],
    ['Xuân  \t Mai', 'xuan mai'],
    ['HTX Sơn Trang', 'trang son'],
    ['HTX Sơn Trang', 'trang  htx ang'],
  ])('in %j finds %j', (text, part) => expect(finds(text, part)).toBe(true));

  test.each([
    ['HTX Lan Hoa', 'anh'],
    ['HTX Cao Bộ', 'cao ba'],
    ['HTX Cao Bộ', 'caobo'],
    ['07/2016', '07/2017'],
  ])('in %j does not find %j', (text, part) => expect(finds(text, part)).toBe(false));

  test('for the very same text means no other', () => {
    const there = ['07/2016/HDTD', '07/2016/HĐTD', '07/2016/hđtd'];
    const found = (asked: string) => there.filter(meant(asked, there));
    expect(found('07/2016/HĐTD')).toEqual(['07/2016/HĐTD']);
    expect(found('07/2016/hdtd')).toEqual(there);
    expect(found('07/2016')).toEqual([]);
  });
});

describe('folding', () => {
  test('twice is folding once, of every character, composed or not', () => {
    for (let code = 0; code < 0x11_0000; code += 1) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const sign = String.fromCodePoint(code);
      const once = folded(sign);
      const forms = [once, sign.normalize('NFC'), sign.normalize('NFD')].map(folded);
      if (forms.some((each) => each !== once)) expect([code, ...forms]).toBe(once);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(folded(folded(text))).toBe(folded(text));
      }),
    );
  });

  test('does not see accents, case or the form of Unicode', () => {
    fc.assert(
      fc.property(words, (text) => {
        const bare = text.normalize('NFD').replace(/\p{M}/gu, '');
        const others = [bare, text.toUpperCase(), text.toLowerCase(), text.normalize('NFD')];
        for (const other of others) expect(folded(other)).toBe(folded(text));
        expect(folded(text)).toMatch(/^[a-z0-9/. -]*$/);
      }),
    );
  });

  test('does not see signs without width; a part of a text is found in it', () => {
    const place = fc.tuple(words, words, words, fc.constantFrom(...INVISIBLE));
    fc.assert(
      fc.property(place, ([before, part, after, sign]) => {
        const text = `${before}${part}${after}`;
        expect(folded(`${before}${sign}${part}${sign}${after}`)).toBe(folded(text));
        expect(finds(text, part)).toBe(true);
      }),
    );
  });
});

describe('two numbers', () => {
  test.each([
    ['07/2016/HĐTD', '07/2016/HĐ\u00adTD'],
    ['07/2016/HĐTD', '07/2016/\u200bHĐTD'],
    ['HTX 01', 'HTX\u00a001'],
    ['HTX 01', 'HTX  01'],
    ['HTX Hòa', 'HTX Hòa'.normalize('NFD')],
  ])('%j and %j look the same', (a, b) => {
    expect(looksSame(a, b)).toBe(true);
    expect(likeness(a)).toBe(likeness(b));
  });

  test.each([
    ['07/2016/HĐTD', '07/2016/HDTD'],
    ['07/2016/HĐTD', '07/2016/H\u00d0TD'],
    ['HTX01', 'htx01'],
    ['HTX01', 'HTX 01'],
    ['HTX Hòa', 'HTX Hoà'],
  ])('%j and %j are alike, but differ to the eye or in their letters', (a, b) => {
    expect(looksSame(a, b)).toBe(false);
    expect(likeness(a)).toBe(likeness(b));
  });

  test.each([
    ['HTX01', 'HTX1'],
    ['07/2016', '072016'],
    ['PT-01', 'PT/01'],
  ])('%j and %j are two', (a, b) => expect(likeness(a)).not.toBe(likeness(b)));
});
