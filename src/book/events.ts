import { eventTypeOf, type SubjectKind } from '../domain/events/eventTypes.ts';
import type { CalendarDate } from '../domain/primitives/dates.ts';
import type { Money } from '../domain/primitives/money.ts';
import { dateInVietnam } from '../domain/primitives/vietnamTime.ts';
import type { Entry } from '../store/facts/entry.ts';
import type { ReversalEntry } from '../store/facts/head.ts';
import { toldOf } from './dayBook.ts';
import type { Fund } from './fund.ts';
import { cooperativeIdOf, loanIdAbout, namesOfEntry, type Names } from './names.ts';

type OfBook = Pick<Fund, 'book'>;

/** What an event is about: the events of one subject are told in their order. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** A fact as it is told to others: the same for ever, whatever is entered after it. */
export interface FundEvent {
  /** Of the fact. */
  readonly id: string;
  readonly type: string;
  readonly recordedAt: Date;
  readonly effectiveOn: CalendarDate;
  readonly subject: Subject;
  readonly bookedOn: CalendarDate | null;
  readonly loanId: string | null;
  readonly cooperativeId: string | null;
  /** As they were called when the fact was recorded. */
  readonly names: Names;
  /** Of the contract, voucher, decision or document. */
  readonly number: string | null;
  readonly amount: Money | null;
  /** What else tells the fact from others of its kind: a stage, a quarter, the name of a policy. */
  readonly about: string | null;
  readonly reversedId: string | null;
  /** Where the API has the fact, or what a reversal reverses; null: it has no address of its own. */
  readonly link: string | null;
}

type Told = Exclude<Entry, ReversalEntry>;

/** The collections in which facts stand under their own id. */
const COLLECTIONS: Readonly<Partial<Record<Entry['factKind'], string>>> = {
  locality_change: 'locality-changes',
  disbursement: 'disbursements',
  repayment: 'repayments',
  capital_movement: 'capital-movements',
  transfer: 'transfers',
  income_movement: 'income-movements',
  recall: 'recalls',
  restructuring: 'decisions',
  rate_change: 'decisions',
  freeze: 'decisions',
  freeze_end: 'decisions',
  waiver: 'decisions',
  charge_off: 'decisions',
  write_off: 'decisions',
  debt_group_override: 'decisions',
  litigation_case: 'litigation-cases',
  notice_run: 'notice-runs',
  notice: 'notices',
  report_issue: 'issued-reports',
  import: 'imports',
  proposed_act: 'proposed-acts',
};

function linkOf(entry: Told): string | null {
  switch (entry.factKind) {
    case 'cooperative':
    case 'cooperative_change':
      return `/v1/cooperatives/${entry.cooperativeId}`;
    case 'loan':
    case 'loan_correction':
    case 'loan_opening':
      return `/v1/loans/${entry.loanId}`;
    case 'recovery_plan':
      return `/v1/loans/${entry.loanId}/recovery-plan`;
    case 'recall_withdrawal':
      return `/v1/recalls/${entry.recallId}`;
    case 'litigation_stage':
      return `/v1/litigation-cases/${entry.caseId}`;
    case 'notice_delivery':
      return `/v1/notices/${entry.noticeId}`;
    case 'collateral':
    case 'collateral_change':
    case 'collateral_valuation':
    case 'collateral_release':
      return `/v1/collaterals/${entry.collateralId}`;
    case 'import_entry':
      return `/v1/imports/${entry.importId}`;
    case 'act_confirmation':
    case 'act_rejection':
    case 'act_withdrawal':
      return `/v1/proposed-acts/${entry.proposalId}`;
    case 'period_closing':
    case 'period_reopening':
      return `/v1/periods/${entry.quarter}`;
    case 'holiday_list':
      return `/v1/fund/holidays/${entry.year}`;
    default: {
      const collection = COLLECTIONS[entry.factKind];
      return collection === undefined ? null : `/v1/${collection}/${entry.id}`;
    }
  }
}

function aboutOf(entry: Told): string | null {
  switch (entry.factKind) {
    case 'litigation_stage':
      return entry.stage;
    case 'period_closing':
    case 'period_reopening':
    case 'notice_run':
      return entry.quarter;
    case 'policy':
      return entry.name;
    case 'proposed_act':
      return entry.act;
    case 'holiday_list':
      return String(entry.year);
    case 'import':
      return entry.fileName;
    case 'place':
      return entry.name;
    case 'capital_movement':
    case 'income_movement':
    case 'collection_entry':
    case 'notice_delivery':
      return entry.kind;
    default:
      return null;
  }
}

/** The number of what papers are called by; null: the fact is no paper. */
function paperNumberOf(entry: Told): string | null {
  if (entry.factKind === 'notice') return String(entry.number);
  if (entry.factKind === 'report_issue') return entry.documentNumber;
  if (entry.factKind === 'collection_entry') return entry.documentNumber;
  return null;
}

/** A case's stages are told behind each other; all else of a loan or a borrower with it. */
function subjectOf(fund: OfBook, entry: Told): Subject {
  if (entry.factKind === 'litigation_case') return { kind: 'case', id: entry.id };
  if (entry.factKind === 'litigation_stage') return { kind: 'case', id: entry.caseId };
  if (
    'collateralId' in entry &&
    entry.collateralId !== null &&
    entry.factKind.startsWith('collateral')
  )
    return { kind: 'collateral', id: entry.collateralId };
  const loanId = loanIdAbout(fund, entry);
  if (loanId !== null) return { kind: 'loan', id: loanId };
  const cooperativeId = cooperativeIdOf(fund, entry);
  if (cooperativeId !== null) return { kind: 'cooperative', id: cooperativeId };
  return { kind: 'fund', id: fund.book.fundId };
}

/** How a fact of a book is told to others. */
export function eventOf(fund: OfBook, entry: Entry): FundEvent {
  const isReversal = entry.factKind === 'reversal';
  const told = isReversal ? fund.book.facts.get(entry.factId) : entry;
  if (told === undefined || told.factKind === 'reversal') {
    throw new Error(`fact ${entry.id} reverses nothing`);
  }
  const { number, amount } = toldOf(told);
  const seen = { asOf: dateInVietnam(entry.recordedAt), knownAt: new Date(entry.recordedAt) };
  const names = namesOfEntry(fund, entry, seen);
  // A contract that is voided has no name left by then: it is told by the one it had.
  const before = { ...seen, knownAt: new Date(entry.recordedAt - 1) };
  const isNameless = isReversal && names.contractNumber === null && names.cooperativeName === null;
  const loanId = loanIdAbout(fund, told);
  return {
    id: entry.id,
    type: eventTypeOf(told.factKind, isReversal),
    recordedAt: new Date(entry.recordedAt),
    effectiveOn: entry.effectiveOn,
    subject: subjectOf(fund, told),
    bookedOn: entry.late?.bookedOn ?? null,
    loanId,
    cooperativeId: cooperativeIdOf(fund, told) ?? borrowerOf(fund, loanId, entry.recordedAt),
    names: isNameless ? namesOfEntry(fund, entry, before) : names,
    number: number ?? paperNumberOf(told),
    amount,
    about: aboutOf(told),
    reversedId: isReversal ? entry.factId : null,
    link: linkOf(told),
  };
}

/** The borrower of a loan, as the last version of its contract by an instant says. */
function borrowerOf({ book }: OfBook, loanId: string | null, instant: number): string | null {
  const versions = loanId === null ? [] : (book.loans.get(loanId)?.versions ?? []);
  return versions.findLast((each) => each.recordedAt <= instant)?.cooperativeId ?? null;
}
