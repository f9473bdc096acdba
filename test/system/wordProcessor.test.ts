import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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

  /** The addresses of the documents, each without its format. */
  const documents: Record<string, string> = {};

  const asked = async (url: string): Promise<Uint8Array> =>
    (await getFile(api, api.fund, url)).bytes;

  async function makeNotices(): Promise<void> {
    const quarter = { year: 2023, quarter: 2, issuedOn: '2023-06-15', payBy: '2023-06-26' };
    const { body } = await api.fund.post('/v1/notice-runs', quarter);
    const isRunning = async () =>
      (await api.fund.read(`/v1/notice-runs/${body.id}`)).status === 'running';
    while (await isRunning()) await sleep(20);
    const { data } = await api.fund.read('/v1/notices?year=2023&quarter=2');
    documents['first notice'] = `/v1/notices/${data[0].id}?`;
    documents['last notice'] = `/v1/notices/${data.at(-1).id}?`;
  }

  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'fund-pages-'));
    api = await startLangSon('2023-07-07');
    documents['section'] = '/v1/reports/fund-section?asOf=2023-06-30&';
    const [{ id }] = (await api.fund.read('/v1/loans?contractNumber=03%2F2017%2FH%C4%90TD')).data;
    documents['statement'] = `/v1/loans/${id}/statement?from=2017-01-01&to=2023-06-30&`;
    await makeNotices();
    const files: string[] = [];
    for (const [name, url] of Object.entries(documents)) {
      const file = path.join(folder, `${name}.docx`);
      await fs.writeFile(file, await asked(`${url}format=docx`));
      files.push(file);
    }
    await convert(files, 'pdf', folder);
  });

  afterAll(async () => {
    await api.close();
    await fs.rm(folder, { recursive: true, force: true });
  });

  /** Amounts, rates and dates of a PDF, wherever they stand. */
  const figuresOf = (pdf: Uint8Array): string[] =>
    (
      pagesOfText(pdf)
        .flat()
        .join(' ')
        .match(/\d+(?:[.,/]\d+)+/g) ?? []
    ).toSorted();

  test.each([
    ['section', 100],
    ['statement', 100],
    ['first notice', 10],
    ['last notice', 10],
  ])('the %s has every figure of our PDF, more than %d', async (name, least) => {
    const ours = figuresOf(await asked(`${documents[name]}format=pdf`));
    expect(ours.length).toBeGreaterThan(least);
    expect(figuresOf(await fs.readFile(path.join(folder, `${name}.pdf`)))).toEqual(ours);
  });
});
