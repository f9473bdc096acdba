import fs from 'node:fs';
import path from 'node:path';
import { en } from '../../src/console/words/en.ts';
import { vi } from '../../src/console/words/vi.ts';

type Texts = { readonly [name: string]: string | Texts };

/** Each text with its place: `parts.close`. */
function texts(words: Texts, at = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[at + name, value]] : texts(value, `${at}${name}.`),
  );
}

const vietnamese = texts(vi);

const english = new Map(texts(en));

const gapsOf = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted();

const sources = fs
  .readdirSync('src/console', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/^words[\\/](vi|en)\b/.test(name))
  .map((name) => ({ name, text: fs.readFileSync(path.join('src/console', name), 'utf8') }));

describe('the words of the console', () => {
  test('none is missing in a language, or empty in one of them alone', () => {
    expect([...english.keys()].toSorted()).toEqual(vietnamese.map(([at]) => at).toSorted());
    const isEmpty = (text: string | undefined): boolean => text?.trim() === '';
    const differ = vietnamese.filter(([at, text]) => isEmpty(text) !== isEmpty(english.get(at)));
    expect(differ).toEqual([]);
  });

  test('a text has the same gaps in each language', () => {
    const differ = vietnamese.filter(
      ([at, text]) => gapsOf(text).join('') !== gapsOf(english.get(at) ?? '').join(''),
    );
    expect(differ).toEqual([]);
  });

  test('each is said somewhere, by its name or among the others of its list', () => {
    const all = sources.map(({ text }) => text).join('\n');
    const isNamed = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(all);
    const isList = (name: string): boolean => new RegExp(`\\.${name}\\b(?!\\.)`).test(all);
    const unsaid = vietnamese.filter(([at]) => {
      const names = at.split('.');
      return !isNamed(names.at(-1) ?? '') && !isList(names.at(-2) ?? '');
    });
    expect(unsaid).toEqual([]);
  });

  test('no screen has words of its own', () => {
    const accented = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i;
    const found = sources.flatMap(({ name, text }) =>
      text
        .split('\n')
        .filter((line) => !/^\s*(\*|\/\*|\/\/)/.test(line))
        .map((line) => line.replace(/\/\/.*$/, '').replace(/\/\*.*?\*\//g, ''))
        .filter(
          (line) => accented.test(line) && !/replace\(/.test(line) && !/'Tiếng Việt'/.test(line),
        )
        .map((line) => `${name}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });
});
