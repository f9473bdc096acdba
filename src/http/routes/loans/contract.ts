import { AllocationOrders, PlaceName } from '../../present/shapes.ts';
import { Type, type Static } from 'typebox';
import { CHARTER } from '../../../domain/fund/sources.ts';
import { SourceOf } from '../../schema/sources.ts';
import { money, rate } from '../../../domain/primitives/money.ts';
import type { LoanTerms, PrincipalSchedule } from '../../../domain/loans/terms.ts';
import { OpeningBody, openingOf } from './opening.ts';
import {
  Closed,
  Code,
  DateOf,
  IdOf,
  MoneyOf,
  Name,
  OneOf,
  PositiveMoneyOf,
  RateOf,
  Text,
} from '../../schema/schemas.ts';

// What a contract says, as a request and as domain terms.

const INTERVALS = ['month', 'quarter', 'half_year', 'year'] as const;

/** More than fifty years of months. */
const MOST_INSTALMENTS = 600;

const DEFAULT_ROUND_TO = '1000';

/** A named variant says of itself what the others do not have. */
const kindOf = <K extends string>(kind: K, description: string) =>
  Type.Literal(kind, { description });

const Regular = {
  count: Type.Integer({
    minimum: 1,
    maximum: MOST_INSTALMENTS,
    description: 'How many instalments there are.',
  }),
  every: Name(INTERVALS, { description: 'How far they lie apart.' }),
  firstDueOn: DateOf(
    'The due date of the first; the later ones fall on its day of the month (R4).',
  ),
  roundTo: Type.Optional(
    PositiveMoneyOf(
      'Instalments are multiples of so many đồng, and the last takes the rest (R4); default 1000.',
    ),
  ),
};

const Instalment = Closed({
  dueOn: DateOf('The day on which it falls due (R4).'),
  principal: PositiveMoneyOf('The principal that falls due on it, whole đồng.'),
});

const PrincipalScheduleBody = OneOf(
  'kind',
  [
    Closed({
      kind: kindOf('equal', 'Equal instalments of principal.'),
      ...Regular,
    }),
    Closed({
      kind: kindOf('annuity', 'Level payments of principal and interest together.'),
      ...Regular,
      instalmentAmount: Type.Optional(
        PositiveMoneyOf('What each payment is, in place of the level payment worked out.'),
      ),
    }),
    Closed({
      kind: kindOf('bullet', 'All principal on one day.'),
      dueOn: DateOf('The day on which all principal falls due.'),
    }),
    Closed({
      kind: kindOf('custom', 'Instalments as the contract lists them.'),
      instalments: Type.Array(Instalment, {
        minItems: 1,
        maxItems: MOST_INSTALMENTS,
        description: 'By due date; they sum to the principal of the contract.',
      }),
    }),
  ],
  { title: 'PrincipalSchedule', description: 'When principal falls due (R4).' },
);

const InterestScheduleBody = OneOf(
  'every',
  [
    ...INTERVALS.map((every) =>
      Closed({
        every: Type.Literal(every, { description: 'How far the interest due dates lie apart.' }),
        firstDueOn: DateOf(
          'The first interest due date; the later ones fall on its day of the month (R5).',
        ),
      }),
    ),
    Closed({
      every: Type.Literal('maturity', { description: 'All interest with the last principal.' }),
      firstDueOn: Type.Optional(DateOf('Of no effect: interest falls due once, at the end.')),
    }),
  ],
  { title: 'InterestSchedule', description: 'When interest falls due (R5).' },
);

const contract = {
  cooperativeId: IdOf('The cooperative that borrows.'),
  contractNumber: Code('The number of the contract, unique in the fund.', '01/2023/HĐTD'),
  signedOn: DateOf('The day on which it was signed: no fact of the loan is before it.'),
  principal: PositiveMoneyOf('The most that is lent under it, whole đồng above 0.'),
  ratePercent: RateOf('The in-term rate, percent a year: at most the cap in force (R7).'),
  overdueRatePercent: Type.Optional(
    RateOf(
      'The rate of overdue principal, percent a year; left out, the cap in force on each day, 150 % ' +
        'of the in-term rate by default (R7).',
    ),
  ),
  lateInterestRatePercent: Type.Optional(
    RateOf('The rate of interest not paid in time, percent a year (R7); default 0: none.'),
  ),
  overdueScope: Type.Optional(
    Name(['instalment', 'loan'] as const, {
      description:
        'What turns overdue with an unpaid instalment: that instalment (default), or the whole loan ' +
        '(R6).',
    }),
  ),
  allocationOrder: Type.Optional({
    ...AllocationOrders,
    description: 'The contract’s own order; left out, that of the policy in force on the day (R9).',
  }),
  principalSchedule: PrincipalScheduleBody,
  interestSchedule: InterestScheduleBody,
  source: Type.Optional(
    SourceOf(
      'The capital of which it is lent (R34); default `charter`. All of the loan is of one source.',
    ),
  ),
  purpose: Type.Optional(Text('What the loan is for.', 'trồng và chế biến hồi')),
  projectCost: Type.Optional(
    MoneyOf('What the project costs, whole đồng; left out, its check is skipped (R29).'),
  ),
  ownCapital: Type.Optional(
    MoneyOf(
      'What the borrower puts into it itself, whole đồng; left out, its check is skipped (R29).',
    ),
  ),
  sector: Type.Optional(
    Text('Its line of business (lĩnh vực); left out, reports take its borrower’s.', 'nông nghiệp'),
  ),
  project: Type.Optional(
    Text('The project or programme that it is a part of.', 'Chuỗi giá trị hồi Văn Quan'),
  ),
  jobs: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description: 'How many people work in what it pays for (số lao động).',
      examples: [12],
    }),
  ),
  place: Type.Optional({
    ...PlaceName,
    description:
      'Where its payments move money that name no place (R35): an id, `cash` or `bank`; left out, the ' +
      'default place of their method.',
  }),
  opening: Type.Optional(OpeningBody),
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
    source: body.source ?? CHARTER,
    terms: termsOf(body),
    purpose: body.purpose ?? null,
    projectCost: body.projectCost === undefined ? null : money(body.projectCost),
    ownCapital: body.ownCapital === undefined ? null : money(body.ownCapital),
    sector: body.sector ?? null,
    project: body.project ?? null,
    jobs: body.jobs ?? null,
    place: body.place ?? null,
    opening: body.opening === undefined ? null : openingOf(body.opening, money(body.principal)),
  };
}
