/** A voucher that was entered. */
interface Voucher {
  readonly voucherNumber: string;
  readonly effectiveOn: string;
  readonly recordedAt: string;
  readonly reversedAt: string | null;
}

interface Counted {
  readonly before: string;
  readonly digits: string;
  readonly after: string;
}

/** Where a number counts: `PT019/2023` → `PT`, `019`, `/2023`; the year does not count. */
function counted(voucherNumber: string): Counted | null {
  const groups = [...voucherNumber.matchAll(/\d+/g)];
  const isYear = (digits: string): boolean => /^(?:19|20)\d{2}$/.test(digits);
  const found = groups.find(([digits]) => !isYear(digits)) ?? groups.at(-1);
  if (found === undefined) return null;
  const [digits] = found;
  const end = found.index + digits.length;
  return { before: voucherNumber.slice(0, found.index), digits, after: voucherNumber.slice(end) };
}

function latest(vouchers: readonly Voucher[]): Voucher | undefined {
  return vouchers.toSorted((one, other) => (one.recordedAt < other.recordedAt ? 1 : -1))[0];
}

/** The first number of a year, written as the last one of an earlier year was; empty: it names no year. */
function firstOfYear(last: Voucher, year: string): string {
  const pattern = counted(last.voucherNumber);
  const lastYear = last.effectiveOn.slice(0, 4);
  if (pattern === null || !`${pattern.before}${pattern.after}`.includes(lastYear)) return '';
  const { before, digits, after } = pattern;
  const first = '1'.padStart(digits.length, '0');
  return `${before.replace(lastYear, year)}${first}${after.replace(lastYear, year)}`;
}

/**
 * The number after the last one used: of the vouchers of a year that are written as the one entered last, the
 * highest, and one more. A year without vouchers begins anew, where its number names the year. A reversed
 * voucher leaves its number free. Empty: there is none to go on from.
 */
export function nextVoucher(vouchers: readonly Voucher[], year: string): string {
  const standing = vouchers.filter(({ reversedAt }) => reversedAt === null);
  const ofYear = standing.filter(({ effectiveOn }) => effectiveOn.startsWith(year));
  const last = latest(ofYear) ?? latest(standing);
  const pattern = last === undefined ? null : counted(last.voucherNumber);
  if (last === undefined || pattern === null) return '';
  const first = ofYear.length === 0 ? firstOfYear(last, year) : '';
  if (first !== '') return first;
  const { before, after, digits } = pattern;
  const highest = standing
    .flatMap(({ voucherNumber }) => counted(voucherNumber) ?? [])
    .filter((each) => each.before === before && each.after === after)
    .reduce((most, each) => (BigInt(each.digits) > most ? BigInt(each.digits) : most), 0n);
  return `${before}${`${highest + 1n}`.padStart(digits.length, '0')}${after}`;
}
