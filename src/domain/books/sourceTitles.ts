import type { Source } from '../fund/sources.ts';
import { CHARTER } from '../fund/sources.ts';
import type { Account, AccountTitle } from '../policies/accounts.ts';
import { folded } from '../primitives/likeness.ts';
import { partsOfAccount, type LedgerAccount } from './sourceAccounts.ts';

type Chart = Readonly<Record<Account, AccountTitle>>;

/** A source as a part of an account's code: small letters, digits, _ and -. */
const codeOf = (source: Source): string =>
  folded(source)
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^-|-$/g, '');

/**
 * Under which code and names an account is shown. That of another source than the charter is a detail of
 * charter capital's: its code goes on with a point and the source (R34).
 *
 * @param nameOf how the fund calls a source
 */
export function titleOf(
  chart: Chart,
  account: LedgerAccount,
  nameOf: (source: Source) => string,
): AccountTitle {
  const { account: inPlaceOf, source } = partsOfAccount(account);
  const title = chart[inPlaceOf];
  if (source === CHARTER) return title;
  const name = nameOf(source);
  const ofCapital = inPlaceOf === 'charterCapital';
  return {
    code: `${title.code}.${codeOf(source)}`,
    vietnamese: ofCapital ? name : `${title.vietnamese} – ${name}`,
    english: `${ofCapital ? 'Capital' : title.english} of ${source}`,
  };
}
