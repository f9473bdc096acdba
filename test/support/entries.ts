import { calendarDate } from '../../src/domain/primitives/dates.ts';
import { money, rate } from '../../src/domain/primitives/money.ts';
import type { LoanTerms } from '../../src/domain/loans/terms.ts';
import { randomUUID } from 'node:crypto';
import { findCooperative } from '../../src/book/borrowers.ts';
import { lastRecordedAt, type FundAct } from '../../src/book/fund.ts';
import { shownAt } from '../../src/book/known.ts';
import type { CooperativeDetails } from '../../src/store/borrowers/cooperative.ts';
import type { CooperativeEntry } from '../../src/store/borrowers/cooperative.ts';
import type { Entry } from '../../src/store/facts/entry.ts';
import type { DisbursementEntry } from '../../src/store/loans/disbursement.ts';
import type { LoanEntry } from '../../src/store/loans/loan.ts';
import type { RepaymentEntry } from '../../src/store/loans/repayment.ts';

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
  memberOfId: null,
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

/** Enters facts without the checks of the use cases. */
export function entries(fund: FundAct) {
  const told = <E extends Entry>(entry: E) => shownAt(entry, entry.recordedAt);
  return {
    cooperative: (details: Partial<CooperativeDetails> = {}) => {
      const id = randomUUID();
      const said = { factKind: 'cooperative', effectiveOn: on('2020-01-01') } as const;
      const first = { changedOn: null, reason: null, cooperativeId: id };
      fund.record<CooperativeEntry>({ ...said, ...COOPERATIVE, ...details, ...first }, id);
      const found = findCooperative(fund, id, lastRecordedAt(fund));
      if (found === null) throw new Error('the cooperative was not entered');
      return found;
    },
    loan: (cooperativeId: string, changed: Partial<LoanTerms> = {}, source = 'charter') => {
      const terms = { ...TERMS, ...changed };
      const id = randomUUID();
      const said = { factKind: 'loan', effectiveOn: terms.signedOn } as const;
      const project = {
        purpose: null,
        projectCost: null,
        ownCapital: null,
        sector: null,
        project: null,
        jobs: null,
        place: null,
      };
      const of = { cooperativeId, source, loanId: id };
      const contract = { ...of, terms, ...project, reason: null };
      return told(fund.record<LoanEntry>({ ...said, ...contract }, id));
    },
    disbursement: (loanId: string, day: string, amount: string, voucherNumber = 'PC1') => {
      const said = { factKind: 'disbursement', effectiveOn: on(day), loanId } as const;
      const paid = { amount: vnd(amount), voucherNumber, method: 'transfer' } as const;
      return told(fund.record<DisbursementEntry>({ ...said, ...paid }));
    },
    /** Principal and in-term interest. */
    repayment: (
      loanId: string,
      day: string,
      [principal, interest]: readonly [string, string],
      voucherNumber = 'PT1',
    ) =>
      told(
        fund.record<RepaymentEntry>({
          factKind: 'repayment',
          effectiveOn: on(day),
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
        }),
      ),
  };
}
