import { calendarDate } from '../../src/domain/primitives/dates.ts';
import { money, rate } from '../../src/domain/primitives/money.ts';
import type { LoanTerms } from '../../src/domain/loans/terms.ts';
import {
  insertCooperative,
  type CooperativeDetails,
} from '../../src/store/borrowers/cooperative.ts';
import type { FundTx } from '../../src/store/database/database.ts';
import { insertDisbursement } from '../../src/store/loans/disbursement.ts';
import { recordFact } from '../../src/store/database/fact.ts';
import type { FactKind } from '../../src/domain/books/factKinds.ts';
import { insertLoan } from '../../src/store/loans/loan.ts';
import { insertRepayment } from '../../src/store/loans/repayment.ts';
import type { Actor } from '../../src/domain/access/actor.ts';

export const on = calendarDate;

export const vnd = (digits: string) => money(digits.replaceAll('_', ''));

export const COOPERATIVE: CooperativeDetails = {
  code: 'HTX01',
  name: 'HTX Xuân Mai',
  locality: 'Văn Quan',
  kind: 'cooperative',
  taxCode: null,
  representative: null,
  address: null,
  phone: null,
  sector: 'nông nghiệp',
  relatedCooperativeIds: [],
};

export const TERMS: LoanTerms = {
  contractNumber: '01/2021/HĐTD',
  signedOn: on('2021-03-01'),
  principal: vnd('500_000_000'),
  ratePercent: rate('6.6'),
  overdueRatePercent: rate('9.9'),
  lateInterestRatePercent: rate('0'),
  overdueScope: 'instalment',
  allocationOrder: null,
  principalSchedule: {
    kind: 'equal',
    count: 10,
    every: 'quarter',
    firstDueOn: on('2021-06-25'),
    roundTo: vnd('1000'),
  },
  interestSchedule: { every: 'quarter', firstDueOn: on('2021-06-25') },
};

/** Enters what the store keeps, without the checks of the use cases. */
export function entries(tx: FundTx, actor: Actor) {
  const record = (kind: FactKind, day: string) =>
    recordFact(tx, { kind, effectiveOn: on(day), recordedBy: actor });
  return {
    record,
    cooperative: async (details: Partial<CooperativeDetails> = {}) => {
      const recorded = await record('cooperative', '2020-01-01');
      return insertCooperative(tx, recorded, { ...COOPERATIVE, ...details });
    },
    loan: async (cooperativeId: string, changed: Partial<LoanTerms> = {}) => {
      const terms = { ...TERMS, ...changed };
      const recorded = await record('loan', terms.signedOn);
      const project = { purpose: null, projectCost: null, ownCapital: null };
      await insertLoan(tx, recorded, { cooperativeId, terms, ...project });
      return recorded;
    },
    disbursement: async (loanId: string, day: string, amount: string, voucherNumber = 'PC1') => {
      const recorded = await record('disbursement', day);
      const method = 'transfer';
      return insertDisbursement(tx, recorded, {
        loanId,
        amount: vnd(amount),
        voucherNumber,
        method,
      });
    },
    /** Principal and in-term interest. */
    repayment: async (
      loanId: string,
      day: string,
      [principal, interest]: readonly [string, string],
      voucherNumber = 'PT1',
    ) => {
      const recorded = await record('repayment', day);
      return insertRepayment(tx, recorded, {
        loanId,
        amount: vnd(principal).plus(vnd(interest)),
        voucherNumber,
        method: 'cash',
        allocation: {
          principal: vnd(principal),
          inTermInterest: vnd(interest),
          overdueInterest: vnd('0'),
          lateInterest: vnd('0'),
        },
        litigationCaseId: null,
      });
    },
  };
}
