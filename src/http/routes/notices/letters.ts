import { docx } from '../../../documents/makers.ts';
import type { Part } from '../../../documents/print/content.ts';
import { overdueNoticeParts, recallNoticeParts } from '../../../documents/notices/demandNotice.ts';
import {
  firstOverdueNoticeParts,
  firstRecallNoticeParts,
} from '../../../documents/notices/first/demandNotice.ts';
import { firstQuarterlyNoticeParts } from '../../../documents/notices/first/quarterlyNotice.ts';
import { noticeNumber } from '../../../documents/notices/letterParts.ts';
import { quarterlyNoticeParts } from '../../../documents/notices/quarterlyNotice.ts';
import type { ZippedFile } from '../../../documents/zip.ts';
import type {
  NoticeHead,
  OverdueContent,
  QuarterlyContent,
  RecallContent,
} from '../../../domain/notices/noticeContent.ts';
import { aboutOf } from '../../../domain/notices/draftNotice.ts';
import type { NoticeAt } from '../../../usecases/notices/listNotices.ts';
import type { Printed } from '../../files/documentReply.ts';
import { plainName } from '../../files/fileReply.ts';

type Notice = NoticeAt['notice'];

/** The letter of a notice, by what it is about. */
function letterOf(notice: Notice): Part[] {
  const content: unknown = notice.content;
  const isFirst = (content as NoticeHead).wording === 1;
  switch (aboutOf(notice).kind) {
    case 'quarterly': {
      const make = isFirst ? firstQuarterlyNoticeParts : quarterlyNoticeParts;
      return make(content as QuarterlyContent);
    }
    case 'overdue': {
      const make = isFirst ? firstOverdueNoticeParts : overdueNoticeParts;
      return make(content as OverdueContent);
    }
    case 'recall': {
      const make = isFirst ? firstRecallNoticeParts : recallNoticeParts;
      return make(content as RecallContent);
    }
  }
}

/** A notice as the letter that was issued. */
export function printedNotice(notice: Notice): Printed {
  const content = notice.content as unknown as NoticeHead;
  const number = noticeNumber(content);
  const marks = {
    title: `Thông báo số ${number}`,
    author: content.letter.issuerName,
    createdOn: content.issuedOn,
  };
  const { cooperative, year } = content;
  const fileName = `thong-bao-${year}-${number}-${shortName(cooperative.name)}`;
  return { parts: letterOf(notice), fileName, marks };
}

/** As many letters of a name as a file's name has room for: some systems take 255 in all. */
const LONGEST_NAME = 60;

/** A name cut at the end of a word. */
function shortName(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  const cut = name.slice(0, LONGEST_NAME);
  return cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut;
}

/** The letters of notices, one after the other. */
export async function* letters(notices: AsyncIterable<Notice>): AsyncGenerator<Part[]> {
  for await (const notice of notices) yield letterOf(notice);
}

/** The letters of notices for Word, a file each. */
export async function* wordFiles(notices: AsyncIterable<Notice>): AsyncGenerator<ZippedFile> {
  for await (const notice of notices) {
    const { parts, fileName, marks } = printedNotice(notice);
    yield { name: `${plainName(fileName)}.docx`, bytes: await docx(parts, marks) };
  }
}
