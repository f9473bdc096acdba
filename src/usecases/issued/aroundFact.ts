import type { Fund } from '../../book/fund.ts';
import type { FigureFact } from '../../book/issued.ts';
import type { Calendar } from '../../domain/policies/calendar.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DATELESS_KINDS, type FactKind } from '../../domain/books/factKinds.ts';
import { partsOf } from './fundPart.ts';
import { loadCalendar } from '../loans/loanState.ts';

const dateless: ReadonlySet<FactKind> = new Set(DATELESS_KINDS);

/** Whether facts of a kind count whatever their date. */
export const isDateless = (kind: FactKind): boolean => dateless.has(kind);

/** The first day whose figures a fact may change; null: any day's. */
const changesFrom = ({ aboutKind, effectiveOn }: FigureFact): CalendarDate | null =>
  isDateless(aboutKind) ? null : effectiveOn;

/** Whether a fact may change the figures of a day: those of a later date do not (R15). */
export const mayChange = (touch: FigureFact, asOf: CalendarDate): boolean => {
  const from = changesFrom(touch);
  return from === null || from <= asOf;
};

/** The instant before a fact was recorded: facts lie a millisecond apart at least (R21). */
export const justBefore = ({ recordedAt }: Pick<FigureFact, 'recordedAt'>): Date =>
  new Date(recordedAt.getTime() - 1);

/** What a fact changed: what was known just before it and with it. */
export interface Around<State> {
  readonly before: State;
  readonly after: State;
}

export async function around<State>(
  touch: FigureFact,
  load: (knownAt: Date) => Promise<State>,
): Promise<Around<State>> {
  return { before: await load(justBefore(touch)), after: await load(touch.recordedAt) };
}

/** The calendars before and with a fact, read once where they are needed. */
export type LoadCalendars = () => Promise<Around<Calendar>>;

export function calendarsAround(fund: Fund, touch: FigureFact): LoadCalendars {
  let loaded: Promise<Around<Calendar>> | undefined;
  const load = async () => {
    const after = await loadCalendar(fund, touch.recordedAt);
    const changes = partsOf(touch).includes('all');
    return { before: changes ? await loadCalendar(fund, justBefore(touch)) : after, after };
  };
  return () => (loaded ??= load());
}
