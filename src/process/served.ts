import path from 'node:path';
import type { DatabasePlace } from './settings.ts';
import type { StoredFund } from '../store/fund/fund.ts';

/** How many funds are told: an installation for many does not fill the screen with them. */
export const FUNDS_TOLD = 20;

function told({ code, name, province }: StoredFund): string {
  return province === ''
    ? `Fund ${code}: ${name}, of no province yet: name it by PATCH /v1/fund`
    : `Fund ${code}: ${name}, province ${province}`;
}

function where(place: DatabasePlace): string {
  if (place.kind === 'embedded') return `Data in ${path.resolve(place.dataDir)}`;
  const { hostname, port, pathname } = new URL(place.connectionString);
  return `Data in the database ${pathname.slice(1)} on ${hostname}:${port || '5432'}`;
}

/** Said where the example is served as if it were a fund of one's own. */
function warning({ code }: StoredFund): string[] {
  return [
    `ATTENTION: the fund ${code} is the EXAMPLE, entered by \`npm run demo\`: its loans are invented.`,
    'Enter nothing of your own in it. For your own fund, set DATA_DIR to another folder; or stop,',
    'rename this folder to data-demo, where `npm run demo` looks for it, and start again.',
  ];
}

/**
 * What a start says of what it serves: which funds, of which provinces, from where.
 *
 * @param funds the first `FUNDS_TOLD` of them
 * @param examples those of the funds that are the example, where it is not the example that is asked for
 */
export function servedLines(
  funds: readonly StoredFund[],
  count: number,
  place: DatabasePlace,
  examples: readonly StoredFund[],
): string[] {
  const more = count - funds.length;
  return [
    ...funds.map(told),
    ...(more > 0 ? [`... and ${more} funds more`] : []),
    where(place),
    ...examples.flatMap(warning),
  ];
}
