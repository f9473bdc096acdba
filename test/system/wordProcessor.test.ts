import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Api } from '../support/api.ts';
import { startLangSon } from '../support/langSon.ts';
import { convert, hasLibreOffice } from '../support/libreOffice.ts';
import { hasPdftotext, pagesOfText } from '../support/poppler.ts';
import { getFile } from '../support/workbooks.ts';

// The documents opened by a real word processor: it shows what our own PDF shows, and loses nothing.

const isPossible = hasLibreOffice() && hasPdftotext();

(isPossible ? describe : describe.skip)('documents for Word opened by LibreOffice', () => {
  let folder: string;
  let api: Api;

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-pages-'));
    api = await startLangSon('2023-07-07');
  }, 120_000);

  afterAll(async () => {
    await api.close();
    await fs.rm(folder, { recursive: true, force: true });
  });

  const asked = async (url: string): Promise<Uint8Array> =>
    (await getFile(api, api.fund, url)).bytes;

  /** Amounts, rates and dates of a PDF, wherever they stand. */
  const figuresOf = (pdf: Uint8Array): string[] =>
    (
      pagesOfText(pdf)
        .flat()
        .join(' ')
        .match(/\d+(?:[.,/]\d+)+/g) ?? []
    ).toSorted();

  async function opened(docx: Uint8Array, name: string): Promise<Uint8Array> {
    await fs.writeFile(path.join(folder, `${name}.docx`), docx);
    convert(path.join(folder, `${name}.docx`), 'pdf', folder);
    return fs.readFile(path.join(folder, `${name}.pdf`));
  }

  async function expectSame(url: string, name: string, least: number): Promise<void> {
    const ours = figuresOf(await asked(`${url}format=pdf`));
    expect(ours.length).toBeGreaterThan(least);
    expect(figuresOf(await opened(await asked(`${url}format=docx`), name))).toEqual(ours);
  }

  test('the fund section has every figure of our PDF', async () => {
    await expectSame('/v1/reports/fund-section?asOf=2023-06-30&', 'section', 100);
  }, 120_000);

  test('a loan statement of many lines has every figure of our PDF', async () => {
    const [{ id }] = (await api.fund.read('/v1/loans?contractNumber=03%2F2017%2FH%C4%90TD')).data;
    await expectSame(`/v1/loans/${id}/statement?from=2017-01-01&to=2023-06-30&`, 'statement', 100);
  }, 120_000);

  test('notices have every figure of our PDF', async () => {
    const quarter = { year: 2023, quarter: 2, issuedOn: '2023-06-15', payBy: '2023-06-26' };
    const { body } = await api.fund.post('/v1/notice-runs', quarter);
    const isRunning = async () =>
      (await api.fund.read(`/v1/notice-runs/${body.id}`)).status === 'running';
    while (await isRunning()) await sleep(20);
    const { data } = await api.fund.read('/v1/notices?year=2023&quarter=2');
    for (const { id, number } of [data[0], data.at(-1)]) {
      await expectSame(`/v1/notices/${id}?`, `notice-${number}`, 10);
    }
  }, 120_000);
});
