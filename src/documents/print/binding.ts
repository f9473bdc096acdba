/** A space, and a hyphen, at which no line ends. */
export const BOUND_SPACE = '\u00A0';
export const BOUND_HYPHEN = '\u2011';

/** Words that no line end parts: each pattern is of the space between two of them. */
const SPACES: readonly RegExp[] = [
  /(?<=(?<!\p{L})hợp) (?=tác xã(?!\p{L}))|(?<=(?<!\p{L})hợp[ \u00A0]tác) (?=xã(?!\p{L}))/giu,
  // A number and what it counts: 50.000.000 đồng, 2,89 tỷ đồng, 07 HTX.
  /(?<=\d) (?=(?:đồng|triệu|tỷ|nghìn|HTX|ngày|tháng|năm)(?!\p{L}))/gu,
  /(?<=(?<!\p{L})(?:triệu|tỷ)) (?=đồng(?!\p{L}))/gu,
  // What a number is of: số 01/2023/HĐTD, ngày 30/6/2023, quý III, Điều 157.
  /(?<=(?<!\p{L})(?:số|số:|ngày|tháng|năm|quý|điều|khoản|mục|nhóm|kỳ)) (?=[\d…]|[IVX]+(?!\p{L}))/giu,
  // A name: Lạng Sơn, HTX Xuân Mai, Bên A.
  /(?<=(?<!\p{L})\p{Lu}\p{L}*) (?=\p{Lu}(?:\p{Ll}|(?!\p{L})))/gu,
  /(?<=(?<!\p{L})\p{Lu}) (?=\p{Lu}\p{Ll})/gu,
];

/** Hyphens of a symbol, such as 02/TB-QHT. */
const HYPHENS = /(?<=[\p{L}\d])-(?=[\p{L}\d])/gu;

/** Longer than this, what is bound would leave a gap at the end of a line. */
const LONGEST = 34;

/** A text with no-break spaces and hyphens in its names, numbers and symbols. */
export function bound(text: string): string {
  const spaced = SPACES.reduce((each, pattern) => each.replace(pattern, BOUND_SPACE), text);
  return spaced
    .replace(HYPHENS, BOUND_HYPHEN)
    .split(' ')
    .map((word) => (word.length > LONGEST ? word.replaceAll(BOUND_SPACE, ' ') : word))
    .join(' ');
}

/** A bound text as it was before. */
export const unbound = (text: string): string =>
  text.replaceAll(BOUND_SPACE, ' ').replaceAll(BOUND_HYPHEN, '-');

/** The name of a province in capitals, with what it is: at the end of the name of an issuer. */
const PROVINCE = /(?<=(?<!\p{L})(?:TỈNH|THÀNH PHỐ|TP\.?)(?: [^ ]+)*) /gu;

const TOGETHER = /HỢP TÁC XÃ|HỖ TRỢ PHÁT TRIỂN|PHÁT TRIỂN|ỦY BAN|NHÂN DÂN|LIÊN MINH/gu;

/**
 * The name of an issuer in capitals, with its parts bound, such as the province and `HỢP TÁC XÃ`.
 *
 * @param place how the place is called from which the letter comes, mostly the province
 */
export function boundIssuer(name: string, place: string): string {
  const spaced = (words: string) => words.replaceAll(' ', BOUND_SPACE);
  const upper = place.toLocaleUpperCase('vi');
  const placed = upper === '' ? name : name.replaceAll(upper, spaced(upper));
  return placed.replace(TOGETHER, spaced).replace(PROVINCE, BOUND_SPACE);
}

/** Lines of words, each as long as fits. */
function filled(words: readonly string[], room: number, widthOf: (text: string) => number) {
  const lines: string[] = [];
  for (const word of words) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trimStart();
    if (lines.length > 0 && widthOf(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * A text in as few lines as fit, with their lengths as near to each other as they can be. What is
 * bound and wider than the room is parted all the same.
 */
export function balanced(
  text: string,
  room: number,
  widthOf: (text: string) => number,
): readonly string[] {
  const words = text
    .split(' ')
    .flatMap((word) => (widthOf(word) > room ? word.split(BOUND_SPACE) : [word]));
  let lines = filled(words, room, widthOf);
  const { length } = lines;
  for (let narrower = room - 1; narrower > 0; narrower -= 1) {
    const tried = filled(words, narrower, widthOf);
    const widest = tried.reduce((most, line) => Math.max(most, widthOf(line)), 0);
    if (tried.length > length || widest > narrower) break;
    lines = tried;
  }
  return lines.map(unbound);
}
