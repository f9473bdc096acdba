import { defineConfig } from 'drizzle-kit';

// Compares the tables with migrations/meta and writes the difference as SQL; needs no database.
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/store/database/tables/*.ts',
  out: './migrations',
});
