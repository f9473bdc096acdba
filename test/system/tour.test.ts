import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Api } from '../support/api.ts';
import { startLangSon } from '../support/langSon.ts';

// README and guides promise that their blocks can be typed from top to bottom: a shell plays those about
// a fund of one's own in a fund without anything, another one those about the example in the example. What
// is played a second time is answered the same.

const README = 'README.md';
const TOUR = 'openapi/guide/tour.md';
const OPERATING = 'openapi/guide/operating.md';

const BLOCK = /^```(?:sh|bash)\n(.*?)^```$/gms;

/** A comment of a block that announces a refusal, with the code of the problem. */
const ANNOUNCED = /^#.*\brefused\b[^`\n]*`([a-z-]+)`/gm;

const MARK = '@@ block ';

/** Each answer of curl leaves its status on the standard error; what is no part of a guide is quiet. */
const PRELUDE = `
set -u
curl() {
  local said; said=$(command curl "$@") || return 1
  echo "@@ status \${said##*$'\\n'} $API" >&2
  printf '%s' "$said"
}
command -v hledger > /dev/null || hledger() { cat > /dev/null < "$2"; }
`;

interface Played {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** What a block did: the statuses of its requests, what it printed, and why it was refused. */
interface Outcome {
  readonly statuses: readonly string[];
  readonly output: string;
  readonly errors: string;
}

const blocksIn = (text: string): string[] =>
  [...text.matchAll(BLOCK)].map(([, block = '']) => block);

/** The part of a text between two of its headings. */
function between(file: string, from: string, to?: string): string {
  const text = fs.readFileSync(file, 'utf8');
  const begin = text.indexOf(`\n${from}\n`);
  const end = to === undefined ? text.length : text.indexOf(`\n${to}\n`);
  if (begin < 0 || end < begin) throw new Error(`${file} has no "${from}" before "${to}"`);
  return text.slice(begin, end);
}

/** Blocks that start the service or work on its files are played by tests of their own. */
const isPlayed = (block: string) => !/^(npm|DATABASE_URL=)/m.test(block);

const PART_TWO = '## Part 2: the example fund';

const BOOK_CHAPTER = '### Taking over your book';

const BOOK = blocksIn(between(README, BOOK_CHAPTER, '## The guides'));

const OWN = [
  ...blocksIn(between(README, '## Start your own fund', BOOK_CHAPTER)),
  ...blocksIn(between(TOUR, '## Part 1: a fund of your own', PART_TWO)),
  ...blocksIn(fs.readFileSync(OPERATING, 'utf8')),
].filter(isPlayed);

const EXAMPLE = [
  ...blocksIn(between(README, '## Look at the example', '## Start your own fund')),
  ...blocksIn(between(TOUR, PART_TWO)),
].filter(isPlayed);

/** Puts the address and the token, where they are asked for, into blocks. */
function fillIn(blocks: readonly string[], address: string, token: string): string[] {
  const script = path.resolve('scripts/api.sh');
  return blocks.map((block) =>
    block
      .replace('API=http://127.0.0.1:3000', `API=${address}`)
      .replace('TOKEN=…', () => `TOKEN=${token}`)
      .replace('. scripts/api.sh', `. '${script}'`)
      .replaceAll(' scripts/lang-son-2023/', ` ${path.resolve('scripts/lang-son-2023')}/`),
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
    errors: part,
  }));
}

const isGood = (status: string) => /^20[0-2] /.test(status);

/** What a shell is refused beyond what its blocks announce, and what else it says on its errors. */
function faultsOf(blocks: readonly string[], done: readonly Outcome[]) {
  return blocks.flatMap((block, index) => {
    const { statuses = [], errors = '' } = done[index] ?? {};
    const announced = [...block.matchAll(ANNOUNCED)].map(([, code]) => code);
    const codes = [...errors.matchAll(/^Refused \(\d+ ([a-z-]+)\)/gm)].map(([, code]) => code);
    const refused = statuses.filter((status) => !isGood(status)).length;
    const more = errors.replaceAll(/^(@@ status .*|Refused .*)\n/gm, '');
    const isAsSaid = codes.join() === announced.join() && refused === announced.length;
    const isPlayedThrough = statuses.length > 0 || !/\b(api|download|await) /.test(block);
    const isRight = isAsSaid && more === '' && isPlayedThrough;
    return isRight ? [] : [{ block, announced, errors }];
  });
}

const withShell = process.platform === 'win32' ? describe.skip : describe;

/** A preview says what would be now: of a quarter that was closed later in the tour, that it is refused. */
function withoutPreviews(block: string): string {
  return block.replace(/^api POST \S+\/preview '[^']*'$/gm, '');
}

withShell('what the README and the guides say in blocks', () => {
  let api: Api;
  let folder: string;
  const done: Record<string, Outcome[]> = {};

  beforeAll(async () => {
    api = await startLangSon('2026-07-31');
    const address = await api.app.listen({ port: 0, host: '127.0.0.1' });
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tour-'));
    const own = fillIn(OWN, address, api.other.token);
    const example = fillIn(EXAMPLE, address, api.fund.token);
    const book = fillIn(BOOK, address, (await api.addFund()).token);
    // Three shells, each with its fund: one waits for answers while the others read them.
    const playTwice = async ([name, blocks]: [string, string[]]) => {
      fs.mkdirSync(path.join(folder, name));
      for (const round of ['first', 'again']) {
        const played = round === 'first' ? blocks : blocks.map(withoutPreviews);
        done[`${name} ${round}`] = outcomes(await play(played, path.join(folder, name)));
      }
    };
    await Promise.all(Object.entries({ own, example, book }).map(playTwice));
  });

  afterAll(async () => {
    await api.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test.each(['first', 'again'])('of a fund of one’s own is done, played %s', (round) => {
    expect(OWN.length).toBeGreaterThan(10);
    expect(faultsOf(OWN, done[`own ${round}`] ?? [])).toEqual([]);
  });

  test.each(['first', 'again'])('of the example is done, played %s', (round) => {
    expect(EXAMPLE.length).toBeGreaterThan(2);
    expect(faultsOf(EXAMPLE, done[`example ${round}`] ?? [])).toEqual([]);
  });

  test.each(['first', 'again'])('of a book that is taken over is done, played %s', (round) => {
    expect(BOOK).toHaveLength(1);
    const played = done[`book ${round}`] ?? [];
    expect(faultsOf(BOOK, played)).toEqual([]);
    const output = played.map((each) => each.output).join('');
    expect(output).toContain('"difference": "0"');
    expect(output).toContain('Đến 31/3/2023, có 20 HTX còn nợ Quỹ');
  });

  test('is answered the second time as the first', () => {
    const ids = (outcome: Outcome | undefined) =>
      [...(outcome?.output ?? '').matchAll(/^ {2}"id": "(\S+)"/gm)].map(([, id]) => id);
    const [first, again] = [done['own first'] ?? [], done['own again'] ?? []];
    expect(again.map(ids)).toEqual(first.map(ids));
    expect(first.flatMap(ids).length).toBeGreaterThan(5);
  });

  test('warns of nothing in the first ten minutes', () => {
    const first = (done['own first'] ?? []).slice(0, 2).map(({ output }) => output);
    expect(first.join('')).toContain('"inTermInterest": "3363287"');
    expect(first.join('')).not.toContain('"code": "lending');
    expect(first.join('')).not.toMatch(/"warnings": \[\s*\{/);
  });

  test('warns of the decision that was entered late, and allocates its receipt anew', () => {
    const [said = ''] = (done['own first'] ?? [])
      .map(({ output }) => output)
      .filter((output) => output.includes('credit-beside-debt'));
    const [, anew = ''] = said.split('"allocationAfter"');
    expect(anew).toMatch(/^: \{\s*"principal": "400000",\s*"inTermInterest": "800000"/);
  });

  test('leaves the files that it names', () => {
    const sizes = Object.entries({ own: OWN, example: EXAMPLE }).flatMap(([of, blocks]) =>
      [...blocks.join('\n').matchAll(/^download "[^"]+" ([\w-]+\.\w+)/gm)].map(
        ([, name = '']) => fs.statSync(path.join(folder, of, name)).size,
      ),
    );
    expect(sizes.length).toBeGreaterThan(4);
    expect(Math.min(...sizes)).toBeGreaterThan(500);
  });

  test('holds what it says of the example fund', () => {
    const said = (done['example first'] ?? []).map(({ output }) => output);
    const [before, after] = said
      .filter((output) => output.includes('Nhập nhầm phiếu thu'))
      .flatMap((output) => output.split(/^\{$.*?^\}$/ms));
    expect(before).toContain('1,61 tỷ đồng');
    expect(after).toContain('1,63 tỷ đồng');
  });

  test('starts programs that there are', () => {
    const scripts = Object.keys(
      (JSON.parse(fs.readFileSync('package.json', 'utf8')) as { scripts: object }).scripts,
    );
    const named = [README, TOUR, OPERATING, 'openapi/guide/developing.md']
      .flatMap((file) => blocksIn(fs.readFileSync(file, 'utf8')))
      .flatMap((block) => [...block.matchAll(/npm (?:run )?([a-z]+)/g)])
      .map(([, name = '']) => name)
      .filter((name) => name !== 'ci' && name !== 'cit');
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
    expect(named).toEqual(expect.arrayContaining(['demo', 'start', 'backup', 'verify']));
  });
});

withShell('the functions for the shell', () => {
  const run = async (script: string) => {
    const server = await startLangSon('2026-07-31');
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'shell-'));
    try {
      const address = await server.app.listen({ port: 0, host: '127.0.0.1' });
      const [block = ''] = fillIn([script], address, server.fund.token);
      const shell = spawn('bash', ['-c', `. '${path.resolve('scripts/api.sh')}'\n${block}`], {
        cwd: folder,
      });
      let [output, errors] = ['', ''];
      shell.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
      shell.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
      await new Promise((resolve) => shell.once('close', resolve));
      return { output, errors, files: fs.readdirSync(folder) };
    } finally {
      await server.close();
      fs.rmSync(folder, { recursive: true, force: true });
    }
  };

  test('stop at a refusal: they say why, fail, leave no file, and send nothing that lacks an id', async () => {
    const { output, errors, files } = await run(`
      export API=http://127.0.0.1:3000 TOKEN=…
      LOAN=$(api POST /v1/loans '{"contractNumber": "1"}' | field id) || echo "no loan"
      api GET "/v1/loans/$LOAN/position" || echo "not asked"
      download "/v1/loans/0195f3f0-5b6e-7c3a-9d53-0c6f5a1e2b34/debt-confirmation?format=pdf" a.pdf || echo "no file"
      API_LANGUAGE=vi api GET "/v1/fund?asOf=2023" || echo "không"
      api GET "/v1/cooperatives?code=HTX01" | field data.0.code
      api GET "/v1/loans?contractNumber=02/2020/HĐTD&q=thảo nguyên" | field data.0.cooperativeName
      api GET /v1/fund/holidays/2016 | grep dates`);
    const [dates = '', ...said] = output.trim().split('\n').toReversed();
    expect(said.toReversed()).toEqual([
      'no loan',
      'not asked',
      'no file',
      'không',
      'HTX01',
      'HTX Thảo Nguyên',
    ]);
    expect(dates).toMatch(/^ {2}"dates": \["2016-01-01", .*\],$/);
    expect(files).toEqual([]);
    expect(errors).toContain('Refused (400 validation): Correct what');
    expect(errors).toContain('/principal: is required');
    expect(errors).toContain('Not sent: something is missing in /v1/loans//position');
    expect(errors).toContain('Refused (404 not-found)');
    expect(errors).toContain('Refused (400 validation): Hãy sửa');
  });
});
