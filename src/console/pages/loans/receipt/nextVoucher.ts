/** A voucher that was entered. */
interface Voucher {
  readonly voucherNumber: string;
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

/**
 * The number after the last one used: of the vouchers of a year that are written as the one entered last, the
 * highest, and one more. A reversed voucher leaves its number free. Empty: there is none to go on from.
 */
export function nextVoucher(vouchers: readonly Voucher[]): string {
  const standing = vouchers.filter(({ reversedAt }) => reversedAt === null);
  const last = standing.toSorted((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1))[0];
  const pattern = last === undefined ? null : counted(last.voucherNumber);
  if (pattern === null) return '';
  const { before, after, digits } = pattern;
  const highest = standing
    .flatMap(({ voucherNumber }) => counted(voucherNumber) ?? [])
    .filter((each) => each.before === before && each.after === after)
    .reduce((most, each) => (BigInt(each.digits) > most ? BigInt(each.digits) : most), 0n);
  return `${before}${`${highest + 1n}`.padStart(digits.length, '0')}${after}`;
}
