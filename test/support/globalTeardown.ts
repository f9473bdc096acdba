import fs from 'node:fs/promises';

/** Runs once after all test files. */
export default async function globalTeardown(): Promise<void> {
  const server = globalThis.testServer;
  if (server === undefined) return;
  await server.postgres.stop();
  await fs.rm(server.dataDir, { recursive: true, force: true });
}
