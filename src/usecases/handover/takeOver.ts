import { randomUUID } from 'node:crypto';
import { findCooperative, listCooperatives } from '../../book/borrowers.ts';
import { type FundAct, lastRecordedAt } from '../../book/fund.ts';
import { loadRules, suspensionInForce } from '../../book/rules.ts';
import type { CollateralOwner } from '../../domain/collateral/collateral.ts';
import { isLifeState } from '../../domain/borrowers/life.ts';
import { refuseTakenOver } from '../../domain/fund/fundOpening.ts';
import type {
  HandedCase,
  HandedChargeOff,
  HandedCollateral,
  HandedCooperative,
  HandedLoan,
  HandedLogEntry,
  Portfolio,
} from '../../domain/handover/portfolio.ts';
import { later as latest, type CalendarDate } from '../../domain/primitives/dates.ts';
import { payableBy } from '../../domain/policies/fundRules.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { looksSame } from '../../domain/primitives/likeness.ts';
import { refuseFuture } from '../../domain/primitives/refusals.ts';
import type { InTurns } from '../../domain/primitives/turns.ts';
import { openingAsKnown } from '../../book/opening.ts';
import type { CaseEntry, StageEntry } from '../../store/court/case.ts';
import type { LendingSuspensionEntry } from '../../store/fund/lendingSuspension.ts';
import type { LocalityChangeEntry } from '../../store/borrowers/localityChange.ts';
import type { DecisionEntry } from '../../store/loans/decision.ts';
import type { RecallEntry, RecallWithdrawalEntry } from '../../store/loans/recall.ts';
import type { By } from '../acts/by.ts';
import { addCooperative } from '../borrowers/addCooperative.ts';
import { enterCollateral } from '../collateral/enterCollateral.ts';
import { recordCollectionEntry } from '../collection/recordCollectionEntry.ts';
import { checkSuit, recordStage } from '../court/recordCase.ts';
import { recordCapitalMovement } from '../fund/recordCapitalMovement.ts';
import { recordIncomeMovement } from '../fund/recordIncomeMovement.ts';
import { decide } from '../loans/decideLoan.ts';
import { enterLoan } from '../loans/enterLoan.ts';
import { setRecoveryPlan } from '../loans/setRecoveryPlan.ts';
import { policiesFrom, unpaidDues } from './drawUp.ts';

/** What the document leaves open, as the director of the receiving fund says it. */
export interface HandoverAnswers {
  /** By its code in the document: the same as one of this fund (its id), or another one (null). */
  readonly sameAs: ReadonlyMap<string, string | null>;
  /** By its code in the document: the code under which it is entered. */
  readonly newCodes: ReadonlyMap<string, string>;
  /** By its number in the document: the number under which the contract is entered. */
  readonly newNumbers: ReadonlyMap<string, string>;
  /** By its name in the document: what this fund calls the locality; the same name: it is the same. */
  readonly localities: ReadonlyMap<string, string>;
  /** By source in the document: the source of this fund with which it is joined, or kept apart. */
  readonly sources: ReadonlyMap<string, string>;
  /** The policies and days off of this fund count from the day on, though they differ. */
  readonly ownRules: boolean;
}

/** What stands in the way of taking over, and what it is about. */
export interface HandoverFault {
  readonly about: string;
  readonly error: DomainError;
}

/** What a handover entered, or would enter. */
export interface TakenOver {
  cooperatives: number;
  loans: number;
  cases: number;
  collaterals: number;
  log: number;
}

/** A document with the minutes on which its entry rests. */
export interface AskedTakeOver {
  readonly portfolio: Portfolio;
  readonly documentNumber: string;
  readonly answers: HandoverAnswers;
}

/**
 * Enters what another fund hands over, by the same use cases as single entries. What the fund refuses is a fault
 * of its loan or borrower, and the others are entered all the same, so that each fault is found: whoever calls
 * this takes all of it back where there is one.
 */
export class TakingOver {
  readonly faults: HandoverFault[] = [];
  readonly entered: TakenOver = { cooperatives: 0, loans: 0, cases: 0, collaterals: 0, log: 0 };
  readonly #fund: FundAct;
  readonly #by: By;
  readonly #portfolio: Portfolio;
  readonly #documentNumber: string;
  readonly #answers: HandoverAnswers;
  /** The ids here by the ids in the document. */
  readonly #cooperatives = new Map<string, string>();
  readonly #loans = new Map<string, string>();
  readonly #cases = new Map<string, string>();
  /** Borrowers of the document that are borrowers of this fund. */
  readonly #known = new Set<string>();

  constructor(fund: FundAct, by: By, { portfolio, documentNumber, answers }: AskedTakeOver) {
    this.#fund = fund;
    this.#by = by;
    this.#portfolio = portfolio;
    this.#documentNumber = documentNumber;
    this.#answers = answers;
  }

  /** Enters all of it, some at a time. */
  *all(): InTurns<void> {
    const { on, loans, cases, collaterals, log, cooperatives } = this.#portfolio;
    this.#try(this.#portfolio.fund.name, () => this.#checkDay(on));
    this.#checkRules();
    this.#checkLocalities();
    for (const each of membersLast(cooperatives)) {
      this.#cooperative(each);
      yield;
    }
    this.#capital();
    this.#suspension();
    for (const each of loans) {
      this.#try(each.terms.contractNumber, () => this.#loan(each));
      yield;
    }
    for (const each of cases) {
      this.#try(each.court, () => this.#case(each));
      yield;
    }
    for (const each of collaterals) this.#try(each.description, () => this.#collateral(each));
    yield;
    for (const each of log) this.#try(each.kind, () => this.#log(each));
  }

  #try<T>(about: string, act: () => T): T | null {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.faults.push({ about, error });
      return null;
    }
  }

  #fault(about: string, code: DomainError['code'], figures: DomainError['figures']): void {
    this.faults.push({ about, error: new DomainError(code, { figures }) });
  }

  #checkDay(on: CalendarDate): void {
    refuseFuture(on, this.#by.today, 'R32');
    refuseTakenOver(on, openingAsKnown(this.#fund, lastRecordedAt(this.#fund)));
  }

  /** What is owed must not change with the fund: policies and days off say the same, or it is said which count. */
  #checkRules(): void {
    if (this.#answers.ownRules) return;
    const { on, policies, loans, holidays, workingDays } = this.#portfolio;
    const rules = loadRules(this.#fund, lastRecordedAt(this.#fund));
    const own = policiesFrom(rules, on);
    for (const { name } of [...policies, ...own]) {
      const told = (list: typeof own): string =>
        JSON.stringify(
          list.filter((each) => each.name === name).map((each) => [each.from, each.value]),
        );
      const isTold = this.faults.some(({ about }) => about === name);
      if (told(own) === told(policies as typeof own) || isTold) continue;
      this.#fault(name, 'handover-rules-differ', { policy: name });
    }
    // What is unpaid must have been payable on the same days: the days past due count from them (R6).
    const theirs = { ...rules, holidays: new Set(holidays), workingDays: new Set(workingDays) };
    const differing = unpaidDues(loans, on).find(
      (dueOn) => payableBy(dueOn, theirs) !== payableBy(dueOn, rules),
    );
    if (differing === undefined) return;
    this.#fault(differing, 'handover-rules-differ', { policy: 'holidays', date: differing });
  }

  /** A name that both funds use may be of two places: nobody but the director knows. */
  #checkLocalities(): void {
    const knownAt = lastRecordedAt(this.#fund);
    const own = new Set(listCooperatives(this.#fund, {}, knownAt).map(({ locality }) => locality));
    const names = this.#portfolio.cooperatives.flatMap(({ localities }) =>
      localities.map(({ locality }) => locality),
    );
    for (const name of new Set(names)) {
      if (this.#answers.localities.has(name)) continue;
      const known = [...own].find((each) => looksSame(each, name));
      if (known === undefined) continue;
      this.#fault(name, 'handover-locality-known', { locality: name, known });
    }
  }

  readonly #localityOf = (name: string): string => this.#answers.localities.get(name) ?? name;

  /** A borrower of this fund that may be the same; null: none has its tax code, code or name. */
  #mayBe({ taxCode, name, code }: HandedCooperative) {
    const knownAt = lastRecordedAt(this.#fund);
    const own = listCooperatives(this.#fund, {}, knownAt).filter(
      ({ id }) => ![...this.#cooperatives.values()].includes(id),
    );
    return (
      own.find((each) => taxCode !== null && each.taxCode === taxCode) ??
      own.find((each) => looksSame(each.code, code)) ??
      own.find((each) => looksSame(each.name, name)) ??
      null
    );
  }

  #cooperative(of: HandedCooperative): void {
    const { sameAs, newCodes } = this.#answers;
    const said = sameAs.get(of.code);
    if (typeof said === 'string') {
      this.#try(of.name, () => {
        if (findCooperative(this.#fund, said, lastRecordedAt(this.#fund)) === null) {
          throw new DomainError('not-found', { figures: { what: 'cooperative', id: said } });
        }
        this.#cooperatives.set(of.id, said);
        this.#known.add(of.id);
      });
      return;
    }
    const code = newCodes.get(of.code) ?? of.code;
    if (said === undefined) {
      const known = this.#mayBe(of);
      if (known !== null) {
        const { id, ...named } = known;
        const figures = {
          code: of.code,
          name: of.name,
          known: named.name,
          knownCode: named.code,
          id,
        };
        return this.#fault(of.name, 'handover-cooperative-known', figures);
      }
    }
    this.#try(of.name, () => this.#addCooperative(of, code));
  }

  #addCooperative(of: HandedCooperative, code: string): void {
    const idOf = (id: string): string[] => {
      const known = this.#cooperatives.get(id);
      return known === undefined ? [] : [known];
    };
    const naming = this.#portfolio.cooperatives.filter((each) =>
      each.relatedCooperativeIds.includes(of.id),
    );
    const related = [...of.relatedCooperativeIds, ...naming.map(({ id }) => id)].flatMap(idOf);
    const [first, ...later] = of.localities;
    const { id } = addCooperative(this.#fund, this.#by, {
      code,
      name: of.name,
      locality: this.#localityOf(first?.locality ?? ''),
      kind: of.kind,
      taxCode: of.taxCode,
      representative: of.representative,
      address: of.address,
      phone: of.phone,
      sector: of.sector,
      relatedCooperativeIds: [...new Set(related)],
      memberOfId: of.memberOfId === null ? null : (idOf(of.memberOfId)[0] ?? null),
    });
    this.#cooperatives.set(of.id, id);
    this.entered.cooperatives += 1;
    for (const { from, locality } of later) {
      if (from === null) continue;
      const actId = randomUUID();
      const changed = { cooperativeId: id, locality: this.#localityOf(locality) };
      const said = { factKind: 'locality_change', effectiveOn: from, actId, ...changed } as const;
      const documentNumber = this.#documentNumber;
      this.#fund.record<LocalityChangeEntry>({ ...said, documentNumber }, actId);
    }
  }

  /** The capital as contributions of the day, so that each source has what it had (R18, R34). */
  #capital(): void {
    const { on, sources, incomeMoney, fund } = this.#portfolio;
    const documentNumber = this.#documentNumber;
    for (const { source, capital, bearsRisk } of sources) {
      if (capital.isZero()) continue;
      const joined = this.#answers.sources.get(source) ?? source;
      // Not all of it comes as money: most is lent already.
      const said = { kind: 'contribution', method: null, documentNumber } as const;
      const of = { amount: capital, source: joined, bearsRisk, effectiveOn: on };
      this.#try(source, () => recordCapitalMovement(this.#fund, this.#by, { ...said, ...of }));
    }
    if (!incomeMoney.greaterThan(0)) return;
    const said = { kind: 'brought_forward', method: 'transfer', place: null } as const;
    const of = { amount: incomeMoney, effectiveOn: on, documentNumber, description: fund.name };
    this.#try(fund.name, () => recordIncomeMovement(this.#fund, this.#by, { ...said, ...of }));
  }

  /**
   * New lending is suspended where it was in either fund, from the day on, or from the later day for which it was
   * decided: a figure of before never changes.
   */
  #suspension(): void {
    const { on, lendingSuspension = null, laterSuspensions = [] } = this.#portfolio;
    const before = lastRecordedAt(this.#fund);
    const handed = lendingSuspension === null ? [] : [lendingSuspension];
    for (const { decisionNumber, decidedOn } of [...handed, ...laterSuspensions]) {
      const effectiveOn = latest(decidedOn, on);
      if (suspensionInForce(this.#fund, effectiveOn, before) !== null) continue;
      const said = { factKind: 'lending_suspension', effectiveOn, suspended: true } as const;
      const earlier = effectiveOn !== decidedOn && { decidedOn };
      this.#fund.record<LendingSuspensionEntry>({ ...said, decisionNumber, ...earlier });
    }
  }

  #cooperativeOf(id: string): string {
    const known = this.#cooperatives.get(id);
    if (known !== undefined) return known;
    throw new DomainError('not-found', { figures: { what: 'cooperative', id } });
  }

  #loan(of: HandedLoan): void {
    const { fund } = this.#portfolio;
    const { contractNumber } = of.terms;
    // A loan whose borrower is at fault says nothing new.
    const cooperativeId = this.#cooperatives.get(of.cooperativeId);
    if (cooperativeId === undefined) return;
    const origin = { fund: fund.code, loanId: of.id };
    const documentNumber = this.#documentNumber;
    const { loan } = enterLoan(this.#fund, {
      cooperativeId,
      source: this.#answers.sources.get(of.source) ?? of.source,
      terms: {
        ...of.terms,
        contractNumber: this.#answers.newNumbers.get(contractNumber) ?? contractNumber,
      },
      purpose: of.purpose,
      projectCost: of.projectCost,
      ownCapital: of.ownCapital,
      sector: of.sector,
      project: of.project,
      jobs: of.jobs,
      place: null,
      opening: of.opening && { ...of.opening, documentNumber, origin },
    });
    this.#loans.set(of.id, loan.id);
    this.entered.loans += 1;
    this.#decisions(loan.id, of);
  }

  /** What was decided and goes on to count keeps its day; what took the loan off the books is of this day (R33). */
  #decisions(loanId: string, of: HandedLoan): void {
    const { on } = this.#portfolio;
    const fund = this.#fund;
    for (const { effectiveOn, ...terms } of of.rateChanges) {
      decide(fund, 'rate_change', loanId, effectiveOn, { kind: 'rate_change', ...terms });
    }
    for (const { from, ...terms } of of.freezes) {
      decide(fund, 'freeze', loanId, from, { kind: 'freeze', ...terms });
    }
    for (const { decidedOn, withdrawal, ...recalled } of of.recalls) {
      const said = { factKind: 'recall', effectiveOn: decidedOn, loanId, ...recalled } as const;
      const { id: recallId } = fund.record<RecallEntry>(said);
      if (withdrawal === null) continue;
      const { decidedOn: effectiveOn, decisionNumber } = withdrawal;
      const withdrawn = { factKind: 'recall_withdrawal', effectiveOn, recallId } as const;
      fund.record<RecallWithdrawalEntry>({ ...withdrawn, decisionNumber });
    }
    if (of.chargeOff !== null) {
      decide(fund, 'charge_off', loanId, on, { kind: 'charge_off', ...chargeOffIn(of.chargeOff) });
      this.#writeOff(loanId, of);
    }
    if (of.debtGroup !== null) {
      const kind = 'debt_group_override' as const;
      const reason = this.#portfolio.fund.name;
      const terms = { kind, decisionNumber: this.#documentNumber, reason, ...of.debtGroup };
      fund.record<DecisionEntry>({ factKind: kind, effectiveOn: on, loanId, terms });
    }
    if (of.recoveryPlan !== null && of.recoveryPlan.length > 0) {
      setRecoveryPlan(fund, this.#by, { loanId, entries: of.recoveryPlan }, undefined);
    }
  }

  /** Written off is a loan on the day on which it was: the register goes on from it (R40). */
  #writeOff(loanId: string, { writeOff = null }: HandedLoan): void {
    if (writeOff === null) return;
    const { effectiveOn, ...written } = writeOff;
    const terms = { kind: 'write_off', ...written } as const;
    this.#fund.record<DecisionEntry>({ factKind: 'write_off', effectiveOn, loanId, terms });
  }

  /** The loans here of loans of the document; those at fault are left out. */
  #loansOf(ids: readonly string[]): string[] {
    return ids.flatMap((id) => this.#loans.get(id) ?? []);
  }

  #case(of: HandedCase): void {
    const [filing, ...later] = of.stages;
    const loanIds = this.#loansOf(of.loanIds);
    if (filing === undefined || loanIds.length === 0) return;
    const cooperativeId = this.#cooperativeOf(of.cooperativeId);
    const { court, docketType, claim, parties, filedOn } = of;
    const fund = this.#fund;
    checkSuit(fund, { cooperativeId, loanIds, docketType, filedOn }, lastRecordedAt(fund));
    const caseId = randomUUID();
    const { occurredOn: effectiveOn, ...stage } = filing;
    fund.record<StageEntry>({ factKind: 'litigation_stage', effectiveOn, caseId, ...stage });
    const said = { factKind: 'litigation_case', effectiveOn: filedOn, cooperativeId } as const;
    const received = receivedIn(of, this.#documentNumber);
    const about = { loanIds: loanIds.toSorted(), court, docketType, claim, parties, ...received };
    fund.record<CaseEntry>({ ...said, ...about }, caseId);
    for (const each of later) recordStage(fund, this.#by, caseId, each);
    this.#cases.set(of.id, caseId);
    this.entered.cases += 1;
  }

  #collateral({ owner, secures, from, ...of }: HandedCollateral): void {
    const { kind, description, documentNumber, mayBeSoldFrom, valuations } = of;
    const here = secures.flatMap(({ loanId, upTo }) =>
      this.#loansOf([loanId]).map((id) => ({ loanId: id, upTo })),
    );
    if (here.length === 0) return;
    const ownerHere: CollateralOwner =
      owner.cooperativeId === null
        ? owner
        : { cooperativeId: this.#cooperativeOf(owner.cooperativeId), named: null };
    const { on } = this.#portfolio;
    const effectiveOn = from > on ? from : on;
    const said = { kind, description, documentNumber, mayBeSoldFrom, valuations };
    const asked = { ...said, owner: ownerHere, secures: here, effectiveOn };
    enterCollateral(this.#fund, this.#by, asked);
    this.entered.collaterals += 1;
  }

  #log(of: HandedLogEntry): void {
    const cooperativeId = this.#cooperatives.get(of.cooperativeId);
    if (cooperativeId === undefined) return;
    const isShared = this.#known.has(of.cooperativeId);
    if (isShared && isLifeState(of.kind)) return;
    // What is about all loans of a borrower is not about those that this fund had.
    const meant =
      of.loanIds.length > 0 || !isShared
        ? of.loanIds
        : this.#portfolio.loans
            .filter((each) => each.cooperativeId === of.cooperativeId)
            .map(({ id }) => id);
    const loanIds = this.#loansOf(meant);
    const isOfLoans = of.loanIds.length > 0 || isShared;
    if (isOfLoans && loanIds.length === 0) return;
    const litigationCaseId =
      of.litigationCaseId === null ? null : (this.#cases.get(of.litigationCaseId) ?? null);
    recordCollectionEntry(this.#fund, this.#by, {
      ...of,
      cooperativeId,
      loanIds,
      litigationCaseId,
    });
    this.entered.log += 1;
  }
}

/**
 * What a charge-off says in the fund that takes the loan over. An older document does not tell what left the
 * books: there it is as if nobody had charged it off before.
 */
function chargeOffIn({ principal, documents, effectiveOn, ...said }: HandedChargeOff) {
  const { decisionNumber: number } = said;
  const paper = { name: 'Quyết định xử lý rủi ro', number, issuedOn: effectiveOn };
  const first = principal === undefined ? null : { on: effectiveOn, principal };
  return { ...said, documents: documents ?? [paper], first };
}

/** What came through a case before, with the minutes by which it is taken over (R39). */
function receivedIn({ received = [] }: HandedCase, documentNumber: string) {
  if (received.length === 0) return {};
  const receivedBefore = received.map(({ receivedOn, enforcementFee, ...of }) => ({
    ...of,
    effectiveOn: receivedOn,
    documentNumber,
    ...(enforcementFee !== null && { enforcementFee }),
  }));
  return { receivedBefore };
}

/** Those of whom others are members before their members. */
const membersLast = (cooperatives: readonly HandedCooperative[]): HandedCooperative[] => [
  ...cooperatives.filter(({ memberOfId }) => memberOfId === null),
  ...cooperatives.filter(({ memberOfId }) => memberOfId !== null),
];
