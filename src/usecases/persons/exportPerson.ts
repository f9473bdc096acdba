import { listCooperatives, listCooperativeVersions } from '../../book/borrowers.ts';
import { collateralHistory, collateralsShown } from '../../book/collaterals.ts';
import type { Fund } from '../../book/fund.ts';
import { listLoans } from '../../book/loans.ts';
import type { Shown } from '../../domain/persons/accesses.ts';
import { isOfPerson, maskedNumber } from '../../domain/persons/identityNumbers.ts';
import { mentionOf, type Sought } from '../../domain/persons/mentions.ts';
import { invalid } from '../../domain/primitives/errors.ts';
import { listTokens } from '../../store/access/token.ts';
import { trailEventsThat, type AuditEvent } from '../../store/books/audit.ts';
import type { StoredCooperative } from '../../store/borrowers/cooperative.ts';
import { listAccesses, type ListedAccess } from '../../store/persons/access.ts';
import { requireCollateral } from '../collateral/lookUpCollateral.ts';
import { requireCooperative } from '../borrowers/lookUpBorrowers.ts';
import type { View } from '../view/readAsKnown.ts';

/** Whom an export is of: by a record, or by what a person says of itself. */
export interface AskedPerson {
  readonly name?: string | undefined;
  readonly identityNumber?: string | undefined;
  /** The member itself, else who represents the cooperative. */
  readonly cooperativeId?: string | undefined;
  /** Who owns the asset. */
  readonly collateralId?: string | undefined;
}

type Versions = ReturnType<typeof listCooperativeVersions>;

/** A borrower that is the person, or that the person represents or represented. */
export interface CooperativeOfPerson {
  readonly id: string;
  readonly as: 'borrower' | 'representative';
  readonly versions: Versions;
}

/** An asset that the person owns or owned. */
export interface AssetOfPerson {
  readonly id: string;
  readonly versions: NonNullable<ReturnType<typeof collateralHistory>>['versions'];
}

/** All that the fund has of a person. */
export interface PersonExport {
  readonly sought: Sought;
  readonly cooperatives: readonly CooperativeOfPerson[];
  readonly loans: ReturnType<typeof listLoans>;
  readonly collaterals: readonly AssetOfPerson[];
  /** What of the audit trail names the person, or is about what is the person's. */
  readonly records: readonly AuditEvent[];
  /** Who was shown its number before. */
  readonly accesses: readonly ListedAccess[];
}

const given = (...texts: readonly (string | null | undefined)[]): string[] => [
  ...new Set(texts.flatMap((each) => each ?? [])),
];

/** By what the person of a borrower is known: a member by itself, else by who represents it. */
const ofBorrower = (of: StoredCooperative): Sought => ({
  names: given(of.kind === 'member' ? of.name : of.representative),
  numbers: given(isOfPerson(of) ? of.taxCode : null),
});

async function ofOwner(fund: Fund, collateralId: string, view: View): Promise<Sought> {
  const { owner } = (await requireCollateral(fund, collateralId, view)).at;
  if (owner.cooperativeId !== null) {
    return ofBorrower(requireCooperative(fund, owner.cooperativeId, view));
  }
  return { names: [owner.name], numbers: given(owner.identityNumber) };
}

/** @throws DomainError not-found; validation: nobody is named */
async function soughtOf(fund: Fund, asked: AskedPerson, view: View): Promise<Sought> {
  const { name, identityNumber, cooperativeId, collateralId } = asked;
  const found: Sought[] = [{ names: given(name), numbers: given(identityNumber) }];
  if (cooperativeId !== undefined) {
    found.push(ofBorrower(requireCooperative(fund, cooperativeId, view)));
  }
  if (collateralId !== undefined) found.push(await ofOwner(fund, collateralId, view));
  const sought = {
    names: given(...found.flatMap(({ names }) => names)),
    numbers: given(...found.flatMap(({ numbers }) => numbers)),
  };
  if (sought.names.length + sought.numbers.length > 0) return sought;
  throw invalid('/name', {
    en: 'says whose data are asked for: send a full name, an identity number, or a record that names a person',
    vi: 'cho biết cần dữ liệu của ai: hãy gửi họ tên đầy đủ, số định danh, hoặc hồ sơ có nêu tên người đó',
  });
}

type IsNamed = (text: string) => boolean;

function cooperativesOf(fund: Fund, isNamed: IsNamed, view: View): CooperativeOfPerson[] {
  const all = listCooperatives(fund, {}, view.knownAt);
  return all.flatMap(({ id }): CooperativeOfPerson[] => {
    const versions = listCooperativeVersions(fund, id, view.knownAt);
    const isBorrower = versions.some(
      (each) =>
        (each.kind === 'member' && isNamed(each.name)) ||
        (isOfPerson(each) && isNamed(each.taxCode ?? '')),
    );
    if (isBorrower) return [{ id, as: 'borrower', versions }];
    const named = versions.some(({ representative }) => isNamed(representative ?? ''));
    return named ? [{ id, as: 'representative', versions }] : [];
  });
}

function collateralsOf(
  fund: Fund,
  isNamed: IsNamed,
  borrowers: ReadonlySet<string>,
  view: View,
): AssetOfPerson[] {
  return collateralsShown(fund, view).flatMap(({ entered }): AssetOfPerson[] => {
    const id = entered.collateralId;
    const { versions } = collateralHistory(fund, id, view.knownAt) ?? { versions: [] };
    const isOwner = versions.some(({ owner }) =>
      owner.named === null
        ? borrowers.has(owner.cooperativeId)
        : isNamed(owner.named.name) || isNamed(owner.named.identityNumber ?? ''),
    );
    return isOwner ? [{ id, versions }] : [];
  });
}

/** What of the trail names the person, or one of the records that are the person's. */
async function recordsOf(
  fund: Fund,
  isNamed: IsNamed,
  own: readonly string[],
): Promise<AuditEvent[]> {
  const isOwn = mentionOf({ names: own, numbers: [] });
  return fund.sql(async (tx) => {
    const names = new Map((await listTokens(tx)).map(({ id, name }) => [id, name]));
    const events = await trailEventsThat(tx, ({ subject, reason, before, after }) =>
      [subject, JSON.stringify(reason ?? ''), before ?? '', after].some(
        (text) => isNamed(text) || isOwn(text),
      ),
    );
    return events.map((event) => ({ ...event, actorName: names.get(event.actor) ?? '' }));
  });
}

/** What is to be noted of an export: each record that it shows; if there is none, the question. */
function shownBy(found: PersonExport): Shown[] {
  const { names, numbers } = found.sought;
  const about = [...names, ...numbers.map(maskedNumber)].join('; ');
  const records: readonly (readonly [subject: string, cooperativeId: string | null])[] = [
    ...found.cooperatives.map(({ id }) => [id, id] as const),
    ...found.collaterals.map(({ id }) => [id, null] as const),
  ];
  const all = records.length === 0 ? [[null, null] as const] : records;
  return all.map(([subject, cooperativeId]) => ({
    what: 'export',
    subject,
    cooperativeId,
    about,
  }));
}

/**
 * Everything that the fund's database has of a person, and what is to be noted of that (Law 91/2025/QH15):
 * found by whole names and numbers in all that was ever recorded. Two persons of one name are not told apart.
 *
 * @throws DomainError not-found, validation: nobody is named
 */
export async function exportPerson(
  fund: Fund,
  asked: AskedPerson,
  view: View,
): Promise<{ readonly found: PersonExport; readonly shown: readonly Shown[] }> {
  const sought = await soughtOf(fund, asked, view);
  const isNamed = mentionOf(sought);
  const cooperatives = cooperativesOf(fund, isNamed, view);
  const borrowers = cooperatives.filter((each) => each.as === 'borrower').map(({ id }) => id);
  const collaterals = collateralsOf(fund, isNamed, new Set(borrowers), view);
  const loans = borrowers.flatMap((cooperativeId) =>
    listLoans(fund, { cooperativeId }, view.knownAt),
  );
  const assets = collaterals.map(({ id }) => id);
  const own = [...borrowers, ...loans.map(({ id }) => id), ...assets];
  const records = await recordsOf(fund, isNamed, own);
  const subjects = [...cooperatives.map(({ id }) => id), ...assets];
  const accesses = await fund.sql((tx) => listAccesses(tx, { subjects }));
  const found = { sought, cooperatives, loans, collaterals, records, accesses };
  return { found, shown: shownBy(found) };
}
