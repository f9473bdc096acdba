import type { AllocationOrder } from '../../domain/policies/allocationOrder.ts';
import type {
  ContractedInstalment,
  InterestSchedule,
  LoanTerms,
  PrincipalSchedule,
} from '../../domain/loans/terms.ts';
import type { Source } from '../../domain/fund/sources.ts';
import type { LoanOpening } from '../../domain/loans/opening.ts';
import type { Interval } from '../../domain/primitives/dates.ts';
import { money, rate, text, type Money } from '../../domain/primitives/money.ts';
import type { CooperativeKind } from '../borrowers/cooperative.ts';
import type { FundTx } from '../database/database.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { sourceCell, sourceIn } from '../fund/source.ts';
import { children, dayOf, given, type Cell, type FactStore } from '../facts/factStore.ts';
import { moneyIfAny, textIfAny } from './amounts.ts';
import { instalmentsIn } from './decision.ts';

/** What a loan is for (R29). */
export interface LoanProject {
  readonly purpose: string | null;
  readonly projectCost: Money | null;
  readonly ownCapital: Money | null;
  /** Its line of business; null: not said, as that of its borrower. */
  readonly sector: string | null;
  readonly project: string | null;
  /** How many people work in the project. */
  readonly jobs: number | null;
  /** Where its payments move money that name no place (R35): an id, `cash` or `bank`; null: not said. */
  readonly place: string | null;
}

export interface NewLoan extends LoanProject {
  readonly cooperativeId: string;
  /** The capital of which it is lent (R34). */
  readonly source: Source;
  readonly terms: LoanTerms;
}

/** A correction of what was entered of a contract. */
export interface LoanCorrection {
  readonly reason: string;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

/** Whether the fund has contracts of all these numbers. */
export async function hasContracts(tx: FundTx, numbers: readonly string[]): Promise<boolean> {
  const { rows } = await tx.client.query<{ all: boolean }>(
    `select $2::text[] <@ array(select contract_number from loan_terms where fund_id = $1) as all`,
    [tx.fundId, numbers],
  );
  return rows[0]?.all === true;
}

/** A contract as last corrected; `effectiveOn` is the day it was signed. */
export interface StoredLoan extends NewLoan, RecordedFact {
  /** The last correction; null: it is as first entered. */
  readonly correction: LoanCorrection | null;
  /** What was taken over of it (R33); null: its whole history is entered. */
  readonly opening: LoanOpening | null;
  readonly cooperativeCode: string;
  readonly cooperativeName: string;
  readonly locality: string;
  readonly borrowerKind: CooperativeKind;
  readonly borrowerSector: string | null;
  /** The cooperative of which its borrower is a member. */
  readonly memberOf: { readonly id: string; readonly name: string } | null;
}

/**
 * How well a loan matches a search: 0, its contract number is what is sought; 1, a voucher of it has that
 * number; 2, its contract number begins with it; 3, with every word a word of its number or of the code or
 * name of its borrower begins; 4, every word is a part of them. Without a search all match alike.
 */
export type SearchRank = 0 | 1 | 2 | 3 | 4;

/** Which loans: each field given narrows them; `q` is what is searched. */
export interface LoanFilter {
  readonly ids?: readonly string[] | undefined;
  readonly contractNumber?: string | undefined;
  readonly q?: string | undefined;
  readonly locality?: string | undefined;
  readonly borrowerKind?: CooperativeKind | undefined;
  readonly memberOfId?: string | undefined;
  /** Of the contract, else of its borrower. */
  readonly sector?: string | undefined;
  readonly purpose?: string | undefined;
  readonly project?: string | undefined;
  readonly cooperativeId?: string | undefined;
  readonly source?: Source | undefined;
  /** The loans of the vouchers that have the number which `q` is. */
  readonly underVoucher?: ReadonlySet<string> | undefined;
  /** The contract number of the last one already given; with `q` also its rank. */
  readonly after?: string | undefined;
  readonly afterRank?: SearchRank | undefined;
  readonly limit?: number | undefined;
}

const SCHEDULE = [
  's.schedule_kind',
  's.schedule_count',
  's.schedule_every',
  's.schedule_first_due_on',
  's.schedule_round_to',
  's.schedule_instalment_amount',
  's.schedule_due_on',
  children('loan_instalment', 'terms_id', ['due_on', 'principal'], 'due_on'),
] as const;

const INTEREST = ['s.interest_every', 's.interest_first_due_on'] as const;

const TERMS = [
  's.contract_number',
  's.signed_on',
  's.principal',
  's.rate_percent',
  's.overdue_rate_percent',
  's.late_interest_rate_percent',
  's.overdue_scope',
  's.allocation_order',
] as const;

const PROJECT = [
  's.purpose',
  's.project_cost',
  's.own_capital',
  's.sector',
  's.project',
  's.jobs',
  's.place',
] as const;

function projectIn([
  purpose,
  cost,
  own,
  sector,
  project,
  jobs,
  place,
]: readonly Cell[]): LoanProject {
  return {
    purpose: purpose ?? null,
    projectCost: moneyIfAny(cost),
    ownCapital: moneyIfAny(own),
    sector: sector ?? null,
    project: project ?? null,
    jobs: jobs === null || jobs === undefined ? null : +jobs,
    place: place ?? null,
  };
}

/** What a contract is for, apart from what else is said of it. */
export function projectOf(of: LoanProject): LoanProject {
  const { purpose, projectCost, ownCapital, sector, project, jobs, place } = of;
  return { purpose, projectCost, ownCapital, sector, project, jobs, place };
}

function projectColumns({ purpose, projectCost, ownCapital, ...of }: LoanProject) {
  return {
    purpose,
    project_cost: textIfAny(projectCost),
    own_capital: textIfAny(ownCapital),
    sector: of.sector,
    project: of.project,
    jobs: of.jobs,
    place: of.place,
  };
}

function principalScheduleIn(cells: readonly Cell[]): PrincipalSchedule {
  const [kind, count, every, firstDueOn, roundTo, instalmentAmount, dueOn, instalments] = cells;
  switch (kind as PrincipalSchedule['kind']) {
    case 'equal':
    case 'annuity': {
      const regular = {
        count: +given(count),
        every: given(every) as Interval,
        firstDueOn: dayOf(firstDueOn),
        roundTo: money(given(roundTo)),
      };
      if (kind === 'equal') return { kind, ...regular };
      return { kind: 'annuity', ...regular, instalmentAmount: moneyIfAny(instalmentAmount) };
    }
    case 'bullet':
      return { kind: 'bullet', dueOn: dayOf(dueOn) };
    case 'custom':
      return { kind: 'custom', instalments: instalmentsIn(instalments) };
  }
}

function interestScheduleIn([every, firstDueOn]: readonly Cell[]): InterestSchedule {
  if (every === 'maturity') return { every };
  return { every: given(every) as Interval, firstDueOn: dayOf(firstDueOn) };
}

function termsIn(
  [number, signedOn, principal, percent, overdue, late, scope, order]: readonly Cell[],
  principalSchedule: PrincipalSchedule,
  interestSchedule: InterestSchedule,
): LoanTerms {
  return {
    contractNumber: given(number),
    signedOn: dayOf(signedOn),
    principal: money(given(principal)),
    ratePercent: rate(given(percent)),
    overdueRatePercent: overdue === null ? null : rate(given(overdue)),
    lateInterestRatePercent: rate(given(late)),
    overdueScope: given(scope) as LoanTerms['overdueScope'],
    allocationOrder: order === null ? null : (JSON.parse(given(order)) as AllocationOrder),
    principalSchedule,
    interestSchedule,
  };
}

function scheduleColumns(schedule: PrincipalSchedule) {
  const regular = schedule.kind === 'equal' || schedule.kind === 'annuity' ? schedule : null;
  const instalmentAmount = schedule.kind === 'annuity' ? schedule.instalmentAmount : null;
  return {
    schedule_kind: schedule.kind,
    schedule_count: regular?.count ?? null,
    schedule_every: regular?.every ?? null,
    schedule_first_due_on: regular?.firstDueOn ?? null,
    schedule_round_to: regular === null ? null : text(regular.roundTo),
    schedule_instalment_amount: textIfAny(instalmentAmount),
    schedule_due_on: schedule.kind === 'bullet' ? schedule.dueOn : null,
  };
}

function termsColumns({ interestSchedule: interest, ...terms }: LoanTerms) {
  return {
    contract_number: terms.contractNumber,
    signed_on: terms.signedOn,
    principal: text(terms.principal),
    rate_percent: text(terms.ratePercent),
    overdue_rate_percent: textIfAny(terms.overdueRatePercent),
    late_interest_rate_percent: text(terms.lateInterestRatePercent),
    overdue_scope: terms.overdueScope,
    allocation_order: terms.allocationOrder,
    ...scheduleColumns(terms.principalSchedule),
    interest_every: interest.every,
    interest_first_due_on: interest.every === 'maturity' ? null : interest.firstDueOn,
  };
}

const instalmentsOf = ({ principalSchedule }: LoanTerms): readonly ContractedInstalment[] =>
  principalSchedule.kind === 'custom' ? principalSchedule.instalments : [];

export type LoanEntry = Of<'loan' | 'loan_correction'> &
  NewLoan & {
    readonly loanId: string;
    /** Why the contract was corrected; null: as first entered. */
    readonly reason: string | null;
  };

export const loanStore: FactStore<LoanEntry> = {
  kinds: ['loan', 'loan_correction'],
  table: 'loan_terms',
  columns: [
    's.loan_id',
    's.reason',
    's.cooperative_id',
    's.source',
    ...PROJECT,
    ...INTEREST,
    ...TERMS,
    ...SCHEDULE,
  ],
  entryOf: (head, [loanId, reason, cooperativeId, source, ...all]) => {
    const cells = all.slice(PROJECT.length);
    return {
      loanId: given(loanId),
      reason: reason ?? null,
      cooperativeId: given(cooperativeId),
      source: sourceIn(source),
      ...projectIn(all),
      terms: termsIn(
        cells.slice(INTEREST.length),
        principalScheduleIn(cells.slice(INTEREST.length + TERMS.length)),
        interestScheduleIn(cells),
      ),
      ...head,
      factKind: head.factKind as LoanEntry['factKind'],
    };
  },
  rowsOf: ({ id, loanId, reason, cooperativeId, source, terms, ...project }) => [
    ...(id === loanId ? [['loan', { id }] as const] : []),
    [
      'loan_terms',
      {
        id,
        loan_id: loanId,
        reason,
        cooperative_id: cooperativeId,
        ...termsColumns(terms),
        ...projectColumns(project),
        source: sourceCell(source),
      },
    ],
    ...instalmentsOf(terms).map(
      ({ dueOn, principal }) =>
        ['loan_instalment', { terms_id: id, due_on: dueOn, principal: text(principal) }] as const,
    ),
  ],
};
