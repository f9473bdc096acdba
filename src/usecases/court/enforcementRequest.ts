import type { Fund } from '../../book/fund.ts';
import type { Letter } from '../../domain/fund/documentSettings.ts';
import { effectOf, partsLeft, requestsOf, type PartLeft } from '../../domain/court/awardParts.ts';
import { caseSums, type CaseSums } from '../../domain/court/caseSums.ts';
import { courtOn, officeOn } from '../../domain/court/courts.ts';
import type { FiledStage, Stage } from '../../domain/court/stages.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { positive, sum, text, type Money } from '../../domain/primitives/money.ts';
import { totalOf } from '../../domain/loans/facts.ts';
import type { StoredCase } from '../../store/court/case.ts';
import type { StoredCooperative } from '../../store/borrowers/cooperative.ts';
import type { StoredFund } from '../../store/fund/fund.ts';
import { requireCooperative } from '../borrowers/lookUpBorrowers.ts';
import { fundLetter } from '../fund/documentSettings.ts';
import { loadRules } from '../loans/loanState.ts';
import { assetsSecuring, type Securing } from '../collateral/securing.ts';
import type { View } from '../view/readAsKnown.ts';
import { filesOf } from './loadCaseFiles.ts';
import { requireCase } from './recordCase.ts';

/** What a request for enforcement says and is not known (Law 106/2025 art. 34, Decree 152/2026 art. 9). */
export const REQUEST_FIELDS = [
  'creditor.taxCode',
  'creditor.address',
  'creditor.phone',
  'creditor.accountNumber',
  'creditor.bankName',
  'creditor.signatoryName',
  'debtor.taxCode',
  'debtor.address',
  'debtor.phone',
  'judgment.documentNumber',
  'award',
  'enforcementOffice',
  'channel',
  'receiptNumber',
] as const;

export type RequestField = (typeof REQUEST_FIELDS)[number];

/** What the fund asks an office to enforce, from what is dated `asOf` or earlier. */
export interface EnforcementRequest {
  readonly stored: StoredCase;
  readonly fund: StoredFund;
  readonly letter: Letter;
  readonly debtor: StoredCooperative;
  readonly judgment: {
    readonly stage: Stage;
    readonly documentNumber: string | null;
    readonly occurredOn: CalendarDate;
    /** The court that had the case on that day. */
    readonly court: string;
    readonly inForceOn: CalendarDate;
  };
  /** Null: what the court awards was not entered. */
  readonly award: NonNullable<CaseSums['award']> | null;
  readonly parts: readonly PartLeft[];
  /** What is left of the award and falls due later than `asOf`. */
  readonly notDue: Money;
  /** What is left of the award less what falls due later: above 0. Null: as `award`. */
  readonly asked: Money | null;
  readonly enforcementOffice: string | null;
  readonly channel: FiledStage['channel'];
  readonly receiptNumber: string | null;
  /** What secures the loans of the case (R41). */
  readonly collaterals: readonly Securing[];
  /** In the order of the paper. */
  readonly missing: readonly RequestField[];
}

/** The judgment or settlement that is to be enforced: the last one up to its effect. */
function judgmentOf(stages: readonly FiledStage[], effect: FiledStage): FiledStage {
  const said: readonly Stage[] = [
    'settlement_recognised',
    'first_instance_judgment',
    'appeal_judgment',
  ];
  const before = stages.slice(0, stages.indexOf(effect) + 1);
  return before.findLast((each) => said.includes(each.stage)) ?? effect;
}

/** What was said of the request that is under way; nothing of one that was returned. */
function filingOf(stages: readonly FiledStage[], askedOn: CalendarDate | null) {
  const asked = stages.findLast((each) => each.stage === 'enforcement_requested');
  const returned = stages.findLastIndex((each) => each.stage === 'request_returned');
  const stands = asked !== undefined && askedOn !== null && stages.indexOf(asked) > returned;
  return stands
    ? { channel: asked.channel, receiptNumber: asked.receiptNumber, isFiled: true }
    : { channel: null, receiptNumber: null, isFiled: false };
}

function missingOf(
  { letter, debtor, judgment, award, enforcementOffice }: Omit<EnforcementRequest, 'missing'>,
  filing: ReturnType<typeof filingOf>,
): RequestField[] {
  const known: Readonly<Record<RequestField, unknown>> = {
    'creditor.taxCode': letter.taxCode,
    'creditor.address': letter.address,
    'creditor.phone': letter.phone,
    'creditor.accountNumber': letter.accountNumber,
    'creditor.bankName': letter.bankName,
    'creditor.signatoryName': letter.signatoryName,
    'debtor.taxCode': debtor.taxCode,
    'debtor.address': debtor.address,
    'debtor.phone': debtor.phone,
    'judgment.documentNumber': judgment.documentNumber,
    award,
    enforcementOffice,
    // Before the filing nobody can know them.
    channel: filing.isFiled ? filing.channel : '',
    receiptNumber: filing.isFiled ? filing.receiptNumber : '',
  };
  return REQUEST_FIELDS.filter((field) => known[field] === null);
}

/**
 * What is left of an award and has fallen due by a day, in whole đồng (R38).
 *
 * @returns null: what the court awards was not entered, so that nobody knows
 * @throws DomainError nothing-due-of-award: a paper would ask for nothing
 */
function askedOf(
  award: EnforcementRequest['award'],
  parts: readonly PartLeft[],
  notDue: Money,
  asOf: CalendarDate,
): Money | null {
  if (award === null) return null;
  const asked = positive(totalOf(award.left).minus(notDue));
  if (asked.greaterThan(0)) return asked;
  const next = parts.find((each) => each.dueOn > asOf && each.left.greaterThan(0));
  const figures =
    next === undefined
      ? { asOf, awarded: text(totalOf(award.awarded)) }
      : { asOf, dueOn: next.dueOn, left: text(next.left) };
  throw new DomainError('nothing-due-of-award', { rule: 'R38', figures });
}

/**
 * What a request for the enforcement of a case's judgment says on a day (R38).
 *
 * @throws DomainError not-found, nothing-to-enforce, nothing-due-of-award
 */
export function enforcementRequest(fund: Fund, caseId: string, view: View): EnforcementRequest {
  const { asOf, knownAt } = view;
  const stored = requireCase(fund, caseId, knownAt, asOf);
  const [file] = filesOf(fund, [stored], view);
  const effect = file === undefined ? null : effectOf(file, asOf);
  const award = file === undefined ? null : caseSums(file, asOf).award;
  if (file === undefined || effect === null) {
    throw new DomainError('nothing-to-enforce', { rule: 'R38', figures: { asOf } });
  }
  const { policies } = loadRules(fund, knownAt);
  const reached = file.stages.filter((each) => each.occurredOn <= asOf);
  const said = judgmentOf(reached, effect);
  const office = reached.findLast((each) => each.enforcementOffice !== null)?.enforcementOffice;
  const parts = partsLeft(file, asOf);
  const notDue = sum(parts.filter((each) => each.dueOn > asOf).map((each) => each.left));
  const filing = filingOf(reached, requestsOf(file, asOf).askedOn);
  const request = {
    stored,
    ...fundLetter(fund, view),
    debtor: requireCooperative(fund, stored.cooperativeId, view),
    judgment: {
      stage: said.stage,
      documentNumber: said.documentNumber,
      occurredOn: said.occurredOn,
      court: courtOn(stored.court, policies, said.occurredOn),
      inForceOn: effect.occurredOn,
    },
    award,
    parts,
    notDue,
    asked: askedOf(award, parts, notDue, asOf),
    enforcementOffice:
      office === undefined || office === null ? null : officeOn(office, policies, asOf),
    channel: filing.channel,
    receiptNumber: filing.receiptNumber,
    collaterals: assetsSecuring(fund, stored.loanIds, view),
  };
  return { ...request, missing: missingOf(request, filing) };
}
