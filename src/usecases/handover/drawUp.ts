import { listCases } from '../../book/cases.ts';
import { collateralsShown } from '../../book/collaterals.ts';
import { listCollectionEntries } from '../../book/collection.ts';
import type { Fund } from '../../book/fund.ts';
import { standsAt } from '../../book/known.ts';
import { listRepayments } from '../../book/payments.ts';
import { loadRules, fundAt, suspensionInForce, findFundPlan } from '../../book/rules.ts';
import { ownSourceNames, sourcesAtOthersRisk } from '../../book/sources.ts';
import { collateralOn } from '../../domain/collateral/collateral.ts';
import { dayInBooks, isShownOn } from '../../domain/books/lateBooking.ts';
import { fundBalances } from '../../domain/fund/balances.ts';
import { CHARTER, mayBeAtOthersRisk } from '../../domain/fund/sources.ts';
import {
  OWED_BY,
  type HandedCase,
  type HandedCollateral,
  type HandedLoan,
  type HandedLogEntry,
  type HandedPolicy,
  type HandedReceipt,
  type HandedSource,
  type HandedSuspension,
  type LeftBehind,
  type Portfolio,
} from '../../domain/handover/portfolio.ts';
import { canonical } from '../../domain/handover/canonical.ts';
import type { FundRules } from '../../domain/policies/fundRules.ts';
import { inForce } from '../../domain/policies/policies.ts';
import { addDays, type CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { compareText } from '../../domain/primitives/lists.ts';
import { sum } from '../../domain/primitives/money.ts';
import { WORK_KINDS } from '../../domain/books/factKinds.ts';
import { positionsAt } from '../../domain/loans/portfolio.ts';
import type { StoredCase } from '../../store/court/case.ts';
import type { Entry } from '../../store/facts/entry.ts';
import { nameOfFact } from '../fund/factsTakenOver.ts';
import { placesAt } from '../fund/lookUpPlaces.ts';
import { loadFundFacts } from '../reports/loadFundFacts.ts';
import type { View } from '../view/readAsKnown.ts';
import { handedCooperatives } from './handedCooperatives.ts';
import { handedLoans } from './handedLoans.ts';

/** What a fund may have decided for days to come: it is handed over with its day. */
const MAY_COME_LATER: ReadonlySet<Entry['factKind']> = new Set<Entry['factKind']>([
  'rate_change',
  'freeze',
  'freeze_end',
  'recall',
  'recall_withdrawal',
  'recovery_plan',
  'fund_plan',
  'holiday_list',
  'policy',
  'cooperative',
  'cooperative_change',
  'locality_change',
]);

/** What counts in no figure that is handed over, and may be dated as of today. */
const IS_NO_FACT_OF_MONEY: ReadonlySet<Entry['factKind']> = new Set<Entry['factKind']>([
  ...WORK_KINDS,
  'lending_suspension',
]);

/**
 * Refuses a handover while something stands that counts from its day on: it would be in neither fund.
 *
 * @throws DomainError facts-after-handover
 */
function refuseFactsAfter({ book }: Fund, on: CalendarDate, knownAt: Date): void {
  const instant = knownAt.getTime();
  const later = book.log.find((entry) => {
    if (!standsAt(entry, instant)) return false;
    if (entry.factKind === 'reversal') return (entry.late?.bookedOn ?? '') >= on;
    if (IS_NO_FACT_OF_MONEY.has(entry.factKind) || dayInBooks(entry) < on) return false;
    // What was booked late counts in figures of days before, which are handed over without it (R42).
    return entry.effectiveOn < on || !MAY_COME_LATER.has(entry.factKind);
  });
  if (later === undefined) return;
  throw new DomainError('facts-after-handover', { figures: { on, ...nameOfFact(later) } });
}

/** The sources of capital, each with what it is and where it is (R18, R34). */
function sourcesOf(fund: Fund, view: View): { sources: HandedSource[]; left: LeftBehind[] } {
  const facts = loadFundFacts(fund, view);
  const rules = loadRules(fund, view.knownAt);
  const { sources } = fundBalances(facts, rules, view.asOf);
  const names = ownSourceNames(fund, view.knownAt);
  const atOthersRisk = sourcesAtOthersRisk(fund, view);
  const left: LeftBehind[] = [];
  const positioned = positionsAt(facts, rules, view.asOf);
  const handed = sources.flatMap((of): HandedSource[] => {
    const { source, entrusted, outstanding } = of;
    const loans = positioned.filter(({ loan }) => loan.source === source);
    const lost = sum(loans.map(({ position }) => position.principal.recoveredAsIncome));
    const about = names.get(source) ?? source;
    if (!lost.isZero()) {
      left.push({ what: 'recovered_as_income', about, amount: lost, on: null });
    }
    if (!entrusted.isZero()) left.push({ what: 'entrusted', about, amount: entrusted, on: null });
    const parts = {
      capital: of.capital.minus(lost),
      outstanding,
      chargedOff: of.chargedOff.minus(lost),
      available: of.available.plus(entrusted),
    };
    const isEmpty = Object.values(parts).every((each) => each.isZero());
    if (isEmpty && source !== CHARTER) return [];
    const bearsRisk = mayBeAtOthersRisk(source) ? !atOthersRisk.has(source) : null;
    return [{ source, name: names.get(source) ?? null, bearsRisk, ...parts }];
  });
  return { sources: handed, left };
}

/** What the policies that decide what is owed say from the day on. */
export function policiesFrom({ policies }: FundRules, on: CalendarDate): HandedPolicy[] {
  return OWED_BY.flatMap((name) => {
    const days = policies[name].flatMap(({ effectiveOn, endsOn }) => [
      ...(effectiveOn === null ? [] : [effectiveOn]),
      ...(endsOn === null ? [] : [addDays(endsOn, 1)]),
    ]);
    const from = [on, ...days.filter((day) => day > on)].toSorted();
    const told = from.map((day) => ({
      name,
      from: day,
      value: canonical(inForce(policies, name, day)),
    }));
    return told.filter((each, at) => each.value !== told[at - 1]?.value);
  });
}

/** What is unpaid of the loans and had fallen due by the day, by due date. */
export const unpaidDues = (loans: readonly Pick<HandedLoan, 'opening'>[], on: CalendarDate) =>
  loans
    .flatMap(({ opening }) => [
      ...(opening?.instalments ?? []).filter((each) => !each.principal.isZero()),
      ...(opening?.interestDue ?? []),
    ])
    .map((each) => each.dueOn)
    .filter((dueOn) => dueOn < on);

/** Days off lie together: what falls due before the day is payable so many days later at the most. */
const MOST_DAYS_OFF = 31;

/** The days off and worked that decide when what is unpaid was payable (R6). */
function daysOffFor(
  { holidays, workingDays }: FundRules,
  loans: readonly Pick<HandedLoan, 'opening'>[],
  on: CalendarDate,
) {
  const oldest = unpaidDues(loans, on).reduce((a, b) => (a < b ? a : b), on);
  const last = addDays(on, MOST_DAYS_OFF);
  const within = (days: ReadonlySet<CalendarDate>): CalendarDate[] =>
    [...days].filter((day) => oldest <= day && day < last).toSorted();
  return { holidays: within(holidays), workingDays: within(workingDays) };
}

/** What came through a case up to a day, of the fund that handed it over to this one too (R39, R42). */
function receivedThrough(
  fund: Fund,
  { id, receivedBefore = [] }: StoredCase,
  { asOf, knownAt }: View,
): HandedReceipt[] {
  const own = listRepayments(fund, { litigationCaseIds: [id] }, knownAt);
  return [...receivedBefore, ...own.filter((each) => isShownOn(each, asOf))]
    .filter(({ effectiveOn }) => effectiveOn <= asOf)
    .map(({ effectiveOn: receivedOn, voucherNumber, allocation, enforcementFee }) => {
      return { receivedOn, voucherNumber, allocation, enforcementFee: enforcementFee ?? null };
    });
}

function casesOf(fund: Fund, view: View, isHanded: (loanId: string) => boolean) {
  const left: LeftBehind[] = [];
  const stored = listCases(fund, {}, view.knownAt, view.asOf);
  const cases = stored.flatMap((each): HandedCase[] => {
    const { id, cooperativeId, court, docketType, claim, parties, filedOn } = each;
    const loanIds = each.loanIds.filter(isHanded);
    const about = `${each.cooperativeName} (${court})`;
    const [filing] = each.stages;
    if (loanIds.length === 0 || filing === undefined) {
      left.push({ what: 'case_of_settled_loans', about, amount: null, on: filedOn });
      return [];
    }
    const stages = each.stages.map((of) => ({
      stage: of.stage,
      occurredOn: of.occurredOn,
      documentNumber: of.documentNumber,
      ground: of.ground,
      note: of.note,
      amounts: of.amounts,
      fullRecovery: of.fullRecovery,
      nextOn: of.nextOn,
      instalments: of.instalments,
      enforcementOffice: of.enforcementOffice,
      channel: of.channel,
      receiptNumber: of.receiptNumber,
      stayedBy: of.stayedBy,
      interestGoesOn: of.interestGoesOn,
      terminatedFor: of.terminatedFor,
    }));
    const received = receivedThrough(fund, each, view);
    const of = { id, cooperativeId, loanIds, court, docketType, filedOn, claim, parties };
    return [{ ...of, stages, received }];
  });
  return { cases, left };
}

/** The assets that secure a loan that is handed over (R41). */
function collateralsOf(
  fund: Fund,
  view: View,
  isHanded: (loanId: string) => boolean,
): HandedCollateral[] {
  return collateralsShown(fund, view).flatMap(({ facts }) => {
    const of = collateralOn(facts, view.asOf);
    const secures = of.secures.filter(({ loanId }) => isHanded(loanId));
    if (of.standing === 'released' || secures.length === 0) return [];
    const { owner, kind, description, documentNumber, mayBeSoldFrom } = of;
    const valuations = facts.valuations.map(({ valuedOn, value, basis, valuedBy }) => ({
      valuedOn,
      value,
      basis,
      valuedBy,
    }));
    const { id, from } = facts;
    return [
      { id, owner, kind, description, documentNumber, mayBeSoldFrom, secures, from, valuations },
    ];
  });
}

/** The log; of promises only those that can still be kept: whether others were is told by receipts (R30). */
function logOf(fund: Fund, on: CalendarDate, knownAt: Date, isHanded: (id: string) => boolean) {
  const left: LeftBehind[] = [];
  const entries = listCollectionEntries(fund, {}, knownAt);
  const log = entries.flatMap((each): HandedLogEntry[] => {
    const { cooperativeId, kind, occurredOn, amount, promisedOn, documentNumber, note } = each;
    const loanIds = each.loanIds.filter(isHanded);
    if (each.loanIds.length > 0 && loanIds.length === 0) return [];
    if (kind === 'promise' && (promisedOn === null || promisedOn < on)) {
      left.push({ what: 'past_promises', about: note ?? cooperativeId, amount, on: promisedOn });
      return [];
    }
    const { litigationCaseId } = each;
    const of = { cooperativeId, kind, occurredOn, loanIds, amount, promisedOn };
    return [{ ...of, litigationCaseId, documentNumber, note }];
  });
  return { log: log.toSorted((a, b) => compareText(a.occurredOn, b.occurredOn)), left };
}

function plansOf(fund: Fund, { knownAt }: View, on: CalendarDate): LeftBehind[] {
  const planned = (findFundPlan(fund, knownAt)?.entries ?? []).filter(
    ({ expectedOn }) => expectedOn >= on,
  );
  return planned.map(({ kind, amount, expectedOn }) => ({
    what: 'planned_movements' as const,
    about: kind,
    amount,
    on: expectedOn,
  }));
}

function suspensionOf(fund: Fund, { asOf, knownAt }: View): HandedSuspension | null {
  const inForce = suspensionInForce(fund, asOf, knownAt);
  if (inForce === null) return null;
  const { decisionNumber, decidedOn } = inForce;
  return { decisionNumber, decidedOn };
}

/** What was decided about new lending for the day or a later one: stopping is carried over, going on is named (R29). */
function suspensionsFrom({ book }: Fund, on: CalendarDate, knownAt: Date) {
  const instant = knownAt.getTime();
  const decided = book.suspensions.filter(
    (each) => each.effectiveOn >= on && standsAt(each, instant),
  );
  const left = decided
    .filter(({ suspended }) => !suspended)
    .map(({ decisionNumber: about, effectiveOn }): LeftBehind => {
      return { what: 'lending_resumption', about, amount: null, on: effectiveOn };
    });
  const laterSuspensions = decided
    .filter(({ suspended }) => suspended)
    .map(({ decisionNumber, effectiveOn, decidedOn = effectiveOn }): HandedSuspension => {
      return { decisionNumber, decidedOn };
    });
  return { laterSuspensions, left };
}

/**
 * Works out all that the fund hands over at the beginning of a day, from what stands at the close of the day
 * before (R32, R33, R18).
 *
 * @throws DomainError facts-after-handover, before-opening
 */
export async function drawUp(fund: Fund, on: CalendarDate, knownAt: Date): Promise<Portfolio> {
  const view = { asOf: addDays(on, -1), knownAt };
  refuseFactsAfter(fund, on, knownAt);
  const places = await placesAt(fund, view);
  const { sources, left: ofSources } = sourcesOf(fund, view);
  const { loans, settledLoans, left: ofLoans } = handedLoans(fund, on, view);
  const handed = new Set(loans.map(({ id }) => id));
  const isHanded = (loanId: string): boolean => handed.has(loanId);
  const { cases, left: ofCases } = casesOf(fund, view, isHanded);
  const caseIds = new Set(cases.map(({ id }) => id));
  const { log, left: ofLog } = logOf(fund, on, knownAt, isHanded);
  const rules = loadRules(fund, knownAt);
  const { laterSuspensions, left: ofLending } = suspensionsFrom(fund, on, knownAt);
  const plans = plansOf(fund, view, on);
  const { code, name, province } = fundAt(fund, view.asOf, knownAt);
  return {
    version: 1,
    fund: { code, name, province },
    on,
    sources,
    places: places.places.map(({ place, balance }) => ({
      kind: place.kind,
      name: place.name,
      accountNumber: place.accountNumber,
      balance,
    })),
    incomeMoney: places.income.balance,
    cooperatives: handedCooperatives(fund, view),
    loans,
    settledLoans,
    cases,
    collaterals: collateralsOf(fund, view, isHanded),
    log: log.map((each) => ({
      ...each,
      litigationCaseId:
        each.litigationCaseId !== null && caseIds.has(each.litigationCaseId)
          ? each.litigationCaseId
          : null,
    })),
    policies: policiesFrom(rules, on),
    lendingSuspension: suspensionOf(fund, view),
    ...(laterSuspensions.length > 0 && { laterSuspensions }),
    ...daysOffFor(rules, loans, on),
    notCarriedOver: [...ofSources, ...ofLoans, ...ofCases, ...ofLog, ...plans, ...ofLending],
  };
}
