import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Api } from '../support/api.ts';
import { startLangSon } from '../support/langSon.ts';
import { getFile, ROWS_ABOVE } from '../support/workbooks.ts';

// The workbooks opened by a real spreadsheet: LibreOffice, Debian's package `libreoffice-calc`.

const PROGRAM = 'soffice';

/** Comma, quotes, UTF-8, cells as they are shown, every sheet in a file of its own. */
const AS_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1';

let folder: string;

function run(...args: string[]): string {
  const profile = pathToFileURL(path.join(folder, 'profile')).href;
  const given = [`-env:UserInstallation=${profile}`, '--headless', ...args];
  return execFileSync(PROGRAM, given, { encoding: 'utf8', stdio: 'pipe' });
}

async function isInstalled(): Promise<boolean> {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  const found = folders.map((each) =>
    fs.access(path.join(each, PROGRAM), fs.constants.X_OK).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(found)).includes(true);
}

/** The workbook without the values beside its formulas, so that whoever reads it must reckon. */
function withoutValues(bytes: Uint8Array): Uint8Array {
  const files = Object.entries(unzipSync(bytes)).map(([name, content]) => {
    if (!name.startsWith('xl/worksheets/sheet')) return [name, content];
    const xml = strFromU8(content);
    return [name, strToU8(xml.replaceAll(/(<\/f>)<v>[^<]*<\/v>/g, '$1'))];
  });
  return zipSync(Object.fromEntries(files));
}

/** Every sheet as LibreOffice shows it: rows of cells by the sheet's name. */
async function shown(bytes: Uint8Array, name: string): Promise<Record<string, string[][]>> {
  const file = path.join(folder, `${name}.xlsx`);
  await fs.writeFile(file, bytes);
  const out = path.join(folder, name);
  run('--convert-to', AS_CSV, '--outdir', out, file);
  const sheets = (await fs.readdir(out)).map(async (each) => {
    const rows: string[][] = parse(await fs.readFile(path.join(out, each)), {
      relax_column_count: true,
    });
    return [each.normalize('NFC').slice(name.length + 1, -'.csv'.length), rows] as const;
  });
  return Object.fromEntries(await Promise.all(sheets));
}

/** The totals of a sheet by the titles of their columns. */
function totalsOf(rows: readonly string[][] = []): Record<string, string> {
  const totals = rows.at(-1) ?? [];
  const titled = (rows[ROWS_ABOVE - 1] ?? []).map((title, index) => [title, totals[index] ?? '']);
  return Object.fromEntries(titled.filter(([, total]) => total !== ''));
}

const installed = await isInstalled();
const name = installed ? PROGRAM : `${PROGRAM} (SKIPPED: the program is not installed)`;
if (!installed) process.stderr.write(`SKIPPED: the tests with ${PROGRAM}: it is not installed\n`);

(installed ? describe : describe.skip)(name, () => {
  let api: Api;

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-sheets-'));
    api = await startLangSon('2023-07-07');
  }, 120_000);

  afterAll(async () => {
    await api.close();
    await fs.rm(folder, { recursive: true, force: true });
  });

  const asked = async (url: string) => (await getFile(api, api.fund, url)).bytes;

  test('reckons the totals of the fund section to those of the provincial report', async () => {
    const bytes = await asked('/v1/reports/fund-section?asOf=2023-06-30&format=xlsx');
    const reckoned = await shown(withoutValues(bytes), 'section');
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
      'Vốn điều lệ bổ sung (rút) trong kỳ': '0',
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
    expect(await shown(bytes, 'answered')).toEqual(reckoned);
  }, 240_000);

  test('reckons the totals of the loan register to those of the fund', async () => {
    const bytes = await asked('/v1/loans?asOf=2023-06-30&format=xlsx');
    const { 'Khoản vay': register } = await shown(withoutValues(bytes), 'loans');
    const totals = totalsOf(register);
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
  }, 120_000);
});
