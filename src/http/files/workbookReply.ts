import type { FastifyReply } from 'fastify';
import { xlsx } from '../../documents/makers.ts';
import { MOST_ROWS, type Workbook } from '../../documents/sheets/workbook.ts';
import { invalid } from '../../domain/primitives/errors.ts';
import { sendFile } from './fileReply.ts';

/** Whether a workbook would hold everybody else up for too long. */
export const isTooLarge = ({ sheets }: Workbook): boolean =>
  sheets.reduce((rows, sheet) => rows + sheet.rows.length, 0) > MOST_ROWS;

/**
 * Answers with a workbook: whole, or not at all.
 *
 * @returns what the handler gives back
 * @throws DomainError validation, where it would have more than `MOST_ROWS` rows
 */
export async function sendWorkbook(reply: FastifyReply, workbook: Workbook): Promise<Buffer> {
  if (isTooLarge(workbook)) {
    throw invalid('?format', {
      en: `a workbook is made with at most ${MOST_ROWS} rows; ask for fewer`,
      vi: `bảng tính có tối đa ${MOST_ROWS} dòng; hãy lọc bớt`,
    });
  }
  return sendFile(reply, 'xlsx', workbook.fileName, await xlsx(workbook));
}
