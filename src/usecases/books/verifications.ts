import type { Database } from '../../store/database/database.ts';

/** What came of the verifications of a fund that this process was asked for. */
export interface Verified {
  /** When the last one began that found nothing, in milliseconds; 0: none yet. */
  readonly agreedAt: number;
  /** How many differences the last one found. */
  readonly differences: number;
}

const VERIFIED = new WeakMap<Database, Map<string, Verified>>();

/** Keeps what a verification of a fund's books has found, for those who watch the service. */
export function noteVerification(
  database: Database,
  fundId: string,
  differences: number,
  at: Date,
): void {
  const ofFunds = VERIFIED.get(database) ?? new Map<string, Verified>();
  VERIFIED.set(database, ofFunds);
  const before = ofFunds.get(fundId)?.agreedAt ?? 0;
  ofFunds.set(fundId, { agreedAt: differences === 0 ? at.getTime() : before, differences });
}

/** What came of the verifications of a fund by this process; null: it was asked for none. */
export const verificationOf = (database: Database, fundId: string): Verified | null =>
  VERIFIED.get(database)?.get(fundId) ?? null;

/** When books were last found to agree, and the differences that stand, of all funds together. */
export function verificationFigures(database: Database): Verified {
  const all = [...(VERIFIED.get(database)?.values() ?? [])];
  return {
    agreedAt: Math.max(0, ...all.map(({ agreedAt }) => agreedAt)),
    differences: all.reduce((sum, { differences }) => sum + differences, 0),
  };
}
