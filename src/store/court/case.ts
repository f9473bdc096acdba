import type { FiledStage, PARTY_ROLES, Stage } from '../../domain/court/stages.ts';
import type { Allocation } from '../../domain/loans/facts.ts';
import type { DocketType } from '../../domain/policies/docketTypes.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { children, dayIfAny, given, rowsIn, type FactStore } from '../facts/factStore.ts';
import {
  componentCells,
  componentColumns,
  componentsIfAnyIn,
  componentsIn,
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
}

/** A stage of a case (R26); it occurred on its fact's `effectiveOn`. */
export interface NewStage {
  readonly caseId: string;
  readonly stage: Stage;
  readonly documentNumber: string | null;
  readonly ground: string | null;
  readonly note: string | null;
  readonly amounts: Allocation | null;
  readonly fullRecovery: boolean | null;
  readonly nextOn: CalendarDate | null;
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

export const caseStore: FactStore<CaseEntry> = {
  kinds: ['litigation_case'],
  table: 'litigation_case',
  columns: [
    's.cooperative_id',
    's.court',
    's.docket_type',
    children('litigation_case_loan', 'case_id', ['loan_id'], 'loan_id'),
    children('litigation_case_party', 'case_id', ['role', 'name', 'note'], 'position'),
    ...componentColumns,
  ],
  entryOf: (head, [cooperativeId, court, docketType, loans, parties, ...claim]) => ({
    cooperativeId: given(cooperativeId),
    court: given(court),
    docketType: given(docketType) as DocketType,
    loanIds: rowsIn(loans).map(([loanId]) => given(loanId)),
    parties: rowsIn(parties).map(([role, name, note]) => ({
      role: given(role) as CaseParty['role'],
      name: given(name),
      note: note ?? null,
    })),
    claim: componentsIn(claim),
    ...head,
    factKind: 'litigation_case',
  }),
  rowsOf: ({ id, cooperativeId, court, docketType, claim, loanIds, parties }) => [
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
    ...componentColumns,
  ],
  entryOf: (head, [caseId, stage, documentNumber, ground, note, full, nextOn, ...amounts]) => ({
    caseId: given(caseId),
    stage: given(stage) as Stage,
    documentNumber: documentNumber ?? null,
    ground: ground ?? null,
    note: note ?? null,
    amounts: componentsIfAnyIn(amounts),
    fullRecovery: full === null ? null : full === 't',
    nextOn: dayIfAny(nextOn),
    ...head,
    factKind: 'litigation_stage',
  }),
  rowsOf: ({ id, caseId, stage, documentNumber, ground, note, amounts, fullRecovery, nextOn }) => [
    [
      'litigation_stage',
      {
        id,
        case_id: caseId,
        stage,
        document_number: documentNumber,
        ground,
        note,
        ...(amounts === null ? {} : componentCells(amounts)),
        full_recovery: fullRecovery,
        next_on: nextOn,
      },
    ],
  ],
};
