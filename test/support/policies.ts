import { calendarDate } from '../../src/domain/primitives/dates.ts';
import { policiesOf, type PolicyEntry } from '../../src/domain/policies/policyJson.ts';

/** What the enforcement law of 2026 sets from 1/7/2026 on: by hand from R38 and R39. */
const VALUES_OF_2026: Readonly<Record<string, unknown>> = {
  awardAllocationOrder: ['principal', 'inTermInterest', 'overdueInterest', 'lateInterest'],
  enforcementStages: [
    'enforcement_stayed',
    'enforcement_resumed',
    'enforcement_suspended',
    'enforcement_terminated',
    'enforcement_entrusted',
    'request_returned',
  ],
  enforcementRequestYears: 5,
  meansRecheckMonths: 6,
  longMeansRecheckMonths: 12,
  voluntaryEnforcementDays: 10,
  requestReturnYears: 2,
  stateMoneyRequestYears: 1,
  protestStayMonths: 3,
};

/** What is in force from the day of a law on. */
export const DATED_DEFAULTS = Object.entries(VALUES_OF_2026).map(([name, value]) => ({
  name,
  value,
  effectiveOn: calendarDate('2026-07-01'),
}));

/** What the rules give as defaults, as JSON: by hand from R4–R9, R16 and R29. */
export const DEFAULT_POLICY_VALUES: Readonly<Record<string, unknown>> = {
  highestRatePercent: '20',
  overdueRateSharePercent: '150',
  highestLateInterestRatePercent: '10',
  allocationOrder: {
    inTerm: ['overdueInterest', 'lateInterest', 'inTermInterest', 'principal'],
    overdue: ['overduePrincipal', 'overdueInterest', 'inTermInterest', 'lateInterest', 'principal'],
  },
  awardAllocationOrder: [],
  nonWorkingDays: ['saturday', 'sunday'],
  debtGroupFromDays: [10, 30, 90, 180],
  restructuredDebtGroup: {
    first: 2,
    firstOverdue: [
      { fromDays: 1, group: 3 },
      { fromDays: 30, group: 4 },
      { fromDays: 90, group: 5 },
    ],
    second: 4,
    secondOverdue: 5,
    third: 5,
  },
  waivedInterestDebtGroup: 3,
  worstDebtGroupOfBorrower: true,
  specificProvisionPercent: ['0', '2', '25', '50', '100'],
  generalProvision: { percent: '0.5', groups: [1, 2, 3, 4] },
  collateralDeductionPercent: {
    real_estate: '50',
    vehicle: '30',
    machinery: '30',
    deposit: '100',
    other: '30',
  },
  collateralDeductionYears: { real_estate: 2, vehicle: 1, machinery: 1, deposit: 1, other: 1 },
  collateralValuationMonths: 0,
  secondPerson: { acts: [], expiresAfterDays: 30 },
  singleCustomerLimitPercent: '15',
  relatedCustomersLimitPercent: '25',
  leastOwnCapitalPercent: '20',
  lendingChecks: { singleCustomer: 'warning', relatedCustomers: 'warning', ownCapital: 'warning' },
  limitationToSueYears: 3,
  appealDays: 15,
  enforcementRequestYears: 5,
  meansRecheckMonths: 6,
  longMeansRecheckMonths: 12,
  creditorClaimDays: 30,
  chargedOffInterest: 'stops',
  recoveryOfChargedOff: 'capital',
  writeOffAfterYears: 5,
  keptWrittenOffYears: 10,
  courtFee: {
    civil: {
      leastAdvance: '300000',
      bands: [
        { above: '0', base: '300000', percent: '0' },
        { above: '6000000', base: '300000', percent: '5' },
        { above: '400000000', base: '20000000', percent: '4' },
        { above: '800000000', base: '36000000', percent: '3' },
        { above: '2000000000', base: '72000000', percent: '2' },
        { above: '4000000000', base: '112000000', percent: '0.1' },
      ],
    },
    commercial: {
      leastAdvance: '3000000',
      bands: [
        { above: '0', base: '3000000', percent: '0' },
        { above: '60000000', base: '3000000', percent: '5' },
        { above: '400000000', base: '20000000', percent: '4' },
        { above: '800000000', base: '36000000', percent: '3' },
        { above: '2000000000', base: '72000000', percent: '2' },
        { above: '4000000000', base: '112000000', percent: '0.1' },
      ],
    },
  },
  courts: [],
  // Before the enforcement law of 2026 the service had no such terms and stages (R38).
  enforcementStages: [],
  voluntaryEnforcementDays: null,
  requestReturnYears: null,
  stateMoneyRequestYears: null,
  protestStayMonths: null,
  enforcementOffices: [],
  chartOfAccounts: {
    availablePrincipal: {
      code: '11211',
      vietnamese: 'Nguồn vốn gốc khả dụng',
      english: 'Available principal',
    },
    interestMoney: { code: '11212', vietnamese: 'Tiền lãi đã thu', english: 'Interest money' },
    outstandingPrincipal: {
      code: '1283',
      vietnamese: 'Dư nợ gốc',
      english: 'Outstanding principal',
    },
    charterCapital: { code: '4111', vietnamese: 'Vốn điều lệ', english: 'Charter capital' },
    principalChargedOff: {
      code: '4118',
      vietnamese: 'Nợ gốc đã xử lý rủi ro',
      english: 'Principal charged off',
    },
    inTermInterestCollected: {
      code: '5151',
      vietnamese: 'Thu lãi trong hạn',
      english: 'In-term interest collected',
    },
    overdueInterestCollected: {
      code: '5152',
      vietnamese: 'Thu lãi quá hạn',
      english: 'Overdue interest collected',
    },
    lateInterestCollected: {
      code: '5153',
      vietnamese: 'Thu lãi chậm trả',
      english: 'Late interest collected',
    },
  },
};

/** Every default as an entry. */
export const DEFAULT_ENTRIES: readonly PolicyEntry[] = [
  ...Object.entries(DEFAULT_POLICY_VALUES).map(([name, value]) => ({
    name,
    value,
    effectiveOn: null,
  })),
  ...DATED_DEFAULTS,
].map((each) => ({ ...each, endsOn: null, sourceDocument: 'R1–R31' }));

export const DEFAULT_POLICIES = policiesOf(DEFAULT_ENTRIES);
