import fs from 'node:fs/promises';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { kindOf } from '../../../src/documents/imports/guard.ts';
import { readInThread } from '../../../src/documents/imports/reader.ts';
import { readBook } from '../../../src/documents/imports/readBook.ts';
import { readCsv } from '../../../src/documents/imports/readCsv.ts';
import { readWorkbook } from '../../../src/documents/imports/readWorkbook.ts';
import { UnreadFile } from '../../../src/domain/imports/bookRead.ts';
import { NO_ANSWERS } from '../../../src/domain/imports/answers.ts';
import { compiled } from '../../support/program.ts';

const fixture = (name: string): Promise<Buffer> =>
  fs.readFile(new URL(`fixtures/${name}`, import.meta.url));

/** A small workbook, some of its parts in place of their own. */
async function workbook(parts: Record<string, string> = {}): Promise<Uint8Array> {
  const rows = [
    ['Số HĐ', 'Số tiền vay', 'Lãi suất'],
    ['01/2021', 600_000_000, 6.6],
  ];
  const own = unzipSync(await writeXlsx({ sheets: [{ name: 'Sổ', rows }] }));
  const more = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync({ ...own, ...Object.fromEntries(more) });
}

const SHEET = 'xl/worksheets/sheet1.xml';

const sheetXml = (rows: string): string =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;

const refusalOf = async (read: Promise<unknown> | (() => unknown)): Promise<string> => {
  try {
    await (typeof read === 'function' ? read() : read);
    return 'read';
  } catch (error) {
    return error instanceof UnreadFile ? error.refusal : `thrown: ${String(error)}`;
  }
};

/** The archive with another size in its directory for the part that comes first. */
function withDeclaredSize(zip: Uint8Array, size: number): Uint8Array {
  const bytes = Buffer.from(zip);
  const at = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  bytes.writeUInt32LE(size, at + 24);
  return bytes;
}

describe('a hostile file', () => {
  test('that declares to unpack to more than is read is refused by its directory', async () => {
    const bomb = withDeclaredSize(await workbook(), 400 * 2 ** 20);
    expect(await refusalOf(() => kindOf(bomb))).toBe('unpacks-to-too-much');
  });

  test('with more parts than a workbook has is refused', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 501 }, (_, at) => [`xl/media/${at}.png`, 'x']),
    );
    expect(await refusalOf(workbook(many).then(kindOf))).toBe('too-many-parts');
  });

  test('with one cell in the last corner of the sheet is refused, not made room for', async () => {
    const far = sheetXml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>');
    const bytes = await workbook({ [SHEET]: far });
    expect(await refusalOf(readWorkbook(bytes))).toBe('too-many-cells');
  });

  test('whose texts unfold into each other is not unfolded', async () => {
    const entities = Array.from({ length: 9 }, (_, at) => {
      const [name, before] = [String.fromCharCode(98 + at), String.fromCharCode(97 + at)];
      return `<!ENTITY ${name} "${`&${before};`.repeat(10)}">`;
    });
    const strings = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${entities.join('')}]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&j;</t></si></sst>`;
    const bytes = await workbook({
      'xl/sharedStrings.xml': strings,
      [SHEET]: sheetXml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
    });
    const read = await readWorkbook(bytes).catch((error: unknown) => error);
    const size = read instanceof Error ? 0 : JSON.stringify(read).length;
    expect(size).toBeLessThan(10_000);
  });

  test.each([
    ['cut', async () => (await workbook()).slice(0, 700), 'no-workbook'],
    ['empty', async () => new Uint8Array(), 'empty-file'],
    ['a picture', async () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'no-workbook'],
    [
      'locked by a password',
      () =>
        writeXlsx({
          sheets: [{ name: 'a', rows: [[1]] }],
          encryption: { password: 'x', spinCount: 1 },
        }),
      'password',
    ],
  ])('that is %s says so', async (_, make, refusal) => {
    const bytes = await make();
    expect(await refusalOf(readWorkbook(bytes))).toBe(refusal);
  });

  test('with macros and links to other workbooks is read without them, and they are told', async () => {
    const bytes = await workbook({
      'xl/vbaProject.bin': 'Sub AutoOpen()',
      'xl/externalLinks/externalLink1.xml': '<externalLink/>',
    });
    const { hasMacros, hasExternalLinks, sheets } = await readWorkbook(bytes);
    expect([hasMacros, hasExternalLinks, sheets.length]).toEqual([true, true, 1]);
  });
});

describe('a workbook', () => {
  test('with a formula whose value was not kept says that it cannot be read', async () => {
    const xml = sheetXml(
      '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v>2</v></c></row>',
    );
    const { sheets } = await readWorkbook(await workbook({ [SHEET]: xml }));
    expect(sheets[0]?.rows[0]?.cells).toEqual([
      { kind: 'unread', text: '' },
      { kind: 'number', text: '2', formula: true },
    ]);
  });

  test.each(['book.xlsx', 'book.ods', 'book1904.xlsx', 'book1904.ods'])(
    'of LibreOffice, %s, is read with its days, percentages, errors and hidden rows',
    async (name) => {
      const { sheets } = await readWorkbook(await fixture(name));
      const [sheet] = sheets;
      const row = (number: number) => sheet?.rows.find((each) => each.number === number);
      expect(row(4)?.cells.slice(3, 8)).toMatchObject([
        { kind: 'date', text: '2021-03-25' },
        { kind: 'number', text: '600000000' },
        { kind: 'number', text: '0.066', percent: true },
        { kind: 'number', text: '240000000' },
        { kind: 'number', text: '360000000', formula: true },
      ]);
      expect(row(5)?.cells[3]).toEqual({ kind: 'text', text: '25/03/2018' });
      expect(row(8)?.cells[6]).toMatchObject({ kind: 'error', text: '#DIV/0!' });
      expect(sheet?.rows.filter(({ hidden }) => hidden).map(({ number }) => number)).toEqual([7]);
      // A merged head stands over all its columns.
      expect(row(2)?.cells[3]).toMatchObject({ text: 'Hợp đồng', spread: true });
    },
  );

  test('of more than 50,000 rows a sheet is a fault that says so', async () => {
    const lines = Array.from({ length: 50_002 }, (_, at) => `${at};01/2021;600000000`);
    const bytes = Buffer.from(['STT;Số HĐ;Số tiền vay', ...lines].join('\n'));
    const { book } = await readBook(bytes, NO_ANSWERS);
    expect(book.faults[0]).toMatchObject({ code: 'too-many-rows', figures: { mostRows: 50_000 } });
  });
});

describe('a text', () => {
  const TEXT = 'Số HĐ;Tên HTX\n01;HTX Đại Thắng';

  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16 LE', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16()],
    ['commas', Buffer.from(TEXT.replaceAll(';', ','))],
    ['tabs', Buffer.from(TEXT.replaceAll(';', '\t'))],
  ])('in %s is read', (_, bytes) => {
    const [sheet] = readCsv(bytes, 10);
    expect(sheet?.rows.map(({ cells }) => cells.map((cell) => cell?.text))).toEqual([
      ['Số HĐ', 'Tên HTX'],
      ['01', 'HTX Đại Thắng'],
    ]);
  });

  test('in Windows-1258 is read: its tones are letters of their own', () => {
    // "Số HĐ;HTX" with ố as ô and a tone behind it, đ as 0xf0.
    const bytes = Buffer.from([0x53, 0xf4, 0xec, 0x20, 0x48, 0xd0, 0x3b, 0x48, 0x54, 0x58]);
    expect(readCsv(bytes, 10)[0]?.rows[0]?.cells.map((cell) => cell?.text)).toEqual([
      'Số HĐ',
      'HTX',
    ]);
  });

  test('in an old font is refused: its letters are none of Vietnamese', async () => {
    // "Hîp t¸c x·", which is "Hợp tác xã" in TCVN3.
    const bytes = Buffer.from([0x48, 0xee, 0x70, 0x20, 0x74, 0xb8, 0x63, 0x20, 0x78, 0xb7]);
    expect(await refusalOf(() => readCsv(bytes, 10))).toBe('not-utf8');
  });
});

describe('the thread that reads', () => {
  const thread = (bytes: Uint8Array) =>
    readInThread(compiled('src/documents/imports/readingThread.ts'), {
      bytes,
      answers: NO_ANSWERS,
    });

  test('understands what is understood in place', async () => {
    const bytes = await fixture('book.xlsx');
    expect(await thread(bytes)).toEqual(await readBook(bytes, NO_ANSWERS));
  });

  test('refuses what is no workbook, and the next file is read', async () => {
    expect(await refusalOf(thread(Buffer.from('PK\u0003\u0004')))).toBe('no-workbook');
    const { book } = await thread(await fixture('book.ods'));
    expect(book.kind).toBe('ods');
  });
});
