import { createHash } from 'node:crypto';
import { NOTHING_SAID } from '../../src/domain/court/stages.ts';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Book } from '../../src/book/book.ts';
import { lastRecordedAt, type FundAct } from '../../src/book/fund.ts';
import type { LoanRecord } from '../../src/book/loanRecord.ts';
import { standsAt } from '../../src/book/known.ts';
import { NO_ALLOCATION } from '../../src/domain/loans/facts.ts';
import { NO_ANSWERS } from '../../src/domain/imports/answers.ts';
import type { HandoverEnteredEntry, HandoverEntry } from '../../src/store/handover/handover.ts';
import type { ImportEnteredEntry, ImportEntry } from '../../src/store/imports/import.ts';
import { NO_SETTINGS } from '../../src/domain/fund/documentSettings.ts';
import type { LateBooking } from '../../src/domain/books/lateBooking.ts';
import { COLLATERAL_KINDS } from '../../src/domain/policies/collateralKinds.ts';
import { addDays, calendarDate, type CalendarDate } from '../../src/domain/primitives/dates.ts';
import { Dec } from '../../src/domain/primitives/money.ts';
import { lastDayOf, quarterOf } from '../../src/domain/primitives/quarters.ts';
import type { ClosingEntry, ReopeningEntry } from '../../src/store/books/period.ts';
import type { CooperativeEntry } from '../../src/store/borrowers/cooperative.ts';
import type { LocalityChangeEntry } from '../../src/store/borrowers/localityChange.ts';
import type {
  CollateralEntry,
  ReleaseEntry,
  ValuationEntry,
} from '../../src/store/collateral/collateral.ts';
import type { CollectionLogEntry } from '../../src/store/collection/collectionEntry.ts';
import type { CaseEntry, StageEntry } from '../../src/store/court/case.ts';
import type { Entry } from '../../src/store/facts/entry.ts';
import type { CapitalMovementEntry } from '../../src/store/fund/capitalMovement.ts';
import type { DocumentSettingsEntry } from '../../src/store/fund/documentSettings.ts';
import type { FundChangeEntry } from '../../src/store/fund/fundChange.ts';
import type { FundOpeningEntry } from '../../src/store/fund/fundOpening.ts';
import type { FundPlanEntry } from '../../src/store/fund/fundPlan.ts';
import { INCOME_KINDS } from '../../src/domain/fund/income.ts';
import { methodAt, PLACE_KINDS, type PlaceRef } from '../../src/domain/fund/places.ts';
import type { IncomeMovementEntry } from '../../src/store/fund/incomeMovement.ts';
import type { Method } from '../../src/domain/primitives/paymentMethods.ts';
import type { Placed, PlaceEntry } from '../../src/store/fund/place.ts';
import type { PlaceCountEntry } from '../../src/store/fund/placeCount.ts';
import type { TransferEntry } from '../../src/store/fund/transfer.ts';
import type { TrusteeStatementEntry } from '../../src/store/fund/trusteeStatement.ts';
import type { HolidayListEntry } from '../../src/store/fund/holiday.ts';
import type { LendingSuspensionEntry } from '../../src/store/fund/lendingSuspension.ts';
import type { PolicyEntry } from '../../src/store/fund/policy.ts';
import type { IssuedReportEntry } from '../../src/store/issued/issuedReport.ts';
import type { DecisionEntry } from '../../src/store/loans/decision.ts';
import type { DisbursementEntry } from '../../src/store/loans/disbursement.ts';
import type { LoanEntry } from '../../src/store/loans/loan.ts';
import type { LoanOpeningEntry } from '../../src/store/loans/opening.ts';
import type { RecallEntry, RecallWithdrawalEntry } from '../../src/store/loans/recall.ts';
import type { RecoveryPlanFact } from '../../src/store/loans/recoveryPlan.ts';
import type { RepaymentEntry } from '../../src/store/loans/repayment.ts';
import type { DeliveryEntry, NoticeEntry } from '../../src/store/notices/notice.ts';
import type { NoticeDraftEntry } from '../../src/store/notices/noticeDraft.ts';
import type { NoticeRunEntry } from '../../src/store/notices/noticeRun.ts';
import type { KeptClassificationEntry } from '../../src/store/schedule/keptClassification.ts';
import type { ScheduledRunEntry } from '../../src/store/schedule/run.ts';
import type { ScheduleSettingEntry } from '../../src/store/schedule/setting.ts';
import type {
  ProposalEndEntry,
  ProposedActEntry,
} from '../../src/store/secondPerson/proposedAct.ts';
import { settingOf } from '../../src/domain/schedule/work.ts';
import type { DecisionTerms } from '../../src/store/loans/decision.ts';
import { reverseFact } from '../../src/usecases/acts/reverseFact.ts';
import { dayWithin } from '../domain/arbitrary/arbitraryTerms.ts';
import { next } from './api.ts';
import { COOPERATIVE, TERMS, vnd } from './entries.ts';

/** A fact of some kind, about what there is when it is recorded. */
export interface RandomFact {
  readonly kind: string;
  /** Which of those that it may be about. */
  readonly pick: number;
  readonly day: CalendarDate;
  readonly amount: number;
}

/** Kinds that may be booked later (R42). */
const LATE_KINDS =
  /^(disbursement|repayment|capital_movement|transfer|income_movement|recall|waiver|charge_off|reversal)/;

export const mayBeBookedLater = ({ kind }: RandomFact): boolean => LATE_KINDS.test(kind);

/** A booking after every day on which a random fact counts. */
export const BOOKED_LATER: LateBooking = {
  bookedOn: calendarDate('2035-01-01'),
  reason: 'nộp muộn',
  correctsId: null,
};

/** Records a fact, where there is something that it may be about. */
type Recorder = (fund: FundAct, fact: RandomFact) => void;

const pickOf = <T>(list: readonly T[], { pick }: RandomFact): T | undefined =>
  list[pick % Math.max(list.length, 1)];

const standing = (book: Book): LoanRecord[] =>
  [...book.loans.values()].filter((loan) => loan.at(book.through) !== null);

const stand = <E extends Entry>(list: readonly E[], { through }: Book): E[] =>
  list.filter((each) => standsAt(each, through));

const OWN_CASH: PlaceRef = { placeId: null, placeKind: 'cash' };

/** A place that was entered and stands, or the default bank where none does. */
function placeRefOf(fund: FundAct, fact: RandomFact): PlaceRef {
  const place = pickOf(
    fund.book.places.filter((each) => each.reversal === null),
    fact,
  );
  if (place === undefined) return { placeId: null, placeKind: 'bank' };
  return { placeId: place.id, placeKind: place.kind };
}

/** How money moved: at a place that was entered or by a method alone, cash posted by place or not. */
function paidAt(fund: FundAct, fact: RandomFact): { readonly method: Method | null } & Placed {
  const { placeId, placeKind } = placeRefOf(fund, fact);
  const isPaid = placeId !== null && (placeKind === 'cash' || placeKind === 'bank');
  const alone = (['cash', 'transfer', null] as const)[fact.pick % 3] ?? null;
  const method = isPaid ? methodAt(placeKind) : alone;
  const isPosted = method === 'cash' && fact.amount % 3 > 0;
  return {
    method,
    ...(isPaid ? { placeId } : {}),
    ...(isPosted ? { postedAs: 'by_place' as const } : {}),
  };
}

/** Records a fact about a loan that stands. */
const onLoan =
  (record: (fund: FundAct, loan: LoanRecord, fact: RandomFact) => void): Recorder =>
  (fund, fact) => {
    const loan = pickOf(standing(fund.book), fact);
    if (loan !== undefined) record(fund, loan, fact);
  };

const decide = (termsOf: (fact: RandomFact) => DecisionTerms): Recorder =>
  onLoan((fund, { id: loanId }, fact) => {
    const terms = termsOf(fact);
    const said = { factKind: terms.kind, effectiveOn: fact.day, loanId, terms };
    fund.record<DecisionEntry>(said);
  });

const amountOf = ({ amount }: RandomFact) => new Dec(amount);

const borrowers: Record<string, Recorder> = {
  cooperative: (fund, { day }) => {
    const id = randomUUID();
    const details = { ...COOPERATIVE, code: next('HTX'), changedOn: null, reason: null };
    const said = { factKind: 'cooperative', effectiveOn: day, cooperativeId: id } as const;
    fund.record<CooperativeEntry>({ ...said, ...details }, id);
  },
  cooperative_change: (fund, fact) => {
    const record = pickOf([...fund.book.cooperatives.values()], fact);
    if (record === undefined) return;
    const changedOn = fact.pick % 3 === 0 ? null : fact.day;
    const memberOfId = pickOf([null, ...fund.book.cooperatives.keys()], fact) ?? null;
    const details = { ...COOPERATIVE, code: next('HTX'), changedOn, reason: 'Đổi tên', memberOfId };
    const said = { factKind: 'cooperative_change', effectiveOn: fact.day } as const;
    fund.record<CooperativeEntry>({ ...said, ...details, cooperativeId: record.id });
  },
  locality_change: (fund, fact) => {
    const chosen = [...fund.book.cooperatives.keys()].slice(0, 1 + (fact.pick % 3));
    const actId = randomUUID();
    for (const [at, cooperativeId] of chosen.entries()) {
      const locality = next('xã ');
      const said = { factKind: 'locality_change', effectiveOn: fact.day } as const;
      fund.record<LocalityChangeEntry>(
        { ...said, actId, cooperativeId, locality, documentNumber: '1672/NQ-UBTVQH15' },
        at === 0 ? actId : randomUUID(),
      );
    }
  },
  collection_entry: onLoan((fund, loan, fact) => {
    const { cooperativeId } = loan.versions[0] as LoanEntry;
    fund.record<CollectionLogEntry>({
      factKind: 'collection_entry',
      effectiveOn: fact.day,
      cooperativeId,
      kind: 'promise',
      loanIds: [loan.id],
      amount: amountOf(fact),
      litigationCaseId: null,
      promisedOn: addDays(fact.day, 30),
      documentNumber: null,
      note: 'hẹn trả',
    });
  }),
  litigation_case: onLoan((fund, loan, { day: effectiveOn, pick }) => {
    const { cooperativeId } = loan.versions[0] as LoanEntry;
    const claim = { principal: vnd('5'), inTermInterest: vnd('0') };
    const id = randomUUID();
    const said = { factKind: 'litigation_case', effectiveOn } as const;
    fund.record<CaseEntry>(
      {
        ...said,
        cooperativeId,
        loanIds: [loan.id],
        court: 'Tòa án nhân dân khu vực 1',
        docketType: 'civil',
        claim: { ...claim, overdueInterest: vnd('0'), lateInterest: vnd('0') },
        parties: [],
        ...(pick % 2 === 1 && { receivedBefore: receivedBefore(effectiveOn) }),
      },
      id,
    );
    addStage(fund, id, effectiveOn);
  }),
  litigation_stage: (fund, fact) => {
    const found = pickOf([...fund.book.cases.keys()], fact);
    if (found !== undefined) addStage(fund, found, fact.day);
  },
};

const receivedBefore = (effectiveOn: CalendarDate) => [
  {
    effectiveOn,
    voucherNumber: next('PT'),
    documentNumber: next('BB'),
    allocation: { ...NO_ALLOCATION, principal: vnd('7') },
  },
  {
    effectiveOn,
    voucherNumber: next('PT'),
    documentNumber: next('BB'),
    allocation: { ...NO_ALLOCATION, lateInterest: vnd('3') },
    enforcementFee: vnd('1'),
  },
];

function addStage(fund: FundAct, caseId: string, effectiveOn: CalendarDate): void {
  fund.record<StageEntry>({
    factKind: 'litigation_stage',
    effectiveOn,
    caseId,
    stage: 'petition_filed',
    ...NOTHING_SAID,
    ground: null,
    note: null,
  });
}

/** Before every other day on which money moves: else the facts would contradict it (R32). */
const OPENED_ON = calendarDate('2022-06-30');

/** Mostly charter capital, else one of two other sources (R34). */
const sourceFor = ({ pick }: RandomFact): string =>
  ['charter', 'charter', 'charter', 'advance', 'Quỹ Thiện Tâm'][pick % 5] ?? 'charter';

const contracts: Record<string, Recorder> = {
  loan: (fund, fact) => {
    const borrower = pickOf([...fund.book.cooperatives.keys()], fact);
    if (borrower === undefined) return;
    const id = randomUUID();
    const terms = { ...TERMS, contractNumber: next('HD'), signedOn: fact.day };
    const said = { factKind: 'loan', effectiveOn: fact.day, loanId: id, reason: null } as const;
    const project = {
      purpose: null,
      projectCost: null,
      ownCapital: null,
      sector: null,
      project: null,
      jobs: null,
      place: null,
    };
    const of = { cooperativeId: borrower, source: sourceFor(fact) };
    fund.record<LoanEntry>({ ...said, ...of, terms, ...project }, id);
  },
  loan_correction: onLoan((fund, loan, fact) => {
    const { cooperativeId, terms } = loan.versions.at(-1) as LoanEntry;
    fund.record<LoanEntry>({
      factKind: 'loan_correction',
      effectiveOn: fact.day,
      loanId: loan.id,
      reason: 'Nhập nhầm số',
      cooperativeId,
      source: sourceFor(fact),
      terms: { ...terms, contractNumber: next('HD') },
      purpose: 'máy xẻ',
      projectCost: amountOf(fact),
      ownCapital: null,
      sector: 'lâm nghiệp',
      project: next('Dự án '),
      jobs: fact.pick,
      place: fact.pick % 2 === 0 ? 'cash' : null,
    });
  }),
  loan_opening: onLoan((fund, loan, fact) => {
    // One stands at the most.
    if (stand(loan.openings, fund.book).length > 0) return;
    const on = OPENED_ON;
    const opening = {
      on,
      documentNumber: next('Sổ '),
      disbursed: amountOf(fact).plus(9),
      instalments: [{ dueOn: addDays(fact.day, 200), principal: amountOf(fact) }],
      interestDue: [{ dueOn: addDays(on, -30), amount: vnd('5') }],
      accruedInterest: vnd('3'),
      overdueInterest: vnd('2'),
      lateInterest: vnd('1'),
      ...(fact.pick % 2 === 0 && {
        origin: { fund: 'A', loanId: loan.id },
        credit: { inTermInterest: vnd('4'), overdueInterest: vnd('6'), lateInterest: vnd('8') },
        paidOffOn: addDays(on, -60),
      }),
      restructurings: fact.pick % 2,
      interestWaived: fact.pick % 3 === 0,
      lastPaymentOn: addDays(on, -60),
      lastConfirmedOn: addDays(on, -90),
    };
    const said = { factKind: 'loan_opening', effectiveOn: on } as const;
    fund.record<LoanOpeningEntry>({ ...said, loanId: loan.id, opening });
  }),
  disbursement: onLoan((fund, { id: loanId }, fact) => {
    const voucher = { voucherNumber: `PC${fact.pick % 4}`, ...paidAt(fund, fact) };
    const paid = { loanId, amount: amountOf(fact), ...voucher };
    const said = { factKind: 'disbursement', effectiveOn: fact.day } as const;
    fund.record<DisbursementEntry>({ ...said, ...paid });
  }),
  repayment: onLoan((fund, { id: loanId }, fact) => {
    const principal = fact.pick % 3 === 0 ? vnd('0') : amountOf(fact);
    const interest = { inTermInterest: vnd('7'), overdueInterest: vnd('0') };
    fund.record<RepaymentEntry>({
      factKind: 'repayment',
      effectiveOn: fact.day,
      loanId,
      amount: principal.plus(7),
      allocation: { principal, ...interest, lateInterest: vnd('0') },
      voucherNumber: `PT${fact.pick % 4}`,
      ...paidAt(fund, fact),
      litigationCaseId: null,
    });
  }),
};

const decisions: Record<string, Recorder> = {
  recall: onLoan((fund, { id: loanId }, { day }) => {
    const decided = { decisionNumber: next('QD'), ground: next('Lý do ') };
    const recalled = { loanId, ...decided, deadline: addDays(day, 60) };
    fund.record<RecallEntry>({ factKind: 'recall', effectiveOn: day, ...recalled });
  }),
  recall_withdrawal: onLoan((fund, loan, fact) => {
    const recall = pickOf(stand(loan.recalls, fund.book), fact);
    if (recall === undefined) return;
    const said = { factKind: 'recall_withdrawal', effectiveOn: fact.day } as const;
    const withdrawn = { recallId: recall.id, decisionNumber: next('QD') };
    fund.record<RecallWithdrawalEntry>({ ...said, ...withdrawn });
  }),
  restructuring: decide((fact) => ({
    kind: 'restructuring',
    restructuringKind: 'extension',
    instalments: [{ dueOn: addDays(fact.day, 400), principal: amountOf(fact) }],
    decisionNumber: next('QD'),
  })),
  rate_change: decide((fact) => ({
    kind: 'rate_change',
    ratePercent: new Dec(fact.pick % 9).plus(1),
    overdueRatePercent: null,
    decisionNumber: next('QD'),
  })),
  freeze: decide(() => ({ kind: 'freeze', to: null, decisionNumber: next('QD') })),
  freeze_end: (fund, fact) => {
    const frozen = standing(fund.book).flatMap(({ decisions: decided }) =>
      stand(decided, fund.book).filter((each) => each.factKind === 'freeze'),
    );
    const freeze = pickOf(frozen, fact);
    if (freeze === undefined) return;
    const to = addDays(freeze.effectiveOn, 30);
    const of = { freezeId: freeze.id, to, decisionNumber: next('QD') };
    const terms = { kind: 'freeze_end', ...of } as const;
    const said = { factKind: 'freeze_end', effectiveOn: to, loanId: freeze.loanId } as const;
    fund.record<DecisionEntry>({ ...said, terms });
  },
  waiver: decide((fact) => ({
    kind: 'waiver',
    component: 'inTermInterest',
    amount: amountOf(fact),
    decisionNumber: next('QD'),
  })),
  charge_off: onLoan((fund, loan, fact) => {
    const isIncome = next('QD').length % 2 === 0;
    const terms = {
      kind: 'charge_off',
      decisionNumber: next('QD'),
      ground: 'group_5',
      documents: [{ name: 'Biên bản', number: next('BB'), issuedOn: null }],
      interest: isIncome ? 'goes_on' : 'stops',
      recovery: isIncome ? 'income' : 'capital',
      first: isIncome ? { on: fact.day, principal: amountOf(fact) } : null,
    } as const;
    const said = { factKind: 'charge_off', effectiveOn: fact.day, loanId: loan.id } as const;
    fund.record<DecisionEntry>({ ...said, terms });
  }),
  write_off: decide(() => ({
    kind: 'write_off',
    ground: 'bankrupt',
    note: 'đã phân chia tài sản',
    decisionNumber: next('QD'),
  })),
  debt_group_override: decide(() => ({
    kind: 'debt_group_override',
    group: 5,
    change: 'worsening',
    reason: 'kiểm tra',
    decisionNumber: null,
  })),
  recovery_plan: onLoan((fund, { id: loanId }, fact) => {
    const planned = { expectedOn: addDays(fact.day, 90), principal: amountOf(fact), ground: null };
    const entries = fact.pick % 3 === 0 ? [] : [planned];
    const said = { factKind: 'recovery_plan', effectiveOn: fact.day } as const;
    fund.record<RecoveryPlanFact>({ ...said, loanId, entries });
  }),
};

const ofFund: Record<string, Recorder> = {
  capital_movement: (fund, fact) => {
    const kind = fact.pick % 3 === 0 ? 'withdrawal' : 'contribution';
    const moved = { kind, amount: amountOf(fact), documentNumber: next('QD') } as const;
    const said = { factKind: 'capital_movement', effectiveOn: fact.day } as const;
    const of = { source: sourceFor(fact), bearsRisk: null };
    const isOwn = kind === 'contribution' && fact.pick % 5 === 0;
    const at = isOwn ? { method: null, fromIncome: true as const } : paidAt(fund, fact);
    fund.record<CapitalMovementEntry>({ ...said, ...moved, ...of, ...at });
  },
  place: (fund, fact) => {
    const kind = PLACE_KINDS[fact.pick % PLACE_KINDS.length] ?? 'bank';
    const named = { kind, name: next('Nơi '), accountNumber: null };
    const isDefault = false;
    fund.record<PlaceEntry>({ factKind: 'place', effectiveOn: fact.day, ...named, isDefault });
  },
  transfer: (fund, fact) => {
    const moved = { amount: amountOf(fact), voucherNumber: next('CT'), note: null };
    const between = { from: placeRefOf(fund, fact), to: OWN_CASH, source: 'charter' };
    const said = { factKind: 'transfer', effectiveOn: fact.day, postedAs: 'by_place' } as const;
    fund.record<TransferEntry>({ ...said, ...moved, ...between });
  },
  place_count: (fund, fact) => {
    const counted = { amount: amountOf(fact), documentNumber: null, note: null };
    const said = { factKind: 'place_count', effectiveOn: fact.day } as const;
    fund.record<PlaceCountEntry>({ ...said, ...placeRefOf(fund, fact), ...counted });
  },
  trustee_statement: (fund, fact) => {
    const { placeId } = placeRefOf(fund, fact);
    if (placeId === null) return;
    const amount = amountOf(fact);
    const lent = { outstanding: amount, overdue: amount, idle: amount };
    const collected = { collectedPrincipal: amount, interest: amount, fee: amount };
    const said = { factKind: 'trustee_statement', effectiveOn: fact.day } as const;
    const documentNumber = next('SK');
    fund.record<TrusteeStatementEntry>({ ...said, placeId, documentNumber, ...lent, ...collected });
  },
  income_movement: (fund, fact) => {
    const kind = INCOME_KINDS[fact.pick % INCOME_KINDS.length] ?? 'received';
    const moved = { kind, amount: amountOf(fact), documentNumber: next('BC') };
    const at = { ...placeRefOf(fund, fact), description: null, method: null, postedAs: null };
    const said = { factKind: 'income_movement', effectiveOn: fact.day } as const;
    fund.record<IncomeMovementEntry>({ ...said, ...moved, ...at });
  },
  holiday_list: (fund, fact) => {
    const year = 2023 + (fact.pick % 2);
    const dates = [`${year}-01-02` as CalendarDate, `${year}-09-02` as CalendarDate];
    const workingDays = [`${year}-08-26` as CalendarDate].slice(fact.pick % 2);
    const list = { year, dates: dates.slice(fact.pick % 3), workingDays };
    fund.record<HolidayListEntry>({ factKind: 'holiday_list', effectiveOn: fact.day, ...list });
  },
  policy: (fund, fact) => {
    const value = String(100 + (fact.pick % 100));
    const said = { factKind: 'policy', effectiveOn: fact.day } as const;
    const policy = { name: 'overdueRateSharePercent', value, endsOn: null };
    fund.record<PolicyEntry>({ ...said, ...policy, sourceDocument: '12/QĐ-QHT' });
  },
  lending_suspension: (fund, fact) => {
    const decided = { suspended: fact.pick % 2 === 0, decisionNumber: next('QD') };
    const said = { factKind: 'lending_suspension', effectiveOn: fact.day } as const;
    const before = fact.pick % 3 === 1 && { decidedOn: addDays(fact.day, -40) };
    fund.record<LendingSuspensionEntry>({ ...said, ...decided, ...before });
  },
  fund_opening: (fund, fact) => {
    const capital = ['charter', 'grant'].map((source) => ({
      source,
      name: null,
      bearsRisk: null,
      amount: amountOf(fact),
      availablePrincipal: null,
    }));
    const opened = { documentNumber: next('BB'), capital: capital.slice(fact.pick % 2) };
    const said = { factKind: 'fund_opening', effectiveOn: OPENED_ON } as const;
    fund.record<FundOpeningEntry>({ ...said, ...opened, availablePrincipal: null });
  },
  fund_plan: (fund, fact) => {
    const planned = { kind: 'withdrawal', expectedOn: fact.day, ground: null } as const;
    const entries = fact.pick % 3 === 0 ? [] : [{ ...planned, amount: amountOf(fact) }];
    fund.record<FundPlanEntry>({ factKind: 'fund_plan', effectiveOn: fact.day, entries });
  },
  document_settings: (fund, fact) => {
    const settings = { ...NO_SETTINGS, place: next('Lạng Sơn '), recipients: ['- Như trên;'] };
    const said = { factKind: 'document_settings', effectiveOn: fact.day } as const;
    fund.record<DocumentSettingsEntry>({ ...said, settings });
  },
  fund_change: (fund, fact) => {
    const changedOn = fact.pick % 3 === 0 ? null : fact.day;
    const called = { name: next('Quỹ '), province: next('Tỉnh '), reason: 'Sáp nhập tỉnh' };
    const said = { factKind: 'fund_change', effectiveOn: fact.day } as const;
    fund.record<FundChangeEntry>({ ...said, changedOn, ...called });
  },
};

const papers: Record<string, Recorder> = {
  notice_run: (fund, { day }) => {
    const { tokenId } = fund.actor;
    const of = { quarter: quarterOf(day), payBy: addDays(day, 20), tokenId, draftId: null };
    fund.record<NoticeRunEntry>({ factKind: 'notice_run', effectiveOn: day, ...of });
  },
  notice: onLoan((fund, loan, fact) => {
    const before = loan.notices.findLast(({ supersededBy }) => supersededBy === null);
    const supersedes = fact.pick % 2 === 0 ? before?.issued : undefined;
    const about = { quarter: quarterOf(fact.day), recallId: null, payBy: fact.day };
    fund.record<NoticeEntry>(
      {
        factKind: 'notice',
        effectiveOn: fact.day,
        loanId: loan.id,
        year: 2023,
        number: fund.book.notices.size + 1,
        ...about,
        total: amountOf(fact),
        supersedesId: supersedes?.id ?? null,
        reason: supersedes === undefined ? null : 'Tính lại',
      },
      undefined,
      { content: { total: '1' } },
    );
  }),
  notice_delivery: (fund, fact) => {
    const noticeId = pickOf([...fund.book.notices.keys()], fact);
    if (noticeId === undefined) return;
    const said = { factKind: 'notice_delivery', effectiveOn: fact.day } as const;
    const posted = {
      kind: 'posted',
      collateralId: null,
      proofNumber: next('RR'),
      note: next('Ghi chú '),
    } as const;
    fund.record<DeliveryEntry>({ ...said, noticeId, ...posted });
  },
};

const assetOf = (loanId: string, fact: RandomFact) => ({
  owner: {
    cooperativeId: null,
    named: { name: next('Bà '), identityNumber: null, address: null, phone: null },
  },
  kind: COLLATERAL_KINDS[fact.pick % COLLATERAL_KINDS.length] ?? 'other',
  description: next('Thửa đất '),
  documentNumber: null,
  mayBeSoldFrom: fact.pick % 4 === 0 ? fact.day : null,
  secures: [{ loanId, upTo: fact.pick % 2 === 0 ? null : amountOf(fact) }],
});

const collaterals: Record<string, Recorder> = {
  collateral: onLoan((fund, loan, fact) => {
    const id = randomUUID();
    const said = { factKind: 'collateral', effectiveOn: fact.day } as const;
    const first = { collateralId: id, changedOn: null, reason: null, setsTerms: true };
    fund.record<CollateralEntry>({ ...said, ...first, ...assetOf(loan.id, fact) }, id);
  }),
  collateral_change: onLoan((fund, loan, fact) => {
    const collateralId = pickOf([...fund.book.collaterals.keys()], fact);
    if (collateralId === undefined) return;
    const changedOn = fact.pick % 2 === 0 ? fact.day : null;
    const said = { factKind: 'collateral_change', effectiveOn: fact.day, changedOn } as const;
    const of = { collateralId, reason: 'Sửa', setsTerms: fact.pick % 3 !== 0 };
    fund.record<CollateralEntry>({ ...said, ...of, ...assetOf(loan.id, fact) });
  }),
  collateral_valuation: (fund, fact) => {
    const collateralId = pickOf([...fund.book.collaterals.keys()], fact);
    if (collateralId === undefined) return;
    const said = { factKind: 'collateral_valuation', effectiveOn: fact.day } as const;
    const valued = { valuedOn: fact.day, value: amountOf(fact), basis: next('BB') };
    fund.record<ValuationEntry>({ ...said, collateralId, ...valued, valuedBy: null });
  },
  collateral_release: (fund, fact) => {
    const collateralId = pickOf([...fund.book.collaterals.keys()], fact);
    if (collateralId === undefined) return;
    const said = { factKind: 'collateral_release', effectiveOn: fact.day } as const;
    fund.record<ReleaseEntry>({ ...said, collateralId, documentNumber: next('TB'), note: null });
  },
};

const imports: Record<string, Recorder> = {
  import: (fund, { day, pick }) => {
    const of = { fileName: next('so-'), sha256: 'a'.repeat(64), byteCount: 1 + pick };
    const said = { factKind: 'import', effectiveOn: day, ...of } as const;
    fund.record<ImportEntry>({ ...said, answers: { ...NO_ANSWERS, locality: next('Xã ') } });
  },
  import_entry: (fund, fact) => {
    const file = pickOf(fund.book.imports, fact);
    if (file === undefined) return;
    const said = { factKind: 'import_entry', effectiveOn: fact.day, importId: file.id } as const;
    const firstRecordedAt = new Date(file.recordedAt);
    fund.record<ImportEnteredEntry>({ ...said, firstRecordedAt, facts: 1 + fact.pick });
  },
};

const scheduled: Record<string, Recorder> = {
  schedule_setting: (fund, { day, pick }) => {
    const setting = settingOf('month-end', { isOn: pick % 2 === 0, day: 1 + (pick % 7) });
    const said = { factKind: 'schedule_setting', effectiveOn: day, work: 'month-end' } as const;
    fund.record<ScheduleSettingEntry>({ ...said, setting });
  },
  scheduled_run: (fund, { day, pick }) => {
    const at = new Date(`${day}T00:00:00.000Z`);
    const times = { dueAt: at, startedAt: at, endedAt: at, tries: 1 + (pick % 3) };
    const failed = { outcome: 'failed', made: null, error: next('lỗi ') } as const;
    const done = { outcome: 'done', made: { id: next('') }, error: null } as const;
    const of = { work: 'housekeeping', slot: next('2023-'), ...times } as const;
    const said = { factKind: 'scheduled_run', effectiveOn: day, ...of } as const;
    fund.record<ScheduledRunEntry>({ ...said, ...(pick % 2 === 0 ? failed : done) });
  },
  kept_classification: (fund, { day }) => {
    const kept = { asOf: day, knownAt: lastRecordedAt(fund) };
    const said = { factKind: 'kept_classification', effectiveOn: day, ...kept } as const;
    fund.record<KeptClassificationEntry>(said, undefined, { figures: {}, rows: [] });
  },
  notice_draft: (fund, { day }) => {
    const of = { quarter: quarterOf(day), payBy: addDays(day, 20), knownAt: lastRecordedAt(fund) };
    const said = { factKind: 'notice_draft', effectiveOn: day, ...of } as const;
    fund.record<NoticeDraftEntry>(said, undefined, { content: { loans: [] } });
  },
};

/** Ends a proposed act that nobody has ended; none is left: nothing is recorded. */
const endProposal =
  (factKind: ProposalEndEntry['factKind']): Recorder =>
  (fund, fact) => {
    const { proposedActs, proposalEnds } = fund.book;
    const found = pickOf(
      proposedActs.filter(({ id }) => !proposalEnds.has(id)),
      fact,
    );
    if (found === undefined) return;
    const said = { factKind, effectiveOn: fact.day, proposalId: found.id };
    const isConfirmed = factKind === 'act_confirmation';
    const why = { reason: isConfirmed ? null : 'Chưa đủ hồ sơ', location: null };
    fund.record<ProposalEndEntry>({ ...said, ...why });
  };

const propose: Recorder = (fund, { day, pick }) => {
  const asked = { method: 'POST', path: '/v1/policies', body: { pick }, ifMatch: null };
  const would = { facts: [], count: 0, reason: null, affects: 0 };
  const of = { act: 'policy', expiresOn: addDays(day, 30), subjectId: null, would } as const;
  const said = { factKind: 'proposed_act', effectiveOn: day, idempotencyKey: null } as const;
  fund.record<ProposedActEntry>({ ...said, ...asked, ...of });
};

const proposals: Record<string, Recorder> = {
  proposed_act: propose,
  act_confirmation: endProposal('act_confirmation'),
  act_rejection: (fund, fact) => {
    propose(fund, fact);
    endProposal('act_rejection')(fund, fact);
  },
  act_withdrawal: (fund, fact) => {
    propose(fund, fact);
    endProposal('act_withdrawal')(fund, fact);
  },
};

/** What a fund does at the end of a quarter: afterwards little can be entered. */
const endOfQuarter: Record<string, Recorder> = {
  report_issue: (fund, { day }) => {
    const about = { year: 2024, documentNumber: next('BC'), asOf: day, periodStart: day };
    const said = { factKind: 'report_issue', effectiveOn: day, ...about } as const;
    const kept = { knownAt: lastRecordedAt(fund), documentHashes: { docx: 'b', csv: 'a' } };
    const more = { figures: {}, lines: {} };
    fund.record<IssuedReportEntry>({ ...said, ...kept }, undefined, more);
  },
  period_closing: (fund, { day }) => {
    const quarter = quarterOf(day);
    const said = { factKind: 'period_closing', effectiveOn: lastDayOf(quarter), quarter } as const;
    fund.record<ClosingEntry>({ ...said, auditHead: fund.auditHead });
  },
  period_reopening: (fund, { day }) => {
    const quarter = quarterOf(day);
    const said = { factKind: 'period_reopening', effectiveOn: day, quarter } as const;
    fund.record<ReopeningEntry>({ ...said, reason: 'Bỏ sót' });
  },
  handover_entry: (fund, { day, pick }) => {
    const of = { fromFund: next('Q'), fromName: next('Quỹ '), documentNumber: next('BB') };
    const said = { factKind: 'handover_entry', effectiveOn: day, ...of } as const;
    const firstRecordedAt = lastRecordedAt(fund);
    const sha256 = createHash('sha256').update(HANDED_OVER).digest('hex');
    fund.record<HandoverEnteredEntry>({ ...said, sha256, firstRecordedAt, facts: 1 + pick });
  },
  handover: (fund, { day }) => {
    const of = { toFund: next('Quỹ '), documentNumber: next('BB'), sha256: 'a'.repeat(64) };
    fund.record<HandoverEntry>({ factKind: 'handover', effectiveOn: day, ...of });
  },
};

/** What was sent where a fund was taken over. */
export const HANDED_OVER = '{}';

/** What may be reversed: what nothing else stands on. */
const REVERSIBLE: ReadonlySet<Entry['factKind']> = new Set<Entry['factKind']>([
  'disbursement',
  'repayment',
  'capital_movement',
  'transfer',
  'income_movement',
  'place_count',
  'trustee_statement',
  'recall_withdrawal',
  'collection_entry',
  'locality_change',
  'restructuring',
  'rate_change',
  'waiver',
  'charge_off',
  'debt_group_override',
  'litigation_stage',
  'notice_draft',
  'collateral',
  'collateral_change',
  'collateral_valuation',
  'collateral_release',
  'recall',
  'freeze',
  'notice',
  'loan',
]);

function mayBeReversed(entry: Entry, book: Book): boolean {
  if (!REVERSIBLE.has(entry.factKind) || !standsAt(entry, book.through)) return false;
  if (entry.factKind !== 'loan') return true;
  const { disbursements, repayments, decisions: decided } = book.loans.get(entry.id) as LoanRecord;
  return disbursements.length + repayments.length + decided.length === 0;
}

const reversal: Recorder = (fund, fact) => {
  const { book } = fund;
  const found = pickOf(
    book.log.filter((entry) => mayBeReversed(entry, book)),
    fact,
  );
  if (found !== undefined) reverseFact(fund, found.id, 'nhập nhầm');
};

const RECORDERS: Readonly<Record<string, Recorder>> = {
  ...borrowers,
  ...contracts,
  ...decisions,
  ...ofFund,
  ...collaterals,
  ...papers,
  ...imports,
  ...scheduled,
  ...proposals,
  reversal,
};

/** Records a fact as made up, without the checks of the use cases; nothing, where it is about nothing. */
export function recordRandom(fund: FundAct, fact: RandomFact): void {
  const record = RECORDERS[fact.kind] ?? endOfQuarter[fact.kind];
  if (record === undefined) throw new Error(`no fact of kind ${fact.kind}`);
  record(fund, fact);
}

/** Facts of every kind that an act may record alone; those that move money and reversals often. */
export const RANDOM_FACT: fc.Arbitrary<RandomFact> = fc.record({
  kind: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...Object.keys(RECORDERS)) },
    { weight: 2, arbitrary: fc.constantFrom('disbursement', 'repayment', 'loan') },
    { weight: 2, arbitrary: fc.constant('reversal') },
  ),
  pick: fc.nat({ max: 1_000 }),
  day: dayWithin(500),
  amount: fc.integer({ min: 1, max: 10 ** 9 }),
});

const factOf = (kind: string): RandomFact => ({
  kind,
  pick: 1,
  day: '2023-01-05' as CalendarDate,
  amount: 900_000,
});

/** A borrower with a loan to begin with, so that every kind of fact has something to be about. */
export const FIRST_FACTS = ['cooperative', 'loan', 'disbursement'].map(factOf);

/** A fact of every kind, each behind those that it may be about. */
export const EVERY_FACT = [...Object.keys(RECORDERS), ...Object.keys(endOfQuarter)].map(factOf);
