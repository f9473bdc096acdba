import type { Words } from '../words.ts';

export const reports: Words['reports'] = {};
