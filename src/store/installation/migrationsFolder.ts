import { fileURLToPath } from 'node:url';

/** The same from src/store and, compiled, from dist/store. */
export const migrationsFolder = fileURLToPath(new URL('../../../migrations', import.meta.url));
