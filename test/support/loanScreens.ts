import type { Locator, Page } from 'playwright-core';
import type { Client, Json } from './api.ts';
import type { Console } from './console.ts';

// What somebody does on the screens of loans and borrowers.

/** The loan of a contract number, read from the service. */
export async function loanOf(client: Client, contractNumber: string): Promise<Json> {
  const query = new URLSearchParams({ contractNumber });
  const { data } = await client.read(`/v1/loans?${query}`);
  return data[0];
}

/** Opens a loan at one of its tabs. */
export async function openLoan(
  served: Console,
  contractNumber: string,
  search = '',
  as: Client = served.api.fund,
): Promise<{ page: Page; id: string }> {
  const { id } = await loanOf(served.api.fund, contractNumber);
  const page = await served.open(`/loans/${id}${search}`, { as });
  await page.getByRole('heading', { level: 1, name: `Hợp đồng ${contractNumber}` }).waitFor();
  return { page, id };
}

/** Types a day into the field of this name, as `05072023`. */
export async function typeDay(
  within: Page | Locator,
  label: string,
  digits: string,
): Promise<void> {
  const field = within.getByRole('group', { name: label, exact: true });
  await field.getByRole('spinbutton').first().click();
  await field.page().keyboard.type(digits);
}

/** A figure at the head of a loan, by its name. */
export async function headFigure(page: Page, name: string): Promise<string> {
  return page
    .locator('.loan-figures .figure')
    .filter({ has: page.getByText(name, { exact: true }) })
    .getByRole('link')
    .innerText();
}

/** The cells of the rows of a table, by its name. */
export async function rowsOf(within: Page | Locator, label: string): Promise<string[][]> {
  const rows = within.getByRole('table', { name: label, exact: true }).locator('tbody tr');
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
  );
  return cells as string[][];
}
