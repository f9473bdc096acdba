import type { Fund } from '../../book/fund.ts';
import type { FigureFact } from '../../book/issued.ts';
import type { FundRules } from '../../domain/policies/fundRules.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DATELESS_KINDS, type FactKind } from '../../domain/books/factKinds.ts';
import { justBefore } from '../view/clock.ts';
import { loadRules } from '../loans/loanState.ts';

const dateless: ReadonlySet<FactKind> = new Set(DATELESS_KINDS);

/** Whether facts of a kind count whatever their date. */
export const isDateless = (kind: FactKind): boolean => dateless.has(kind);

/** The first day whose figures a fact may change; null: any day's. */
const changesFrom = ({ aboutKind, countsFrom }: FigureFact): CalendarDate | null =>
  isDateless(aboutKind) ? null : countsFrom;

/** Whether a fact may change the figures of a day: those of a later date do not (R15), nor those booked later (R42). */
export const mayChange = (touch: FigureFact, asOf: CalendarDate): boolean => {
  const from = changesFrom(touch);
  return from === null || from <= asOf;
};

/** What a fact changed: what was known just before it and with it. */
export interface Around<State> {
  readonly before: State;
  readonly after: State;
}

export function around<State>(touch: FigureFact, load: (knownAt: Date) => State): Around<State> {
  return { before: load(justBefore(touch.recordedAt.getTime())), after: load(touch.recordedAt) };
}

/** The fund's rules before and with a fact. */
export const rulesAround = (fund: Fund, touch: FigureFact): Around<FundRules> =>
  around(touch, (knownAt) => loadRules(fund, knownAt));
