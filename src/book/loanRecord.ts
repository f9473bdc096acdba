import type { Borrower } from '../domain/borrowers/borrower.ts';
import { endOfFreeze } from '../domain/loans/decisions.ts';
import { NO_FACTS, type VoucheredFacts } from '../domain/loans/facts.ts';
import { continueFold } from '../domain/loans/fold/fold.ts';
import type { LoanOfFund } from '../domain/loans/portfolio.ts';
import { LoanBooks } from '../domain/loans/loanBooks.ts';
import { addDays, type CalendarDate } from '../domain/primitives/dates.ts';
import { groupBy } from '../domain/primitives/lists.ts';
import type { Entry } from '../store/facts/entry.ts';
import type { DecisionEntry } from '../store/loans/decision.ts';
import type { DisbursementEntry } from '../store/loans/disbursement.ts';
import type { LoanEntry } from '../store/loans/loan.ts';
import type { LoanOpeningEntry } from '../store/loans/opening.ts';
import type { RecallEntry, RecallWithdrawalEntry } from '../store/loans/recall.ts';
import type { RecoveryPlanFact } from '../store/loans/recoveryPlan.ts';
import type { RepaymentEntry } from '../store/loans/repayment.ts';
import { Kept, lastChange } from './kept.ts';
import { isKnownAt, isShownAt, lastStanding, reversalBookedOn, standsAt } from './known.ts';
import type { NoticeRecord } from './noticeRecord.ts';

/** A loan as known at an instant. */
export class KnownLoan {
  readonly loanId: string;
  /** The contract as first entered. */
  readonly entered: LoanEntry;
  /** The contract as last corrected. */
  readonly contract: LoanEntry;
  readonly books: LoanBooks;
  /** The plan recorded last, also one without entries; null: there was never one. */
  readonly recoveryPlan: RecoveryPlanFact | null;
  #ofFund: LoanOfFund | null = null;

  constructor(of: Pick<KnownLoan, 'entered' | 'contract' | 'books' | 'recoveryPlan'>) {
    this.loanId = of.entered.loanId;
    this.entered = of.entered;
    this.contract = of.contract;
    this.books = of.books;
    this.recoveryPlan = of.recoveryPlan;
  }

  /** The loan for the fund's figures of a day; the same object for the same borrower and facts. */
  ofFund(borrower: Borrower, day: CalendarDate): LoanOfFund {
    const facts = this.books.on(day);
    if (this.#ofFund?.borrower === borrower && this.#ofFund.facts === facts) return this.#ofFund;
    this.#ofFund = {
      id: this.loanId,
      borrower,
      terms: this.contract.terms,
      source: this.contract.source,
      facts,
      books: this.books,
      recoveryPlan: this.recoveryPlan?.entries ?? null,
    };
    return this.#ofFund;
  }
}

/** All that was ever recorded of a loan: each list by day and then as recorded. */
export class LoanRecord {
  readonly id: string;
  /** As recorded: the contract as entered, then its corrections. */
  readonly versions: LoanEntry[] = [];
  /** As recorded: one stands at the most (R33). */
  readonly openings: LoanOpeningEntry[] = [];
  readonly disbursements: DisbursementEntry[] = [];
  readonly repayments: RepaymentEntry[] = [];
  readonly recalls: RecallEntry[] = [];
  /** As recorded. */
  readonly withdrawals: RecallWithdrawalEntry[] = [];
  readonly decisions: DecisionEntry[] = [];
  /** As recorded. */
  readonly recoveryPlans: RecoveryPlanFact[] = [];
  /** As recorded: by year and number. */
  readonly notices: NoticeRecord[] = [];
  /** When anything of the loan was recorded or reversed. */
  readonly changes: number[] = [];
  /** For each change the first day whose facts differ by it; null: any day's may. */
  readonly changedFrom: (CalendarDate | null)[] = [];
  /** As recorded: facts booked later than their day, and reversals that are (R42). */
  readonly late: Entry[] = [];
  /** When a disbursement was recorded or reversed. */
  readonly lendingChanges: number[] = [];
  /** When a recall or another decision was recorded, withdrawn or reversed. */
  readonly decisionChanges: number[] = [];
  readonly #known = new Kept<KnownLoan | null>(2);
  readonly #lent = new Kept<VoucheredFacts['disbursements']>(2);
  readonly #decided = new Kept<Decided>(2);

  constructor(id: string) {
    this.id = id;
  }

  /** The loan as known at an instant; null: it was not entered yet, or is voided. */
  at(instant: number): KnownLoan | null {
    const at = lastChange(this.changes, instant);
    return at === 0 ? null : this.#known.of(at, () => this.#work(at));
  }

  /** Forgets what was worked out of changes after an instant. */
  forgetAfter(instant: number): void {
    for (const kept of [this.#known, this.#lent, this.#decided]) kept.forgetAfter(instant);
  }

  #work(instant: number): KnownLoan | null {
    const [entered] = this.versions;
    if (entered === undefined || !standsAt(entered, instant)) return null;
    const contract = this.versions.findLast((each) => isKnownAt(each, instant)) ?? entered;
    const recoveryPlan = lastStanding(this.recoveryPlans, instant);
    // Only what was known just before the last change has all the facts but one.
    const last = this.changes[this.changes.lastIndexOf(instant) - 1] ?? 0;
    const before = this.#known.at(last) ?? null;
    const books = this.#booksAt(instant);
    if (before !== null) this.#goOn(before.books, books, instant);
    return new KnownLoan({ entered, contract, recoveryPlan, books });
  }

  /** Lets what is worked out of the facts go on from what was worked out before the last change. */
  #goOn(before: LoanBooks, after: LoanBooks, instant: number): void {
    const from = this.changedFrom[this.changes.lastIndexOf(instant)] ?? null;
    const [was, is] = [before.views, after.views];
    if (from === null || was.length + is.length > 2) return;
    continueFold(was[0].facts, is[0].facts, from);
  }

  /** The days on which facts were booked that are dated before and still shown, oldest first. */
  #bookingDays(instant: number): CalendarDate[] {
    if (this.late.length === 0) return [];
    const days = this.late
      .filter((each) => isKnownAt(each, instant))
      // A fact that was reversed for all days is as if it had never been booked.
      .filter((each) => standsAt(each, instant) || reversalBookedOn(each, instant) !== null)
      .flatMap(({ late }) => late?.bookedOn ?? []);
    return [...new Set(days)].toSorted();
  }

  #booksAt(instant: number): LoanBooks {
    const [first, ...later] = this.#bookingDays(instant);
    if (first === undefined) return new LoanBooks(this.#factsAt(instant));
    const viewOn = (day: CalendarDate): VoucheredFacts => {
      const isShown = (entry: Entry): boolean => isShownAt(entry, instant, day);
      return {
        ...this.#decidedBy(isShown),
        disbursements: this.disbursements.filter(isShown),
        repayments: this.repayments.filter(isShown),
      };
    };
    return new LoanBooks(
      viewOn(addDays(first, -1)),
      [first, ...later].map((from) => ({ from, facts: viewOn(from) })),
    );
  }

  /** Lists that have not changed are the same objects as before: plans are kept with them. */
  #factsAt(instant: number): VoucheredFacts {
    const stands = (entry: Entry): boolean => standsAt(entry, instant);
    const lent = lastChange(this.lendingChanges, instant);
    const decided = lastChange(this.decisionChanges, instant);
    return {
      ...this.#decided.of(decided, () => this.#decidedBy(stands)),
      disbursements: this.#lent.of(lent, () => this.disbursements.filter(stands)),
      repayments: this.repayments.filter(stands),
    };
  }

  #decidedBy(stands: (entry: Entry) => boolean): Decided {
    const withdrawnOn = new Map(
      this.withdrawals.filter(stands).map((each) => [each.recallId, each.effectiveOn]),
    );
    const recalls = this.recalls.filter(stands).map(({ id, effectiveOn: decidedOn, deadline }) => ({
      id,
      decidedOn,
      deadline,
      withdrawnOn: withdrawnOn.get(id) ?? null,
    }));
    const opening = this.openings.findLast(stands)?.opening ?? null;
    return { opening, ...decidedBy(this.decisions.filter(stands)), recalls };
  }
}

type Decided = Omit<VoucheredFacts, 'disbursements' | 'repayments'>;
type OfDecisions = Omit<Decided, 'opening' | 'recalls'>;
type Gathered = { -readonly [Kind in keyof OfDecisions]: OfDecisions[Kind][number][] };

const { opening: _, disbursements: __, repayments: ___, recalls: ____, ...NO_DECISIONS } = NO_FACTS;

/** Sorts the decisions that stand into the kinds of facts they are (R14, R16). */
function decidedBy(decisions: readonly DecisionEntry[]): OfDecisions {
  if (decisions.length === 0) return NO_DECISIONS;
  const facts: Gathered = {
    restructurings: [],
    rateChanges: [],
    freezes: [],
    waivers: [],
    chargeOffs: [],
    writeOffs: [],
    debtGroupOverrides: [],
  };
  const freezeEnds = groupBy(
    decisions.flatMap(({ terms }) => (terms.kind === 'freeze_end' ? [terms] : [])),
    ({ freezeId }) => freezeId,
  );
  for (const decision of decisions) addDecision(facts, decision, freezeEnds);
  return facts;
}

function addDecision(
  facts: Gathered,
  { id, terms, effectiveOn }: DecisionEntry,
  freezeEnds: ReadonlyMap<string, readonly { readonly to: CalendarDate }[]>,
): void {
  switch (terms.kind) {
    case 'restructuring': {
      const { restructuringKind: kind, instalments } = terms;
      facts.restructurings.push({ kind, decidedOn: effectiveOn, instalments });
      return;
    }
    case 'rate_change': {
      const { ratePercent, overdueRatePercent } = terms;
      facts.rateChanges.push({ effectiveOn, ratePercent, overdueRatePercent });
      return;
    }
    case 'waiver':
      facts.waivers.push({ effectiveOn, component: terms.component, amount: terms.amount });
      return;
    case 'charge_off': {
      const { interest, recovery, decisionNumber, ground, first } = terms;
      facts.chargeOffs.push({ effectiveOn, interest, recovery, decisionNumber, ground, first });
      return;
    }
    case 'write_off': {
      const { decisionNumber, ground } = terms;
      facts.writeOffs.push({ effectiveOn, decisionNumber, ground });
      return;
    }
    case 'debt_group_override':
      facts.debtGroupOverrides.push({ effectiveOn, group: terms.group, change: terms.change });
      return;
    case 'freeze': {
      const ends = freezeEnds.get(id) ?? [];
      const to = endOfFreeze(
        terms.to,
        ends.map((end) => end.to),
      );
      facts.freezes.push({ from: effectiveOn, to });
      return;
    }
    case 'freeze_end':
      // Stands with the freeze that it ends.
      return;
  }
}
