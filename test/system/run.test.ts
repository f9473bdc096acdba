import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

// A checkout with a single program in place of the service, and a page in place of the console.

describe('a program that is run', () => {
  let checkout: string;

  beforeAll(async () => {
    checkout = await fs.mkdtemp(path.join(os.tmpdir(), 'checkout-'));
    await fs.mkdir(path.join(checkout, 'scripts'));
    await fs.mkdir(path.join(checkout, 'src/console'), { recursive: true });
    await fs.mkdir(path.join(checkout, 'src/commands'));
    for (const name of [
      'scripts/run.mjs',
      'scripts/compile.mjs',
      'tsconfig.json',
      'package-lock.json',
    ])
      await fs.copyFile(name, path.join(checkout, name));
    await fs.writeFile(path.join(checkout, 'package.json'), '{ "type": "module" }');
    await fs.symlink(path.resolve('node_modules'), path.join(checkout, 'node_modules'), 'junction');
    await write('said.ts', `export const said: string = 'one';\n`);
    await write('commands/left.ts', 'export const left: number = 1;\n');
    await write('console/index.html', '<title>one</title>');
    const program = `import { said } from '../said.ts';\nconsole.log(said, ...process.argv.slice(2));\n`;
    await write('commands/program.ts', program);
  });

  afterAll(() => fs.rm(checkout, { recursive: true, force: true }));

  const write = (name: string, text: string) =>
    fs.writeFile(path.join(checkout, 'src', name), text);

  const run = async (...args: string[]) => {
    const started = [path.join(checkout, 'scripts/run.mjs'), 'commands/program', ...args];
    return (await promisify(execFile)(process.execPath, started)).stdout;
  };

  /** The folder of the compiled program: another one where it was compiled again. */
  const compiled = async () => (await fs.stat(path.join(checkout, 'dist'))).ino;

  test('is compiled once, finds its arguments, and is compiled again when its sources are others', async () => {
    expect(await run('a', 'b c')).toBe('one a b c\n');
    const first = await compiled();
    expect(await run()).toBe('one\n');
    expect(await compiled()).toBe(first);
    // As a checkout of an older release does, which may give its files any date.
    await write('said.ts', `export const said: string = 'two';\n`);
    await fs.utimes(path.join(checkout, 'src/said.ts'), 1, 1);
    await fs.rm(path.join(checkout, 'src/commands/left.ts'));
    expect(await run()).toBe('two\n');
    await expect(fs.stat(path.join(checkout, 'dist/commands/left.js'))).rejects.toThrow('ENOENT');
    expect((await fs.readdir(checkout)).filter((name) => name.startsWith('dist'))).toEqual([
      'dist',
    ]);
  });

  test('tells by the place in its source where it fails', async () => {
    await write('said.ts', `export const said: string = 'one';\n\nthrow new Error('fails');\n`);
    await expect(run()).rejects.toThrow(/fails\s+at .*src[\\/]said\.ts:3/);
    await write('said.ts', `export const said: string = 'two';\n`);
  });

  test('comes with the console, which is built again when the console is another', async () => {
    const title = async () => fs.readFile(path.join(checkout, 'dist/console/index.html'), 'utf8');
    await run();
    expect(await title()).toContain('<title>one</title>');
    await write('console/index.html', '<title>two</title>');
    await run();
    expect(await title()).toContain('<title>two</title>');
  });

  test('is compiled by whichever of two that are started at once', async () => {
    await write('said.ts', `export const said: string = 'three';\n`);
    expect(await Promise.all([run(), run(), run()])).toEqual(['three\n', 'three\n', 'three\n']);
  });
});
