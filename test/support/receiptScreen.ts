import type { Page } from 'playwright-core';
import type { Client, Json } from './api.ts';
import type { Console } from './console.ts';

// What somebody does on the screen that records receipts.

export const RECEIPT_SCREEN = '/receipts/new';

/** The number that the screen suggests, once it does. */
export async function suggestedNumber(page: Page): Promise<string> {
  const field = page.locator('input[value^="PT"]');
  await field.waitFor();
  return field.inputValue();
}

/** Opens the screen. */
export async function openReceiptScreen(
  served: Console,
  as: Client = served.api.fund,
): Promise<{ page: Page; number: string }> {
  const page = await served.open(RECEIPT_SCREEN, { as });
  return { page, number: await suggestedNumber(page) };
}

/** Finds a loan by some letters and takes the first one, by the keyboard. */
export async function choose(page: Page, letters: string): Promise<void> {
  const answer = page.waitForResponse(
    (each) => new URL(each.url()).searchParams.get('q') === letters,
  );
  await page.keyboard.type(letters);
  await answer;
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.locator('[role="option"][data-focused]').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Đổi hợp đồng' }).waitFor();
}

/** What the screen says once a voucher is booked. */
export async function done(page: Page, number: string): Promise<string> {
  await page
    .getByRole('status')
    .filter({ hasText: `Đã ghi phiếu ${number} ` })
    .waitFor();
  return page.locator('.done').innerText();
}

/** The label of the field that has the focus. */
export const focused = async (page: Page): Promise<unknown> =>
  page.evaluate('document.activeElement.labels?.[0]?.textContent');

/** The receipts under a number that stand, read back from the service. */
export async function receiptsUnder(served: Console, voucherNumber: string): Promise<Json[]> {
  const query = new URLSearchParams({ voucherNumber });
  const { data } = await served.api.fund.read(`/v1/repayments?${query}`);
  return data.filter(({ reversedAt }: Json) => reversedAt === null);
}
