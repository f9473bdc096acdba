import { checkAwardOrder, checkOrder } from './allocationOrder.ts';
import { COLLATERAL_KINDS, type ByCollateralKind } from './collateralKinds.ts';
import type { CalendarDate, Weekday } from '../primitives/dates.ts';
import { ensure, invalid } from '../primitives/errors.ts';
import type { DocketType } from './docketTypes.ts';
import { money, rate, ZERO, type RatePercent } from '../primitives/money.ts';
import type {
  CourtFeeSchedule,
  DatedPolicy,
  Policies,
  PolicyName,
  PolicyValues,
} from './policies.ts';

/** The days of the week as policies name them, in the order of their numbers. */
export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

type Reader<Value> = (json: unknown) => Value;

const percent: Reader<RatePercent> = (json) => rate(json as string);

const weekdays: Reader<Weekday[]> = (json) =>
  (json as (typeof WEEKDAYS)[number][]).map((name) => WEEKDAYS.indexOf(name) as Weekday);

const count: Reader<number> = (json) => json as number;

const countIfAny: Reader<number | null> = (json) => json as number | null;

interface CourtFeeJson {
  readonly leastAdvance: string;
  readonly bands: readonly { readonly above: string; base: string; percent: string }[];
}

const feeSchedule = ({ leastAdvance, bands }: CourtFeeJson): CourtFeeSchedule => ({
  leastAdvance: money(leastAdvance),
  bands: bands.map(({ above, base, percent: share }) => ({
    above: money(above),
    base: money(base),
    percent: percent(share),
  })) as unknown as CourtFeeSchedule['bands'],
});

/**
 * From JSON, whose form was checked when it was entered: percentages are decimal strings, days of
 * the week are names, all else is as the domain has it.
 */
const READERS: { readonly [Name in PolicyName]: Reader<PolicyValues[Name]> } = {
  highestRatePercent: percent,
  overdueRateSharePercent: percent,
  highestLateInterestRatePercent: percent,
  allocationOrder: (json) => json as PolicyValues['allocationOrder'],
  awardAllocationOrder: (json) => json as PolicyValues['awardAllocationOrder'],
  nonWorkingDays: weekdays,
  debtGroupFromDays: (json) => json as PolicyValues['debtGroupFromDays'],
  restructuredDebtGroup: (json) => json as PolicyValues['restructuredDebtGroup'],
  waivedInterestDebtGroup: (json) => json as PolicyValues['waivedInterestDebtGroup'],
  worstDebtGroupOfBorrower: (json) => json as PolicyValues['worstDebtGroupOfBorrower'],
  specificProvisionPercent: (json) =>
    (json as string[]).map(percent) as unknown as PolicyValues['specificProvisionPercent'],
  generalProvision: (json) => {
    const { percent: share, groups } = json as { percent: string } & Pick<
      PolicyValues['generalProvision'],
      'groups'
    >;
    return { percent: percent(share), groups };
  },
  collateralDeductionPercent: (json) => {
    const percents = json as ByCollateralKind<string>;
    return Object.fromEntries(
      COLLATERAL_KINDS.map((kind) => [kind, percent(percents[kind])]),
    ) as unknown as PolicyValues['collateralDeductionPercent'];
  },
  collateralDeductionYears: (json) => json as PolicyValues['collateralDeductionYears'],
  collateralValuationMonths: count,
  singleCustomerLimitPercent: percent,
  relatedCustomersLimitPercent: percent,
  leastOwnCapitalPercent: percent,
  // A value from before there was the check of ended borrowers does not name it.
  lendingChecks: (json) => ({
    endedBorrower: 'warning',
    ...(json as Omit<PolicyValues['lendingChecks'], 'endedBorrower'>),
  }),
  limitationToSueYears: count,
  appealDays: count,
  enforcementRequestYears: count,
  meansRecheckMonths: count,
  longMeansRecheckMonths: count,
  creditorClaimDays: count,
  enforcementStages: (json) => json as PolicyValues['enforcementStages'],
  voluntaryEnforcementDays: countIfAny,
  requestReturnYears: countIfAny,
  stateMoneyRequestYears: countIfAny,
  protestStayMonths: countIfAny,
  enforcementOffices: (json) => json as PolicyValues['enforcementOffices'],
  chargedOffInterest: (json) => json as PolicyValues['chargedOffInterest'],
  recoveryOfChargedOff: (json) => json as PolicyValues['recoveryOfChargedOff'],
  writeOffAfterYears: count,
  keptWrittenOffYears: count,
  secondPerson: (json) => json as PolicyValues['secondPerson'],
  courtFee: (json) => {
    const { civil, commercial } = json as Record<DocketType, CourtFeeJson>;
    return { civil: feeSchedule(civil), commercial: feeSchedule(commercial) };
  },
  courts: (json) => json as PolicyValues['courts'],
  chartOfAccounts: (json) => json as PolicyValues['chartOfAccounts'],
};

export const POLICY_NAMES = Object.keys(READERS) as readonly PolicyName[];

/** A policy as kept: its value is JSON. */
export interface PolicyEntry {
  readonly name: string;
  readonly value: unknown;
  readonly effectiveOn: CalendarDate | null;
  readonly endsOn: CalendarDate | null;
  readonly sourceDocument: string;
}

/** The policies that entries make up, those of more weight later; each name has one at least. */
export function policiesOf(entries: readonly PolicyEntry[]): Policies {
  const versions = <Name extends PolicyName>(
    name: Name,
  ): readonly DatedPolicy<PolicyValues[Name]>[] =>
    entries
      .filter((entry) => entry.name === name)
      .map(({ value, effectiveOn, endsOn, sourceDocument }) => ({
        effectiveOn,
        endsOn,
        sourceDocument,
        value: READERS[name](value),
      }));
  const policies = Object.fromEntries(POLICY_NAMES.map((name) => [name, versions(name)]));
  ensure(
    Object.values(policies).every((each) => each.length > 0),
    'every policy has a default',
  );
  return policies as unknown as Policies;
}

function rises(numbers: readonly number[]): boolean {
  return numbers.every((each, index) => index === 0 || each > (numbers[index - 1] ?? 0));
}

/**
 * Checks what the form of a value cannot say.
 *
 * @throws DomainError validation
 */
export function checkPolicyValue(name: PolicyName, json: unknown): void {
  if (name === 'debtGroupFromDays') {
    const days = READERS[name](json);
    if (!rises(days))
      throw invalid('/value', {
        en: 'the days must rise from group to group',
        vi: 'số ngày phải tăng dần theo nhóm',
      });
  }
  if (name === 'collateralDeductionPercent') {
    for (const [kind, share] of Object.entries(READERS[name](json))) {
      if (share.greaterThan(100))
        throw invalid(`/value/${kind}`, {
          en: 'no more than the value, 100 percent, can be deducted',
          vi: 'không thể khấu trừ quá giá trị tài sản, tức 100%',
        });
    }
  }
  if (name === 'allocationOrder') checkOrder(READERS[name](json), '/value');
  if (name === 'awardAllocationOrder') checkAwardOrder(READERS[name](json), '/value');
  if (name === 'chartOfAccounts') {
    const codes = Object.values(READERS[name](json)).map((each) => each.code);
    if (new Set(codes).size < codes.length)
      throw invalid('/value', { en: 'a code stands twice', vi: 'có mã bị nêu hai lần' });
  }
  if (name === 'courtFee') {
    for (const [docket, { bands }] of Object.entries(READERS[name](json))) {
      const above = bands.map((band) => band.above);
      const rising = above.every((each, at) => at === 0 || each.greaterThan(above[at - 1] ?? ZERO));
      if (!rising || above[0]?.isZero() !== true) {
        throw invalid(`/value/${docket}/bands`, {
          en: 'the bands must rise from above 0',
          vi: 'các bậc phải tăng dần, bắt đầu từ trên 0',
        });
      }
    }
  }
  if (name === 'courts' || name === 'enforcementOffices') {
    const listed: PolicyValues['courts'] = READERS[name](json);
    const names = listed.flatMap((each) => [each.name, ...each.takesOver]);
    if (new Set(names).size < names.length)
      throw invalid(
        '/value',
        name === 'courts'
          ? { en: 'a court stands twice', vi: 'có tòa án bị nêu hai lần' }
          : { en: 'an office stands twice', vi: 'có cơ quan thi hành án bị nêu hai lần' },
      );
  }
  if (name === 'restructuredDebtGroup') {
    const days = READERS[name](json).firstOverdue.map((each) => each.fromDays);
    if (!rises(days))
      throw invalid('/value/firstOverdue', {
        en: 'the days must rise',
        vi: 'số ngày phải tăng dần',
      });
  }
}
