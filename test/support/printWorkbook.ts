import { date, sheetOf, workbookAt } from '../../src/documents/sheets/workbook.ts';
import { xlsx } from '../../src/documents/sheets/xlsx.ts';

// A program of its own, as a process has one time zone: prints a workbook of dates, as base64.

const days = ['2023-06-30', '2024-02-29', '1900-03-01', '1900-02-28'];

const sheet = sheetOf('Ngày', 'NGÀY', [date<string>('Ngày', (day) => day)], days);

const view = { asOf: '2023-06-30', knownAt: new Date('2023-07-07T01:02:03.004Z') };

const fund = { name: 'Quỹ', province: 'Lạng Sơn' };
xlsx(workbookAt('Ngày', fund, view, [sheet])).then(
  (bytes) => process.stdout.write(Buffer.from(bytes).toString('base64')),
  (error: unknown) => {
    process.stderr.write(String(error));
    process.exitCode = 1;
  },
);
