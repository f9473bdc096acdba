import type { Deadline } from '../../domain/collection/deadlineKinds.ts';
import type { DeadlinesOfWeek } from '../../domain/collection/weekOfDeadlines.ts';
import { text } from '../../domain/primitives/money.ts';
import { DEADLINE_WORDS } from '../words/deadlineWords.ts';
import { fullVnd, fundName, proseDate } from '../words/vietnamese.ts';

/** What a mail says: as plain text, and the same as simple HTML. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail is read on a telephone: of more, the console tells. */
const MOST_LINES = 100;

interface Asked extends DeadlinesOfWeek {
  /** Where the console is opened; null: there are no links. */
  readonly consoleUrl: string | null;
}

/** One thing to do, with where the console shows it. */
interface Line {
  readonly text: string;
  readonly path: string;
}

function pathOf({ litigationCaseId, loan, borrower }: Deadline): string {
  if (litigationCaseId !== null) return `/cases/${litigationCaseId}`;
  return loan === null ? `/cooperatives/${borrower.id}` : `/loans/${loan.id}`;
}

/** A borrower is named by its name and its contract: never by who stands for it, or by a person's number. */
function lineOf(deadline: Deadline): Line {
  const { kind, payableBy, borrower, loan, amount } = deadline;
  const contract = loan === null ? '' : `, hợp đồng ${loan.terms.contractNumber}`;
  const sum = amount === null ? '' : `: ${fullVnd(text(amount))}`;
  const what = `${DEADLINE_WORDS[kind]} – ${borrower.name}${contract}${sum}`;
  return { text: `${proseDate(payableBy)}: ${what}`, path: pathOf(deadline) };
}

const escaped = (plain: string): string =>
  plain
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

interface Part {
  readonly heading: string;
  readonly lines: readonly Line[];
  readonly more: number;
}

function partOf(heading: string, deadlines: readonly Deadline[]): Part {
  const lines = deadlines.slice(0, MOST_LINES).map(lineOf);
  return { heading, lines, more: deadlines.length - lines.length };
}

const moreText = (more: number): string => `và ${more} việc nữa`;

function plainPart({ heading, lines, more }: Part): string {
  const listed = lines.map((line) => `- ${line.text}`);
  return [heading, ...listed, ...(more > 0 ? [moreText(more)] : [])].join('\n');
}

function htmlPart({ heading, lines, more }: Part, consoleUrl: string | null): string {
  const item = ({ text: plain, path }: Line): string => {
    const shown = escaped(plain);
    return consoleUrl === null
      ? `<li>${shown}</li>`
      : `<li><a href="${escaped(consoleUrl + path)}">${shown}</a></li>`;
  };
  const rest = more > 0 ? `<p>${moreText(more)}</p>` : '';
  return `<h2>${escaped(heading)}</h2><ul>${lines.map(item).join('')}</ul>${rest}`;
}

/** The deadlines of a week as a mail in Vietnamese. */
export function deadlinesMail({ fund, consoleUrl, ...week }: Asked): MailText {
  const { from, until, lapsed, coming } = week;
  const subject = `Việc đến hạn từ ${proseDate(from)} đến ${proseDate(until)}`;
  const parts = [
    partOf(`Trong tuần: ${coming.length} việc`, coming),
    partOf(`Đã quá hạn: ${lapsed.length} việc`, lapsed),
  ].filter(({ lines }) => lines.length > 0);
  const name = fundName(fund);
  const all = consoleUrl === null ? null : `${consoleUrl}/deadlines`;
  const foot = 'Thư do phần mềm tự gửi theo lịch của Quỹ; số liệu xem tại phần mềm.';
  return {
    subject: `${subject} – ${name}`,
    text: [name, subject, ...parts.map(plainPart), ...(all === null ? [] : [all]), foot].join(
      '\n\n',
    ),
    html:
      `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>` +
      `<body><p>${escaped(name)}</p><h1>${escaped(subject)}</h1>` +
      parts.map((part) => htmlPart(part, consoleUrl)).join('') +
      (all === null ? '' : `<p><a href="${escaped(all)}">Xem trong phần mềm</a></p>`) +
      `<p>${foot}</p></body></html>`,
  };
}
