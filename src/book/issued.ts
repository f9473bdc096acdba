import type { LateBooking } from '../domain/books/lateBooking.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import { FIGURELESS_KINDS, type FactKind } from '../domain/books/factKinds.ts';
import { FIGURE_POLICIES } from '../domain/policies/policies.ts';
import type { Entry } from '../store/facts/entry.ts';
import type { IssuedFilter, ListedReport } from '../store/issued/issuedReport.ts';
import type { NotedFact } from '../store/database/recording.ts';
import { firstDayOf, loanIdOf, type Book } from './book.ts';
import type { Fund } from './fund.ts';
import { isKnownAt, knownLength, shownAt } from './known.ts';

type OfBook = Pick<Fund, 'book'>;

/** The reports as they were issued, oldest first, without what they say. */
export function listIssuedReports(
  { book }: OfBook,
  { asOfFrom, year, documentNumber, after, limit, newestFirst = false }: IssuedFilter,
  knownAt: Date,
): ListedReport[] {
  const instant = knownAt.getTime();
  const isBehind = (recordedAt: number): boolean =>
    after === undefined || (newestFirst ? recordedAt < +after : recordedAt > +after);
  return (newestFirst ? book.issuedReports.toReversed() : book.issuedReports)
    .filter((each) => isKnownAt(each, instant))
    .filter((each) => asOfFrom === undefined || each.asOf >= asOfFrom)
    .filter((each) => year === undefined || each.year === year)
    .filter((each) => documentNumber === undefined || each.documentNumber === documentNumber)
    .filter((each) => isBehind(each.recordedAt))
    .slice(0, limit)
    .map((each) => {
      const { reversedAt: _, ...report } = shownAt(each, instant);
      return report;
    });
}

/** A fact that may change figures, and what it is about. */
export interface FigureFact extends NotedFact {
  /** Its kind; of a reversal, the kind of what it reverses. */
  readonly aboutKind: FactKind;
  /** Its id; of a reversal, that of what it reverses. */
  readonly aboutId: string;
  /** Null: it was booked on its day (R42). */
  readonly late: LateBooking | null;
  /** The first day whose figures it changes, and the day on which they count what it moves (R42). */
  readonly countsFrom: CalendarDate;
  /** Whether it moves principal, and whether interest, or takes back what did. */
  readonly movesPrincipal: boolean;
  readonly movesInterest: boolean;
  /** Null: it is about no single loan. */
  readonly loanId: string | null;
  /** The borrowers it is about, of a loan all that it was ever entered for; none: the fund. */
  readonly cooperativeIds: readonly string[];
}

const figureless: ReadonlySet<FactKind> = new Set(FIGURELESS_KINDS);
const figurePolicies: ReadonlySet<string> = new Set(FIGURE_POLICIES);

/** Whether a fact may change a figure of a report or notice. */
const mayChangeFigures = (entry: Entry): boolean =>
  !figureless.has(entry.factKind) &&
  (entry.factKind !== 'policy' || figurePolicies.has(entry.name));

/** The one borrower that a fact names; null: it names none. */
function cooperativeIdOf({ cases }: Book, entry: Entry): string | null {
  switch (entry.factKind) {
    case 'cooperative_change':
    case 'locality_change':
    case 'litigation_case':
    case 'collection_entry':
      return entry.cooperativeId;
    case 'litigation_stage':
      return cases.get(entry.caseId)?.filed?.cooperativeId ?? null;
    default:
      return null;
  }
}

function moves(entry: Entry): Pick<FigureFact, 'movesPrincipal' | 'movesInterest'> {
  switch (entry.factKind) {
    case 'disbursement':
    case 'capital_movement':
      return { movesPrincipal: true, movesInterest: false };
    case 'repayment': {
      const { principal } = entry.allocation;
      return { movesPrincipal: principal.gt(0), movesInterest: entry.amount.gt(principal) };
    }
    default:
      return { movesPrincipal: false, movesInterest: false };
  }
}

function figureFactOf(book: Book, entry: Entry): FigureFact {
  const reversed = entry.factKind === 'reversal' ? book.facts.get(entry.factId) : undefined;
  const about = reversed ?? entry;
  const loanId = loanIdOf(book, about);
  const ofLoan = loanId === null ? [] : (book.loans.get(loanId)?.versions ?? []);
  const named = cooperativeIdOf(book, about);
  const cooperativeIds = new Set([
    ...ofLoan.map((each) => each.cooperativeId),
    ...(named === null ? [] : [named]),
  ]);
  return {
    id: entry.id,
    kind: entry.factKind,
    effectiveOn: entry.effectiveOn,
    recordedAt: new Date(entry.recordedAt),
    recordedBy: entry.recordedBy,
    aboutKind: about.factKind,
    aboutId: about.id,
    countsFrom: firstDayOf(book, entry),
    late: entry.late,
    ...moves(about),
    loanId,
    cooperativeIds: [...cooperativeIds],
  };
}

/** The facts recorded after one instant and up to another that may change figures, as recorded. */
export function listFigureFacts({ book }: OfBook, after: Date, upTo: Date): FigureFact[] {
  const [from, to] = [after, upTo].map((each) => knownLength(book.log, each.getTime()));
  return book.log
    .slice(from, to)
    .filter(mayChangeFigures)
    .map((entry) => figureFactOf(book, entry));
}

/** When the last fact was recorded that may change figures, before each notice by its id. */
export function lastFigureFactsBeforeNotices({ book }: OfBook): Map<string, Date> {
  const found = new Map<string, Date>();
  let last: Entry | null = null;
  for (const entry of book.log) {
    if (entry.factKind === 'notice') {
      if (last !== null) found.set(entry.id, new Date(last.recordedAt));
    } else if (!figureless.has(entry.factKind)) last = entry;
  }
  return found;
}
