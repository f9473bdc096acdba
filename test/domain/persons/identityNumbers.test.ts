import {
  isOfPerson,
  maskedNumber,
  maskedWithin,
  taxCodeMasked,
} from '../../../src/domain/persons/identityNumbers.ts';
import { mentionOf } from '../../../src/domain/persons/mentions.ts';

describe('a masked number', () => {
  test.each([
    // 12 − 3 − 2 = 7 hidden; 9 − 3 − 2 = 4
    ['020085001234', '020•••••••34'],
    ['081234567', '081••••67'],
    ['08123456', '••••••••'],
    ['', ''],
  ])('of %s is %s', (number, masked) => expect(maskedNumber(number)).toBe(masked));

  test.each([
    ['member', '4900123456', true],
    ['cooperative', '4900123456', false],
    ['union', '4900123456-001', false],
    ['group', '020 085 001 234', true],
    ['cooperative', '081234567', true],
  ])('is shown of a %s with %s: %s', (kind, taxCode, isPerson) => {
    expect(isOfPerson({ kind, taxCode })).toBe(isPerson);
    expect(taxCodeMasked({ kind, taxCode }) === taxCode).toBe(!isPerson);
  });

  test('stands in place of the number however deep', () => {
    const said = {
      rows: [{ kind: 'member', taxCode: '4900123456', taxCodes: ['x'] }],
      ownerIdentityNumber: '020085001234',
      amount: '020085001234',
      owner: { identityNumber: null },
    };
    expect(maskedWithin(said)).toEqual({
      rows: [{ kind: 'member', taxCode: '490•••••56', taxCodes: ['x'] }],
      ownerIdentityNumber: '020•••••••34',
      amount: '020085001234',
      owner: { identityNumber: null },
    });
  });
});

describe('a person is named', () => {
  const isNamed = mentionOf({ names: ['Nguyễn Văn An'], numbers: ['020085001234'] });

  test.each([
    ['{"note": "ông NGUYỄN VĂN AN, giám đốc"}', true],
    ['{"note": "Nguyễn Văn Anh"}', false],
    ['{"note": "Nguyễn Văn Ân"}', false],
    ['{"id": "020085001234"}', true],
    ['{"id": "0200850012345"}', false],
  ])('in %s: %s', (text, expected) => expect(isNamed(text)).toBe(expected));

  test('with signs that JSON escapes, and never where nobody is sought', () => {
    const odd = mentionOf({ names: ['An "Tư" (con)'], numbers: [] });
    expect(odd(JSON.stringify({ name: 'An "Tư" (con)' }))).toBe(true);
    expect(mentionOf({ names: [], numbers: [] })('anything')).toBe(false);
  });
});
