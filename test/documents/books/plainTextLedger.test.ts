import { atOnce } from '../../../src/domain/primitives/turns.ts';
import {
  plainTextLedger,
  type PlainTextEntry,
} from '../../../src/documents/books/plainTextLedger.ts';

const ENTRY: PlainTextEntry = {
  effectiveOn: '2023-06-26',
  factOn: null,
  number: 'PT001/2023',
  kind: 'repayment',
  contractNumber: '03/2017/HĐTD',
  cooperativeName: 'HTX Xuân Mai',
  lines: [
    {
      account: 'availablePrincipal',
      code: '1121',
      vietnamese: 'Nguồn vốn gốc khả dụng',
      amount: '50000000',
    },
    { account: 'outstandingPrincipal', code: '1283', vietnamese: 'Dư nợ gốc', amount: '-50000000' },
  ],
};

const written = (entries: readonly PlainTextEntry[], notes: readonly string[]): string =>
  atOnce(plainTextLedger(entries, notes));

/** The line of an entry that begins with its date. */
const headerOf = (entries: readonly PlainTextEntry[]) =>
  written(entries, [])
    .split('\n')
    .find((line) => line.startsWith('2023-'));

test('an entry has its date, voucher and contract, and a line for each posting', () => {
  expect(written([ENTRY], ['Cash basis'])).toBe(
    [
      '; Cash basis',
      '',
      'commodity VND',
      'account assets:1121 Nguồn vốn gốc khả dụng',
      'account assets:1283 Dư nợ gốc',
      '',
      '2023-06-26 * (PT001/2023) Thu nợ 03/2017/HĐTD HTX Xuân Mai',
      '    assets:1121 Nguồn vốn gốc khả dụng  50000000 VND',
      '    assets:1283 Dư nợ gốc  -50000000 VND',
      '',
    ].join('\n'),
  );
});

test('without a number, a contract or entries, nothing stands in their place', () => {
  const moved = { ...ENTRY, kind: 'capital_movement', number: null };
  const header = headerOf([{ ...moved, contractNumber: null, cooperativeName: null }]);
  expect(header).toBe('2023-06-26 * Vốn điều lệ');
  expect(written([], ['Cash basis'])).toBe('; Cash basis\n\ncommodity VND\n');
});

test('what has a meaning of its own in the format is left out of texts', () => {
  const header = headerOf([
    { ...ENTRY, factOn: null, number: 'PT (1);  x\n|y', cooperativeName: 'HTX "A":  B; C' },
  ]);
  expect(header).toBe("2023-06-26 * (PT 1 x y) Thu nợ 03/2017/HĐTD HTX 'A' B C");
});
