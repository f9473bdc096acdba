import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { convert } from '../../../support/libreOffice.ts';
import { BOOKS } from './books.ts';
import { flatXml } from './sheets.ts';

// Has LibreOffice make the workbooks beside it anew: `npx tsx test/http/imports/registers/make.ts`.

const FOLDER = import.meta.dirname;

const into = fs.mkdtempSync(path.join(os.tmpdir(), 'registers-'));
for (const form of ['xlsx', 'ods'] as const) {
  const files = BOOKS.filter((book) => book.form === form).map(({ name, sheets, epoch }) => {
    const file = path.join(into, `${name}.fods`);
    fs.writeFileSync(file, flatXml(sheets, epoch ?? 1900));
    return file;
  });
  await convert(files, form, into);
}
for (const { name, form } of BOOKS) {
  fs.copyFileSync(path.join(into, `${name}.${form}`), path.join(FOLDER, `${name}.${form}`));
}
fs.rmSync(into, { recursive: true });
