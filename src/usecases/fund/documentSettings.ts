import type { By } from '../acts/by.ts';
import { isDeepStrictEqual } from 'node:util';
import {
  letterOf,
  NO_SETTINGS,
  type DocumentSettings,
  type Letter,
} from '../../domain/fund/documentSettings.ts';
import type { FundTx } from '../../store/database/database.ts';
import {
  findDocumentSettings,
  putDocumentSettings,
  type StoredDocumentSettings,
} from '../../store/fund/documentSettings.ts';
import { lastRecordedAt, recordFact } from '../../store/database/fact.ts';
import { findFund, type StoredFund } from '../../store/fund/fund.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';

/** How the fund's documents are headed, signed and sent; null: nothing was ever put. */
export function documentSettingsOf(
  tx: FundTx,
  knownAt: Date,
): Promise<StoredDocumentSettings | null> {
  return findDocumentSettings(tx, knownAt);
}

/** The fund, and how its documents are headed, signed and sent: its settings or the defaults (R24). */
export async function fundLetter(
  tx: FundTx,
  knownAt: Date,
): Promise<{ readonly fund: StoredFund; readonly letter: Letter }> {
  const fund = await findFund(tx);
  const stored = await findDocumentSettings(tx, knownAt);
  return { fund, letter: letterOf(stored?.settings ?? NO_SETTINGS, fund) };
}

/**
 * Puts settings of documents in place of those before; the versions are kept (R24).
 *
 * @throws DomainError stale-version
 */
export async function setDocumentSettings(
  tx: FundTx,
  by: By,
  settings: DocumentSettings,
  seen: SeenVersions,
): Promise<StoredDocumentSettings> {
  const last = await findDocumentSettings(tx, await lastRecordedAt(tx));
  refuseStale(seen, last);
  if (last !== null && isDeepStrictEqual(last.settings, settings)) return last;
  const recorded = await recordFact(tx, {
    kind: 'document_settings',
    effectiveOn: by.today,
    recordedBy: by.actor,
  });
  return putDocumentSettings(tx, recorded, settings);
}
