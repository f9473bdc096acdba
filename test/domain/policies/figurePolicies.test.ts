import fc from 'fast-check';
import { addDays, type CalendarDate } from '../../../src/domain/primitives/dates.ts';
import { overdueNotice } from '../../../src/domain/notices/demandNotice.ts';
import { fundSection } from '../../../src/domain/reports/section/fundSection.ts';
import { fundSectionContent } from '../../../src/domain/reports/section/content.ts';
import { collectionNotice } from '../../../src/domain/notices/quarterlyNotice.ts';
import { FIGURE_POLICIES } from '../../../src/domain/policies/policies.ts';
import { policiesOf, POLICY_NAMES } from '../../../src/domain/policies/policyJson.ts';
import { quarterOf } from '../../../src/domain/primitives/quarters.ts';
import { plain } from '../../support/loans.ts';
import { DEFAULT_POLICY_VALUES } from '../../support/policies.ts';
import { FUND, type Fund } from '../arbitrary/arbitraryFund.ts';
import { DAY, runs } from '../arbitrary/arbitraryLoan.ts';

/** Other values than those of the law, of each policy that is said to change no figure. */
const OTHERS: Readonly<Record<string, unknown>> = {
  highestRatePercent: '1',
  highestLateInterestRatePercent: '0',
  allocationOrder: {
    inTerm: ['principal', 'inTermInterest', 'lateInterest', 'overdueInterest'],
    overdue: ['lateInterest', 'inTermInterest', 'overdueInterest', 'overduePrincipal', 'principal'],
  },
  awardAllocationOrder: ['lateInterest', 'overdueInterest', 'inTermInterest', 'principal'],
  debtGroupFromDays: [1, 2, 3, 4],
  restructuredDebtGroup: {
    first: 5,
    firstOverdue: [{ fromDays: 1, group: 5 }],
    second: 5,
    secondOverdue: 5,
    third: 5,
  },
  waivedInterestDebtGroup: 5,
  worstDebtGroupOfBorrower: false,
  specificProvisionPercent: ['1', '3', '26', '51', '99'],
  generalProvision: { percent: '5', groups: [1] },
  collateralDeductionPercent: {
    real_estate: '1',
    vehicle: '1',
    machinery: '1',
    deposit: '1',
    other: '1',
  },
  collateralDeductionYears: { real_estate: 9, vehicle: 9, machinery: 9, deposit: 9, other: 9 },
  collateralValuationMonths: 1,
  secondPerson: { acts: ['chargeOff'], expiresAfterDays: 1 },
  singleCustomerLimitPercent: '1',
  relatedCustomersLimitPercent: '1',
  leastOwnCapitalPercent: '99',
  lendingChecks: { singleCustomer: 'refusal', relatedCustomers: 'refusal', ownCapital: 'refusal' },
  limitationToSueYears: 1,
  appealDays: 1,
  enforcementRequestYears: 1,
  meansRecheckMonths: 1,
  longMeansRecheckMonths: 1,
  creditorClaimDays: 1,
  enforcementStages: ['enforcement_stayed'],
  voluntaryEnforcementDays: 1,
  requestReturnYears: 1,
  stateMoneyRequestYears: 1,
  protestStayMonths: 1,
  enforcementOffices: [{ name: 'Phòng THADS khu vực 1', kind: 'regional_section', takesOver: [] }],
  chargedOffInterest: 'goes_on',
  recoveryOfChargedOff: 'income',
  writeOffAfterYears: 1,
  keptWrittenOffYears: 1,
  courtFee: Object.fromEntries(
    ['civil', 'commercial'].map((docket) => [
      docket,
      { leastAdvance: '1', bands: [{ above: '0', base: '1', percent: '50' }] },
    ]),
  ),
  chartOfAccounts: Object.fromEntries(
    Object.keys(DEFAULT_POLICY_VALUES['chartOfAccounts'] as object).map((account, at) => [
      account,
      { code: `9${at}`, vietnamese: account, english: account },
    ]),
  ),
};

const changed = policiesOf(
  Object.entries({ ...DEFAULT_POLICY_VALUES, ...OTHERS }).map(([name, value]) => ({
    name,
    value,
    effectiveOn: null,
    endsOn: null,
    sourceDocument: '12/QĐ-QHT',
  })),
);

/** The section of a day and the notices of it. */
function papers({ facts, rules }: Fund, asOf: CalendarDate): unknown {
  const asked = { issuedOn: asOf, payBy: addDays(asOf, 20) };
  return plain({
    section: fundSectionContent(fundSection(facts, rules, { asOf, periodStart: asOf })),
    notices: facts.loans.map(({ terms, facts: of }) => [
      collectionNotice(terms, of, rules, { quarter: quarterOf(asOf), ...asked }),
      overdueNotice(terms, of, rules, asked),
    ]),
  });
}

test('every policy is one by which figures are worked out, or changes none of them', () => {
  expect([...Object.keys(OTHERS), ...FIGURE_POLICIES].toSorted()).toEqual(POLICY_NAMES.toSorted());
  fc.assert(
    fc.property(FUND, DAY, (fund, asOf) => {
      const { nonWorkingDays, overdueRateSharePercent, courts } = fund.rules.policies;
      const policies = { ...changed, nonWorkingDays, overdueRateSharePercent, courts };
      const rules = { ...fund.rules, policies };
      expect(papers({ ...fund, rules }, asOf)).toEqual(papers(fund, asOf));
    }),
    runs(),
  );
});
