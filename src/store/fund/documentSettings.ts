import { and, desc, eq } from 'drizzle-orm';
import { NO_SETTINGS, type DocumentSettings } from '../../domain/fund/documentSettings.ts';
import type { FundTx } from '../database/database.ts';
import { factOf, recorder, recording, stands } from '../database/fact.ts';
import type { RecordedFact } from '../database/recording.ts';
import { fact, token } from '../database/tables/schema.ts';
import { documentSettings } from '../database/tables/documents.ts';

export interface StoredDocumentSettings extends RecordedFact {
  readonly settings: DocumentSettings;
}

/** Puts settings in place of those before, under a fact of their own. */
export async function putDocumentSettings(
  tx: FundTx,
  recorded: RecordedFact,
  settings: DocumentSettings,
): Promise<StoredDocumentSettings> {
  await tx.db.insert(documentSettings).values({ fundId: tx.fundId, id: recorded.id, settings });
  return { ...recorded, settings };
}

/** The settings recorded last; null: there were never any. */
export async function findDocumentSettings(
  tx: FundTx,
  knownAt: Date,
): Promise<StoredDocumentSettings | null> {
  const [last] = await tx.db
    .select({ id: documentSettings.id, settings: documentSettings.settings, ...recording })
    .from(documentSettings)
    .innerJoin(fact, factOf(documentSettings))
    .innerJoin(token, recorder())
    .where(and(eq(documentSettings.fundId, tx.fundId), stands(knownAt)))
    .orderBy(desc(fact.recordedAt))
    .limit(1);
  if (last === undefined) return null;
  // What a later release adds is null in settings that were put before.
  return { ...last, settings: { ...NO_SETTINGS, ...(last.settings as DocumentSettings) } };
}
