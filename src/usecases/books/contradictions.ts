import type { Fund } from '../../book/fund.ts';
import { position } from '../../domain/loans/position.ts';
import type { LoanOfFund } from '../../domain/loans/portfolio.ts';
import type { FundRules } from '../../domain/policies/fundRules.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { isFromDatabase } from '../../store/database/database.ts';
import type { LeftOut } from '../../store/facts/readFacts.ts';
import { ClientGone } from '../view/turns.ts';

/**
 * Something that cannot be worked out, because facts contradict one another: no act leaves them so, and
 * whoever changes rows of the database may.
 */
export interface FactDifference {
  readonly code: 'fact-not-usable' | 'not-worked-out';
  /** The fact; of a loan the first one, in the order of recording, with which nothing is worked out. */
  readonly factId: string | null;
  readonly loanId: string | null;
  readonly contractNumber: string | null;
  /** What cannot be worked out: `fact`, `position`, `policies`, `closing 2023-Q1`, `notice` and its id. */
  readonly what: string;
  readonly reason: string;
}

type About = Partial<Pick<FactDifference, 'factId' | 'loanId' | 'contractNumber'>>;

/** The words of an error that the rules threw; one of the database is thrown on. */
function reasonOf(error: unknown): string {
  if (isFromDatabase(error) || error instanceof ClientGone) throw error;
  if (error instanceof DomainError) return `${error.code} ${JSON.stringify(error.figures)}`;
  return error instanceof Error ? error.message : String(error);
}

/** The rules and the days by which positions are asked for. */
interface Asked {
  readonly fund: Fund;
  readonly rules: FundRules;
  readonly days: readonly CalendarDate[];
}

function isPossible(
  { terms, books }: Pick<LoanOfFund, 'terms' | 'books'>,
  { rules, days }: Asked,
): boolean {
  try {
    for (const on of days) position(terms, books.on(on), rules, on);
    return true;
  } catch {
    return false;
  }
}

/** The first fact of a loan, in the order of recording, with which no position can be worked out. */
function firstFault(loanId: string, asked: Asked): string | null {
  const { book } = asked.fund;
  const record = book.loans.get(loanId);
  const at = record?.changes.find((instant) => {
    const known = record.at(instant);
    return known !== null && !isPossible({ ...known, terms: known.contract.terms }, asked);
  });
  return book.log.find(({ recordedAt }) => recordedAt === at)?.id ?? null;
}

/** Goes on where something cannot be worked out, and keeps what it was. */
export class Contradictions {
  readonly found: FactDifference[];

  constructor(leftOut: readonly LeftOut[] = []) {
    this.found = leftOut.map(({ factId, loanId, error }) => ({
      code: 'fact-not-usable',
      factId,
      loanId,
      contractNumber: null,
      what: 'fact',
      reason: reasonOf(error),
    }));
  }

  /** What is worked out; `otherwise`, where the facts contradict one another. */
  async workOut<T>(what: string, work: () => T | Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#add(what, error, {});
      return otherwise;
    }
  }

  /** A loan of which no position can be worked out. */
  addLoan(asked: Asked, { id: loanId, terms }: LoanOfFund, error: unknown): void {
    const { contractNumber } = terms;
    this.#add('position', error, { factId: firstFault(loanId, asked), loanId, contractNumber });
  }

  #add(what: string, error: unknown, about: About): void {
    const { factId = null, loanId = null, contractNumber = null } = about;
    const reason = reasonOf(error);
    this.found.push({ code: 'not-worked-out', factId, loanId, contractNumber, what, reason });
  }
}
