import fs from 'node:fs/promises';
import { build } from 'esbuild';

/** Where the `moduleNameMapper` of jest.config.mjs has jest look for them. */
const FOLDER = 'node_modules/.cache/test-libraries';

/** The libraries of many files, by the name of the file that each becomes. */
const LIBRARIES = {
  typebox: 'typebox',
  'drizzle-orm': 'drizzle-orm',
  'drizzle-orm-pg-core': 'drizzle-orm/pg-core',
  'drizzle-orm-node-postgres': 'drizzle-orm/node-postgres',
  'drizzle-orm-node-postgres-migrator': 'drizzle-orm/node-postgres/migrator',
};

/** What a library written for `require` asks for, in a file that is imported. */
const REQUIRE =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";

/**
 * Bundles the libraries that consist of hundreds of files. Jest evaluates all of them anew for each
 * test file, and finding them takes longer than the tests.
 */
export async function bundleLibraries(): Promise<void> {
  await fs.mkdir(FOLDER, { recursive: true });
  const { outputFiles } = await build({
    entryPoints: LIBRARIES,
    outdir: FOLDER,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['pg'],
    banner: { js: REQUIRE },
    logLevel: 'error',
    write: false,
  });
  // Another run may be reading them: what has not changed stays, and what has comes in one step.
  for (const { path: file, contents } of outputFiles) {
    const known = await fs.readFile(file).catch(() => null);
    if (known !== null && known.equals(contents)) continue;
    const aside = `${file}.${process.pid}`;
    await fs.writeFile(aside, contents);
    await fs.rename(aside, file);
  }
}
