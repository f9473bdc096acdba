import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { connectOwner } from '../src/store/database/database.ts';
import { CATALOGUE_FILE, keptLines, readCatalogue } from '../src/store/installation/catalogue.ts';
import { startEmbeddedPostgres } from '../src/store/installation/embeddedPostgres.ts';
import { migrate } from '../src/store/installation/migrate.ts';

// npm run catalogue: writes what the migrations make of an empty database, with which `npm run verify`
// compares the database that it finds.

const dataDir = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-catalogue-'));
try {
  await fs.chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: path.join(dataDir, 'data') });
  try {
    await migrate(server.connectionString);
    const client = await connectOwner(server.connectionString);
    const lines = keptLines(await readCatalogue(client));
    await client.end();
    await fs.writeFile(CATALOGUE_FILE, `${lines.join('\n')}\n`);
  } finally {
    await server.stop();
  }
} finally {
  await fs.rm(dataDir, { recursive: true, force: true });
}
