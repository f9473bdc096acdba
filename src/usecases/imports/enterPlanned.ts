import { listCooperatives } from '../../book/borrowers.ts';
import { lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { listLoanNames } from '../../book/loans.ts';
import type { Place } from '../../domain/imports/cells.ts';
import {
  BorrowerMatch,
  type KnownBorrower,
  type NewBorrower,
} from '../../domain/imports/matching.ts';
import type { Notes } from '../../domain/imports/notes.ts';
import type {
  LoanName,
  Planned,
  PlannedBorrower,
  PlannedDisbursement,
  PlannedLoan,
  PlannedReceipt,
} from '../../domain/imports/planned.ts';
import type { Entered, Progress } from '../../domain/imports/state.ts';
import { DomainError, type ErrorCode } from '../../domain/primitives/errors.ts';
import { likeness } from '../../domain/primitives/likeness.ts';
import { compareText } from '../../domain/primitives/lists.ts';
import { money } from '../../domain/primitives/money.ts';
import type { InTurns } from '../../domain/primitives/turns.ts';
import type { CooperativeKind } from '../../store/borrowers/cooperative.ts';
import type { By } from '../acts/by.ts';
import { refuseFactsOnClosedDays } from '../acts/closedPeriods.ts';
import { addCooperative } from '../borrowers/addCooperative.ts';
import { enterLoan } from '../loans/enterLoan.ts';
import { recordDisbursement } from '../loans/recordDisbursement.ts';
import { recordRepayment } from '../loans/recordRepayment.ts';
import { allocationOf } from './allocationOfParts.ts';
import { newLoanOf } from './newLoan.ts';

/** Refusals that are of the fund or of the sheet's day, not of a row. */
const OF_ALL_ROWS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'no-fund-opening',
  'other-opening-day',
  'lending-suspended',
]);

const UNION = /liên hiệp/iu;
const GROUP = /tổ hợp tác|\btht\b/iu;

const kindOf = (name: string): CooperativeKind =>
  UNION.test(name) ? 'union' : GROUP.test(name) ? 'group' : 'cooperative';

type Movement = PlannedDisbursement | PlannedReceipt;

/** By day; of a day what is lent before what is paid, and else as in the file. */
function inOrder(movements: readonly Movement[]): Movement[] {
  const weight = ({ kind }: Movement) => (kind === 'disbursement' ? 0 : 1);
  return movements.toSorted(
    (a, b) => compareText(a.effectiveOn, b.effectiveOn) || weight(a) - weight(b),
  );
}

/**
 * Enters what a file plans, by the same use cases as single entries. What the fund refuses is a fault of its
 * row, and the others are entered all the same, so that each fault is found: whoever calls this takes
 * all of it back where there is one.
 */
export class Entering {
  readonly entered: Entered = { cooperatives: 0, loans: 0, disbursements: 0, receipts: 0 };
  readonly progress: Progress;
  readonly #fund: FundAct;
  readonly #by: By;
  readonly #notes: Notes;
  readonly #planned: readonly Planned[];
  readonly #match: BorrowerMatch;
  /** The id of each cooperative that is new, by its code. */
  readonly #ids = new Map<string, string>();
  readonly #loanIds: Map<string, string>;
  readonly #loansOf = new Map<string, string[]>();
  /** Loans of the file that were refused: their movements say nothing new. */
  readonly #refused = new Set<string>();
  readonly #told = new Set<string>();

  constructor(fund: FundAct, by: By, planned: readonly Planned[], notes: Notes) {
    this.#fund = fund;
    this.#by = by;
    this.#notes = notes;
    this.#planned = planned;
    this.progress = { done: 0, total: planned.length };
    const knownAt = lastRecordedAt(fund);
    const known = listCooperatives(fund, {}, knownAt).map(({ id, code, name }) => ({
      id,
      code,
      name,
    }));
    this.#match = new BorrowerMatch(known, notes);
    const loans = listLoanNames(fund, knownAt);
    this.#loanIds = new Map(loans.map(({ id, contractNumber }) => [likeness(contractNumber), id]));
    for (const { id, cooperativeId } of loans) this.#addLoanOf(cooperativeId, id);
  }

  #addLoanOf(cooperativeId: string, loanId: string): void {
    this.#loansOf.set(cooperativeId, [...(this.#loansOf.get(cooperativeId) ?? []), loanId]);
  }

  /** Enters all of it, some at a time. */
  *all(): InTurns<void> {
    const ofKind = <Kind extends Planned['kind']>(kind: Kind) =>
      this.#planned.filter((each): each is Extract<Planned, { kind: Kind }> => each.kind === kind);
    for (const { borrower, place } of ofKind('cooperative')) {
      this.#borrower(borrower, place);
      yield* this.#next();
    }
    for (const loan of ofKind('loan')) {
      this.#loan(loan);
      yield* this.#next();
    }
    const movements = [...ofKind('disbursement'), ...ofKind('receipt')];
    for (const movement of inOrder(movements)) {
      this.#movement(movement);
      yield* this.#next();
    }
  }

  *#next(): InTurns<void> {
    this.progress.done += 1;
    yield;
  }

  /** Carries one entry out; what is refused is a fault of its row. */
  #try<T>(place: Place, found: string, act: () => T): T | null {
    const { length } = this.#fund.recorded;
    try {
      const done = act();
      refuseFactsOnClosedDays(this.#fund, this.#fund.recorded.slice(length));
      return done;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#refuse(place, found, error);
      return null;
    }
  }

  /** What is refused of all rows of a sheet is told once. */
  #refuse(place: Place, found: string, error: DomainError): void {
    if (!OF_ALL_ROWS.has(error.code)) return this.#notes.refuse(place, found, error);
    const key = `${error.code} ${place.sheet}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#notes.refuse({ ...place, row: null }, '', error);
  }

  /** The borrower of a row, entered where it is new; null: it is at fault. */
  #borrower(borrower: PlannedBorrower, place: Place): string | null {
    const known: KnownBorrower | null = this.#match.find(borrower, place);
    if (known === null) return null;
    if (known.id !== null) return known.id;
    return this.#ids.get(known.code) ?? this.#add(known as NewBorrower);
  }

  #add({ code, name, locality, details, place }: NewBorrower): string | null {
    const { taxCode, representative, address, phone, sector } = details;
    const of = { code, name, locality, taxCode, representative, address, phone, sector };
    const more = { kind: kindOf(name), relatedCooperativeIds: [], memberOfId: null };
    const added = this.#try(place, name, () =>
      addCooperative(this.#fund, this.#by, { ...of, ...more }),
    );
    if (added === null) return null;
    this.entered.cooperatives += 1;
    this.#ids.set(code, added.id);
    return added.id;
  }

  #loan(planned: PlannedLoan): void {
    const { place, contractNumber, borrower } = planned;
    const key = likeness(contractNumber);
    const cooperativeId = this.#borrower(borrower, place);
    const entered =
      cooperativeId === null
        ? null
        : this.#try(place, contractNumber, () =>
            enterLoan(this.#fund, newLoanOf(planned, cooperativeId)),
          );
    if (entered === null) {
      this.#refused.add(key);
      return;
    }
    const { id } = entered.loan;
    this.entered.loans += 1;
    this.#loanIds.set(key, id);
    this.#addLoanOf(entered.loan.cooperativeId, id);
  }

  /** The loan that a movement names; null: it is at fault, or was refused itself. */
  #loanOf({ contractNumber, borrower }: LoanName, place: Place): string | null {
    if (contractNumber !== null) {
      const key = likeness(contractNumber);
      const known = this.#loanIds.get(key);
      if (known !== undefined) return known;
      if (!this.#refused.has(key)) this.#notes.fault('contract-unknown', place, contractNumber);
      return null;
    }
    if (borrower === null) return null;
    const found = this.#match.known(borrower);
    const cooperativeId = found?.id ?? this.#ids.get(found?.code ?? '');
    const [only, another] = this.#loansOf.get(cooperativeId ?? '') ?? [];
    if (only !== undefined && another === undefined) return only;
    this.#notes.fault('contract-unknown', place, borrower.name ?? borrower.code ?? '');
    return null;
  }

  #movement(planned: Movement): void {
    const { place, loan, effectiveOn, voucherNumber, method } = planned;
    const loanId = this.#loanOf(loan, place);
    if (loanId === null) return;
    const amount = money(planned.amount);
    const of = { amount, effectiveOn, voucherNumber, method };
    const done = this.#try(place, voucherNumber, () => {
      if (planned.kind === 'disbursement') {
        return recordDisbursement(this.#fund, this.#by, loanId, of);
      }
      const allocation = allocationOf(this.#fund, loanId, effectiveOn, planned.parts);
      const receipt = { ...of, allocation, litigationCaseId: null };
      return recordRepayment(this.#fund, this.#by, loanId, receipt);
    });
    if (done === null) return;
    if (planned.kind === 'disbursement') this.entered.disbursements += 1;
    else this.entered.receipts += 1;
  }
}
