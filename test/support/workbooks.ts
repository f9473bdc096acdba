import { strFromU8, unzipSync } from 'fflate';
import type { Api, Client } from './api.ts';

/** A file as it was answered. */
export interface FileAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** A cell as it stands in the file: `s` a text, `n` a number, with its formula and its format. */
export interface ReadCell {
  readonly value: string;
  readonly isText: boolean;
  readonly formula: string | null;
  readonly format: string;
}

export interface ReadSheet {
  readonly name: string;
  /** By address, such as `B5`. */
  readonly cells: ReadonlyMap<string, ReadCell>;
  readonly xml: string;
  /** The values of a row from column A on; an empty cell is ''. */
  row(number: number): string[];
  /** The values of the rows below the head, the row of totals included. */
  readonly body: readonly string[][];
}

/** The rows above the first row of a sheet. */
export const ROWS_ABOVE = 4;

/** Asks for a file with a client's token. */
export async function getFile(
  { app }: Api,
  { token }: Client,
  url: string,
  headers: Record<string, string> = {},
): Promise<FileAnswer> {
  const sent = { authorization: `Bearer ${token}`, ...headers };
  const reply = await app.inject({ method: 'GET', url, headers: sent });
  const { statusCode: status, rawPayload, payload } = reply;
  return { status, headers: reply.headers, bytes: rawPayload, text: payload };
}

const unescaped = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** A text of a cell as spreadsheets read it: `_xHHHH_` is a character (ECMA-376, ST_Xstring). */
const decoded = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );

/** The text of an attribute of a tag; '' where it has none. */
function attribute(tag: string, name: string): string {
  return unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

/** The number formats of the cells' styles, in their order. */
function formatsOf(styles: string): string[] {
  const codes = new Map(
    [...styles.matchAll(/<numFmt [^>]*>/g)].map(([tag]) => [
      attribute(tag, 'numFmtId'),
      attribute(tag, 'formatCode'),
    ]),
  );
  const [, xfs = ''] = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles) ?? [];
  return [...xfs.matchAll(/<xf[ >][^>]*/g)].map(
    ([tag]) => codes.get(attribute(tag, 'numFmtId')) ?? '',
  );
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => 26 * number + letter.charCodeAt(0) - 64, 0);

/** A workbook's sheets, read from its XML. */
export function readWorkbook(bytes: Uint8Array): ReadSheet[] {
  const files = unzipSync(bytes);
  const xmlOf = (path: string) => strFromU8(files[path] ?? new Uint8Array());
  const texts = [...xmlOf('xl/sharedStrings.xml').matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map(
    ([, text = '']) => decoded(unescaped(text)),
  );
  const formats = formatsOf(xmlOf('xl/styles.xml'));
  const names = [...xmlOf('xl/workbook.xml').matchAll(/<sheet [^>]*>/g)].map(([tag]) =>
    attribute(tag, 'name'),
  );
  return names.map((name, index) => {
    const xml = xmlOf(`xl/worksheets/sheet${index + 1}.xml`);
    const cells = new Map<string, ReadCell>();
    for (const [, tag = '', inner = ''] of xml.matchAll(/<c( [^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const [, raw = ''] = /<v>(.*?)<\/v>/s.exec(inner) ?? [];
      const isText = attribute(tag, 't') === 's';
      cells.set(attribute(tag, 'r'), {
        value: isText ? (texts[+raw] ?? '') : raw,
        isText,
        formula: /<f>(.*?)<\/f>/s.exec(inner)?.[1] ?? null,
        format: formats[+attribute(tag, 's')] ?? '',
      });
    }
    return sheetOf(name, cells, xml);
  });
}

function sheetOf(name: string, cells: ReadonlyMap<string, ReadCell>, xml: string): ReadSheet {
  const places = [...cells].map(([address, cell]) => {
    const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
    return { row: +row, column: columnNumber(letters), value: cell.value };
  });
  const rows: string[][] = [];
  for (const { row, column, value } of places) {
    const cellsOfRow = (rows[row - 1] ??= []);
    while (cellsOfRow.length < column) cellsOfRow.push('');
    cellsOfRow[column - 1] = value;
  }
  return {
    name,
    cells,
    xml,
    row: (number) => rows[number - 1] ?? [],
    body: rows.slice(ROWS_ABOVE),
  };
}

/** The sheet of a name. */
export function sheetNamed(sheets: readonly ReadSheet[], name: string): ReadSheet {
  const found = sheets.find((sheet) => sheet.name === name);
  if (found === undefined) throw new Error(`no sheet ${name}`);
  return found;
}
