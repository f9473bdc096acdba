import type { Locator, Page } from 'playwright-core';

// What somebody does with the fields of the console.

/** Types a day as people write it, `31/12/2022`, digit by digit into its field. */
export async function typeDay(of: Page | Locator, label: string, day: string): Promise<void> {
  const field = of.getByRole('group', { name: label, exact: true });
  await field.getByRole('spinbutton').first().click();
  for (const digit of day.replaceAll('/', '')) await field.page().keyboard.press(digit);
}

/** Drops a file onto the place that takes files. */
export async function dropFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(`(() => {
    const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (each) => each.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], '${name}'));
    return transfer;
  })()`);
  await page.locator('.file-field').first().dispatchEvent('drop', { dataTransfer: transfer });
}

/** Confirms the reversal that was asked for, with a reason, and closes the box. */
export async function confirmReversal(page: Page, reason: string, verb = 'Hủy'): Promise<void> {
  const box = page.getByRole('dialog');
  await box.getByLabel('Lý do').fill(reason);
  await box.getByRole('button', { name: verb, exact: true }).click();
  await box.getByText('Đã hủy.').waitFor();
  await box.getByRole('button', { name: 'Đóng' }).last().click();
  await box.waitFor({ state: 'detached' });
}
