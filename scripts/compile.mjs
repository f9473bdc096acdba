// Compiles the programs of the service: each with its own modules and those it shares with others.

import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** What is started, and the threads that it starts. */
const PROGRAM = /^(server|demo\/demo|commands\/\w+|.+Thread)\.ts$/;

/** Packages of hundreds of modules, which take longer to be opened than to be run: what is used of them is taken in. */
const TAKEN_IN = /^(typebox|drizzle-orm)(\/|$)/;

const packagesStayOut = {
  name: 'packages-stay-out',
  setup({ onResolve }) {
    onResolve({ filter: /^[^.]/ }, ({ path: name, kind }) => {
      const isOut = kind !== 'entry-point' && !TAKEN_IN.test(name);
      return isOut ? { path: name, external: true } : undefined;
    });
  },
};

/**
 * Compiles all programs of a project into a folder.
 *
 * @param {string} root the project's folder
 * @param {string} folder where the programs lie then as they do in `src`
 * @param {Record<string, string>} more further programs: where each is put, and its source
 */
export async function compile(root, folder, more = {}) {
  const programs = fs
    .readdirSync(path.join(root, 'src'), { recursive: true })
    .map((name) => name.replaceAll(path.sep, '/'))
    .filter((name) => PROGRAM.test(name))
    .map((name) => [name.slice(0, -'.ts'.length), `src/${name}`]);
  await build({
    absWorkingDir: root,
    entryPoints: { ...Object.fromEntries(programs), ...more },
    outdir: folder,
    chunkNames: 'shared/[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    // The log names the class of an error.
    keepNames: true,
    plugins: [packagesStayOut],
    logLevel: 'warning',
  });
}
