import {
  hasTooManyRows,
  MOST_PRINTED_ROWS,
  type Part,
} from '../../../src/documents/print/content.ts';

test('tables are printed up to so many rows, all together', () => {
  const table = (rows: number): Part => ({
    kind: 'table',
    columns: [{ title: 'Khoản', align: 'left' }],
    rows: Array.from({ length: rows }, () => ['Một']),
  });
  const half = table(MOST_PRINTED_ROWS / 2);
  expect(hasTooManyRows([half, half])).toBe(false);
  expect(hasTooManyRows([half, half, table(1)])).toBe(true);
});
