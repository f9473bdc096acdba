import type { CalendarDate } from '../domain/primitives/dates.ts';
import type { Entry } from '../store/facts/entry.ts';
import { loanIdOf } from './book.ts';
import { findCooperative } from './borrowers.ts';
import type { Fund } from './fund.ts';
import { findLoan } from './loans.ts';

type OfBook = Pick<Fund, 'book'>;

/** A day whose names are asked for, of what is known at an instant. */
interface Seen {
  readonly asOf: CalendarDate;
  readonly knownAt: Date;
}

/** By what a person knows the subject of a fact; null: it has none, or its contract was voided since. */
export interface Names {
  readonly contractNumber: string | null;
  readonly cooperativeName: string | null;
}

const NO_NAMES: Names = { contractNumber: null, cooperativeName: null };

/** The number of a loan's contract and the name of its borrower on a day. */
export function namesOfLoan(fund: OfBook, loanId: string, { asOf, knownAt }: Seen): Names {
  const loan = findLoan(fund, loanId, knownAt, asOf);
  if (loan === null) return NO_NAMES;
  return { contractNumber: loan.terms.contractNumber, cooperativeName: loan.cooperativeName };
}

/** The names of loans, each looked up once. */
export function namesOfLoans(fund: OfBook, seen: Seen): (loanId: string) => Names {
  const known = new Map<string, Names>();
  return (loanId) => {
    const names = known.get(loanId) ?? namesOfLoan(fund, loanId, seen);
    known.set(loanId, names);
    return names;
  };
}

/** The contract numbers of loans, in their order; those of voided contracts are left out. */
export const contractNumbersOf =
  (fund: OfBook, seen: Seen) =>
  (loanIds: readonly string[]): string[] =>
    loanIds.flatMap((loanId) => namesOfLoan(fund, loanId, seen).contractNumber ?? []);

/** The cooperative that a fact is about without being about one loan; null: it is about none. */
export function cooperativeIdOf({ book }: OfBook, entry: Entry): string | null {
  switch (entry.factKind) {
    case 'cooperative':
    case 'cooperative_change':
    case 'locality_change':
    case 'collection_entry':
    case 'litigation_case':
      return entry.cooperativeId;
    case 'litigation_stage':
      return book.cases.get(entry.caseId)?.filed?.cooperativeId ?? null;
    default:
      return null;
  }
}

/** The loan that a fact is about, a notice and its delivery too; null: it is about none. */
export function loanIdAbout({ book }: OfBook, entry: Entry): string | null {
  switch (entry.factKind) {
    case 'notice':
      return entry.loanId;
    case 'notice_delivery':
      return book.notices.get(entry.noticeId)?.issued.loanId ?? null;
    default:
      return loanIdOf(book, entry);
  }
}

/** The names of what a fact is about; of a reversal, those of what it reverses. */
export function namesOfEntry(fund: OfBook, entry: Entry, seen: Seen): Names {
  const reversed = entry.factKind === 'reversal' ? fund.book.facts.get(entry.factId) : undefined;
  const about = reversed ?? entry;
  const loanId = loanIdAbout(fund, about);
  if (loanId !== null) return namesOfLoan(fund, loanId, seen);
  const cooperativeId = cooperativeIdOf(fund, about);
  if (cooperativeId === null) return NO_NAMES;
  const found = findCooperative(fund, cooperativeId, seen.knownAt, seen.asOf);
  return { contractNumber: null, cooperativeName: found?.name ?? null };
}
