import { type FundAct, lastRecordedAt } from '../../book/fund.ts';
import { factsOfImport } from '../../book/imports.ts';
import { standsAt } from '../../book/known.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { Entry } from '../../store/facts/entry.ts';
import type { ImportEnteredEntry } from '../../store/imports/import.ts';
import { reverseFact } from '../acts/reverseFact.ts';
import { reverseAct } from '../books/reverseAct.ts';
import { GiveWay } from '../view/turns.ts';
import { requireImport } from './enterImport.ts';

/** The loans and cooperatives that a fact is about. */
function aboutOf(entry: Entry): string[] {
  const about: (string | null)[] = [];
  if ('loanId' in entry) about.push(entry.loanId);
  if ('cooperativeId' in entry) about.push(entry.cooperativeId);
  if ('loanIds' in entry) about.push(...entry.loanIds);
  if ('relatedCooperativeIds' in entry) about.push(...entry.relatedCooperativeIds);
  if ('memberOfId' in entry) about.push(entry.memberOfId);
  return about.filter((id) => id !== null);
}

/** What an import entered: contracts and borrowers by their own ids. */
const addedBy = (facts: readonly Entry[]): ReadonlySet<string> =>
  new Set(
    facts.flatMap((entry) => {
      if (entry.factKind === 'loan') return [entry.loanId];
      return entry.factKind === 'cooperative' ? [entry.cooperativeId] : [];
    }),
  );

/** @throws DomainError facts-stand: a later fact is about what the import entered */
function refuseLaterFacts(
  fund: FundAct,
  entered: ImportEnteredEntry,
  facts: readonly Entry[],
): void {
  const instant = lastRecordedAt(fund).getTime();
  const added = addedBy(facts);
  const later = fund.book.log.findLast(
    (each) =>
      each.recordedAt > entered.recordedAt &&
      each.factKind !== 'reversal' &&
      standsAt(each, instant) &&
      aboutOf(each).some((id) => added.has(id)),
  );
  if (later === undefined) return;
  const figures = { what: later.factKind.replaceAll('_', ' '), factId: later.id };
  throw new DomainError('facts-stand', { rule: 'R36', figures });
}

/** How many facts are reversed before those so far are inserted. */
const FACTS_AT_ONCE = 2_000;

async function reverseOne(fund: FundAct, entry: Entry, reason: string): Promise<void> {
  const { factKind, id } = entry;
  if (factKind === 'repayment' || factKind === 'disbursement') {
    await reverseAct(fund, factKind, { id, reason });
  } else reverseFact(fund, id, reason);
}

/**
 * Takes back all that an import entered, the last first, while nothing else stands on it (R36). What was
 * reversed by itself before stays so.
 *
 * @returns how many facts were reversed
 * @throws DomainError not-found, import-not-entered, facts-stand, and what a single reversal is refused for
 */
export async function reverseImport(
  fund: FundAct,
  { importId, reason }: { readonly importId: string; readonly reason: string },
): Promise<number> {
  const knownAt = lastRecordedAt(fund);
  const { entered } = requireImport(fund, importId, knownAt);
  if (entered === null || entered.reversedAt !== null) {
    throw new DomainError('import-not-entered', { rule: 'R36', figures: { importId } });
  }
  const facts = factsOfImport(fund, entered.entry);
  refuseLaterFacts(fund, entered.entry, facts);
  const standing = facts.filter((each) => standsAt(each, knownAt.getTime())).toReversed();
  const others = new GiveWay();
  for (const [at, entry] of standing.entries()) {
    await reverseOne(fund, entry, reason);
    if (at % FACTS_AT_ONCE === FACTS_AT_ONCE - 1) await fund.sql(async () => undefined);
    await others.haveTheirTurn();
  }
  reverseFact(fund, entered.entry.id, reason);
  return standing.length;
}
