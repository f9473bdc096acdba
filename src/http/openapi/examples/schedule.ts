import { ofId, type Examples } from './ids.ts';

/** What is done at set times, and what it keeps. */
export const SCHEDULE_EXAMPLES: Examples = {
  getScheduledWork: { parameters: { kind: 'month-end' } },
  putScheduledWork: {
    parameters: { kind: 'month-end' },
    body: { isOn: true, at: '06:00', day: 3 },
  },
  runScheduledWork: { parameters: { kind: 'month-end' }, body: {} },
  keepClassification: { body: { asOf: '2023-06-30' } },
  getKeptClassification: ofId('keptClassification'),
  compareKeptClassification: ofId('keptClassification'),
  draftNotices: {
    body: { year: 2023, quarter: 2, issuedOn: '2023-07-05', payBy: '2023-07-20' },
  },
  getNoticeDraft: ofId('noticeDraft'),
  releaseNoticeDraft: {
    ...ofId('noticeDraft'),
    body: { issuedOn: '2023-07-05', payBy: '2023-07-20' },
  },
};
