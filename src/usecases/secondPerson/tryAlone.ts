import { lastRecordedAt, type Fund } from '../../book/fund.ts';
import { namesOfEntry } from '../../book/names.ts';
import { toldOf } from '../../book/dayBook.ts';
import { loadPolicies } from '../../book/rules.ts';
import { inForce } from '../../domain/policies/policies.ts';
import {
  secondPersonFor,
  type AskedAct,
  type ProposedFor,
  type SecondPersonAct,
} from '../../domain/policies/secondPerson.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { text } from '../../domain/primitives/money.ts';
import type { Entry } from '../../store/facts/entry.ts';
import type { WouldDo, WouldRecord } from '../../store/secondPerson/proposedAct.ts';
import { reasonOf, subjectOf } from '../acts/auditFacts.ts';
import type { CarriedOut } from '../acts/writeActs.ts';
import { justBefore } from '../view/clock.ts';

/** How many facts of a proposed act are told of. */
const FACTS_TOLD = 10;

/** An act was carried out whole, may not take effect alone, and is taken back. */
export class SecondPersonNeeded extends Error {
  readonly act: ProposedFor;
  readonly subjectId: string | null;
  readonly would: WouldDo;

  constructor(act: ProposedFor, subjectId: string | null, would: WouldDo) {
    super(`a second person confirms: ${act}`);
    this.act = act;
    this.subjectId = subjectId;
    this.would = would;
  }
}

/** What an entry is called that has no number of its own: a quarter, a file, or the name of a policy. */
function numberOf({ book }: CarriedOut, entry: Entry): string | null {
  if (entry.factKind === 'policy') return entry.name;
  if (entry.factKind === 'import_entry') {
    const file = book.facts.get(entry.importId);
    return file?.factKind === 'import' ? file.fileName : null;
  }
  return 'quarter' in entry ? entry.quarter : toldOf(entry).number;
}

function wouldRecord(fund: CarriedOut, entry: Entry, asOf: CalendarDate): WouldRecord {
  const reversed = entry.factKind === 'reversal' ? fund.book.facts.get(entry.factId) : undefined;
  const { amount } = toldOf(reversed ?? entry);
  return {
    kind: entry.factKind,
    reversedKind: reversed?.factKind ?? null,
    effectiveOn: entry.effectiveOn,
    number: numberOf(fund, reversed ?? entry),
    amount: amount === null ? null : text(amount),
    ...namesOfEntry(fund, entry, { asOf, knownAt: new Date(fund.book.through) }),
  };
}

/** Whether a fact, or what it reverses, stands behind all that a document entered and speaks for it. */
function speaksForAll({ book }: CarriedOut, entry: Entry): boolean {
  const said = entry.factKind === 'reversal' ? book.facts.get(entry.factId) : entry;
  return said?.factKind === 'import_entry' || said?.factKind === 'handover_entry';
}

/** What an act under way does, in few words. */
function wouldDo(fund: CarriedOut, affects: number, asOf: CalendarDate): WouldDo {
  const { recorded } = fund;
  const [first] = recorded;
  const last = recorded.at(-1);
  const isOfAll = last !== undefined && last !== first && speaksForAll(fund, last);
  const told = isOfAll ? [last] : recorded;
  return {
    facts: told.slice(0, FACTS_TOLD).map((entry) => wouldRecord(fund, entry, asOf)),
    count: recorded.length,
    reason: first === undefined ? null : reasonOf(first),
    affects,
  };
}

/**
 * Refuses an act alone that was checked elsewhere and not tried here, if it needs a second person today.
 *
 * @param act what the policy calls it
 * @throws SecondPersonNeeded
 */
export function refuseUntried(
  fund: Fund,
  {
    act,
    subjectId,
    would,
  }: Pick<SecondPersonNeeded, 'subjectId' | 'would'> & {
    readonly act: SecondPersonAct;
  },
  today: CalendarDate,
): void {
  const rule = inForce(loadPolicies(fund, lastRecordedAt(fund)), 'secondPerson', today);
  const of = { acts: [act], changesRule: false, affectsIssued: false };
  const needed = secondPersonFor(rule, of);
  if (needed !== null) throw new SecondPersonNeeded(needed, subjectId, would);
}

/**
 * Lets an act stand that was carried out and checked, but for one that needs a second person by what was in
 * force today before it.
 *
 * @throws SecondPersonNeeded
 */
export function refuseAlone(
  fund: CarriedOut,
  { acts }: Pick<AskedAct, 'acts'>,
  today: CalendarDate,
): void {
  const [first] = fund.recorded;
  const before = first === undefined ? new Date(fund.book.through) : justBefore(first.recordedAt);
  const rule = inForce(loadPolicies(fund, before), 'secondPerson', today);
  if (rule.acts.length === 0) return;
  const papers = fund.kept.flatMap(([table, row]) =>
    table === 'affected' ? [row['issued_id']] : [],
  );
  const affects = new Set(papers).size;
  const changesRule = fund.recorded.some(
    (entry) => entry.factKind === 'policy' && entry.name === 'secondPerson',
  );
  const needed = secondPersonFor(rule, { acts, changesRule, affectsIssued: affects > 0 });
  if (needed === null) return;
  const subjectId = first === undefined ? null : subjectOf(fund.book, first);
  throw new SecondPersonNeeded(needed, subjectId, wouldDo(fund, affects, today));
}
