import type { Shape } from '../../api/client.ts';

type NewPolicy = Shape<'NewPolicy'>;

export type Policy = Shape<'Policy'>;

export type PolicyName = NewPolicy['name'];

/** What a policy says, by its name. */
export type ValueOf<Name extends PolicyName> = Extract<NewPolicy, { name: Name }>['value'];

/** What an editor of a value is given. */
export interface EditorProps<Value> {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** The policies whose value is a percentage. */
export type PercentName =
  | 'highestRatePercent'
  | 'overdueRateSharePercent'
  | 'highestLateInterestRatePercent'
  | 'singleCustomerLimitPercent'
  | 'relatedCustomersLimitPercent'
  | 'leastOwnCapitalPercent';

/** The policies whose value is a count of days, months or years, or a debt group. */
export type CountName =
  | 'limitationToSueYears'
  | 'appealDays'
  | 'enforcementRequestYears'
  | 'meansRecheckMonths'
  | 'longMeansRecheckMonths'
  | 'creditorClaimDays'
  | 'writeOffAfterYears'
  | 'keptWrittenOffYears'
  | 'waivedInterestDebtGroup'
  | 'collateralValuationMonths';

/** The kinds of collateral, in the order of the forms. */
export const COLLATERAL_KINDS = [
  'real_estate',
  'vehicle',
  'machinery',
  'deposit',
  'other',
] as const satisfies readonly (keyof ValueOf<'collateralDeductionPercent'>)[];

/** The policies whose value is a count, or null where the law has no such term. */
export type TermName =
  | 'voluntaryEnforcementDays'
  | 'requestReturnYears'
  | 'stateMoneyRequestYears'
  | 'protestStayMonths';

/** The order in which policies are shown: lending, receipts, groups, recovery, books. */
export const POLICY_NAMES = [
  'highestRatePercent',
  'overdueRateSharePercent',
  'highestLateInterestRatePercent',
  'allocationOrder',
  'awardAllocationOrder',
  'nonWorkingDays',
  'singleCustomerLimitPercent',
  'relatedCustomersLimitPercent',
  'leastOwnCapitalPercent',
  'lendingChecks',
  'debtGroupFromDays',
  'restructuredDebtGroup',
  'waivedInterestDebtGroup',
  'worstDebtGroupOfBorrower',
  'specificProvisionPercent',
  'generalProvision',
  'collateralDeductionPercent',
  'collateralDeductionYears',
  'collateralValuationMonths',
  'limitationToSueYears',
  'appealDays',
  'enforcementRequestYears',
  'meansRecheckMonths',
  'longMeansRecheckMonths',
  'creditorClaimDays',
  'enforcementStages',
  'voluntaryEnforcementDays',
  'requestReturnYears',
  'stateMoneyRequestYears',
  'protestStayMonths',
  'chargedOffInterest',
  'recoveryOfChargedOff',
  'writeOffAfterYears',
  'keptWrittenOffYears',
  'courtFee',
  'courts',
  'enforcementOffices',
  'chartOfAccounts',
  'secondPerson',
] as const satisfies readonly PolicyName[];

type SecondPersonAct = ValueOf<'secondPerson'>['acts'][number];

/** Every act that the service knows: one that is missing here, or is no more there, is an error of types. */
const NEED_TWO: Readonly<Record<SecondPersonAct, true>> = {
  chargeOff: true,
  writeOff: true,
  waiver: true,
  restructuring: true,
  recall: true,
  freeze: true,
  rateChange: true,
  debtGroupOverride: true,
  contractCorrection: true,
  disbursement: true,
  capitalMovement: true,
  lendingSuspension: true,
  importEntry: true,
  handover: true,
  closing: true,
  reopening: true,
  reversal: true,
  policy: true,
  afterIssue: true,
};

/** The acts that may need two persons, in the order of the forms. */
export const SECOND_PERSON_ACTS = Object.keys(NEED_TWO) as readonly SecondPersonAct[];

/** The version of a policy in force on a day: of those that cover the day the last one. */
export function versionInForce(
  versions: readonly Policy[],
  name: PolicyName,
  on: string,
): Policy | undefined {
  return versions.findLast(
    (each) =>
      each.name === name &&
      (each.effectiveOn === null || each.effectiveOn <= on) &&
      (each.endsOn === null || on <= each.endsOn),
  );
}
