import { randomUUID } from 'node:crypto';
import { listHandoversEntered } from '../../book/handovers.ts';
import { type FundAct, lastRecordedAt, type Fund } from '../../book/fund.ts';
import { factsOfHandover } from '../../book/handovers.ts';
import { shownAt, standsAt } from '../../book/known.ts';
import { cashAsKnown } from '../../book/rules.ts';
import { PROPOSAL_ENDS } from '../../domain/books/factKinds.ts';
import { checkLeft } from '../../domain/fund/cash.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { refuseReversed } from '../../domain/primitives/refusals.ts';
import type { Database } from '../../store/database/database.ts';
import type { Entry } from '../../store/facts/entry.ts';
import {
  keepHandover,
  type HandoverEnteredEntry,
  type StoredHandoverEntered,
} from '../../store/handover/handover.ts';
import type { By } from '../acts/by.ts';
import { refuseFactsOnClosedDays } from '../acts/closedPeriods.ts';
import { refuseFactsOfHandedOver } from '../acts/handedOver.ts';
import { reverseFact } from '../acts/reverseFact.ts';
import { refuseFactsTakenOver } from '../acts/takenOver.ts';
import { TryScope } from '../acts/tryScope.ts';
import { readAnew } from '../view/readAsKnown.ts';
import { GiveWay, givingWay } from '../view/turns.ts';
import { hashOf } from './handOver.ts';
import { TakingOver, type AskedTakeOver, type HandoverFault, type TakenOver } from './takeOver.ts';

/** A document as it was sent. */
export interface SentHandover extends AskedTakeOver {
  readonly text: string;
}

/** @throws DomainError handover-entered: the same document stands in the books */
function refuseEntered(fund: Fund, sha256: string): void {
  const standing = listHandoversEntered(fund, lastRecordedAt(fund)).find(
    (each) => each.reversedAt === null && each.sha256 === sha256,
  );
  if (standing === undefined) return;
  const { documentNumber, effectiveOn: on } = standing;
  throw new DomainError('handover-entered', { figures: { documentNumber, on } });
}

/** Records that it was entered, behind all that was entered. */
function recordEntered(
  fund: FundAct,
  { portfolio, documentNumber, text }: SentHandover,
  firstRecordedAt: Date,
): HandoverEnteredEntry {
  const { fund: from, on: effectiveOn } = portfolio;
  const of = { fromFund: from.code, fromName: from.name, documentNumber, sha256: hashOf(text) };
  const facts = Math.max(fund.recorded.length, 1);
  const said = { factKind: 'handover_entry', effectiveOn, ...of, firstRecordedAt, facts } as const;
  return fund.record<HandoverEnteredEntry>(said, randomUUID());
}

/** What entering it would come to, and what stands in its way. */
export interface CheckedHandover {
  readonly faults: readonly HandoverFault[];
  readonly wouldEnter: TakenOver;
}

/**
 * Tries to enter a document on a book that nobody else sees: each fault is found that an entry would meet, and
 * nothing is written.
 */
export async function checkHandover(
  database: Database,
  by: By,
  sent: SentHandover,
): Promise<CheckedHandover> {
  const { book, through } = await readAnew(
    database,
    by.actor.fundId,
    async (fund, { knownAt }) => ({
      book: fund.book,
      through: knownAt.getTime(),
    }),
  );
  const scope = new TryScope(book, { actor: by.actor, startedAt: through });
  const taking = new TakingOver(scope, by, sent);
  const firstRecordedAt = new Date(book.through + 1);
  const about = sent.portfolio.fund.name;
  const faults: HandoverFault[] = [];
  const attempt = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      faults.push({ about, error });
    }
  };
  attempt(() => refuseEntered(scope, hashOf(sent.text)));
  await givingWay(taking.all());
  recordEntered(scope, sent, firstRecordedAt);
  for (const refuse of [refuseFactsOnClosedDays, refuseFactsTakenOver, refuseFactsOfHandedOver]) {
    attempt(() => refuse(scope, scope.recorded));
  }
  return { faults: [...faults, ...taking.faults], wouldEnter: taking.entered };
}

/**
 * Enters a document in one act, all of it or nothing.
 *
 * @throws DomainError handover-entered, handover-faulty: with the number of faults and the first of them
 */
export async function enterHandover(
  fund: FundAct,
  by: By,
  sent: SentHandover,
): Promise<{ readonly entry: StoredHandoverEntered; readonly entered: TakenOver }> {
  refuseEntered(fund, hashOf(sent.text));
  const firstRecordedAt = new Date(fund.book.through + 1);
  const taking = new TakingOver(fund, by, sent);
  await givingWay(taking.all());
  const [first] = taking.faults;
  if (first !== undefined) {
    const figures = {
      faults: String(taking.faults.length),
      about: first.about,
      why: first.error.code,
    };
    throw new DomainError('handover-faulty', { figures });
  }
  const recorded = recordEntered(fund, sent, firstRecordedAt);
  await fund.write((tx) => keepHandover(tx, recorded.id, sent.text));
  return { entry: shownAt(recorded, recorded.recordedAt), entered: taking.entered };
}

/** Whether a fact names one of these things. */
const names = (entry: Entry, ids: ReadonlySet<string>): boolean =>
  Object.values(entry)
    .flat()
    .some((value) => typeof value === 'string' && ids.has(value));

/** What is no fact about anything: a reversal, and an act that waits for a second person or did. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['reversal', 'proposed_act', ...PROPOSAL_ENDS]);

/** @throws DomainError facts-stand: a later fact is about what the handover entered */
function refuseLaterFacts(
  fund: FundAct,
  entered: StoredHandoverEntered,
  facts: readonly Entry[],
): void {
  const instant = lastRecordedAt(fund).getTime();
  const ids = new Set(facts.flatMap((each) => [each.id, ...('actId' in each ? [each.actId] : [])]));
  const later = fund.book.log.findLast(
    (each) =>
      each.recordedAt > entered.recordedAt.getTime() &&
      !SAYS_NOTHING.has(each.factKind) &&
      standsAt(each, instant) &&
      names(each, ids),
  );
  if (later === undefined) return;
  const figures = { what: later.factKind.replaceAll('_', ' '), factId: later.id };
  throw new DomainError('facts-stand', { figures });
}

/**
 * Takes back all that a handover entered, the last first, while nothing else stands on it. What was reversed by
 * itself before stays so.
 *
 * @returns how many facts were reversed
 * @throws DomainError not-found, already-reversed, facts-stand, available-principal-below-zero
 */
export async function reverseHandoverEntry(
  fund: FundAct,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<number> {
  const knownAt = lastRecordedAt(fund);
  const entered = listHandoversEntered(fund, knownAt).find((each) => each.id === id);
  if (entered === undefined) {
    throw new DomainError('not-found', { figures: { what: 'handover entry', id } });
  }
  refuseReversed(entered.reversedAt);
  const facts = factsOfHandover(fund, entered);
  refuseLaterFacts(fund, entered, facts);
  const standing = facts.filter((each) => standsAt(each, knownAt.getTime())).toReversed();
  const others = new GiveWay();
  for (const each of standing) {
    reverseFact(fund, each.id, reason);
    await others.haveTheirTurn();
  }
  reverseFact(fund, id, reason);
  // What it brought may have been lent since.
  const cash = cashAsKnown(fund, lastRecordedAt(fund));
  for (const source of cash.bySource.keys()) checkLeft(cash, source, entered.effectiveOn);
  return standing.length;
}
