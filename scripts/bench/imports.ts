import { writeXlsx, type CellValue } from 'hucre/xlsx';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { addMonths, calendarDate, type CalendarDate } from '../../src/domain/primitives/dates.ts';
import { connect, withInstallation, type Service } from './installation.ts';
import { limitOf, ratioOf, type Measure } from './table.ts';

// Measures a book of ten thousand loans and a hundred thousand receipts: how long it is checked and entered,
// beside the bare INSERT of its receipts.

const LOANS = 10_000;

const RECEIPTS_OF_LOAN = 10;

/** A sheet has at most 50,000 rows. */
const ROWS_OF_SHEET = 45_000;

const CHECK_MS = 30_000;

const ENTRY_MS = 120_000;

const HOLD_MS = 200;

const POLL_MS = 250;

const CONTRACT_COLUMNS =
  'Mã HTX;Tên HTX;Địa bàn;Số hợp đồng;Ngày ký;Ngày đến hạn;Số tiền vay;Lãi suất (%/năm);Kỳ trả gốc;Kỳ trả lãi';

const CONTRACT_HEAD = [['ĐVT: đồng'], CONTRACT_COLUMNS.split(';')];

const MOVEMENT_HEAD = [
  ['ĐVT: đồng'],
  ['Ngày', 'Số chứng từ', 'Số HĐ', 'Giải ngân', 'Thu gốc', 'Thu lãi'],
];

type Row = CellValue[];

/** The contract of a loan, and what was lent and paid under it. */
function rowsOf(at: number): { readonly contract: Row; readonly movements: readonly Row[] } {
  const signedOn = addMonths(
    calendarDate(`2018-01-${String(1 + (at % 28)).padStart(2, '0')}`),
    at % 36,
  );
  const number = `${at}/HĐTD`;
  const borrower = at % (LOANS / 2);
  const names = [`HTX${borrower}`, `HTX Chi Lăng ${borrower}`, 'Chi Lăng'];
  const terms = [120_000_000, 6.6, 'quý', 'quý'];
  const contract = [...names, number, signedOn, addMonths(signedOn, 36), ...terms];
  const lent: Row = [signedOn, `PC${at}`, number, 120_000_000, null, null];
  const paid = Array.from({ length: RECEIPTS_OF_LOAN }, (_, index): Row => {
    const on: CalendarDate = addMonths(signedOn, 3 * (index + 1));
    return [on, `PT${at}-${index}`, number, null, 10_000_000, 100_000];
  });
  return { contract, movements: [lent, ...paid] };
}

function book(): Promise<Uint8Array> {
  const loans = Array.from({ length: LOANS }, (_, at) => rowsOf(at));
  const movements = loans.flatMap((each) => each.movements);
  const contracts = loans.map(({ contract }) => contract);
  const sheets = [{ name: 'Hợp đồng', rows: [...CONTRACT_HEAD, ...contracts] }];
  for (let at = 0; at < movements.length; at += ROWS_OF_SHEET) {
    const rows = [...MOVEMENT_HEAD, ...movements.slice(at, at + ROWS_OF_SHEET)];
    sheets.push({ name: `Thu chi ${at / ROWS_OF_SHEET + 1}`, rows });
  }
  return writeXlsx({ sheets });
}

/** Waits until an import has another status; how long that took. */
async function until(service: Service, url: string, status: string): Promise<number> {
  const start = performance.now();
  for (;;) {
    const found = await service.client.obtain(url);
    if (found['status'] === status && found['faultCount'] === 0) return performance.now() - start;
    if (Number(found['faultCount']) > 0) throw new Error(JSON.stringify(found['faults']));
    await sleep(POLL_MS);
  }
}

/** Inserts the same receipts again, in one statement each, into a table without walls and keys. */
async function bareInserts(owner: pg.Client): Promise<number> {
  await owner.query('create temp table bare (like repayment)');
  const { rows } = await owner.query<{ row: string }>(
    'select row_to_json(repayment)::text as row from repayment',
  );
  const start = performance.now();
  for (const { row } of rows) {
    await owner.query('insert into bare select * from json_populate_record(null::repayment, $1)', [
      row,
    ]);
  }
  return performance.now() - start;
}

export async function measureImports(): Promise<Measure[]> {
  return withInstallation(async (installation) => {
    const service = await installation.start();
    await service.client.obtain('/v1/fund/capital-movements', {
      kind: 'contribution',
      amount: String(LOANS * 120_000_000),
      effectiveOn: '2018-01-01',
      documentNumber: '1/QĐ',
    });
    const bytes = Buffer.from(await book());
    await service.longestHold();
    const { id } = await service.client.obtain('/v1/imports?fileName=so.xlsx', bytes);
    const url = `/v1/imports/${String(id)}`;
    const checked = await until(service, url, 'checked');
    const heldByCheck = await service.longestHold();
    await service.client.obtain(`${url}/entry`, {});
    const entered = await until(service, url, 'entered');
    const heldByEntry = await service.longestHold();
    const owner = await connect(await installation.ownerUrl());
    const bare = await bareInserts(owner);
    await owner.end();
    const size = `${LOANS} loans, ${LOANS * RECEIPTS_OF_LOAN} receipts`;
    return [
      limitOf(`import of ${size}: checked`, checked, CHECK_MS),
      limitOf(`import of ${size}: entered`, entered, ENTRY_MS),
      ratioOf('import entered, beside bare INSERTs of its receipts', [entered, bare]),
      limitOf('import checked: event loop held', heldByCheck, HOLD_MS),
      limitOf('import entered: event loop held', heldByEntry, HOLD_MS),
    ];
  });
}
