import {
  beginWords,
  hasWords,
  likeness,
  meant,
  readings,
  wordsSought,
} from '../domain/primitives/likeness.ts';
import { compareText } from '../domain/primitives/lists.ts';
import type { CooperativeEntry } from '../store/borrowers/cooperative.ts';
import type { LoanFilter, SearchRank } from '../store/loans/loan.ts';
import type { KnownLoan } from './loanRecord.ts';

/**
 * Whether a thing has the text that is asked for, or one like it, if none of those among which it is
 * sought has the very text. Nothing asked for: each has it.
 *
 * @param among those looked at, one after the other: the very text ends the search
 */
export function isMeant<Thing>(
  asked: string | undefined,
  among: () => Iterable<Thing>,
  textOf: (thing: Thing) => string | null,
): (thing: Thing) => boolean {
  if (asked === undefined) return () => true;
  function* texts() {
    for (const thing of among()) {
      const text = textOf(thing);
      if (text !== null) yield text;
    }
  }
  const isText = meant(asked, texts());
  return (thing) => {
    const text = textOf(thing);
    return text !== null && isText(text);
  };
}

const searched = new WeakMap<CooperativeEntry, readonly string[]>();

/** The code and the name of a version of a borrower as a search reads them. */
export function searchedOf(version: CooperativeEntry): readonly string[] {
  const known = searched.get(version);
  if (known !== undefined) return known;
  const found = [...readings(version.code), ...readings(version.name)];
  searched.set(version, found);
  return found;
}

const searchedNumbers = new WeakMap<object, readonly string[]>();

function searchedNumberOf({ contract }: KnownLoan): readonly string[] {
  const known = searchedNumbers.get(contract);
  if (known !== undefined) return known;
  const found = readings(contract.terms.contractNumber);
  searchedNumbers.set(contract, found);
  return found;
}

/** A loan with its borrower as it counts on a day. */
export type Lent = readonly [loan: KnownLoan, borrower: CooperativeEntry];

/** What a filter lets through, of the loans among which it looks. */
export function matching(
  filter: LoanFilter,
  among: () => Iterable<Lent>,
): (...lent: Lent) => boolean {
  const { q, cooperativeId, borrowerKind, memberOfId, underVoucher } = filter;
  // What is searched is sorted anew, so its beginning is known only when all is found.
  const after = q === undefined ? filter.after : undefined;
  const numberOf = ([{ contract }]: Lent): string => contract.terms.contractNumber;
  const texts = [
    isMeant(filter.contractNumber, among, numberOf),
    isMeant(filter.locality, among, ([, borrower]) => borrower.locality),
    isMeant(filter.sector, among, ([{ contract }, borrower]) => contract.sector ?? borrower.sector),
    isMeant(filter.purpose, among, ([{ contract }]) => contract.purpose),
    isMeant(filter.project, among, ([{ contract }]) => contract.project),
    isMeant(filter.source, among, ([{ contract }]) => contract.source),
  ];
  const sought = q === undefined ? null : wordsSought(q);
  return (...lent) => {
    const [known, borrower] = lent;
    if (!texts.every((matches) => matches(lent))) return false;
    if (borrowerKind !== undefined && borrower.kind !== borrowerKind) return false;
    if (memberOfId !== undefined && borrower.memberOfId !== memberOfId) return false;
    if (cooperativeId !== undefined && known.contract.cooperativeId !== cooperativeId) return false;
    if (after !== undefined && compareText(numberOf(lent), after) <= 0) return false;
    if (sought === null || underVoucher?.has(known.loanId) === true) return true;
    return hasWords([...searchedNumberOf(known), ...searchedOf(borrower)], sought);
  };
}

/** How well loans match a search that lets them through. */
export function rankedBy({ q = '', underVoucher }: LoanFilter): (lent: Lent) => SearchRank {
  const sought = likeness(q);
  const words = wordsSought(q);
  return ([known, borrower]) => {
    const { loanId, contract } = known;
    const number = likeness(contract.terms.contractNumber);
    if (number === sought) return 0;
    if (underVoucher?.has(loanId) === true) return 1;
    if (number.startsWith(sought)) return 2;
    return beginWords([...searchedNumberOf(known), ...searchedOf(borrower)], words) ? 3 : 4;
  };
}
