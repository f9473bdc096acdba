import { ask, type Shape } from '../../api/client.ts';
import { language } from '../../words/words.ts';

export type Import = Shape<'Import'>;

/** What is said of a file where the file itself leaves it open; empty: nothing. */
export interface Answers {
  readonly on: string;
  readonly unit: '' | 'dong' | 'nghin' | 'trieu' | 'ty';
  readonly rate: '' | 'year' | 'month';
  readonly dates: '' | 'dmy' | 'mdy' | 'swapped';
  readonly decimals: '' | 'comma' | 'point';
  readonly principalEvery: Every;
  readonly interestEvery: Every;
  readonly locality: string;
}

export type Every = '' | 'month' | 'quarter' | 'half_year' | 'year' | 'maturity';

export type Question = keyof Answers;

export const NO_ANSWERS: Answers = {
  on: '',
  unit: '',
  rate: '',
  dates: '',
  decimals: '',
  principalEvery: '',
  interestEvery: '',
  locality: '',
};

export const QUESTIONS = Object.keys(NO_ANSWERS) as readonly Question[];

/** Which answer a fault asks for. */
export const ASKED_BY: Readonly<Partial<Record<Shape<'ImportFault'>['code'], Question>>> = {
  'unit-unknown': 'unit',
  'rate-period-unknown': 'rate',
  'date-order-unknown': 'dates',
  'number-doubtful': 'decimals',
  'day-unknown': 'on',
  'principal-every-unknown': 'principalEvery',
  'interest-every-unknown': 'interestEvery',
  'locality-missing': 'locality',
};

const TYPES: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xlsm: 'application/vnd.ms-excel.sheet.macroEnabled.12',
  xls: 'application/vnd.ms-excel',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
};

/** A file with what is said of it. */
export interface Sent {
  readonly file: File;
  readonly answers: Answers;
}

/** The files that were sent from this screen, by the import that each became: to be sent again with an answer. */
const sent = new Map<string, Sent>();

/** What was sent as an import; undefined: from another screen, or before the screen was loaded anew. */
export const sentAs = (id: string): Sent | undefined => sent.get(id);

/** Sends a file as it is, with what is said of it. @throws Refusal @throws Unanswered */
export async function sendFile({ file, answers }: Sent, key: string): Promise<{ data: Import }> {
  const url = new URL('/v1/imports', location.origin);
  url.searchParams.set('fileName', file.name);
  for (const question of QUESTIONS) {
    const answer = answers[question].trim();
    if (answer !== '') url.searchParams.set(question, answer);
  }
  const ending = /\.(\w+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
  const request = new Request(url, {
    method: 'POST',
    headers: {
      accept: 'application/json, application/problem+json',
      'accept-language': language,
      'content-type': TYPES[ending] ?? 'application/octet-stream',
      'idempotency-key': key,
    },
    // Its bytes: a file that is written meanwhile would be another one.
    body: await file.arrayBuffer(),
  });
  const answer = await ask(request);
  const data = (await answer.json()) as Import;
  sent.set(data.id, { file, answers });
  return { data };
}
