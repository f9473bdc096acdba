import { words } from '../../words/words.ts';

const said = words.schedule.errors;

/** What stands in an error that was recorded, and what is told of it. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/SMTP_URL is not set/, said.noMail],
  [/certificate|self.signed|altname/i, said.certificate],
  [/\b535\b|invalid login|authentication/i, said.login],
  [/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ECONNRESET/, said.unreachable],
  [/timeout|ETIMEDOUT/i, said.slow],
  [/\b4\d\d\b/, said.putOff],
  [/\b5\d\d\b/, said.refused],
  [/ENOSPC/, said.disk],
  [/backup|\.backup/i, said.backup],
  [/^[a-z]+(-[a-z]+)+$/, said.refusal],
];

/** Why a run failed, in words; what was recorded stands behind it. */
export const inWords = (error: string): string =>
  KNOWN.find(([pattern]) => pattern.test(error))?.[1] ?? said.other;
