import { shownAt } from '../../book/known.ts';
import type { DocumentSettingsEntry } from '../../store/fund/documentSettings.ts';
import { type Fund, lastRecordedAt, type FundAct } from '../../book/fund.ts';
import { findDocumentSettings, fundAt } from '../../book/rules.ts';
import type { By } from '../acts/by.ts';
import { isDeepStrictEqual } from 'node:util';
import {
  letterOf,
  NO_SETTINGS,
  type DocumentSettings,
  type Letter,
} from '../../domain/fund/documentSettings.ts';
import { type StoredDocumentSettings } from '../../store/fund/documentSettings.ts';
import type { StoredFund } from '../../store/fund/fund.ts';
import type { View } from '../view/readAsKnown.ts';
import { refuseStale, type SeenVersions } from '../acts/versions.ts';

/** How the fund's documents are headed, signed and sent; null: nothing was ever put. */
export function documentSettingsOf(fund: Fund, knownAt: Date): StoredDocumentSettings | null {
  return findDocumentSettings(fund, knownAt);
}

/**
 * The fund as it is called on the day of a document, and how its documents are headed, signed and
 * sent: its settings or the defaults (R24).
 */
export function fundLetter(
  fund: Fund,
  { asOf, knownAt }: View,
): { readonly fund: StoredFund; readonly letter: Letter } {
  const of = fundAt(fund, asOf, knownAt);
  const stored = findDocumentSettings(fund, knownAt);
  return { fund: of, letter: letterOf(stored?.settings ?? NO_SETTINGS, of) };
}

/**
 * Settles how documents are headed, signed and sent; what is left out stays, and the versions are kept
 * (R24).
 *
 * @throws DomainError stale-version
 */
export function setDocumentSettings(
  fund: FundAct,
  by: By,
  changed: Partial<DocumentSettings>,
  seen: SeenVersions,
): StoredDocumentSettings {
  const last = findDocumentSettings(fund, lastRecordedAt(fund));
  refuseStale(seen, last);
  const settings = { ...(last?.settings ?? NO_SETTINGS), ...changed };
  if (last !== null && isDeepStrictEqual(last.settings, settings)) return last;
  const said = { factKind: 'document_settings', effectiveOn: by.today, settings } as const;
  const recorded = fund.record<DocumentSettingsEntry>(said);
  return shownAt(recorded, recorded.recordedAt);
}
