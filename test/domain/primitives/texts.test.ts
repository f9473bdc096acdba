import fc from 'fast-check';
import { isText, kept, withoutNoText } from '../../../src/domain/primitives/texts.ts';

describe('a text', () => {
  test('is trimmed and in NFC', () => {
    expect(kept(' \u00a0\t\u0110a\u0300 \n')).toBe('\u0110\u00e0');
  });

  test.each([
    'Hợp tác xã',
    'HTX\nXuân Mai',
    'a\tb',
    'x\u00ady',
    'a\u200bb',
    'Cao\u00a0Bộ',
    '💧',
    '',
  ])('%j is one', (text) => expect(isText(text)).toBe(true));

  test('has no sign that XML cannot hold, or that turns the direction of writing', () => {
    const none = [0, 1, 8, 0xb, 0x1f, 0x7f, 0x85, 0x9f, 0x61c, 0x200e, 0x202a, 0x202e, 0x2066];
    none.push(0x2069, 0x206f, 0xfff9, 0xfffd, 0xfffe, 0xffff, 0xfdd0, 0x1fffe, 0xe0041, 0xd800);
    for (const code of none) {
      expect([code, isText(`a${String.fromCodePoint(code)}b`)]).toEqual([code, false]);
    }
  });

  test('is one when what is none is taken out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(withoutNoText(withoutNoText(text))).toBe(withoutNoText(text));
        if (isText(text)) expect(withoutNoText(text)).toBe(text);
      }),
    );
  });
});
