import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** What the programs find beside themselves, or further up. */
const BESIDE = ['migrations', 'node_modules', 'openapi', 'scripts'];

/**
 * Compiles the programs of the service, as they are installed: they start in a third of the time that
 * their sources take. Into a folder of the run's own, so that nobody's `dist` is disturbed. Types are
 * checked elsewhere.
 */
export async function compilePrograms(folder: string): Promise<void> {
  await fs.mkdir(folder);
  for (const name of BESIDE) {
    // A junction needs no rights on Windows.
    await fs.symlink(path.resolve(name), path.join(folder, name), 'junction');
  }
  await fs.copyFile('package.json', path.join(folder, 'package.json'));
  const compiler = 'node_modules/typescript/bin/tsc';
  const outDir = path.join(folder, 'dist');
  const args = [compiler, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', outDir];
  await promisify(execFile)(process.execPath, args).catch((error: unknown) => {
    // There the compiler says why.
    const { stdout = '' } = error as { stdout?: string };
    throw new Error(`The programs do not compile: ${stdout}`, { cause: error });
  });
}
