const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;

/** The thousands of a number below a tỷ, the highest first. */
const SCALES = ['triệu', 'nghìn', ''] as const;

const DIGITS_OF_TY = 9;

function tensAndUnits(tens: string, units: string, isAfterHundreds: boolean): string[] {
  const unit = DIGITS[+units] ?? '';
  if (tens === '0') {
    if (units === '0') return [];
    return isAfterHundreds ? ['linh', unit] : [unit];
  }
  const ten = tens === '1' ? ['mười'] : [DIGITS[+tens] ?? '', 'mươi'];
  if (units === '0') return ten;
  if (units === '5') return [...ten, 'lăm'];
  return [...ten, units === '1' && tens !== '1' ? 'mốt' : unit];
}

/** Words of three digits; inside a number the hundreds are said also where there are none. */
function threeDigits([hundreds = '', tens = '', units = '']: string, isInside: boolean): string[] {
  const saysHundreds = isInside || hundreds !== '0';
  const hundred = saysHundreds ? [DIGITS[+hundreds] ?? '', 'trăm'] : [];
  return [...hundred, ...tensAndUnits(tens, units, saysHundreds)];
}

function numberInWords(digits: string, isInside = false): string[] {
  if (/^0*$/.test(digits)) return [];
  if (digits.length > DIGITS_OF_TY) {
    const ty = numberInWords(digits.slice(0, -DIGITS_OF_TY), isInside);
    const rest = numberInWords(digits.slice(-DIGITS_OF_TY), true);
    return [...ty, 'tỷ', ...rest];
  }
  const padded = digits.padStart(DIGITS_OF_TY, '0');
  const words: string[] = [];
  for (const [index, scale] of SCALES.entries()) {
    const group = padded.slice(3 * index, 3 * index + 3);
    if (group === '000') continue;
    words.push(...threeDigits(group, isInside || words.length > 0));
    if (scale !== '') words.push(scale);
  }
  return words;
}

/** An amount as a document and the API have it. */
const WHOLE_DONG = /^(?:0|-?[1-9]\d*)$/;

/** Digits of whole đồng in words (R23): `Một tỷ sáu trăm mười triệu đồng`. */
export function amountInWords(digits: string): string {
  if (!WHOLE_DONG.test(digits)) throw new RangeError(`not whole đồng: ${digits}`);
  const isNegative = digits.startsWith('-');
  const words = numberInWords(isNegative ? digits.slice(1) : digits);
  const text = [
    ...(isNegative ? ['âm'] : []),
    ...(words.length > 0 ? words : ['không']),
    'đồng',
  ].join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
