// Runs a program of `dist`: `node scripts/run.mjs server`. Before that it compiles the sources, if they
// are not those of which `dist` was made, and the console with them; without a program it only does that.
// What was compiled is told by a hash of the sources, so it is right after a pull, a checkout or a copy.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

const DIST = path.join(ROOT, 'dist');

const STAMP = 'sources.sha256';

/** What decides what is in `dist`; the lock file for the release of the compiler. */
const CONFIGURATION = ['scripts/compile.mjs', 'tsconfig.json', 'package-lock.json'];

function hashOfSources() {
  const sources = fs
    .readdirSync(path.join(ROOT, 'src'), { recursive: true })
    .filter((name) => /\.(tsx?|css|html|svg)$/.test(name))
    .map((name) => path.join('src', name))
    .toSorted();
  const hash = createHash('sha256');
  for (const name of [...CONFIGURATION, ...sources]) {
    hash
      .update(`${name}\0`)
      .update(fs.readFileSync(path.join(ROOT, name)))
      .update('\0');
  }
  return hash.digest('hex');
}

function isBuiltOf(hash) {
  try {
    return fs.readFileSync(path.join(DIST, STAMP), 'utf8') === hash;
  } catch {
    return false;
  }
}

/** Whether a program of the packages ended well. */
async function ran(program, ...args) {
  const file = path.join(ROOT, 'node_modules', program);
  if (!fs.existsSync(file)) return false;
  const env = { ...process.env, NODE_ENV: 'production' };
  const child = spawn(process.execPath, [file, ...args], { cwd: ROOT, env, stdio: 'inherit' });
  const [status] = await once(child, 'exit');
  return status === 0;
}

/** Whether the programs are compiled into a folder. */
async function compiled(folder) {
  try {
    const { compile } = await import('./compile.mjs');
    await compile(ROOT, folder);
    return true;
  } catch (error) {
    // What is wrong with a source is told already.
    if (!('errors' in error) && error.code !== 'ERR_MODULE_NOT_FOUND') console.error(error);
    return false;
  }
}

/** Compiles aside and moves it into place when it is complete. Types are checked by `npm run check`. */
async function build(hash) {
  const aside = `${DIST}.${process.pid}`;
  const built = await Promise.all([
    compiled(aside),
    ran('vite/bin/vite.js', 'build', 'src/console', '--outDir', `${aside}/console`, '-l', 'warn'),
  ]);
  if (built.includes(false)) {
    fs.rmSync(aside, { recursive: true, force: true });
    console.error('The service could not be compiled: run `npm ci` in its folder first');
    process.exit(1);
  }
  fs.writeFileSync(path.join(aside, STAMP), hash);
  // Another program that was started at the same time may have been faster, and run already.
  if (!isBuiltOf(hash)) replace(aside, hash);
  fs.rmSync(aside, { recursive: true, force: true });
}

function replace(aside, hash) {
  const old = `${aside}.old`;
  try {
    if (fs.existsSync(DIST)) fs.renameSync(DIST, old);
    fs.renameSync(aside, DIST);
  } catch (error) {
    if (!isBuiltOf(hash)) throw error;
  }
  fs.rmSync(old, { recursive: true, force: true });
}

const hash = hashOfSources();
if (!isBuiltOf(hash)) await build(hash);

const [, self, program] = process.argv;
if (program !== undefined) {
  const file = path.join(DIST, `${program}.js`);
  // The program finds its own arguments where it looks for them.
  process.argv.splice(process.argv.indexOf(self), 2, file);
  // Where something fails is told by its place in the sources.
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(file).href);
}
