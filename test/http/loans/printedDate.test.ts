import { unzipped } from '../../../src/documents/zip.ts';
import { contribute, lend, startApi, type Api } from '../../support/api.ts';
import { getFile } from '../../support/workbooks.ts';

// What `issuedOn` dates: the letterhead of a paper that is printed, and nothing of its figures.

let api: Api;

let loan: string;

beforeAll(async () => {
  api = await startApi('2023-07-20');
  await contribute(api.fund);
  ({ path: loan } = await lend(api.fund, { contractNumber: '01/2023/HĐTD' }));
  await api.fund.put('/v1/fund/document-settings', { place: 'Lạng Sơn' });
});
afterAll(() => api.close());

const LEFT_BLANK = 'Lạng Sơn, ngày …… tháng …… năm ………';

describe.each([
  ['a statement', 'statement?from=2023-04-01&to=2023-07-10'],
  ['a confirmation of the debt', 'debt-confirmation?asOf=2023-07-10'],
  ['a letter of the payoff', 'payoff?on=2023-07-10'],
])('the letterhead of %s of 10 July', (_, path) => {
  const asked = (more: string) => `${loan}/${path}${more}`;

  const asText = async (more: string) => (await api.fund.get(asked(`&format=text${more}`))).text;

  const asDocx = async (more: string) => {
    const { bytes } = await getFile(api, api.fund, asked(`&format=docx${more}`));
    const document = unzipped(bytes).find(({ name }) => name === 'word/document.xml');
    return Buffer.from(document?.bytes ?? []).toString('utf8');
  };

  test('is left blank, for the date to be written by hand', async () => {
    expect(await asText('')).toContain(LEFT_BLANK);
    expect(await asDocx('')).toContain(LEFT_BLANK);
  });

  test.each([
    ['2023-07-10', 'Lạng Sơn, ngày 10 tháng 7 năm 2023'],
    ['2023-07-20', 'Lạng Sơn, ngày 20 tháng 7 năm 2023'],
  ])('says %s, from the last day of the figures to today', async (issuedOn, said) => {
    const more = `&issuedOn=${issuedOn}`;
    const [text, docx] = [await asText(more), await asDocx(more)];
    expect(text).toContain(said);
    expect(docx).toContain(said);
    // The figures are those of the day asked for.
    expect(text).not.toContain(LEFT_BLANK);
    expect(text.replace(said, LEFT_BLANK)).toBe(await asText(''));
  });

  test.each([
    ['the day before the last of the figures', 'text', '2023-07-09', 400, 'validation'],
    ['tomorrow', 'docx', '2023-07-21', 422, 'dated-in-future'],
    ['no date', 'pdf', '2023-02-30', 400, 'validation'],
    ['in a form without a letterhead', 'json', '2023-07-12', 400, 'validation'],
  ])('does not say %s', async (_what, format, issuedOn, status, code) => {
    const refused = await api.fund.get(asked(`&format=${format}&issuedOn=${issuedOn}`));
    expect([refused.status, refused.body.code]).toEqual([status, code]);
    if (code === 'validation') expect(refused.body.errors[0].pointer).toBe('?issuedOn');
  });
});
