import { unbound } from '../../../src/documents/print/binding.ts';
import type { Part } from '../../../src/documents/print/content.ts';
import { docx } from '../../../src/documents/print/docx.ts';
import { unzipped, zipOf } from '../../../src/documents/zip.ts';
import { CLOSING, EVERY_PART, text, VIETNAMESE_LETTERS } from '../../support/documentParts.ts';
import { inAnotherProcess } from '../../support/otherProcess.ts';

const MARKS = { title: 'Thông báo', createdOn: '2023-06-15' };

async function filesOf(parts: readonly Part[]): Promise<Map<string, string>> {
  const files = unzipped(await docx(parts, MARKS));
  return new Map(files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('utf8')]));
}

/** The tags that are open at the end, or the first that closes another than the last opened one. */
function unbalanced(xml: string): string[] {
  const open: string[] = [];
  for (const [, end, name = '', self] of xml.matchAll(/<(\/?)([A-Za-z][\w:.-]*)[^<>]*?(\/?)>/g)) {
    if (self === '/') continue;
    if (end === '') open.push(name);
    else if (open.pop() !== name) return [name];
  }
  return open;
}

const wordsOf = (xml = ''): string[] =>
  [
    ...xml
      .replace(/<\/w:t><w:noBreakHyphen\/><w:t[^>]*>/g, '-')
      .matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g),
  ].map(([, words = '']) => unbound(words));

describe('a document for Word (R24)', () => {
  test('opens: well-formed parts, A4, margins of 20, 15, 20 and 30 mm', async () => {
    const files = await filesOf(EVERY_PART);
    for (const [name, xml] of files) expect([name, unbalanced(xml)]).toEqual([name, []]);
    const document = files.get('word/document.xml') ?? '';
    // Twentieths of a point: 210 × 297 mm; 20 mm are 1134, 15 mm 850, 30 mm 1701.
    expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(document).toMatch(/<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/);
    expect(files.get('word/styles.xml')).toContain('w:ascii="Times New Roman"');
    expect(files.get('docProps/core.xml')).toContain('>2023-06-15T00:00:00Z</dcterms:created>');
  });

  test('says all of its parts, with marks of XML as they are written', async () => {
    const words = wordsOf((await filesOf(EVERY_PART)).get('word/document.xml'));
    for (const said of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'TỈNH LẠNG SƠN',
      'HTX Xuân Mai',
      '2.000 đồng',
      'Thu lãi &amp; gốc &lt;quý II&gt;',
      'Nơi nhận:',
      'Nguyễn Văn An',
    ]) {
      expect(words).toContain(said);
    }
  });

  test('has page numbers, but not on the first page', async () => {
    const files = await filesOf(EVERY_PART);
    const headers = [...files].filter(([name]) => /^word\/header\d/.test(name));
    expect(headers.filter(([, xml]) => xml.includes('PAGE'))).toHaveLength(1);
    expect(headers).toHaveLength(2);
    expect(files.get('word/document.xml')).toContain('<w:titlePg/>');
  });

  test('repeats the titles of a table and keeps the lines of each cell together', async () => {
    const table = { kind: 'table', columns: [{ title: 'Khoản', align: 'left' }] } as const;
    const rows = [['Một'], ['Hai'], ['Ba']];
    const document = (await filesOf([{ ...table, rows }])).get('word/document.xml') ?? '';
    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(document.match(/<w:keepLines\/>/g)).toHaveLength(4);
    // LibreOffice 7.4 drops the rows behind a page's end if the rows of a table may not be parted.
    expect(document).not.toContain('<w:cantSplit/>');
  });

  test('has a space in place of what is no character, so that it opens', async () => {
    const files = await filesOf([text('Thôn 1\u000BXã\uFFFFHai')]);
    const document = files.get('word/document.xml') ?? '';
    expect(wordsOf(document)).toEqual(['Thôn 1 Xã Hai']);
  });

  test('has well-formed marks, whatever stands in a number that was entered before', async () => {
    const title = 'Thông báo \u0001\u001b 03/2017';
    const files = unzipped(await docx([], { ...MARKS, title, author: 'Quỹ\u000b' }));
    const core = files.find(({ name }) => name === 'docProps/core.xml')?.bytes ?? [];
    const xml = Buffer.from(core).toString('utf8');
    expect(xml).not.toMatch(/(?![\t\n\r])\p{Cc}/u);
    expect(xml).toContain('<dc:title>Thông báo    03/2017</dc:title>');
  });

  test('has no mark that turns dates round', async () => {
    const files = await filesOf([text('ngày \u202e2024-01-31\u202c và \u20662023\u2069')]);
    expect(wordsOf(files.get('word/document.xml'))).toEqual(['ngày  2024-01-31  và  2023 ']);
  });

  test('sets off sums among the rows like totals', async () => {
    const columns = [
      { title: 'Khoản', align: 'left' },
      { title: 'Số tiền', align: 'right' },
    ] as const;
    const rows = [
      ['Cộng', '3'],
      ['Một', '1'],
      ['Hai', '2'],
    ];
    const files = await filesOf([{ kind: 'table', columns, rows, sums: [0] }]);
    const bold = (files.get('word/document.xml') ?? '')
      .split('<w:p>')
      .filter((each) => each.includes('<w:b/>'));
    expect(bold.flatMap(wordsOf)).toEqual(['Khoản', 'Số tiền', 'Cộng', '3']);
  });

  test('keeps the last paragraph with the closing', async () => {
    const parts = [text('Đầu.'), text('Cuối.'), CLOSING];
    const document = (await filesOf(parts)).get('word/document.xml') ?? '';
    // One row that no page parts has both; LibreOffice would part them if they were only kept together.
    const rows = document.split('<w:tr>').filter((each) => each.includes('<w:cantSplit/>'));
    expect(wordsOf(rows[0])).toEqual(['Cuối.']);
    expect(document.indexOf('Cuối.')).toBeGreaterThan(document.indexOf('<w:cantSplit/>'));
    expect(document.indexOf('Đầu.')).toBeLessThan(document.indexOf('<w:tbl>'));
  });

  test('has letters whole that were given in parts (NFD)', async () => {
    const letters = VIETNAMESE_LETTERS.join(' ');
    const document = (await filesOf([text(letters.normalize('NFD'))])).get('word/document.xml');
    expect(wordsOf(document)).toEqual([letters]);
  });

  test('has the same bytes made again, and from another process at another time', async () => {
    const bytes = await docx(EVERY_PART, MARKS);
    expect(Buffer.compare(await docx(EVERY_PART, MARKS), bytes)).toBe(0);
    const of = { docx: 'src/documents/print/docx.ts', parts: 'test/support/documentParts.ts' };
    const script = `process.stdout.write(await docx.docx(parts.EVERY_PART, ${JSON.stringify(MARKS)}));`;
    expect(Buffer.compare(inAnotherProcess(of, script), bytes)).toBe(0);
  });
});

describe('a ZIP of files', () => {
  test('has them in the order given, dated 1980-01-01', () => {
    const files = ['b.docx', 'a.docx'].map((name) => ({ name, bytes: Buffer.from(name) }));
    const zip = Buffer.from(zipOf(files));
    expect(unzipped(zip).map(({ name }) => name)).toEqual(['b.docx', 'a.docx']);
    // Time and date of the first entry, as MS-DOS has them: midnight; year 0, month 1, day 1.
    expect([zip.readUInt16LE(10), zip.readUInt16LE(12)]).toEqual([0, (1 << 5) | 1]);
  });
});
