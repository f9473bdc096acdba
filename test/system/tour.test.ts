import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Api } from '../support/api.ts';
import { startLangSon } from '../support/langSon.ts';

// The guide promises that its blocks can be typed from top to bottom: one shell plays them all, part 1
// in a fund without anything, part 2 in the example fund.

const GUIDE = 'openapi/guide/tour.md';

const BLOCK = /^```(?:sh|bash)\n(.*?)^```$/gms;

/** A comment of a block that announces a refusal, with the code of the problem. */
const ANNOUNCED = /^#.*\brefused\b[^`\n]*`([a-z-]+)`/gm;

const MARK = '@@ block ';

/** Each answer of curl leaves its status on the standard error; what is no part of the guide is quiet. */
const PRELUDE = `
set -euo pipefail
curl() { command curl -w '%{stderr}@@ status %{http_code} %{url_effective}\\n' "$@"; }
command -v hledger > /dev/null || hledger() { cat > /dev/null < "$2"; }
`;

interface Played {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** What a block did: the statuses of its requests, and what it printed. */
interface Outcome {
  readonly statuses: readonly string[];
  readonly output: string;
}

function readBlocks(): string[] {
  return [...fs.readFileSync(GUIDE, 'utf8').matchAll(BLOCK)].map(([, block = '']) => block);
}

/** Puts the address and the tokens, in the order in which the guide asks for them, into its blocks. */
function fillIn(blocks: readonly string[], address: string, tokens: string[]): string[] {
  return blocks.map((block) =>
    block
      .replace('API=http://127.0.0.1:3000', `API=${address}`)
      .replace('TOKEN=…', () => `TOKEN=${tokens.shift()}`),
  );
}

function play(blocks: readonly string[], folder: string): Promise<Played> {
  const marked = blocks.map((block, index) => {
    const mark = `echo '${MARK}${index}'`;
    return `${mark}\n${mark} >&2\n${block}`;
  });
  const shell = spawn('bash', ['-c', PRELUDE + marked.join('\n')], { cwd: folder });
  let output = '';
  let errors = '';
  shell.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  shell.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return new Promise((resolve, reject) => {
    shell.once('error', reject);
    shell.once('close', (exitCode) => resolve({ exitCode, output, errors }));
  });
}

/** What each block did, as far as they were played. */
function outcomes({ output, errors }: Played): Outcome[] {
  const parts = (text: string) => text.split(new RegExp(`^${MARK}\\d+\\n`, 'm')).slice(1);
  const printed = parts(output);
  return parts(errors).map((part, index) => ({
    statuses: [...part.matchAll(/^@@ status (.*)$/gm)].map(([, status = '']) => status),
    output: printed[index] ?? '',
  }));
}

const isGood = (status: string) => /^20[0-2] /.test(status);

const withShell = process.platform === 'win32' ? describe.skip : describe;

withShell('the tour', () => {
  const blocks = readBlocks();
  let api: Api;
  let folder: string;
  let played: Played;
  let done: Outcome[];

  beforeAll(async () => {
    api = await startLangSon('2026-07-31');
    const address = await api.app.listen({ port: 0, host: '127.0.0.1' });
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tour-'));
    const tokens = [api.other.token, api.fund.token];
    played = await play(fillIn(blocks, address, tokens), folder);
    done = outcomes(played);
  }, 120_000);

  afterAll(async () => {
    await api.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('is played to its end', () => {
    const { exitCode, errors } = played;
    expect({ exitCode, errors: exitCode === 0 ? '' : errors.slice(-2000) }).toEqual({
      exitCode: 0,
      errors: '',
    });
    expect(done).toHaveLength(blocks.length);
    expect(done.filter(({ statuses }) => statuses.length === 0)).toEqual([]);
  });

  test('is refused what it announces, and nothing else', () => {
    const refused = done.map(({ statuses }) => statuses.filter((status) => !isGood(status)));
    const codes = done.map(({ output }) =>
      [...output.matchAll(/"type":"\/problems\/([a-z-]+)"/g)].map(([, code]) => code),
    );
    const announced = blocks.map((block) => [...block.matchAll(ANNOUNCED)].map(([, code]) => code));
    expect({ codes, refused }).toMatchObject({ codes: announced });
    expect(refused.map(({ length }) => length)).toEqual(announced.map(({ length }) => length));
    expect(announced.flat().length).toBeGreaterThan(1);
  });

  test('leaves the files that it names', () => {
    const named = blocks.join('\n').matchAll(/^file "[^"]+" ([\w-]+\.\w+)/gm);
    const sizes = [...named].map(([, name = '']) => fs.statSync(path.join(folder, name)).size);
    expect(sizes.length).toBeGreaterThan(4);
    expect(Math.min(...sizes)).toBeGreaterThan(1000);
  });

  test('holds what it says of the example fund', () => {
    const [before, after] = done
      .map(({ output }) => output)
      .filter((output) => output.includes('Nhập nhầm phiếu thu'))
      .flatMap((output) => output.split(/^\{.*\}$/m));
    expect(before).toContain('1,61 tỷ đồng');
    expect(after).toContain('1,63 tỷ đồng');
  });
});
