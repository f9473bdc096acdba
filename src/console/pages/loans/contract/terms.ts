import type { Shape } from '../../../api/client.ts';
import { digitsOf } from '../../../format/money.ts';
import { newInstalment, type TypedInstalment } from '../../../parts/fields/InstalmentsField.tsx';
import type { LoanContract } from '../reading.ts';
import { openingOf, typedOpening, type TypedOpening } from './opening.ts';

type NewLoan = Shape<'NewLoan'>;

export type PrincipalSchedule = Shape<'PrincipalSchedule'>;

export type InterestSchedule = Shape<'InterestSchedule'>;

type Order = Shape<'AllocationOrder'>;

/** The terms of a contract as they are typed. */
export interface TypedTerms {
  readonly cooperativeId: string;
  readonly cooperativeName: string;
  readonly contractNumber: string;
  readonly signedOn: string;
  readonly principal: string;
  readonly ratePercent: string;
  readonly overdueRatePercent: string;
  readonly lateInterestRatePercent: string;
  readonly overdueScope: 'instalment' | 'loan';
  readonly allocationOrder: Order | null;
  readonly kind: PrincipalSchedule['kind'];
  readonly count: number | null;
  readonly every: 'month' | 'quarter' | 'half_year' | 'year';
  readonly firstDueOn: string;
  readonly roundTo: string;
  readonly instalmentAmount: string;
  readonly dueOn: string;
  readonly instalments: readonly TypedInstalment[];
  readonly interestEvery: InterestSchedule['every'];
  readonly interestFirstDueOn: string;
  readonly source: string;
  readonly purpose: string;
  readonly projectCost: string;
  readonly ownCapital: string;
  readonly sector: string;
  readonly project: string;
  readonly jobs: number | null;
  readonly place: string;
  /** Of a loan that was taken over from an older book; null: of another. */
  readonly opening: TypedOpening | null;
}

/** A contract of which nothing is typed yet, but for what most contracts have. */
export function noTerms(signedOn: string): TypedTerms {
  return {
    cooperativeId: '',
    cooperativeName: '',
    contractNumber: '',
    signedOn,
    principal: '',
    ratePercent: '',
    overdueRatePercent: '',
    lateInterestRatePercent: '',
    overdueScope: 'instalment',
    allocationOrder: null,
    kind: 'equal',
    count: null,
    every: 'quarter',
    firstDueOn: '',
    roundTo: '1000',
    instalmentAmount: '',
    dueOn: '',
    instalments: [newInstalment()],
    interestEvery: 'quarter',
    interestFirstDueOn: '',
    source: 'charter',
    purpose: '',
    projectCost: '',
    ownCapital: '',
    sector: '',
    project: '',
    jobs: null,
    place: '',
    opening: null,
  };
}

function typedSchedule(schedule: PrincipalSchedule): Partial<TypedTerms> {
  switch (schedule.kind) {
    case 'bullet':
      return { kind: 'bullet', dueOn: schedule.dueOn };
    case 'custom':
      return {
        kind: 'custom',
        instalments: schedule.instalments.map(({ dueOn, principal }) =>
          newInstalment(dueOn, principal),
        ),
      };
    case 'equal':
    case 'annuity':
      return {
        kind: schedule.kind,
        count: schedule.count,
        every: schedule.every,
        firstDueOn: schedule.firstDueOn,
        roundTo: schedule.roundTo ?? '',
        instalmentAmount: schedule.kind === 'annuity' ? (schedule.instalmentAmount ?? '') : '',
      };
  }
}

/** How the principal of a contract is repaid. */
export const principalScheduleOf = (loan: LoanContract): PrincipalSchedule =>
  loan.principalSchedule as unknown as PrincipalSchedule;

/** When the interest of a contract is paid. */
export const interestScheduleOf = (loan: LoanContract): InterestSchedule =>
  loan.interestSchedule as unknown as InterestSchedule;

/** The terms of a contract that was entered, to be corrected. */
export function termsOf(loan: LoanContract): TypedTerms {
  const interest = interestScheduleOf(loan);
  return {
    ...noTerms(loan.signedOn),
    cooperativeId: loan.cooperativeId,
    cooperativeName: loan.cooperativeName,
    contractNumber: loan.contractNumber,
    principal: loan.principal,
    ratePercent: loan.ratePercent,
    overdueRatePercent: loan.overdueRatePercent ?? '',
    lateInterestRatePercent: loan.lateInterestRatePercent,
    overdueScope: loan.overdueScope,
    allocationOrder: loan.allocationOrder as Order | null,
    ...typedSchedule(principalScheduleOf(loan)),
    interestEvery: interest.every,
    interestFirstDueOn: interest.firstDueOn ?? '',
    source: loan.source,
    purpose: loan.purpose ?? '',
    projectCost: loan.projectCost ?? '',
    ownCapital: loan.ownCapital ?? '',
    sector: loan.sector ?? '',
    project: loan.project ?? '',
    jobs: loan.jobs,
    place: loan.place ?? '',
    opening: typedOpening(loan),
  };
}

type Texts = Readonly<Record<string, string>>;

/** Amounts that may be left out. */
function amountsIn(typed: Texts): Texts {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, text]) =>
      text.trim() === '' ? [] : [[name, digitsOf(text) ?? text]],
    ),
  );
}

/** Texts that may be left out. */
function textsIn(typed: Texts): Texts {
  return Object.fromEntries(Object.entries(typed).filter(([, text]) => text.trim() !== ''));
}

function principalSchedule(typed: TypedTerms): PrincipalSchedule {
  const { kind, every, firstDueOn, dueOn, instalments } = typed;
  // What is not typed is sent as it is: the service says which field it misses.
  const count = typed.count as number;
  switch (kind) {
    case 'bullet':
      return { kind, dueOn };
    case 'custom':
      return {
        kind,
        instalments: instalments.map((each) => ({
          dueOn: each.dueOn,
          principal: digitsOf(each.principal) ?? '',
        })),
      };
    case 'equal':
      return { kind, count, every, firstDueOn, ...amountsIn({ roundTo: typed.roundTo }) };
    case 'annuity':
      return {
        kind,
        count,
        every,
        firstDueOn,
        ...amountsIn({ roundTo: typed.roundTo, instalmentAmount: typed.instalmentAmount }),
      };
  }
}

function interestSchedule({ interestEvery, interestFirstDueOn }: TypedTerms): InterestSchedule {
  return interestEvery === 'maturity'
    ? { every: 'maturity' }
    : { every: interestEvery, firstDueOn: interestFirstDueOn };
}

/** The contract as the service takes it. */
export function contractOf(typed: TypedTerms): NewLoan {
  const { overdueRatePercent: overdue, lateInterestRatePercent: late } = typed;
  return {
    cooperativeId: typed.cooperativeId,
    contractNumber: typed.contractNumber,
    signedOn: typed.signedOn,
    principal: digitsOf(typed.principal) ?? '',
    ratePercent: typed.ratePercent,
    ...(overdue.trim() === '' ? {} : { overdueRatePercent: overdue }),
    ...(late.trim() === '' ? {} : { lateInterestRatePercent: late }),
    overdueScope: typed.overdueScope,
    ...(typed.allocationOrder === null ? {} : { allocationOrder: typed.allocationOrder }),
    principalSchedule: principalSchedule(typed),
    interestSchedule: interestSchedule(typed),
    source: typed.source,
    ...amountsIn({ projectCost: typed.projectCost, ownCapital: typed.ownCapital }),
    ...textsIn({ purpose: typed.purpose, sector: typed.sector, project: typed.project }),
    ...(typed.jobs === null ? {} : { jobs: typed.jobs }),
    ...(typed.place === '' ? {} : { place: typed.place }),
    ...(typed.opening === null ? {} : { opening: openingOf(typed.opening) }),
  };
}
