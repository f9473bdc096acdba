import fs from 'node:fs';

// The guides name files, names in them, and tests: what they name is there.

const read = (file: string): string => fs.readFileSync(file, 'utf8');

/** A question, the file that answers it, and the names to look for in that file. */
interface Answer {
  readonly question: string;
  readonly file: string;
  readonly names: readonly string[];
}

const WHERE = read('openapi/guide/where.md');

const ANSWER = /^- (.+) → `([^`]+)`((?: `[^`]+`)*)$/gm;

const inBackticks = (text: string): string[] =>
  [...text.replace(/^```.*?^```$/gms, '').matchAll(/`([^`\n]+)`/g)].map(([, each = '']) => each);

const answersIn = (guide: string, form: RegExp): Answer[] =>
  [...guide.matchAll(form)].map(([, question = '', file = '', names = '']) => ({
    question,
    file,
    names: inBackticks(names),
  }));

const answers = answersIn(WHERE, ANSWER);

/** A row of the table of the questions asked most. */
const ROW = /^\| (.+\?) +\| `([^`]+)` +\| ((?:`[^`]+` *)+)\|$/gm;

const asked = answersIn(read('ARCHITECTURE.md'), ROW);

const GUIDES = [
  'ARCHITECTURE.md',
  'README.md',
  'SECURITY.md',
  ...fs
    .readdirSync('openapi/guide')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `openapi/guide/${name}`),
];

/** Whether a file has a name as a word of its own, or a text as it stands. */
const has = (text: string, name: string): boolean =>
  /^\w+$/.test(name) ? new RegExp(`\\b${name}\\b`).test(text) : text.includes(name);

describe('where.md', () => {
  test('has at least forty questions, each in the form that is read here', () => {
    expect(answers.length).toBeGreaterThanOrEqual(40);
    expect(answers).toHaveLength((WHERE.match(/^- /gm) ?? []).length);
  });

  test.each(answers)('$question', ({ file, names }) => {
    const text = read(file);
    expect(names.filter((name) => !has(text, name))).toEqual([]);
  });
});

describe('ARCHITECTURE.md', () => {
  test('answers the ten questions asked most, in at most 15 KB', () => {
    expect(asked).toHaveLength(10);
    expect(Buffer.byteLength(read('ARCHITECTURE.md'))).toBeLessThanOrEqual(15 * 1024);
  });

  test.each(asked)('$question', ({ file, names }) => {
    const text = read(file);
    expect(names.filter((name) => !has(text, name))).toEqual([]);
  });
});

describe('the guides', () => {
  test.each(GUIDES)('%s names files and folders that are there', (guide) => {
    const named = inBackticks(read(guide)).filter((each) =>
      /^(src|test|migrations|openapi|scripts)\/[\w./-]+$/.test(each),
    );
    expect(named.filter((each) => !fs.existsSync(each))).toEqual([]);
  });

  test.each(GUIDES)('%s links to pages and pictures that are there', (guide) => {
    const folder = guide.split('/').slice(0, -1).join('/') || '.';
    const linked = [...read(guide).matchAll(/\]\(([^)#:]+)\)/g)].map(([, each = '']) => each);
    expect(linked.filter((each) => !fs.existsSync(`${folder}/${each}`))).toEqual([]);
  });

  test('the glossary names what is in the code', () => {
    const code = fs
      .readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => read(`src/${name}`))
      .join('\n');
    const named = inBackticks(read('openapi/guide/glossary.md')).filter((each) =>
      /^\w+$/.test(each),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((each) => !has(code, each))).toEqual([]);
  });

  test.each(GUIDES)('%s names what is in the files that it names before', (guide) => {
    const flat = read(guide).replace(/\s+/g, ' ');
    const named = [...flat.matchAll(/`(src\/[\w./-]+\.ts)`((?:,? `\w+`)+)/g)];
    const missing = named
      .map(([, file = '', names = '']) => ({ file, names: inBackticks(names) }))
      .filter(({ file, names }) => !names.every((name) => has(read(file), name)));
    expect(missing).toEqual([]);
  });

  test('a rule is held by the tests that it names', () => {
    const flat = read('openapi/guide/decisions.md').replace(/\s+/g, ' ');
    const held = [...flat.matchAll(/`(test\/[\w./-]+)` "([^"]+)"/g)];
    expect(held.length).toBeGreaterThan(30);
    const missing = held
      .map(([, file = '', name = '']) => ({ file, name }))
      .filter(({ file, name }) => !read(file).replaceAll("\\'", "'").includes(name));
    expect(missing).toEqual([]);
  });
});
