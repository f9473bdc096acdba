import type { Words } from '../words.ts';

export const section: Words['section'] = {};
