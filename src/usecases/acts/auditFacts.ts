import type { FundTx } from '../../store/database/database.ts';
import type { Book } from '../../book/book.ts';
import type { NewAuditEvent, Origin } from '../../store/books/audit.ts';
import { contentsOf } from '../../store/books/factContent.ts';
import type { Entry } from '../../store/facts/entry.ts';

/** What an act is about: the id of a loan, cooperative, case or notice; null: of the fact alone. */
function aboutOf(entry: Entry): string | null {
  switch (entry.factKind) {
    case 'cooperative':
    case 'cooperative_change':
    case 'locality_change':
    case 'collection_entry':
      return entry.cooperativeId;
    case 'litigation_stage':
      return entry.caseId;
    case 'notice_delivery':
      return entry.noticeId;
    case 'collateral':
    case 'collateral_change':
    case 'collateral_valuation':
    case 'collateral_release':
      return entry.collateralId;
    case 'import_entry':
      return entry.importId;
    case 'proposed_act':
      return entry.subjectId;
    default:
      return 'loanId' in entry ? entry.loanId : null;
  }
}

/** The last of facts in the order recorded that lies before one of them. */
function before<E extends Entry>(
  list: readonly E[],
  entry: Entry,
  same: (earlier: E) => boolean = () => true,
): E | null {
  return list.findLast((each) => each.recordedAt < entry.recordedAt && same(each)) ?? null;
}

/** The earlier fact that a fact reverses, ends, or takes the place of; null: none. */
function factBefore(book: Book, entry: Entry): Entry | null {
  switch (entry.factKind) {
    case 'reversal':
      return book.facts.get(entry.factId) ?? null;
    case 'recall_withdrawal':
      return book.facts.get(entry.recallId) ?? null;
    case 'act_confirmation':
    case 'act_rejection':
    case 'act_withdrawal':
      return book.facts.get(entry.proposalId) ?? null;
    case 'freeze_end':
      return book.facts.get(entry.terms.kind === 'freeze_end' ? entry.terms.freezeId : '') ?? null;
    case 'cooperative_change':
      return before(book.cooperatives.get(entry.cooperativeId)?.versions ?? [], entry);
    case 'locality_change': {
      const { versions = [], localityChanges = [] } =
        book.cooperatives.get(entry.cooperativeId) ?? {};
      const recorded: Entry[] = [...versions, ...localityChanges];
      return before(
        recorded.toSorted((a, b) => a.recordedAt - b.recordedAt),
        entry,
      );
    }
    case 'collateral_change':
      return before(book.collaterals.get(entry.collateralId)?.versions ?? [], entry);
    case 'collateral_valuation':
      return before(book.collaterals.get(entry.collateralId)?.valuations ?? [], entry);
    case 'loan_correction':
      return before(book.loans.get(entry.loanId)?.versions ?? [], entry);
    case 'recovery_plan':
      return before(book.loans.get(entry.loanId)?.recoveryPlans ?? [], entry);
    case 'holiday_list':
      return before(book.holidayLists, entry, (each) => each.year === entry.year);
    case 'policy':
      return before(book.policies, entry, (each) => each.name === entry.name);
    case 'lending_suspension':
      return before(
        book.suspensions.toSorted((a, b) => a.recordedAt - b.recordedAt),
        entry,
      );
    case 'fund_opening':
      return before(book.openings, entry);
    case 'fund_plan':
      return before(book.fundPlans, entry);
    case 'document_settings':
      return before(book.documentSettings, entry);
    case 'fund_change':
      return before(book.fundChanges, entry);
    default:
      return null;
  }
}

/** The reason that a fact gives, else that of its later booking (R42); null: none. */
export function reasonOf(entry: Entry): string | null {
  const ofTerms = 'terms' in entry && 'reason' in entry.terms ? entry.terms.reason : null;
  const own = 'reason' in entry ? entry.reason : ofTerms;
  return own ?? entry.late?.reason ?? null;
}

/** What a fact is about, or else what it reverses, ends or replaces; null: it names nothing else. */
export function subjectOf(book: Book, fact: Entry): string | null {
  const earlier = factBefore(book, fact);
  return aboutOf(fact) ?? (earlier && aboutOf(earlier));
}

/** A fact with whose token recorded it, and from where. */
export interface Audited {
  readonly fact: Entry;
  readonly actor: string;
  readonly from: Origin;
}

/**
 * The events for the audit trail of facts that are stored, in their order: what each says, and what
 * that says which it reverses, ends or replaces, as the database gives it.
 *
 * @param told what is known already of what facts say, by id
 */
export async function auditEventsOf(
  tx: FundTx,
  book: Book,
  audited: readonly Audited[],
  told: ReadonlyMap<string, string> = new Map(),
): Promise<NewAuditEvent[]> {
  const pairs = audited.map((each) => ({ ...each, earlier: factBefore(book, each.fact) }));
  const facts = pairs.flatMap(({ fact, earlier }) => (earlier === null ? [fact] : [fact, earlier]));
  const untold = [...new Set(facts)].filter(({ id }) => !told.has(id));
  const said = await contentsOf(
    tx,
    untold.map(({ id, factKind: kind }) => ({ id, kind })),
  );
  const textOf = ({ id, factKind }: Entry): string => {
    const text = told.get(id) ?? said.get(id);
    if (text === undefined) throw new Error(`no ${factKind} ${id}`);
    return text;
  };
  return pairs.map(({ fact, earlier, actor, from: { address, requestId } }) => ({
    recordedAt: new Date(fact.recordedAt),
    actor,
    address,
    requestId,
    act: fact.factKind,
    subject: aboutOf(fact) ?? (earlier && aboutOf(earlier)) ?? earlier?.id ?? fact.id,
    factId: fact.id,
    reason: reasonOf(fact),
    before: earlier && textOf(earlier),
    after: textOf(fact),
  }));
}
