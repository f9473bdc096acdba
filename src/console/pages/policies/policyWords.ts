import { grouped } from '../../format/money.ts';
import { filled, words } from '../../words/words.ts';
import {
  COLLATERAL_KINDS,
  type CountName,
  type PercentName,
  type Policy,
  type PolicyName,
  type TermName,
  type ValueOf,
} from './policyTypes.ts';

const { settings: said } = words;

const decimal = (text: string): string => text.replace('.', ',');

const percentOf = (name: PercentName) => (value: string) => [
  filled(said.policy[name].unit, { value: decimal(value) }),
];

const countOf = (name: CountName) => (value: number) => [filled(said.policy[name].unit, { value })];

const termOf = (name: TermName) => (value: number | null) => [
  value === null ? said.noTerm : filled(said.policy[name].unit, { value }),
];

/** Who has cases: whose it took over, for which matters and places. */
const competenceOf = ({
  name,
  takesOver,
  matters,
  localities,
}: ValueOf<'courts'>[number]): string =>
  [
    takesOver.length === 0
      ? name
      : filled(said.courts.line, { name, takesOver: takesOver.join(', ') }),
    matters && matters.map((each) => said.courts.matter[each]).join(', '),
    localities && localities.join(', '),
  ]
    .filter((part) => part !== undefined)
    .join('; ');

const groupIs = (group: number): string => filled(said.groupOf, { group }).toLowerCase();

function feeLines(docket: 'civil' | 'commercial', fee: ValueOf<'courtFee'>['civil']): string[] {
  return [
    filled(said.fee.least, { docket: said.fee[docket], amount: grouped(fee.leastAdvance) }),
    ...fee.bands.map(({ above, base, percent }) =>
      filled(said.fee.line, {
        above: grouped(above),
        base: grouped(base),
        percent: decimal(percent),
      }),
    ),
  ];
}

/** What each policy says, line by line. */
const LINES: { readonly [Name in PolicyName]: (value: ValueOf<Name>) => readonly string[] } = {
  highestRatePercent: percentOf('highestRatePercent'),
  overdueRateSharePercent: percentOf('overdueRateSharePercent'),
  highestLateInterestRatePercent: percentOf('highestLateInterestRatePercent'),
  singleCustomerLimitPercent: percentOf('singleCustomerLimitPercent'),
  relatedCustomersLimitPercent: percentOf('relatedCustomersLimitPercent'),
  leastOwnCapitalPercent: percentOf('leastOwnCapitalPercent'),
  limitationToSueYears: countOf('limitationToSueYears'),
  appealDays: countOf('appealDays'),
  enforcementRequestYears: countOf('enforcementRequestYears'),
  meansRecheckMonths: countOf('meansRecheckMonths'),
  longMeansRecheckMonths: countOf('longMeansRecheckMonths'),
  creditorClaimDays: countOf('creditorClaimDays'),
  voluntaryEnforcementDays: termOf('voluntaryEnforcementDays'),
  requestReturnYears: termOf('requestReturnYears'),
  stateMoneyRequestYears: termOf('stateMoneyRequestYears'),
  protestStayMonths: termOf('protestStayMonths'),
  enforcementStages: (stages) => [
    stages.map((stage) => words.codes.stage[stage]).join(', ') || said.none,
  ],
  enforcementOffices: (offices) =>
    offices.length === 0
      ? [said.courts.anyOffice]
      : offices.map((office) => `${said.courts.office[office.kind]}: ${competenceOf(office)}`),
  writeOffAfterYears: countOf('writeOffAfterYears'),
  keptWrittenOffYears: countOf('keptWrittenOffYears'),
  chargedOffInterest: (value) => [words.codes.chargedOffInterest[value]],
  recoveryOfChargedOff: (value) => [words.codes.recoveryOfChargedOff[value]],
  waivedInterestDebtGroup: countOf('waivedInterestDebtGroup'),
  worstDebtGroupOfBorrower: (value) => [value ? said.flag.yes : said.flag.no],
  nonWorkingDays: (days) => [days.map((day) => said.weekdays[day]).join(', ') || said.none],
  allocationOrder: ({ inTerm, overdue }) => [
    `${said.order.inTerm}: ${inTerm.map((part) => said.part[part]).join(' → ')}`,
    `${said.order.overdue}: ${overdue.map((part) => said.part[part]).join(' → ')}`,
  ],
  awardAllocationOrder: (order) => [
    order.map((part) => said.part[part]).join(' → ') || said.awardOrder.none,
  ],
  debtGroupFromDays: (days) =>
    days.map((from, at) => `${filled(said.groupFrom, { group: at + 2 })}: ${from}`),
  specificProvisionPercent: (percents) => [
    percents
      .map((percent, at) => `${filled(said.groupOf, { group: at + 1 })}: ${decimal(percent)} %`)
      .join('; '),
  ],
  generalProvision: ({ percent, groups }) => [
    filled(said.general.line, { percent: decimal(percent), groups: groups.join(', ') }),
  ],
  collateralDeductionPercent: (percents) => [
    COLLATERAL_KINDS.map(
      (kind) => `${words.codes.collateralKind[kind]}: ${decimal(percents[kind])} %`,
    ).join('; '),
  ],
  collateralDeductionYears: (years) => [
    COLLATERAL_KINDS.map(
      (kind) =>
        `${words.codes.collateralKind[kind]}: ${filled(said.policy.writeOffAfterYears.unit, { value: years[kind] })}`,
    ).join('; '),
  ],
  collateralValuationMonths: (value) =>
    value === 0 ? [said.never] : countOf('collateralValuationMonths')(value),
  lendingChecks: (checks) =>
    (['singleCustomer', 'relatedCustomers', 'ownCapital', 'endedBorrower'] as const).map(
      (check) => `${said.check[check]}: ${said.outcome[checks[check] ?? 'warning']}`,
    ),
  restructuredDebtGroup: ({ first, firstOverdue, second, secondOverdue, third }) => [
    `${said.restructured.first}: ${groupIs(first)}`,
    ...firstOverdue.map(({ fromDays, group }) =>
      filled(said.restructured.line, { days: fromDays, group }),
    ),
    `${said.restructured.second}: ${groupIs(second)}`,
    `${said.restructured.secondOverdue}: ${groupIs(secondOverdue)}`,
    `${said.restructured.third}: ${groupIs(third)}`,
  ],
  secondPerson: ({ acts, expiresAfterDays }) =>
    acts.length === 0
      ? [said.none]
      : [
          acts.map((act) => words.secondPerson.acts[act]).join('; '),
          `${said.policy.secondPerson.field}: ${expiresAfterDays}`,
        ],
  courtFee: ({ civil, commercial }) => [
    ...feeLines('civil', civil),
    ...feeLines('commercial', commercial),
  ],
  courts: (courts) => (courts.length === 0 ? [said.courts.any] : courts.map(competenceOf)),
  chartOfAccounts: (chart) =>
    Object.values(chart)
      .toSorted((one, other) => (one.code < other.code ? -1 : 1))
      .map(({ code, vietnamese }) => filled(said.chart.line, { code, name: vietnamese })),
};

/** What a version of a policy says, line by line. */
export function linesOf({ name, value }: Pick<Policy, 'name' | 'value'>): readonly string[] {
  return (LINES[name] as (value: Policy['value']) => readonly string[])(value);
}
