import type { Json } from './api.ts';

/** Every number and amount of money of a fund section by its dotted place; lists but that of sources are left out. */
export function figuresOf(section: Json, place = ''): [place: string, figure: string | number][] {
  if (typeof section === 'number') return [[place, section]];
  if (typeof section === 'string') return /^-?\d+$/.test(section) ? [[place, section]] : [];
  if (place === 'sources') {
    return section.flatMap((each: Json) =>
      ['capital', 'outstanding', 'available', 'chargedOff'].map((part) => [
        `sources.${each.source}.${part}`,
        each[part],
      ]),
    );
  }
  if (typeof section !== 'object' || section === null || Array.isArray(section)) return [];
  return Object.entries(section).flatMap(([name, each]) =>
    figuresOf(each, place === '' ? name : `${place}.${name}`),
  );
}

/** Expects a line to give a figure of the section, and its rows to be that figure, no more or less. */
export function expectExplained(place: string, figure: string | number, line: Json): void {
  expect([place, line.value]).toEqual([place, figure]);
  if (typeof figure === 'string') {
    const amounts: string[] = line.rows.map((row: Json) => row.amount);
    const total = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
    expect([place, String(total)]).toEqual([place, figure]);
    return;
  }
  const counted = line.rows.map((row: Json) => row.cooperativeId);
  expect([place, counted.length]).toEqual([place, figure]);
  expect([place, new Set(counted).size]).toEqual([place, figure]);
}
