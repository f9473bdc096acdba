import type { Words } from '../words.ts';

export const issued: Words['issued'] = {};
