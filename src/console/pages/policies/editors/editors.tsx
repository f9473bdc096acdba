import type { ReactNode } from 'react';
import type { EditorProps, PolicyName, ValueOf } from '../policyTypes.ts';
import { DeductionEditor, DeductionYearsEditor } from './collateral.tsx';
import { ChartEditor } from './ChartEditor.tsx';
import { CourtFeeEditor } from './CourtFeeEditor.tsx';
import { CourtsEditor, OfficesEditor } from './CourtsEditor.tsx';
import {
  ChecksEditor,
  FlagEditor,
  FromDaysEditor,
  StagesEditor,
  WeekdaysEditor,
} from './choices.tsx';
import { ChargedOffInterestEditor, RecoveryEditor } from './chargeOffs.tsx';
import { GeneralProvisionEditor, PercentsEditor, RestructuredEditor } from './groups.tsx';
import { AwardOrderEditor, OrderEditor } from './OrderEditor.tsx';
import { SecondPersonEditor } from './SecondPersonEditor.tsx';
import { countEditor, percentEditor, termEditor } from './single.tsx';

/** What edits the value of each policy. */
export const EDITORS: {
  readonly [Name in PolicyName]: (props: EditorProps<ValueOf<Name>>) => ReactNode;
} = {
  highestRatePercent: percentEditor('highestRatePercent'),
  overdueRateSharePercent: percentEditor('overdueRateSharePercent'),
  highestLateInterestRatePercent: percentEditor('highestLateInterestRatePercent'),
  singleCustomerLimitPercent: percentEditor('singleCustomerLimitPercent'),
  relatedCustomersLimitPercent: percentEditor('relatedCustomersLimitPercent'),
  leastOwnCapitalPercent: percentEditor('leastOwnCapitalPercent'),
  limitationToSueYears: countEditor('limitationToSueYears'),
  appealDays: countEditor('appealDays'),
  enforcementRequestYears: countEditor('enforcementRequestYears'),
  meansRecheckMonths: countEditor('meansRecheckMonths'),
  longMeansRecheckMonths: countEditor('longMeansRecheckMonths'),
  creditorClaimDays: countEditor('creditorClaimDays'),
  writeOffAfterYears: countEditor('writeOffAfterYears'),
  keptWrittenOffYears: countEditor('keptWrittenOffYears'),
  chargedOffInterest: ChargedOffInterestEditor,
  recoveryOfChargedOff: RecoveryEditor,
  waivedInterestDebtGroup: countEditor('waivedInterestDebtGroup'),
  worstDebtGroupOfBorrower: FlagEditor,
  nonWorkingDays: WeekdaysEditor,
  allocationOrder: OrderEditor,
  awardAllocationOrder: AwardOrderEditor,
  debtGroupFromDays: FromDaysEditor,
  restructuredDebtGroup: RestructuredEditor,
  specificProvisionPercent: PercentsEditor,
  generalProvision: GeneralProvisionEditor,
  collateralDeductionPercent: DeductionEditor,
  collateralDeductionYears: DeductionYearsEditor,
  collateralValuationMonths: countEditor('collateralValuationMonths'),
  lendingChecks: ChecksEditor,
  secondPerson: SecondPersonEditor,
  courtFee: CourtFeeEditor,
  enforcementStages: StagesEditor,
  voluntaryEnforcementDays: termEditor('voluntaryEnforcementDays'),
  requestReturnYears: termEditor('requestReturnYears'),
  stateMoneyRequestYears: termEditor('stateMoneyRequestYears'),
  protestStayMonths: termEditor('protestStayMonths'),
  courts: CourtsEditor,
  enforcementOffices: OfficesEditor,
  chartOfAccounts: ChartEditor,
};
