import type { LocalityStatement } from '../domain/borrowers/localities.ts';
import type { LoanOfFund } from '../domain/loans/portfolio.ts';
import { quarterOf, type Quarter } from '../domain/primitives/quarters.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import { PROPOSAL_ENDS } from '../domain/books/factKinds.ts';
import { dayInBooks } from '../domain/books/lateBooking.ts';
import type { Money } from '../domain/primitives/money.ts';
import type { FundRules } from '../domain/policies/fundRules.ts';
import type { ClosingEntry, ReopeningEntry } from '../store/books/period.ts';
import type { CooperativeEntry } from '../store/borrowers/cooperative.ts';
import type { LocalityChangeEntry } from '../store/borrowers/localityChange.ts';
import type {
  CollateralEntry,
  ReleaseEntry,
  ValuationEntry,
} from '../store/collateral/collateral.ts';
import type { CollectionLogEntry } from '../store/collection/collectionEntry.ts';
import type { CaseEntry, StageEntry } from '../store/court/case.ts';
import type { ProposalEndEntry, ProposedActEntry } from '../store/secondPerson/proposedAct.ts';
import type { Entry } from '../store/facts/entry.ts';
import type { ReversalEntry } from '../store/facts/head.ts';
import type { CapitalMovementEntry } from '../store/fund/capitalMovement.ts';
import type { DocumentSettingsEntry } from '../store/fund/documentSettings.ts';
import type { FundChangeEntry } from '../store/fund/fundChange.ts';
import type { FundOpeningEntry } from '../store/fund/fundOpening.ts';
import type { FundPlanEntry } from '../store/fund/fundPlan.ts';
import type { HolidayListEntry } from '../store/fund/holiday.ts';
import type { LendingSuspensionEntry } from '../store/fund/lendingSuspension.ts';
import type { PolicyEntry } from '../store/fund/policy.ts';
import type { IncomeMovementEntry } from '../store/fund/incomeMovement.ts';
import type { PlaceEntry } from '../store/fund/place.ts';
import type { PlaceCountEntry } from '../store/fund/placeCount.ts';
import type { TransferEntry } from '../store/fund/transfer.ts';
import type { TrusteeStatementEntry } from '../store/fund/trusteeStatement.ts';
import type { IssuedReportEntry } from '../store/issued/issuedReport.ts';
import type { DecisionEntry } from '../store/loans/decision.ts';
import type { DisbursementEntry } from '../store/loans/disbursement.ts';
import type { LoanEntry } from '../store/loans/loan.ts';
import type { LoanOpeningEntry } from '../store/loans/opening.ts';
import type { HandoverEnteredEntry, HandoverEntry } from '../store/handover/handover.ts';
import type { ImportEnteredEntry, ImportEntry } from '../store/imports/import.ts';
import type { RepaymentEntry } from '../store/loans/repayment.ts';
import type { NoticeDraftEntry } from '../store/notices/noticeDraft.ts';
import type { NoticeRunEntry } from '../store/notices/noticeRun.ts';
import type { KeptClassificationEntry } from '../store/schedule/keptClassification.ts';
import type { ScheduledRunEntry } from '../store/schedule/run.ts';
import type { ScheduleSettingEntry } from '../store/schedule/setting.ts';
import type { StoredFund } from '../store/fund/fund.ts';
import type { StoredPolicy } from '../store/fund/policy.ts';
import type { FundCash } from '../domain/fund/cash.ts';
import { Alike } from './alike.ts';
import { Cash, changesBy, recoversIncome, reversedOn } from './cash.ts';
import { Days } from './days.ts';
import { Kept } from './kept.ts';
import { LoanRecord } from './loanRecord.ts';
import { NoticeRecord } from './noticeRecord.ts';
import { Vouchers } from './vouchers.ts';

/** How a fact moved money: when it was booked, or taken back by a reversal that was booked later (R42). */
export interface MoneyMove {
  readonly entry: Entry;
  readonly on: CalendarDate;
  readonly isTakenBack: boolean;
  /** What was taken over by an opening (R32, R33), money out below 0; null: the fact moves money by itself. */
  readonly takenOver: Money | null;
}

/** A borrower's versions in the order recorded. */
export interface CooperativeRecord {
  readonly id: string;
  readonly versions: CooperativeEntry[];
  /** Acts that changed its locality, as recorded (R37). */
  readonly localityChanges: LocalityChangeEntry[];
  /** When a version or a change of its locality was recorded, or such a change reversed. */
  readonly changes: number[];
  /** What counts of its locality, by the last of these changes. */
  readonly localities: Kept<readonly LocalityStatement[]>;
  /** The loans that were ever entered as its own, also by a correction. */
  readonly loans: LoanRecord[];
}

/** A case with its stages, by the day of each and then as recorded. */
export interface CaseRecord {
  /** Null only until the case follows the stage of its filing. */
  filed: CaseEntry | null;
  readonly stages: StageEntry[];
}

/** An asset that secures loans (R41): all that was entered of it, as recorded. */
export interface CollateralRecord {
  readonly id: string;
  readonly versions: CollateralEntry[];
  readonly valuations: ValuationEntry[];
  readonly releases: ReleaseEntry[];
}

const byDay = (a: Entry, b: Entry): number =>
  a.effectiveOn < b.effectiveOn
    ? -1
    : a.effectiveOn > b.effectiveOn
      ? 1
      : a.recordedAt - b.recordedAt;

/**
 * One fund's facts in memory, in the order recorded, in the domain's own types. The database alone is
 * true: a book can be thrown away at any moment and read again. Facts are only ever added, so a book is
 * exactly right for every instant up to its last fact. What is known at an instant is asked of it by
 * the functions beside this file, which filter by `recordedAt`; nothing else does.
 */
export class Book {
  /** The fund as it was created. */
  readonly fund: StoredFund;
  readonly fundChanges: FundChangeEntry[] = [];
  /** The policies with which the fund began; they are in no fact. */
  readonly defaultPolicies: readonly StoredPolicy[];
  /** Every fact, in the order recorded. */
  readonly log: Entry[] = [];
  readonly facts = new Map<string, Entry>();
  readonly cooperatives = new Map<string, CooperativeRecord>();
  readonly loans = new Map<string, LoanRecord>();
  readonly loansByNumber = new Alike<LoanRecord>();
  readonly cooperativesByCode = new Alike<CooperativeRecord>();
  /** Borrowers that ever named others as related, or as that of which they are members. */
  readonly relating: CooperativeRecord[] = [];
  readonly cases = new Map<string, CaseRecord>();
  readonly collaterals = new Map<string, CollateralRecord>();
  readonly notices = new Map<string, NoticeRecord>();
  readonly movements: CapitalMovementEntry[] = [];
  /** As recorded: the last one counts (R32). */
  readonly openings: FundOpeningEntry[] = [];
  /** As recorded. */
  readonly places: PlaceEntry[] = [];
  readonly transfers: TransferEntry[] = [];
  readonly incomeMovements: IncomeMovementEntry[] = [];
  readonly placeCounts: PlaceCountEntry[] = [];
  readonly trusteeStatements: TrusteeStatementEntry[] = [];
  readonly collectionLog: CollectionLogEntry[] = [];
  readonly holidayLists: HolidayListEntry[] = [];
  readonly policies: PolicyEntry[] = [];
  readonly suspensions: LendingSuspensionEntry[] = [];
  readonly fundPlans: FundPlanEntry[] = [];
  readonly documentSettings: DocumentSettingsEntry[] = [];
  readonly noticeRuns: NoticeRunEntry[] = [];
  readonly noticeDrafts: NoticeDraftEntry[] = [];
  readonly issuedReports: IssuedReportEntry[] = [];
  readonly imports: ImportEntry[] = [];
  readonly importsEntered: ImportEnteredEntry[] = [];
  /** As recorded: one stands at the most. */
  readonly handovers: HandoverEntry[] = [];
  /** As recorded. */
  readonly handoversEntered: HandoverEnteredEntry[] = [];
  /** As recorded. */
  readonly scheduleSettings: ScheduleSettingEntry[] = [];
  readonly scheduledRuns: ScheduledRunEntry[] = [];
  readonly keptClassifications: KeptClassificationEntry[] = [];
  /** As recorded. */
  readonly proposedActs: ProposedActEntry[] = [];
  /** How proposed acts ended, by the id of the proposal. */
  readonly proposalEnds = new Map<string, ProposalEndEntry>();
  readonly closings: ClosingEntry[] = [];
  readonly reopenings: ReopeningEntry[] = [];
  readonly repaymentsByDay = new Days<RepaymentEntry>();
  readonly disbursementsByDay = new Days<DisbursementEntry>();
  readonly vouchers = new Vouchers(this.repaymentsByDay, this.disbursementsByDay);
  readonly cash = new Cash();
  /** Facts booked later than their day, and reversals that are (R42). */
  readonly late: Entry[] = [];
  /** How many standing facts count in each quarter. */
  readonly factsByQuarter = new Map<Quarter, number>();
  /** When holidays or policies changed. */
  readonly rulesChanges: number[] = [];
  readonly rules = new Kept<FundRules>(4);
  /** When a contract was entered, corrected or voided. */
  readonly contractChanges: number[] = [];
  readonly contracts = new Kept<readonly LoanRecord[]>(4);
  /** When anything changed that `LoanOfFund` says: the instants of loans and borrowers. */
  readonly portfolioChanges: number[] = [];
  readonly portfolios = new Kept<readonly LoanOfFund[]>(4);
  readonly moneyChanges: number[] = [];
  readonly cashByDay = new Kept<FundCash>(4);
  readonly moneyMoves = new Kept<readonly MoneyMove[]>(2);
  /** How to take back what was added since the last commit, the latest last; null: nothing is. */
  #takeBack: { readonly at: number; readonly undo: () => void }[] | null = null;

  constructor(fund: StoredFund, defaultPolicies: readonly StoredPolicy[]) {
    this.fund = fund;
    this.defaultPolicies = defaultPolicies;
  }

  get fundId(): string {
    return this.fund.fundId;
  }

  /** The instant of the last fact: what is recorded up to it is in the book. */
  get through(): number {
    return this.log.at(-1)?.recordedAt ?? this.fund.createdAt.getTime();
  }

  /** Begins to note how what is added can be taken back. */
  draft(): void {
    this.#takeBack = [];
  }

  /** Keeps what was added since `draft`. */
  keep(): void {
    this.#takeBack = null;
  }

  /** Takes back what was added after an instant, the latest first. */
  takeBackAfter(instant: number): void {
    const steps = this.#takeBack ?? [];
    for (let step = steps.at(-1); step !== undefined && step.at > instant; step = steps.at(-1)) {
      step.undo();
      steps.pop();
    }
    const { rules, contracts, portfolios, cashByDay, moneyMoves } = this;
    for (const kept of [rules, contracts, portfolios, cashByDay, moneyMoves])
      kept.forgetAfter(instant);
  }

  /** Adds the next fact; it was recorded after every other of the book. */
  add(entry: Entry): void {
    const last = this.log.at(-1)?.recordedAt ?? 0;
    if (entry.recordedAt <= last) throw new Error('facts are added in their order');
    if (this.facts.has(entry.id)) throw new Error(`fact ${entry.id} is in the book already`);
    this.#did(entry, () => this.facts.delete(entry.id));
    this.facts.set(entry.id, entry);
    this.#append(this.log, entry, entry);
    if (entry.late !== null) this.#append(this.late, entry, entry);
    this.#count(entry, 1, entry);
    if (entry.factKind === 'reversal') this.#reverse(entry);
    else this.#enter(entry);
  }

  /** Notes in which quarter a fact counts, or counts no more. */
  #count(entry: Entry, change: 1 | -1, by: Entry): void {
    if (!countsInQuarter(entry)) return;
    const quarter = quarterOf(dayInBooks(entry));
    const counts = this.factsByQuarter;
    counts.set(quarter, (counts.get(quarter) ?? 0) + change);
    this.#did(by, () => counts.set(quarter, (counts.get(quarter) ?? 0) - change));
  }

  #did(entry: Entry, undo: () => void): void {
    this.#takeBack?.push({ at: entry.recordedAt, undo });
  }

  #append<T>(list: T[], item: T, entry: Entry): void {
    list.push(item);
    this.#did(entry, () => list.pop());
  }

  /** Puts an entry behind those of its day and of earlier days. */
  #insert<E extends Entry>(list: E[], entry: E): void {
    let place = list.length;
    while (place > 0 && byDay(list[place - 1] as E, entry) > 0) place -= 1;
    if (place === list.length) list.push(entry);
    else list.splice(place, 0, entry);
    this.#did(entry, () => list.splice(list.lastIndexOf(entry), 1));
  }

  #loan(id: string): LoanRecord {
    const loan = this.loans.get(id);
    if (loan === undefined) throw new Error(`no loan ${id} in the book`);
    return loan;
  }

  #case(id: string, by: Entry): CaseRecord {
    const known = this.cases.get(id);
    if (known !== undefined) return known;
    const record = { filed: null, stages: [] };
    this.cases.set(id, record);
    this.#did(by, () => this.cases.delete(id));
    return record;
  }

  #collateral(id: string): CollateralRecord {
    const asset = this.collaterals.get(id);
    if (asset === undefined) throw new Error(`no collateral ${id} in the book`);
    return asset;
  }

  #enterCollateral(entry: CollateralEntry): void {
    const { collateralId: id } = entry;
    if (entry.id !== id) return this.#append(this.#collateral(id).versions, entry, entry);
    this.collaterals.set(id, { id, versions: [entry], valuations: [], releases: [] });
    return this.#did(entry, () => this.collaterals.delete(id));
  }

  #changed(changes: number[], entry: Entry): void {
    this.#append(changes, entry.recordedAt, entry);
  }

  /** @param by the fact that is entered, or that reverses it */
  #changedLoan(loan: LoanRecord, entry: Entry, by: Entry = entry): void {
    this.#did(by, () => loan.forgetAfter(by.recordedAt - 1));
    if (by.late !== null) this.#append(loan.late, by, by);
    this.#changed(loan.changes, by);
    const isMoney = entry.factKind === 'repayment' || entry.factKind === 'disbursement';
    this.#append(loan.changedFrom, isMoney ? entry.effectiveOn : null, by);
    if (entry.factKind === 'disbursement') this.#changed(loan.lendingChanges, by);
    else if (!isMoney) this.#changed(loan.decisionChanges, by);
    this.#changed(this.portfolioChanges, by);
  }

  /** @param by the fact that moves money, or that reverses one which does */
  #movedMoney(by: Entry): void {
    this.#changed(this.moneyChanges, by);
    const changes = changesBy(this, by);
    this.cash.move(changes);
    this.#did(by, () => this.cash.moveBack(changes));
  }

  #enter(entry: Exclude<Entry, ReversalEntry>): void {
    switch (entry.factKind) {
      case 'cooperative':
      case 'cooperative_change':
        return this.#enterCooperative(entry);
      case 'locality_change': {
        const { localityChanges } = this.#changedLocality(entry, entry);
        return this.#append(localityChanges, entry, entry);
      }
      case 'loan':
      case 'loan_correction':
        return this.#enterContract(entry);
      case 'disbursement': {
        const loan = this.#loan(entry.loanId);
        this.#insert(loan.disbursements, entry);
        this.disbursementsByDay.add(entry);
        this.#did(entry, () => this.disbursementsByDay.remove(entry));
        this.#enterVoucher(entry);
        this.#changedLoan(loan, entry);
        return this.#movedMoney(entry);
      }
      case 'repayment': {
        const loan = this.#loan(entry.loanId);
        this.#insert(loan.repayments, entry);
        this.repaymentsByDay.add(entry);
        this.#did(entry, () => this.repaymentsByDay.remove(entry));
        this.#enterVoucher(entry);
        this.#changedLoan(loan, entry);
        return this.#movedMoney(entry);
      }
      case 'capital_movement':
        this.#insert(this.movements, entry);
        return this.#movedMoney(entry);
      case 'fund_opening':
        this.#append(this.openings, entry, entry);
        return this.#movedMoney(entry);
      case 'loan_opening':
        return this.#enterOpening(entry);
      case 'transfer':
        this.#insert(this.transfers, entry);
        return this.#movedMoney(entry);
      case 'income_movement':
        this.#insert(this.incomeMovements, entry);
        return this.#movedMoney(entry);
      case 'recall': {
        const loan = this.#loan(entry.loanId);
        this.#insert(loan.recalls, entry);
        return this.#changedLoan(loan, entry);
      }
      case 'recall_withdrawal': {
        const recall = this.facts.get(entry.recallId);
        if (recall?.factKind !== 'recall') throw new Error(`no recall ${entry.recallId}`);
        const loan = this.#loan(recall.loanId);
        this.#append(loan.withdrawals, entry, entry);
        return this.#changedLoan(loan, entry);
      }
      case 'recovery_plan': {
        const loan = this.#loan(entry.loanId);
        this.#append(loan.recoveryPlans, entry, entry);
        return this.#changedLoan(loan, entry);
      }
      default:
        return this.#enterOther(entry);
    }
  }

  #enterVoucher(entry: DisbursementEntry | RepaymentEntry): void {
    this.vouchers.add(entry);
    this.#did(entry, () => this.vouchers.remove(entry));
  }

  #enterCooperative(entry: CooperativeEntry): void {
    const { cooperativeId: id } = entry;
    let record = this.cooperatives.get(id);
    if (record === undefined) {
      record = {
        id,
        versions: [entry],
        localityChanges: [],
        changes: [entry.recordedAt],
        localities: new Kept(2),
        loans: [],
      };
      this.cooperatives.set(id, record);
      this.#did(entry, () => this.cooperatives.delete(id));
    } else {
      this.#append(record.versions, entry, entry);
      this.#changedBorrower(record, entry);
    }
    this.#did(entry, this.cooperativesByCode.add(entry.code, record));
    const isRelating = entry.relatedCooperativeIds.length > 0 || entry.memberOfId !== null;
    if (isRelating && !this.relating.includes(record)) this.#append(this.relating, record, entry);
    this.#changed(this.portfolioChanges, entry);
  }

  #changedBorrower({ changes, localities }: CooperativeRecord, by: Entry): void {
    this.#did(by, () => localities.forgetAfter(by.recordedAt - 1));
    this.#changed(changes, by);
  }

  #changedLocality({ cooperativeId }: LocalityChangeEntry, by: Entry): CooperativeRecord {
    const borrower = this.cooperatives.get(cooperativeId);
    if (borrower === undefined) throw new Error(`no cooperative ${cooperativeId}`);
    this.#changedBorrower(borrower, by);
    this.#changed(this.portfolioChanges, by);
    return borrower;
  }

  #enterContract(entry: LoanEntry): void {
    let loan = this.loans.get(entry.loanId);
    if (loan === undefined) {
      loan = new LoanRecord(entry.loanId);
      this.loans.set(entry.loanId, loan);
      this.#did(entry, () => this.loans.delete(entry.loanId));
    }
    const before = loan.versions.at(-1);
    this.#append(loan.versions, entry, entry);
    this.#did(entry, this.loansByNumber.add(entry.terms.contractNumber, loan));
    const borrower = this.cooperatives.get(entry.cooperativeId);
    if (borrower === undefined) throw new Error(`no cooperative ${entry.cooperativeId}`);
    if (!borrower.loans.includes(loan)) this.#append(borrower.loans, loan, entry);
    this.#changed(this.contractChanges, entry);
    this.#changedLoan(loan, entry);
    // What the loan moved becomes money of the other source (R34).
    if (before !== undefined && before.source !== entry.source) this.#movedMoney(entry);
  }

  #enterOpening(entry: LoanOpeningEntry): void {
    const loan = this.#loan(entry.loanId);
    this.#append(loan.openings, entry, entry);
    this.#changedLoan(loan, entry);
    this.#movedMoney(entry);
  }

  #enterOther(entry: Entry): void {
    switch (entry.factKind) {
      case 'litigation_case': {
        const record = this.#case(entry.id, entry);
        record.filed = entry;
        return this.#did(entry, () => (record.filed = null));
      }
      case 'litigation_stage':
        return this.#insert(this.#case(entry.caseId, entry).stages, entry);
      case 'collection_entry':
        return this.#insert(this.collectionLog, entry);
      case 'collateral':
      case 'collateral_change':
        return this.#enterCollateral(entry);
      case 'collateral_valuation':
        return this.#append(this.#collateral(entry.collateralId).valuations, entry, entry);
      case 'collateral_release':
        return this.#append(this.#collateral(entry.collateralId).releases, entry, entry);
      case 'holiday_list':
        this.#changed(this.rulesChanges, entry);
        return this.#append(this.holidayLists, entry, entry);
      case 'policy':
        this.#changed(this.rulesChanges, entry);
        return this.#append(this.policies, entry, entry);
      case 'lending_suspension':
        return this.#insert(this.suspensions, entry);
      case 'fund_plan':
        return this.#append(this.fundPlans, entry, entry);
      case 'place':
        return this.#append(this.places, entry, entry);
      case 'place_count':
        return this.#insert(this.placeCounts, entry);
      case 'trustee_statement':
        return this.#insert(this.trusteeStatements, entry);
      case 'document_settings':
        return this.#append(this.documentSettings, entry, entry);
      case 'fund_change':
        return this.#append(this.fundChanges, entry, entry);
      case 'period_closing':
        return this.#append(this.closings, entry, entry);
      case 'period_reopening':
        return this.#append(this.reopenings, entry, entry);
      default:
        return this.#enterPaper(entry);
    }
  }

  #enterPaper(entry: Entry): void {
    switch (entry.factKind) {
      case 'notice_run':
        return this.#append(this.noticeRuns, entry, entry);
      case 'report_issue':
        return this.#append(this.issuedReports, entry, entry);
      case 'import':
        return this.#append(this.imports, entry, entry);
      case 'import_entry':
        return this.#append(this.importsEntered, entry, entry);
      case 'handover':
        return this.#append(this.handovers, entry, entry);
      case 'handover_entry':
        return this.#append(this.handoversEntered, entry, entry);
      case 'notice_draft':
        return this.#append(this.noticeDrafts, entry, entry);
      case 'schedule_setting':
        return this.#append(this.scheduleSettings, entry, entry);
      case 'scheduled_run':
        return this.#append(this.scheduledRuns, entry, entry);
      case 'kept_classification':
        return this.#append(this.keptClassifications, entry, entry);
      case 'proposed_act':
        return this.#append(this.proposedActs, entry, entry);
      case 'act_confirmation':
      case 'act_rejection':
      case 'act_withdrawal':
        this.proposalEnds.set(entry.proposalId, entry);
        return this.#did(entry, () => this.proposalEnds.delete(entry.proposalId));
      case 'notice': {
        const record = new NoticeRecord(entry);
        this.notices.set(entry.id, record);
        this.#did(entry, () => this.notices.delete(entry.id));
        this.#append(this.#loan(entry.loanId).notices, record, entry);
        const before = entry.supersedesId === null ? null : this.notices.get(entry.supersedesId);
        if (before) {
          before.supersededBy = entry;
          this.#did(entry, () => (before.supersededBy = null));
        }
        return undefined;
      }
      case 'notice_delivery': {
        const notice = this.notices.get(entry.noticeId);
        if (notice === undefined) throw new Error(`no notice ${entry.noticeId}`);
        return this.#insert(notice.deliveries, entry);
      }
      default:
        // Decisions are left: all others have their case.
        return this.#enterDecision(entry as DecisionEntry);
    }
  }

  #enterDecision(entry: DecisionEntry): void {
    const loan = this.#loan(entry.loanId);
    this.#insert(loan.decisions, entry);
    this.#changedLoan(loan, entry);
    if (recoversIncome(entry)) this.#movedMoney(entry);
  }

  #reverse(entry: ReversalEntry): void {
    const reversed = this.facts.get(entry.factId);
    if (reversed === undefined) throw new Error(`no fact ${entry.factId}`);
    const { reversal: before } = reversed;
    reversed.reversal = entry;
    // The database refuses a second reversal, and then the first one stands as before.
    this.#did(entry, () => (reversed.reversal = before));
    // Figures of earlier days go on to show what is reversed from a later day on.
    if (entry.late === null) this.#count(reversed, -1, entry);
    const loanId = loanIdOf(this, reversed);
    if (loanId !== null) this.#changedLoan(this.#loan(loanId), reversed, entry);
    switch (reversed.factKind) {
      case 'loan_opening':
      case 'disbursement':
      case 'repayment':
      case 'capital_movement':
      case 'transfer':
      case 'income_movement':
        return this.#movedMoney(entry);
      case 'charge_off':
        return recoversIncome(reversed) ? this.#movedMoney(entry) : undefined;
      case 'loan':
        return this.#changed(this.contractChanges, entry);
      case 'cooperative':
        return this.#changed(this.portfolioChanges, entry);
      case 'locality_change':
        this.#changedLocality(reversed, entry);
        return undefined;
      default:
        return undefined;
    }
  }
}

/** The loan that a fact is a fact of; null: of none. Notices are about a loan, not facts of one. */
export function loanIdOf(book: Book, entry: Entry): string | null {
  if (entry.factKind === 'recall_withdrawal') {
    const recall = book.facts.get(entry.recallId);
    return recall?.factKind === 'recall' ? recall.loanId : null;
  }
  return 'loanId' in entry && entry.factKind !== 'notice' ? entry.loanId : null;
}

/** What is about the work on the books, and stands in none of their quarters. */
const IN_NO_QUARTER: ReadonlySet<Entry['factKind']> = new Set([
  'period_closing',
  'period_reopening',
  'proposed_act',
  ...PROPOSAL_ENDS,
]);

/** Whether a fact makes the quarter in which it is booked one that has facts. */
export const countsInQuarter = ({ factKind, late }: Entry): boolean =>
  factKind === 'reversal' ? late !== null : !IN_NO_QUARTER.has(factKind);

/** The first day whose figures a fact changes: that of its booking, where it was booked later (R42). */
export function firstDayOf({ facts }: Book, entry: Entry): CalendarDate {
  const reversed = entry.factKind === 'reversal' ? facts.get(entry.factId) : undefined;
  return reversed === undefined ? dayInBooks(entry) : reversedOn(reversed, entry);
}
