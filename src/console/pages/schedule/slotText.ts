import { dayText, quarterText } from '../../format/days.ts';

/** A turn as people read it: `2026-10` → `10/2026`, a quarter or a day by its name. */
export function slotText(slot: string): string {
  if (/^\d{4}-Q[1-4]$/.test(slot)) return quarterText(slot);
  const [year = '', month = '', day] = slot.split('-');
  return day === undefined ? `${month}/${year}` : dayText(slot);
}
