import type { FilingChannel, StayedBy, TerminatedFor } from '../../domain/court/enforcement.ts';
import type { FiledStage, PARTY_ROLES, ReceivedBefore, Stage } from '../../domain/court/stages.ts';
import type { Allocation } from '../../domain/loans/facts.ts';
import type { DocketType } from '../../domain/policies/docketTypes.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import {
  booleanIfAny,
  children,
  dayIfAny,
  dayOf,
  given,
  rowsIn,
  type Cell,
  type FactStore,
} from '../facts/factStore.ts';
import { text } from '../../domain/primitives/money.ts';
import {
  amountIn,
  componentCells,
  componentColumns,
  componentsIfAnyIn,
  componentsIn,
  textIfAny,
} from '../loans/amounts.ts';

/** Who takes part in a case besides the fund and its borrower. */
export interface CaseParty {
  readonly role: (typeof PARTY_ROLES)[number];
  readonly name: string;
  readonly note: string | null;
}

/** A case as filed (R26). */
export interface NewCase {
  readonly cooperativeId: string;
  readonly loanIds: readonly string[];
  readonly court: string;
  readonly docketType: DocketType;
  readonly claim: Allocation;
  /** In the order given. */
  readonly parties: readonly CaseParty[];
  /** What came through it before it was taken over, of another fund or a paper book, oldest first; left out: nothing. */
  readonly receivedBefore?: readonly ReceivedBefore[];
}

/** A stage of a case (R26); it occurred on its fact's `effectiveOn`. */
export interface NewStage extends Omit<FiledStage, 'occurredOn'> {
  readonly caseId: string;
  readonly ground: string | null;
  readonly note: string | null;
}

export interface StoredStage extends NewStage, RecordedFact, FiledStage {
  /** Null while it stands. */
  readonly reversedAt: Date | null;
}

/** A case, filed on its `effectiveOn`, with the stages that stand, oldest first. */
export interface StoredCase extends NewCase, RecordedFact {
  readonly cooperativeCode: string;
  readonly cooperativeName: string;
  readonly locality: string;
  readonly filedOn: CalendarDate;
  readonly stages: readonly StoredStage[];
}

/** Which cases: each field given narrows them. */
export interface CaseFilter {
  readonly id?: string | undefined;
  readonly cooperativeId?: string | undefined;
  /** The `recordedAt` of the last one already given. */
  readonly after?: Date | undefined;
  readonly limit?: number | undefined;
}

export type CaseEntry = Of<'litigation_case'> & NewCase;

export type StageEntry = Of<'litigation_stage'> & NewStage;

const RECEIVED_COLUMNS = [
  'received_on',
  'voucher_number',
  'document_number',
  'enforcement_fee',
  'principal',
  'in_term_interest',
  'overdue_interest',
  'late_interest',
];

const receivedIn = (cell: Cell): ReceivedBefore[] =>
  rowsIn(cell).map(([receivedOn, voucher, document, fee, ...allocation]) => ({
    effectiveOn: dayOf(receivedOn),
    voucherNumber: given(voucher),
    documentNumber: given(document),
    allocation: componentsIn(allocation),
    ...(typeof fee === 'string' && { enforcementFee: amountIn(fee) }),
  }));

export const caseStore: FactStore<CaseEntry> = {
  kinds: ['litigation_case'],
  table: 'litigation_case',
  columns: [
    's.cooperative_id',
    's.court',
    's.docket_type',
    children('litigation_case_loan', 'case_id', ['loan_id'], 'loan_id'),
    children('litigation_case_party', 'case_id', ['role', 'name', 'note'], 'position'),
    children('litigation_case_received', 'case_id', RECEIVED_COLUMNS, 'position'),
    ...componentColumns,
  ],
  entryOf: (head, [cooperativeId, court, docketType, loans, parties, received, ...claim]) => ({
    cooperativeId: given(cooperativeId),
    court: given(court),
    docketType: given(docketType) as DocketType,
    loanIds: rowsIn(loans).map(([loanId]) => given(loanId)),
    parties: rowsIn(parties).map(([role, name, note]) => ({
      role: given(role) as CaseParty['role'],
      name: given(name),
      note: note ?? null,
    })),
    ...(typeof received === 'string' && { receivedBefore: receivedIn(received) }),
    claim: componentsIn(claim),
    ...head,
    factKind: 'litigation_case',
  }),
  rowsOf: ({ id, cooperativeId, court, docketType, claim, loanIds, parties, receivedBefore }) => [
    [
      'litigation_case',
      {
        id,
        cooperative_id: cooperativeId,
        court,
        docket_type: docketType,
        ...componentCells(claim),
      },
    ],
    ...loanIds.map((loanId) => ['litigation_case_loan', { case_id: id, loan_id: loanId }] as const),
    ...parties.map(
      (party, position) => ['litigation_case_party', { case_id: id, position, ...party }] as const,
    ),
    ...(receivedBefore ?? []).map(
      ({ effectiveOn, voucherNumber, documentNumber, allocation, enforcementFee }, position) =>
        [
          'litigation_case_received',
          {
            case_id: id,
            position,
            received_on: effectiveOn,
            voucher_number: voucherNumber,
            document_number: documentNumber,
            ...componentCells(allocation),
            enforcement_fee: textIfAny(enforcementFee ?? null),
          },
        ] as const,
    ),
  ],
};

export const stageStore: FactStore<StageEntry> = {
  kinds: ['litigation_stage'],
  table: 'litigation_stage',
  columns: [
    's.case_id',
    's.stage',
    's.document_number',
    's.ground',
    's.note',
    's.full_recovery',
    's.next_on',
    's.enforcement_office',
    's.channel',
    's.receipt_number',
    's.stayed_by',
    's.interest_goes_on',
    's.terminated_for',
    children('litigation_stage_instalment', 'stage_id', ['due_on', 'amount'], 'due_on'),
    ...componentColumns,
  ],
  entryOf: (head, [caseId, stage, documentNumber, ground, note, full, nextOn, ...more]) => {
    const [office, channel, receipt, stayedBy, goesOn, terminatedFor, parts, ...amounts] = more;
    return {
      caseId: given(caseId),
      stage: given(stage) as Stage,
      documentNumber: documentNumber ?? null,
      ground: ground ?? null,
      note: note ?? null,
      amounts: componentsIfAnyIn(amounts),
      fullRecovery: booleanIfAny(full),
      nextOn: dayIfAny(nextOn),
      enforcementOffice: office ?? null,
      channel: (channel ?? null) as FilingChannel | null,
      receiptNumber: receipt ?? null,
      stayedBy: (stayedBy ?? null) as StayedBy | null,
      interestGoesOn: booleanIfAny(goesOn),
      terminatedFor: (terminatedFor ?? null) as TerminatedFor | null,
      instalments: rowsIn(parts).map(([dueOn, amount]) => ({
        dueOn: dayOf(dueOn),
        amount: amountIn(amount),
      })),
      ...head,
      factKind: 'litigation_stage',
    };
  },
  rowsOf: (entry) => [
    [
      'litigation_stage',
      {
        id: entry.id,
        case_id: entry.caseId,
        stage: entry.stage,
        document_number: entry.documentNumber,
        ground: entry.ground,
        note: entry.note,
        ...(entry.amounts === null ? {} : componentCells(entry.amounts)),
        full_recovery: entry.fullRecovery,
        next_on: entry.nextOn,
        enforcement_office: entry.enforcementOffice,
        channel: entry.channel,
        receipt_number: entry.receiptNumber,
        stayed_by: entry.stayedBy,
        interest_goes_on: entry.interestGoesOn,
        terminated_for: entry.terminatedFor,
      },
    ],
    ...entry.instalments.map(
      ({ dueOn, amount }) =>
        [
          'litigation_stage_instalment',
          { stage_id: entry.id, due_on: dueOn, amount: text(amount) },
        ] as const,
    ),
  ],
};
