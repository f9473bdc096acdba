import { CHARTER, type Source } from '../fund/sources.ts';
import { ACCOUNTS, type Account } from '../policies/accounts.ts';

/** The accounts that each source of capital has for itself (R34): of another than the charter, before its name. */
export const SOURCE_PARTS = [
  'capital',
  'availablePrincipal',
  'outstandingPrincipal',
  'principalChargedOff',
  'entrustedPrincipal',
] as const;

type SourcePart = (typeof SOURCE_PARTS)[number];

/**
 * An account as postings name it: one of `ACCOUNTS`, which is charter capital's or of interest, or that of
 * another source: `availablePrincipal:advance`.
 */
export type LedgerAccount = Account | `${SourcePart}:${string}`;

const PART_OF: Partial<Readonly<Record<Account, SourcePart>>> = {
  charterCapital: 'capital',
  availablePrincipal: 'availablePrincipal',
  outstandingPrincipal: 'outstandingPrincipal',
  principalChargedOff: 'principalChargedOff',
  entrustedPrincipal: 'entrustedPrincipal',
};

/** The account of a source in the place of charter capital's; interest has no source (R18). */
export function accountOf(account: Account, source: Source): LedgerAccount {
  const part = source === CHARTER ? undefined : PART_OF[account];
  return part === undefined ? account : `${part}:${source}`;
}

/** In whose place an account stands, and of which source it is. */
export function partsOfAccount(account: LedgerAccount): {
  readonly account: Account;
  readonly source: Source;
} {
  const at = account.indexOf(':');
  if (at < 0) return { account: account as Account, source: CHARTER };
  const part = account.slice(0, at);
  const found = ACCOUNTS.find((each) => PART_OF[each] === part);
  if (found === undefined) throw new Error(`no account ${account}`);
  return { account: found, source: account.slice(at + 1) };
}
