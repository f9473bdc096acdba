import fs from 'node:fs';
import path from 'node:path';

// The house rules that the linter does not know. The linter holds the rest: layers, functions of
// at most 70 lines, promises that are waited for.

const ROOTS = ['src', 'test', 'scripts'];

function filesIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .filter((name) => /\.tsx?$/.test(name));
}

const files = ROOTS.filter((root) => fs.existsSync(root))
  .flatMap(filesIn)
  .map((name) => ({ name, text: fs.readFileSync(name, 'utf8') }));

/** The places, as `file:line`, of what matches in the files of a folder. */
function places(pattern: RegExp, inFolder: RegExp, except: readonly string[] = []): string[] {
  return files
    .filter(({ name }) => inFolder.test(name) && !except.includes(name))
    .flatMap(({ name, text }) =>
      text
        .split('\n')
        .map((line, index) => ({
          line: line.replace(/\/\/.*$/, ''),
          place: `${name}:${index + 1}`,
        }))
        .filter(({ line }) => pattern.test(line))
        .map(({ place, line }) => `${place} ${line.trim()}`),
    );
}

/** What each layer may import of the others; types may come from further down. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  store: ['domain'],
  book: ['domain', 'store'],
  usecases: ['domain', 'store', 'book'],
  http: ['domain', 'usecases', 'documents'],
  documents: ['domain'],
  jobs: ['usecases'],
  console: ['documents'],
};

describe('the house rules', () => {
  test('there are files to look at', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  test('nothing is left to be done', () => {
    // Written so that this file is not found itself.
    const marks = /\b(TO[D]O|FIX[M]E|X[X]X)\b/;
    const found = files.filter(({ text }) => marks.test(text)).map(({ name }) => name);
    expect(found).toEqual([]);
  });

  test('money and rates never become binary floating point', () => {
    const floating = /\bNumber\(|\bparseFloat\(|\.toNumber\(|\bMath\.(round|floor|ceil|trunc)\(/;
    // There, numbers are ports, process ids and the names of migrations.
    const noMoney = [
      'src/store/installation/postgresPlace.ts',
      'src/store/installation/postgresServer.ts',
      'src/store/installation/migrate.ts',
    ];
    // A spreadsheet has no other numbers: `cellNumber` makes them, of 15 digits at most.
    const except = [...noMoney, 'src/documents/sheets/xlsx.ts'];
    expect(places(floating, /^src\/(domain|store|usecases|documents)\//, except)).toEqual([]);
    const xlsx = places(floating, /^src\/documents\/sheets\/xlsx\.ts$/);
    expect(xlsx).toHaveLength(1);
  });

  test('the domain asks no clock, no chance and no surroundings', () => {
    const impure = /\bDate\.now\(|\bnew Date\(|\bprocess\.|\bMath\.random\(|\bfetch\(|\bconsole\./;
    expect(places(impure, /^src\/domain\//)).toEqual([]);
  });

  test('the layers import one way', () => {
    const wrong = files.flatMap(({ name, text }) => {
      const [, layer = ''] = /^src\/(\w+)\//.exec(name) ?? [];
      const allowed = LAYERS[layer];
      if (allowed === undefined) return [];
      return (
        [...text.matchAll(/^(?:import|export)\s(?!type\s)[^;]*?from '(\.[^']+)';/gms)]
          .map(([, target = '']) => path.posix.join(path.posix.dirname(name), target))
          // Where the service lies on the disk is for all to ask but the domain, which asks nothing.
          .filter((target) => target !== 'src/root.ts' || layer === 'domain')
          .map((target) => /^src\/(\w+)\//.exec(target)?.[1] ?? 'src')
          .filter((target) => target !== layer && !allowed.includes(target))
          .map((target) => `${name} imports ${target}`)
      );
    });
    expect(wrong).toEqual([]);
  });

  test('what is written to a fund is booked and audited', () => {
    const found = places(/\bwriteFund\(/, /^src\//, [
      'src/usecases/acts/writeActs.ts',
      'src/usecases/acts/sealOlderFacts.ts',
      // Tokens are no facts; they are audited there.
      'src/usecases/access/manageTokens.ts',
      // Nor is who comes in by a provider, or is signed out there.
      'src/usecases/access/signOn.ts',
      'src/usecases/access/roleClaims.ts',
      'src/usecases/access/sessions.ts',
      // So are webhooks, and what their receivers end.
      'src/usecases/webhooks/deliver.ts',
    ]);
    expect(found).toEqual([]);
  });

  test('only the store speaks to PostgreSQL', () => {
    expect(places(/from '(pg|drizzle-orm[^']*)'/, /^src\/(?!store\/)/)).toEqual([]);
  });
});
