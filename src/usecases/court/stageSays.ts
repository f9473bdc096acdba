import { findCooperative } from '../../book/borrowers.ts';
import type { Fund } from '../../book/fund.ts';
import { freezeEndBy, listDecisions } from '../../book/loans.ts';
import { loadPolicies } from '../../book/rules.ts';
import { stateMoneyTerm } from '../../domain/collection/enforcementTerms.ts';
import { misfitOf, officeOn } from '../../domain/court/courts.ts';
import { canFollowOn } from '../../domain/court/stageChecks.ts';
import type { CaseFile, Stage } from '../../domain/court/stages.ts';
import {
  proposedFreeze,
  proposedFreezeEnd,
  type FreezeOfLoan,
  type ProposedFreeze,
  type ProposedFreezeEnd,
} from '../../domain/court/stay.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { ErrorFigures } from '../../domain/primitives/errors.ts';
import { sum, text } from '../../domain/primitives/money.ts';
import type { StoredCase, StoredStage } from '../../store/court/case.ts';
import { filesOf } from './loadCaseFiles.ts';
import { requireCase } from './recordCase.ts';

/** What is to be looked at of a stage, or of a case at its last stage. */
export interface StageWarning {
  readonly code:
    | 'office-not-listed'
    | 'office-of-other-matter'
    | 'office-of-other-place'
    | 'state-money-not-asked'
    | 'receipt-on-judgment-day';
  readonly rule: 'R26' | 'R38';
  readonly figures: ErrorFigures;
}

/** What a stay or its end calls for (R38). */
export interface FreezeProposals {
  readonly proposedFreeze: readonly ProposedFreeze[];
  readonly proposedFreezeEnd: readonly ProposedFreezeEnd[];
}

/** What the answer to a stage says besides the stage. */
export interface StageSays extends FreezeProposals {
  readonly canFollow: readonly Stage[];
  readonly warnings: readonly StageWarning[];
}

/** The freezes of loans that stand, with their ends. */
function freezesOf(fund: Fund, loanIds: readonly string[], knownAt: Date): FreezeOfLoan[] {
  const standing = listDecisions(fund, { loanIds }, knownAt).filter(
    ({ reversedAt }) => reversedAt === null,
  );
  return standing.flatMap(({ id, loanId, effectiveOn: from, terms }) => {
    if (terms.kind !== 'freeze') return [];
    return [{ id, loanId, from, to: freezeEndBy(standing, { id, to: terms.to }) }];
  });
}

/** The freezes, and the ends of freezes, that the last stage of a case calls for (R38). */
export function freezeProposals(
  fund: Fund,
  { stages, loanIds }: Pick<CaseFile, 'stages' | 'loanIds'>,
  knownAt: Date,
): FreezeProposals {
  const freezes = freezesOf(fund, loanIds, knownAt);
  const policies = loadPolicies(fund, knownAt);
  return {
    proposedFreeze: proposedFreeze(stages, loanIds, freezes, policies),
    proposedFreezeEnd: proposedFreezeEnd(stages, loanIds, freezes),
  };
}

/** Where an office is named that is not the one that the list of the day gives. */
function officeWarnings(fund: Fund, of: StoredCase, stage: StoredStage): StageWarning[] {
  const { enforcementOffice: office, occurredOn, recordedAt: knownAt } = stage;
  if (office === null) return [];
  const policies = loadPolicies(fund, knownAt);
  const borrower = findCooperative(fund, of.cooperativeId, knownAt, occurredOn);
  const locality = borrower?.locality ?? of.locality;
  const matter = of.docketType;
  const suited = { matter, locality };
  const misfit = misfitOf(office, suited, policies, 'enforcementOffices', occurredOn);
  if (misfit === null) return [];
  const { why, possible } = misfit;
  const successor = officeOn(office, policies, occurredOn);
  const figures = {
    office,
    occurredOn,
    ...(why === 'other-matter' && { matter }),
    ...(why === 'other-place' && { locality }),
    ...(successor !== office && { successor }),
    ...(possible.length > 0 && { possible }),
  };
  const code = why === 'not-listed' ? 'office-not-listed' : (`office-of-${why}` as const);
  return [{ code, rule: 'R38', figures }];
}

/**
 * That enforcement of state money was not asked for within the year of the law, so that the superior is to direct
 * the fund to (R38, Decree 152/2026 art. 9).
 *
 * @param askedOn the day of a request that came too late; null: there is none yet
 */
export function stateMoneyWarnings(
  fund: Fund,
  file: CaseFile,
  asOf: CalendarDate,
  { knownAt, askedOn }: { readonly knownAt: Date; readonly askedOn: CalendarDate | null },
): StageWarning[] {
  const term = stateMoneyTerm(file, asOf, loadPolicies(fund, knownAt));
  if (term === null || term.dueOn >= asOf) return [];
  const { dueOn, since, law } = term;
  const figures = {
    dueOn,
    ...(since !== null && { since }),
    ...(law !== null && { law }),
    ...(askedOn !== null && { askedOn }),
  };
  return [{ code: 'state-money-not-asked', rule: 'R38', figures }];
}

/** That receipts of the day of a judgment count as received since, once (R26). */
function receiptWarnings({ stage, amounts, occurredOn }: StoredStage, file: CaseFile) {
  const awards: readonly Stage[] = ['settlement_recognised', 'first_instance_judgment'];
  const ofDay = file.receipts.filter((each) => each.effectiveOn === occurredOn);
  if (!awards.includes(stage) || amounts === null || ofDay.length === 0) return [];
  const figures = {
    occurredOn,
    received: text(sum(ofDay.flatMap(({ allocation }) => Object.values(allocation)))),
  };
  return [{ code: 'receipt-on-judgment-day', rule: 'R26', figures } as const];
}

/** What the answer to a stage says besides the stage, which is the last one of its case. */
export function stageSays(fund: Fund, stage: StoredStage, today: CalendarDate): StageSays {
  const { caseId, occurredOn, recordedAt: knownAt } = stage;
  const stored = requireCase(fund, caseId, knownAt);
  const [file] = filesOf(fund, [stored], { asOf: occurredOn, knownAt });
  if (file === undefined) throw new Error(`case ${caseId} has no file`);
  const before = { ...file, stages: file.stages.slice(0, -1) };
  const asked = { knownAt, askedOn: occurredOn };
  return {
    canFollow: canFollowOn(stage, loadPolicies(fund, knownAt), today),
    ...freezeProposals(fund, file, knownAt),
    warnings: [
      ...officeWarnings(fund, stored, stage),
      ...(stage.stage === 'enforcement_requested'
        ? stateMoneyWarnings(fund, before, occurredOn, asked)
        : []),
      ...receiptWarnings(stage, file),
    ],
  };
}
