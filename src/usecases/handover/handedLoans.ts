import type { Fund } from '../../book/fund.ts';
import {
  findRecoveryPlan,
  freezeEndBy,
  listDecisions,
  listLoans,
  listRecalls,
} from '../../book/loans.ts';
import { openingAt } from '../../domain/handover/openingAt.ts';
import type {
  HandedChargeOff,
  HandedFreeze,
  HandedLoan,
  HandedRateChange,
  HandedRecall,
  HandedWriteOff,
  HistoryLine,
  LeftBehind,
  SettledLoan,
} from '../../domain/handover/portfolio.ts';
import { chargedOffPrincipal } from '../../domain/loans/position.ts';
import { openCredit } from '../../domain/loans/opening.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { sum } from '../../domain/primitives/money.ts';
import type { StoredDecision } from '../../store/loans/decision.ts';
import type { StoredLoan } from '../../store/loans/loan.ts';
import { loadLoanState, loanPosition } from '../loans/loanState.ts';
import { loanStatement, type RecordedLine } from '../loans/loanStatement.ts';
import type { View } from '../view/readAsKnown.ts';

function interestOf(line: RecordedLine): HistoryLine['interest'] {
  if (!('segment' in line)) return null;
  const { class: of, from, balance, ratePercent, opening } = line.segment;
  const isOpening = opening !== undefined;
  return {
    class: of,
    from: isOpening ? null : from,
    balance: isOpening ? null : balance,
    ratePercent: isOpening ? null : ratePercent,
  };
}

/** The statement of a loan up to the close of the last day before the handover. */
function historyOf(fund: Fund, { id, terms, opening }: StoredLoan, view: View): HistoryLine[] {
  const from = opening?.on ?? terms.signedOn;
  if (from > view.asOf) return [];
  const window = { from, to: view.asOf, knownAt: view.knownAt };
  const { lines } = loanStatement(fund, id, window, 'fund');
  return lines.map((line) => ({
    on: line.on,
    type: line.type,
    number: line.records[0]?.number ?? null,
    interest: interestOf(line),
    change: line.change,
    balance: line.balance,
  }));
}

const isStanding = ({ reversedAt }: StoredDecision): boolean => reversedAt === null;

/** What was decided about a loan and goes on to count. */
function decidedOn(fund: Fund, loanId: string, on: CalendarDate, knownAt: Date) {
  const decisions = listDecisions(fund, { loanIds: [loanId] }, knownAt).filter(isStanding);
  const rateChanges: HandedRateChange[] = [];
  const freezes: HandedFreeze[] = [];
  let chargeOff: HandedChargeOff | null = null;
  let writeOff: HandedWriteOff | null = null;
  for (const { id, effectiveOn, terms } of decisions) {
    if (terms.kind === 'rate_change') {
      const { decisionNumber, ratePercent, overdueRatePercent } = terms;
      rateChanges.push({ decisionNumber, effectiveOn, ratePercent, overdueRatePercent });
    }
    if (terms.kind === 'freeze') {
      const to = freezeEndBy(decisions, { id, to: terms.to });
      const isOver = to !== null && to <= on;
      if (!isOver) freezes.push({ decisionNumber: terms.decisionNumber, from: effectiveOn, to });
    }
    if (terms.kind === 'charge_off') {
      const { kind: _, first, ...said } = terms;
      chargeOff = { ...said, effectiveOn: first?.on ?? effectiveOn };
    }
    if (terms.kind === 'write_off') {
      const { decisionNumber, ground, note } = terms;
      writeOff = { decisionNumber, effectiveOn, ground, note };
    }
  }
  return { rateChanges, freezes, chargeOff, writeOff };
}

/** The recalls that ask for the principal on the day, or will. */
function recallsOf(fund: Fund, loanId: string, on: CalendarDate, knownAt: Date): HandedRecall[] {
  const recalls = listRecalls(fund, { loanIds: [loanId] }, knownAt);
  return recalls.flatMap(({ decisionNumber, decidedOn, deadline, ground, withdrawal, ...at }) => {
    if (at.reversedAt !== null) return [];
    if (withdrawal !== null && withdrawal.decidedOn < on) return [];
    const later = withdrawal && {
      decisionNumber: withdrawal.decisionNumber,
      decidedOn: withdrawal.decidedOn,
    };
    return [{ decisionNumber, decidedOn, deadline, ground, withdrawal: later }];
  });
}

function handedLoan(fund: Fund, loan: StoredLoan, on: CalendarDate, view: View): HandedLoan {
  const { id, cooperativeId, source, terms } = loan;
  const { facts, rules } = loadLoanState(fund, id, view);
  const { opening, debtGroup } = openingAt({ terms, facts, rules }, on);
  const isPaidOut = !opening.disbursed.isZero();
  const { chargeOff, ...decided } = decidedOn(fund, id, on, view.knownAt);
  const { purpose, projectCost, ownCapital, sector, project, jobs } = loan;
  return {
    id,
    cooperativeId,
    source,
    terms,
    purpose,
    projectCost,
    ownCapital,
    sector,
    project,
    jobs,
    opening: isPaidOut ? opening : null,
    ...decided,
    chargeOff: chargeOff && { ...chargeOff, principal: chargedOffPrincipal(terms, facts, rules) },
    recalls: recallsOf(fund, id, on, view.knownAt),
    debtGroup: isPaidOut ? debtGroup : null,
    recoveryPlan: findRecoveryPlan(fund, id, view.knownAt)?.entries ?? null,
    history: historyOf(fund, loan, view),
  };
}

/** What was paid too much on a loan of which nothing is owed: it is only told of, so nothing can use it up. */
function creditLeft({ terms, opening }: HandedLoan): LeftBehind[] {
  const amount = sum(Object.values(openCredit(opening)));
  const about = terms.contractNumber;
  return amount.isZero() ? [] : [{ what: 'credit', about, amount, on: null }];
}

/** The loans that are handed over, those of which only is told, and what is left behind of them. */
export function handedLoans(fund: Fund, on: CalendarDate, view: View) {
  const loans: HandedLoan[] = [];
  const settledLoans: SettledLoan[] = [];
  const left: LeftBehind[] = [];
  for (const loan of listLoans(fund, {}, view.knownAt, view.asOf)) {
    const { id, cooperativeId, terms } = loan;
    const { position } = loanPosition(fund, id, view);
    if (position.standing === 'settled') {
      const { contractNumber, signedOn, principal } = terms;
      const history = historyOf(fund, loan, view);
      settledLoans.push({ id, cooperativeId, contractNumber, signedOn, principal, history });
      left.push(...creditLeft(handedLoan(fund, loan, on, view)));
      continue;
    }
    loans.push(handedLoan(fund, loan, on, view));
  }
  return { loans, settledLoans, left };
}
