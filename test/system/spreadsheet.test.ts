import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Api } from '../support/api.ts';
import { startLangSon } from '../support/langSon.ts';
import { convert, hasLibreOffice } from '../support/libreOffice.ts';
import { getFile, ROWS_ABOVE } from '../support/workbooks.ts';

// The workbooks opened by a real spreadsheet.

/** Comma, quotes, UTF-8, cells as they are shown, every sheet in a file of its own. */
const AS_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1';

let folder: string;

/** The workbook without the values beside its formulas, so that whoever reads it must reckon. */
function withoutValues(bytes: Uint8Array): Uint8Array {
  const files = Object.entries(unzipSync(bytes)).map(([name, content]) => {
    if (!name.startsWith('xl/worksheets/sheet')) return [name, content];
    const xml = strFromU8(content);
    return [name, strToU8(xml.replaceAll(/(<\/f>)<v>[^<]*<\/v>/g, '$1'))];
  });
  return zipSync(Object.fromEntries(files));
}

/** The sheets of a workbook as LibreOffice shows them: rows of cells by the sheet's name. */
type Sheets = Record<string, string[][]>;

/** Every sheet of workbooks as LibreOffice shows it, by the workbook's name. */
async function shown(workbooks: Record<string, Uint8Array>): Promise<Record<string, Sheets>> {
  const files = Object.entries(workbooks).map(([name, bytes]) => ({
    file: path.join(folder, `${name}.xlsx`),
    bytes,
  }));
  for (const { file, bytes } of files) await fs.writeFile(file, bytes);
  const out = path.join(folder, 'shown');
  await fs.mkdir(out);
  await convert(
    files.map(({ file }) => file),
    AS_CSV,
    out,
  );
  const answered = (await fs.readdir(out)).filter((each) => each.endsWith('.csv'));
  const all: Record<string, Sheets> = {};
  for (const each of answered) {
    const [name = '', ...sheet] = each.normalize('NFC').slice(0, -'.csv'.length).split('-');
    const rows: string[][] = parse(await fs.readFile(path.join(out, each)), {
      relax_column_count: true,
    });
    (all[name] ??= {})[sheet.join('-')] = rows;
  }
  return all;
}

/** The totals of a sheet by the titles of their columns. */
function totalsOf(rows: readonly string[][] = []): Record<string, string> {
  const totals = rows.at(-1) ?? [];
  const titled = (rows[ROWS_ABOVE - 1] ?? []).map((title, index) => [title, totals[index] ?? '']);
  return Object.fromEntries(titled.filter(([, total]) => total !== ''));
}

(hasLibreOffice() ? describe : describe.skip)('workbooks opened by LibreOffice', () => {
  let api: Api;

  let sheets: Record<string, Sheets>;

  const asked = async (url: string) => (await getFile(api, api.fund, url)).bytes;

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-sheets-'));
    api = await startLangSon('2023-07-07');
    const section = await asked('/v1/reports/fund-section?asOf=2023-06-30&format=xlsx');
    const loans = await asked('/v1/loans?asOf=2023-06-30&format=xlsx');
    sheets = await shown({
      answered: section,
      reckoned: withoutValues(section),
      loans: withoutValues(loans),
    });
  });

  afterAll(async () => {
    await api.close();
    await fs.rm(folder, { recursive: true, force: true });
  });

  test('reckons the totals of the fund section to those of the provincial report', () => {
    const { reckoned = {}, answered } = sheets;
    expect(totalsOf(reckoned['Dư nợ gốc'])).toEqual({
      'Số hợp đồng': 'Tổng cộng',
      'Dư nợ gốc trong hạn': '3.000.000.000',
      'Dư nợ gốc quá hạn': '1.610.000.000',
    });
    expect(totalsOf(reckoned['Nguồn vốn gốc'])).toEqual({
      Ngày: 'Tổng cộng',
      'Vốn điều lệ': '7.500.000.000',
      'Trước ngày 1/1/2023': '2.310.000.000',
      'Nợ gốc thu trong kỳ': '580.000.000',
      'Giải ngân trong kỳ': '0',
      'Vốn điều lệ tăng, giảm trong kỳ': '0',
      'Nguồn vốn gốc': '2.890.000.000',
    });
    expect(totalsOf(reckoned['Lãi đã thu'])).toMatchObject({ 'Tổng số lãi': '243.100.000' });
    expect(totalsOf(reckoned['Dự kiến cuối năm'])).toMatchObject({
      'Nguồn vốn gốc': '4.110.000.000',
    });
    expect(reckoned['Số liệu']).toContainEqual(
      expect.arrayContaining(['Quyết định ngừng cho vay mới', '16/09/2021', '521/TB-UBND']),
    );
    // The file as it is answered says the same without being reckoned.
    expect(answered).toEqual(reckoned);
  });

  test('reckons the totals of the loan register to those of the fund', async () => {
    const totals = totalsOf(sheets['loans']?.['Khoản vay']);
    expect(totals).toMatchObject({
      'Dư nợ gốc': '4.610.000.000',
      'Dư nợ gốc trong hạn': '3.000.000.000',
      'Dư nợ gốc quá hạn': '1.610.000.000',
    });
    const { total } = await api.fund.read('/v1/reports/interest-receivable?asOf=2023-06-30');
    const plain = (title: string) => totals[title]?.replaceAll('.', '');
    expect([plain('Lãi trong hạn còn nợ'), plain('Lãi quá hạn còn nợ')]).toEqual([
      total.inTermInterest,
      total.overdueInterest,
    ]);
  });
});
