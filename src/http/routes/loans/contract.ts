import { AllocationOrders } from '../../present/shapes.ts';
import { Type, type Static } from 'typebox';
import { money, rate } from '../../../domain/primitives/money.ts';
import type { LoanTerms, PrincipalSchedule } from '../../../domain/loans/terms.ts';
import {
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Id,
  Money,
  Name,
  OneOf,
  PositiveMoney,
  Rate,
  Text,
} from '../../schema/schemas.ts';

// What a contract says, as a request and as domain terms.

const INTERVALS = ['month', 'quarter', 'half_year', 'year'] as const;

/** More than fifty years of months. */
const MOST_INSTALMENTS = 600;

const DEFAULT_ROUND_TO = '1000';

const PrincipalScheduleBody = OneOf(
  'kind',
  [
    Closed({
      kind: Type.Literal('equal'),
      count: Type.Integer({ minimum: 1, maximum: MOST_INSTALMENTS }),
      every: Name(INTERVALS),
      firstDueOn: CalendarDate,
      roundTo: Type.Optional(PositiveMoney),
    }),
    Closed({
      kind: Type.Literal('annuity'),
      count: Type.Integer({ minimum: 1, maximum: MOST_INSTALMENTS }),
      every: Name(INTERVALS),
      firstDueOn: CalendarDate,
      roundTo: Type.Optional(PositiveMoney),
      instalmentAmount: Type.Optional({
        ...PositiveMoney,
        description: 'What each payment is, in place of the level payment worked out.',
      }),
    }),
    Closed({ kind: Type.Literal('bullet'), dueOn: CalendarDate }),
    Closed({
      kind: Type.Literal('custom'),
      instalments: Type.Array(Closed({ dueOn: CalendarDate, principal: PositiveMoney }), {
        minItems: 1,
        maxItems: MOST_INSTALMENTS,
      }),
    }),
  ],
  { title: 'PrincipalSchedule' },
);

const InterestScheduleBody = OneOf(
  'every',
  [
    ...INTERVALS.map((every) => Closed({ every: Type.Literal(every), firstDueOn: CalendarDate })),
    Closed({
      every: Type.Literal('maturity'),
      firstDueOn: Type.Optional(DateOf('Of no effect: interest falls due once, at the end.')),
    }),
  ],
  { title: 'InterestSchedule' },
);

const contract = {
  cooperativeId: Id,
  contractNumber: Code('The number of the contract, unique in the fund.', '01/2023/HĐTD'),
  signedOn: CalendarDate,
  principal: PositiveMoney,
  ratePercent: Rate,
  overdueRatePercent: Type.Optional(Rate),
  lateInterestRatePercent: Type.Optional(Rate),
  overdueScope: Type.Optional(Name(['instalment', 'loan'] as const)),
  allocationOrder: Type.Optional(AllocationOrders),
  principalSchedule: PrincipalScheduleBody,
  interestSchedule: InterestScheduleBody,
  purpose: Type.Optional(Text('What the loan is for.', 'trồng và chế biến hồi')),
  projectCost: Type.Optional(Money),
  ownCapital: Type.Optional(Money),
};

export const NewContract = Closed(contract, { title: 'NewLoan' });

/** What a contract is corrected to: the whole of it, and why. */
export const CorrectedContract = Closed(
  { ...contract, reason: Text('Why it is corrected.', 'Nhập nhầm lãi suất') },
  { title: 'CorrectedLoan' },
);

type Contract = Static<typeof NewContract>;

function principalScheduleOf(schedule: Contract['principalSchedule']): PrincipalSchedule {
  switch (schedule.kind) {
    case 'equal':
      return { ...schedule, roundTo: money(schedule.roundTo ?? DEFAULT_ROUND_TO) };
    case 'annuity': {
      const { instalmentAmount: amount, roundTo = DEFAULT_ROUND_TO, ...regular } = schedule;
      const instalmentAmount = amount === undefined ? null : money(amount);
      return { ...regular, roundTo: money(roundTo), instalmentAmount };
    }
    case 'bullet':
      return schedule;
    case 'custom':
      return {
        kind: schedule.kind,
        instalments: schedule.instalments.map(({ dueOn, principal }) => ({
          dueOn,
          principal: money(principal),
        })),
      };
  }
}

/** The terms that a valid request states, with the contract's own defaults (R4, R7). */
function termsOf(contract: Contract): LoanTerms {
  const { overdueRatePercent } = contract;
  return {
    contractNumber: contract.contractNumber,
    signedOn: contract.signedOn,
    principal: money(contract.principal),
    ratePercent: rate(contract.ratePercent),
    overdueRatePercent: overdueRatePercent === undefined ? null : rate(overdueRatePercent),
    lateInterestRatePercent: rate(contract.lateInterestRatePercent ?? '0'),
    overdueScope: contract.overdueScope ?? 'instalment',
    allocationOrder: contract.allocationOrder ?? null,
    principalSchedule: principalScheduleOf(contract.principalSchedule),
    interestSchedule:
      contract.interestSchedule.every === 'maturity'
        ? { every: 'maturity' }
        : contract.interestSchedule,
  };
}

/** The loan that a valid request describes. */
export function loanOf(body: Contract) {
  return {
    cooperativeId: body.cooperativeId,
    terms: termsOf(body),
    purpose: body.purpose ?? null,
    projectCost: body.projectCost === undefined ? null : money(body.projectCost),
    ownCapital: body.ownCapital === undefined ? null : money(body.ownCapital),
  };
}
