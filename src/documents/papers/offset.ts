import type { InterestComponent } from '../../domain/loans/facts.ts';
import { money, positive, sum, text } from '../../domain/primitives/money.ts';
import { fullVnd } from '../words/vietnamese.ts';
import { INTEREST_CLASSES, isZero } from './parts.ts';

/** What is owed of each class of interest, and what was collected above what accrued. */
export type Credits = Readonly<
  Record<InterestComponent, { readonly owed: string; readonly credit: string }>
>;

/** Interest owed in one class beside what was collected too much in another; money as digits. */
export interface Offset {
  /** `lãi trong hạn 1.606.193 đồng`, of each class that is owed. */
  readonly owedTexts: readonly string[];
  readonly creditTexts: readonly string[];
  /** What is set off, below 0. */
  readonly setOff: string;
  /** The interest owed on balance; 0 if more was overpaid. */
  readonly interest: string;
  /** What stays overpaid on balance. */
  readonly left: string;
  /** A total of positive amounts, with the interest owed on balance in place of that of the classes. */
  readonly askedOf: (total: string) => string;
}

/**
 * What is owed on balance where interest of one class is owed and another is overpaid. The books
 * keep the classes apart until the receipts are re-allocated (R13); a paper asks for the balance.
 * Principal is asked for whole: no class of interest pays an instalment.
 *
 * @returns null where there is no debt beside a credit
 */
export function offsetOf(classes: Credits): Offset | null {
  const of = INTEREST_CLASSES.map(([name, label]) => ({ label, ...classes[name] }));
  const owing = of.filter(({ owed }) => !isZero(owed));
  const overpaid = of.filter(({ credit }) => !isZero(credit));
  if (owing.length === 0 || overpaid.length === 0) return null;
  const owed = sum(owing.map((each) => money(each.owed)));
  const credit = sum(overpaid.map((each) => money(each.credit)));
  const interest = positive(owed.minus(credit));
  const said = (label: string, digits: string) =>
    `${label.toLocaleLowerCase('vi')} ${fullVnd(digits)}`;
  return {
    owedTexts: owing.map((each) => said(each.label, each.owed)),
    creditTexts: overpaid.map((each) => said(each.label, each.credit)),
    setOff: text(interest.minus(owed)),
    interest: text(interest),
    left: text(positive(credit.minus(owed))),
    askedOf: (total) => text(money(total).minus(owed).plus(interest)),
  };
}

/** The parties as a paper calls them. */
interface Parties {
  readonly borrower: string;
  readonly lender: string;
}

/** What is owed, what is overpaid, what comes of both and why, and what the fund does about it. */
export function offsetSentence(
  { owedTexts, creditTexts, interest, left, askedOf }: Offset,
  total: string,
  { borrower, lender }: Parties,
): string {
  const balance = isZero(interest)
    ? `không còn phải trả lãi${isZero(left) ? '' : `, số lãi trả thừa còn ${fullVnd(left)}`}`
    : `còn phải trả lãi ${fullVnd(interest)}`;
  return (
    `Bù trừ: ${borrower} còn nợ ${owedTexts.join(', ')}, đồng thời đã trả thừa ` +
    `${creditTexts.join(', ')} do số lãi phát sinh thay đổi sau khi thu. Bù trừ các loại lãi, ` +
    `${borrower} ${balance}; số còn phải trả sau bù trừ là ${fullVnd(askedOf(total))}. ${lender} ` +
    'phân bổ lại số tiền đã thu theo kết quả bù trừ này.'
  );
}
