import { ofId, type Examples } from './ids.ts';

/** A register that is taken over as a file. */
export const IMPORT_EXAMPLES: Examples = {
  sendImport: { parameters: { fileName: 'so-vay-2022.csv', interestEvery: 'quarter' } },
  enterImport: { ...ofId('import'), body: {} },
  reverseImport: { ...ofId('import'), body: { reason: 'Nhầm tệp' } },
  getImport: ofId('import'),
  listImportFaults: ofId('import'),
  listImportRows: ofId('import'),
};
