import { addDays, calendarDate } from '../../domain/primitives/dates.ts';
import { money, sum, text } from '../../domain/primitives/money.ts';
import type { FundSectionView, LocalityView } from './view.ts';
import { count, fullVnd, proseDate, shortVnd, sumWithParts } from '../words/vietnamese.ts';
import { otherSources, sourcesSentence } from './sourceSentences.ts';

// What the fund section says, sentence by sentence (R19, R23). Sums that do not hold are our bug
// and throw.

/** A term of a printed sum: signed digits and what they are. */
interface Term {
  readonly amount: string;
  readonly label: string;
}

function isZero(digits: string): boolean {
  return money(digits).isZero();
}

function negated(digits: string): string {
  return text(money(digits).neg());
}

/** A printed amount whose minus is said in words. */
function inWords(printed: string): string {
  return printed.replace(/^-/, 'âm ');
}

/** `2,89 tỷ đồng, bằng … cộng … trừ …`: the total and its parts other than zero (R23). */
function explainedTotal(total: string, parts: readonly Term[]): string {
  const counted = parts.filter((part) => !isZero(part.amount));
  const texts = sumWithParts(
    total,
    counted.map((part) => part.amount),
  );
  const told = counted.map(({ label }, index) => ({ label, printed: texts.parts[index] ?? '' }));
  // What is taken off comes behind what there was at first and what was added.
  const isTaken = ({ printed }: (typeof told)[number], index: number) =>
    index > 0 && printed.startsWith('-');
  const isKept = (term: (typeof told)[number], index: number) => !isTaken(term, index);
  const ordered = [...told.filter(isKept), ...told.filter(isTaken)];
  const terms = ordered.map(({ label, printed }, index) => {
    if (index === 0) return `${inWords(printed)} ${label}`;
    return `${printed.startsWith('-') ? 'trừ' : 'cộng'} ${printed.replace(/^-/, '')} ${label}`;
  });
  if (terms.length === 0) return inWords(texts.total);
  return `${inWords(texts.total)}, bằng ${terms.join(', ')}`;
}

function borrowersSentence({ asOf, borrowers }: FundSectionView): string {
  const day = proseDate(asOf);
  const { withDebt, inTerm, overdue } = borrowers;
  if (withDebt === 0) return `Đến ${day}, không có HTX nào còn nợ Quỹ.`;
  const start = `Đến ${day}, có ${count(withDebt)} HTX còn nợ Quỹ`;
  if (overdue === 0) return `${start}, đều là nợ trong hạn; không có HTX nợ quá hạn.`;
  if (inTerm === 0) return `${start}, đều là nợ quá hạn; không có HTX nợ trong hạn.`;
  return `${start}, trong đó ${count(inTerm)} HTX nợ trong hạn, ${count(overdue)} HTX nợ quá hạn.`;
}

/** Overdue borrowers that owe no overdue principal, only interest. */
function interestOnlySentence({ borrowers, overduePrincipal }: FundSectionView): string {
  const others = borrowers.overdue - overduePrincipal.borrowers;
  if (others <= 0) return '';
  const rest = overduePrincipal.borrowers > 0 ? ' còn lại' : '';
  return ` ${count(others)} HTX nợ quá hạn${rest} không có nợ gốc quá hạn, chỉ quá hạn phần lãi.`;
}

function principalSentence(section: FundSectionView): string {
  const { inTermPrincipal, overduePrincipal } = section;
  const noInTerm = isZero(inTermPrincipal.amount);
  const noOverdue = isZero(overduePrincipal.amount);
  if (noInTerm && noOverdue) {
    return `Quỹ không còn dư nợ gốc.${interestOnlySentence(section)}`;
  }
  const amounts = [inTermPrincipal.amount, overduePrincipal.amount];
  const { total, parts } = sumWithParts(text(sum(amounts.map(money))), amounts);
  const inTerm = noInTerm
    ? 'không có dư nợ gốc trong hạn'
    : `dư nợ gốc trong hạn ${parts[0]} (${count(inTermPrincipal.borrowers)} HTX)`;
  const overdue = noOverdue
    ? 'không có dư nợ gốc quá hạn'
    : `dư nợ gốc quá hạn ${parts[1]} (${count(overduePrincipal.borrowers)} HTX)`;
  const others = interestOnlySentence(section);
  return `Tổng dư nợ gốc là ${total}, trong đó ${inTerm}, ${overdue}.${others}`;
}

function charterCapitalSentence(section: FundSectionView): string {
  const { charterCapital } = section;
  const others = sourcesSentence(section);
  if (isZero(charterCapital)) return `Quỹ chưa có vốn điều lệ.${others}`;
  return `Vốn điều lệ của Quỹ là ${inWords(shortVnd(charterCapital))}.${others}`;
}

/** What a trustee said last, and what of it does not agree with the books, to the đồng (R35). */
function statementSentence({
  name,
  statement,
  difference,
}: NonNullable<FundSectionView['trustees']>[number]): string {
  if (statement === null) return '';
  const { statedOn, outstanding, overdue, idle } = statement;
  const late = isZero(overdue) ? '' : ` (trong đó quá hạn ${inWords(shortVnd(overdue))})`;
  const said =
    ` Theo sao kê ngày ${proseDate(statedOn)} của ${name}: dư nợ cho vay ` +
    `${inWords(shortVnd(outstanding))}${late}, vốn chưa cho vay ${inWords(shortVnd(idle))}`;
  if (difference === null || isZero(difference)) return `${said}.`;
  const [more, by] = money(difference).isNegative()
    ? ['ít hơn', negated(difference)]
    : ['nhiều hơn', difference];
  return `${said}; ${more} số đã ủy thác ${inWords(fullVnd(by))}.`;
}

/** What trustees have; nothing, if the fund never had one (R35). */
function entrustedSentence({ asOf, principalEntrusted, trustees }: FundSectionView): string {
  if (principalEntrusted === undefined) return '';
  const amount = inWords(shortVnd(principalEntrusted));
  const stated = (trustees ?? []).map(statementSentence).join('');
  return ` Vốn đang ủy thác cho vay đến ${proseDate(asOf)} là ${amount}.${stated}`;
}

/** What was recovered as income in the period; nothing where there was none (R40). */
function recoveredSentence({ recoveredAsIncome: amount = '0' }: FundSectionView): string {
  if (isZero(amount)) return '';
  const [did, by] = money(amount).isNegative()
    ? ['giảm số thu hồi', negated(amount)]
    : ['thu hồi được', amount];
  return (
    ` Ngoài ra, trong kỳ Quỹ ${did} nợ gốc đã xử lý rủi ro ${inWords(fullVnd(by))}, ghi vào thu nhập khác, ` +
    'không tính vào nguồn vốn gốc.'
  );
}

function availableSentence(view: FundSectionView): string {
  const { asOf, periodStart, availablePrincipal } = view;
  const subject = `Nguồn vốn gốc đã thu được chưa cho vay đến ${proseDate(asOf)} là`;
  const { amount, broughtForward, collected, disbursed, contributed, takenOver, entrusted } =
    availablePrincipal;
  const given = [broughtForward, collected, disbursed, contributed].some((part) => part);
  const others = `${recoveredSentence(view)}${entrustedSentence(view)}`;
  if (!given) return `${subject} ${inWords(shortVnd(amount))}.${others}`;
  const lastDayBefore = proseDate(addDays(calendarDate(periodStart), -1));
  const capital = otherSources(view).length === 0 ? 'vốn điều lệ' : 'nguồn vốn';
  const capitalIn = money(contributed ?? '0').isNegative()
    ? `${capital} rút trong kỳ`
    : `${capital} bổ sung trong kỳ`;
  const entrustedIn = money(entrusted ?? '0').isNegative()
    ? 'vốn ủy thác thu về trong kỳ'
    : 'vốn ủy thác cho vay trong kỳ';
  const explained = explainedTotal(amount, [
    {
      amount: broughtForward ?? '0',
      label: `số dư đến hết ${lastDayBefore} chuyển sang`,
    },
    { amount: collected ?? '0', label: 'nợ gốc thu được trong kỳ' },
    { amount: negated(disbursed ?? '0'), label: 'giải ngân cho vay trong kỳ' },
    { amount: contributed ?? '0', label: capitalIn },
    { amount: negated(takenOver ?? '0'), label: 'dư nợ gốc nhận bàn giao từ quỹ khác trong kỳ' },
    { amount: negated(entrusted ?? '0'), label: entrustedIn },
  ]);
  const none = isZero(collected ?? '0') ? ' Trong kỳ, Quỹ không thu được nợ gốc.' : '';
  return `${subject} ${explained}.${none}${others}`;
}

/** Interest of the period by class, the classes with nothing left out (R19). */
function interestSentence({ asOf, periodStart, interestCollected }: FundSectionView): string {
  const period = `Từ ${proseDate(periodStart)} đến ${proseDate(asOf)}, Quỹ`;
  const { total, inTerm, overdue, late } = interestCollected;
  const classes = [
    { amount: inTerm, label: 'lãi trong hạn' },
    { amount: overdue, label: 'lãi quá hạn' },
    { amount: late, label: 'lãi chậm trả' },
  ].filter((part) => !isZero(part.amount));
  const amounts = classes.map((part) => part.amount);
  const texts = sumWithParts(total, amounts);
  if (classes.length === 0) return `${period} không thu được lãi.`;
  const [only] = classes;
  if (classes.length === 1) {
    return `${period} thu lãi được ${texts.total}, toàn bộ là ${only?.label}.`;
  }
  const parts = classes.map(({ label }, index) => `${label} ${texts.parts[index]}`);
  return `${period} thu lãi được ${texts.total}, gồm ${parts.join(', ')}.`;
}

/** How sued or recalled borrowers are told by locality. */
type Places = (localities: readonly LocalityView[]) => string;

function litigationSentence({ asOf, litigation }: FundSectionView, places: Places): string {
  const { sued, overdueBorrowers, localities } = litigation;
  const day = `Đến ${proseDate(asOf)},`;
  if (overdueBorrowers === 0) return `${day} không có HTX nợ quá hạn phải khởi kiện.`;
  if (sued === 0)
    return `${day} chưa khởi kiện HTX nào trong ${count(overdueBorrowers)} HTX nợ quá hạn.`;
  const of = `${count(sued)} trong số ${count(overdueBorrowers)} HTX nợ quá hạn`;
  return `${day} Quỹ đã khởi kiện ${of}, gồm: ${places(localities)}.`;
}

/** Recalls of borrowers that the line does not count, as they are overdue. */
function overdueRecallSentence({ recalls: { overdueLoans } }: FundSectionView): string {
  const names = [...new Set(overdueLoans.map((each) => each.cooperativeName))];
  if (names.length === 0) return '';
  const act = 'thu hồi vốn trước hạn đối với';
  return ` Ngoài ra, Quỹ đã ${act} ${count(names.length)} HTX đang nợ quá hạn: ${names.join(', ')}.`;
}

function recallSentence(section: FundSectionView, places: Places): string {
  const { asOf, recalls } = section;
  const { recalled, inTermBorrowers, localities } = recalls;
  const day = `Đến ${proseDate(asOf)},`;
  const others = overdueRecallSentence(section);
  if (recalled === 0) {
    return `${day} không có HTX nợ trong hạn bị thu hồi vốn trước hạn.${others}`;
  }
  const of = `${count(recalled)} trong số ${count(inTermBorrowers)} HTX nợ trong hạn`;
  const act = 'chấm dứt cho vay và thu hồi vốn trước hạn đối với';
  return `${day} Quỹ đã ${act} ${of}, gồm: ${places(localities)}.${others}`;
}

function projectionSentence({
  asOf,
  availablePrincipal,
  projectedYearEnd,
}: FundSectionView): string {
  const { date, expectedTotal, plannedDisbursements, plannedContributions } = projectedYearEnd;
  const capitalIn = money(plannedContributions).isNegative()
    ? 'vốn điều lệ dự kiến rút'
    : 'vốn điều lệ dự kiến bổ sung';
  const explained = explainedTotal(projectedYearEnd.availablePrincipal, [
    { amount: availablePrincipal.amount, label: `đã có đến ${proseDate(asOf)}` },
    { amount: expectedTotal, label: 'nợ gốc dự kiến thu trong thời gian còn lại của năm' },
    { amount: negated(plannedDisbursements), label: 'dự kiến giải ngân cho vay' },
    { amount: plannedContributions, label: capitalIn },
  ]);
  const none = isZero(expectedTotal) ? ' Không có nợ gốc dự kiến thu thêm.' : '';
  const subject = 'nguồn vốn gốc đã thu được chưa cho vay';
  return `Dự kiến đến ${proseDate(date)}, ${subject} là ${explained}.${none}`;
}

function newLendingSentence(section: FundSectionView): string {
  const { asOf, periodStart, lastDisbursementOn: last, lendingSuspension, openedOn } = section;
  // What was lent before the fund was taken over is not known (R32).
  const never =
    openedOn === undefined
      ? 'Quỹ chưa giải ngân khoản cho vay nào'
      : `từ sau ngày nhận bàn giao ${proseDate(openedOn)} đến ${proseDate(asOf)} không phát sinh cho vay mới`;
  const latest = last === null ? '' : ` Lần giải ngân gần nhất là ngày ${proseDate(last)}.`;
  if (lendingSuspension !== null) {
    const { decisionNumber, decidedOn } = lendingSuspension;
    const ground = `văn bản số ${decisionNumber} ngày ${proseDate(decidedOn)}`;
    const stopped = `Quỹ ngừng cho vay mới theo ${ground}`;
    if (last === null) return `${stopped}; ${never}.`;
    if (last >= decidedOn) return `${stopped}.${latest}`;
    return `${stopped}; từ đó đến ${proseDate(asOf)} không phát sinh cho vay mới.${latest}`;
  }
  const open = `Đến ${proseDate(asOf)}, Quỹ không có quyết định ngừng cho vay mới`;
  if (last === null) return `${open}; ${never}.`;
  if (last < periodStart) return `${open}; trong kỳ không phát sinh giải ngân.${latest}`;
  return `${open}.${latest}`;
}

/** What stands in place of an empty list of expected receipts. */
export function noneExpected({ projectedYearEnd }: FundSectionView): string {
  return `Không có khoản nợ gốc nào dự kiến thu đến ${proseDate(projectedYearEnd.date)}.`;
}

/** A chapter of the section: one paragraph a string. */
export interface Chapter {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/**
 * The chapters that every form of the section says, in their order (R19).
 *
 * @param places how sued or recalled borrowers are told by locality
 */
export function chaptersOf(section: FundSectionView, places: Places) {
  const chapter = (title: string, ...paragraphs: string[]): Chapter => ({ title, paragraphs });
  return {
    lending: chapter('Tình hình vay vốn', borrowersSentence(section), principalSentence(section)),
    capital: chapter('Nguồn vốn', charterCapitalSentence(section), availableSentence(section)),
    interest: chapter('Thu lãi', interestSentence(section)),
    litigation: chapter('Khởi kiện', litigationSentence(section, places)),
    recalls: chapter('Thu hồi vốn trước hạn', recallSentence(section, places)),
    yearEnd: chapter(
      `Dự kiến đến ${proseDate(section.projectedYearEnd.date)}`,
      projectionSentence(section),
    ),
    newLending: chapter('Cho vay mới', newLendingSentence(section)),
  };
}
