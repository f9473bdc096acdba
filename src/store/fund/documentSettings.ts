import { NO_SETTINGS, type DocumentSettings } from '../../domain/fund/documentSettings.ts';
import type { RecordedFact } from '../database/recording.ts';
import type { Of } from '../facts/head.ts';
import { given, type FactStore } from '../facts/factStore.ts';

export interface StoredDocumentSettings extends RecordedFact {
  readonly settings: DocumentSettings;
}

export type DocumentSettingsEntry = Of<'document_settings'> & {
  readonly settings: DocumentSettings;
};

export const documentSettingsStore: FactStore<DocumentSettingsEntry> = {
  kinds: ['document_settings'],
  table: 'document_settings',
  columns: ['s.settings'],
  // What a later release adds is null in settings that were put before.
  entryOf: (head, [settings]) => ({
    settings: { ...NO_SETTINGS, ...(JSON.parse(given(settings)) as DocumentSettings) },
    ...head,
    factKind: 'document_settings',
  }),
  rowsOf: ({ id, settings }) => [['document_settings', { id, settings }]],
};
