import { Type, type Static } from 'typebox';
import type { Answers } from '../../../domain/imports/answers.ts';
import type { Assumption, ImportFault } from '../../../domain/imports/faults.ts';
import { ASSUMPTIONS, IMPORT_FAULTS } from '../../../domain/imports/faults.ts';
import { READ_REFUSALS } from '../../../domain/imports/bookRead.ts';
import { DATE_ORDERS } from '../../../domain/imports/dateCells.ts';
import { SHAPES } from '../../../domain/imports/planned.ts';
import { RATE_PERIODS } from '../../../domain/imports/rates.ts';
import { AMOUNT_UNITS } from '../../../domain/imports/units.ts';
import type { ErrorFigures } from '../../../domain/primitives/errors.ts';
import type { Language } from '../../negotiation/language.ts';
import { RecordedFields } from '../../present/shapes.ts';
import {
  ASSUMPTION_WORDS,
  IMPORT_FAULT_WORDS,
  READ_REFUSAL_WORDS,
} from '../../problems/importWords.ts';
import { ERROR_CODES, PROBLEMS } from '../../problems/problems.ts';
import { fill } from '../../problems/problemText.ts';
import {
  Closed,
  DateOf,
  Figures,
  Id,
  Instant,
  Name,
  Nullable,
  SignedMoney,
  Text,
} from '../../schema/schemas.ts';

const EVERY = ['month', 'quarter', 'half_year', 'year', 'maturity'] as const;

/** What the sender may say of a file where the file itself leaves it open. */
export const AnswersQuery = {
  fileName: Text('What the file is called; its ending decides nothing.', 'so-vay-2022.xlsx'),
  on: Type.Optional(
    DateOf('The day at whose close the balances of a register stand, if no title tells it.'),
  ),
  unit: Type.Optional(
    Name(AMOUNT_UNITS, {
      description: 'In what amounts are counted, if no title or heading tells it.',
    }),
  ),
  rate: Type.Optional(
    Name(RATE_PERIODS, { description: 'For what time rates are, if no heading tells it.' }),
  ),
  dates: Type.Optional(
    Name(DATE_ORDERS, {
      description:
        '`dmy`: 05/03 is 5 March; `mdy`: it is 3 May; `swapped`: texts are day first, and in date cells a ' +
        'spreadsheet took the day for the month.',
    }),
  ),
  decimals: Type.Optional(
    Name(['comma', 'point'] as const, {
      description: 'What parts decimals, where 1.234 can be read in two ways.',
    }),
  ),
  principalEvery: Type.Optional(
    Name(EVERY, { description: 'How often principal falls due, if no column tells it.' }),
  ),
  interestEvery: Type.Optional(
    Name(EVERY, { description: 'How often interest falls due, if no column tells it.' }),
  ),
  locality: Type.Optional(Text('Of new cooperatives of which the file names none.', 'Lạng Sơn')),
};

const AnswersAsked = Closed(AnswersQuery);

export type AskedAnswers = Static<typeof AnswersAsked>;

export const answersOf = (asked: AskedAnswers): Answers => ({
  on: asked.on ?? null,
  unit: asked.unit ?? null,
  rate: asked.rate ?? null,
  dates: asked.dates ?? null,
  decimals: asked.decimals === undefined ? null : asked.decimals === 'comma' ? ',' : '.',
  principalEvery: asked.principalEvery ?? null,
  interestEvery: asked.interestEvery ?? null,
  locality: asked.locality ?? null,
});

const PlaceFields = {
  sheet: Type.String({ description: 'Empty: the file as a whole.' }),
  row: Nullable(
    Type.Integer({ description: 'As on the left of the sheet; null: the whole sheet.' }),
  ),
  column: Nullable(Type.String({ description: 'As above the sheet; null: the whole row.' })),
};

export const Fault = Closed(
  {
    ...PlaceFields,
    found: Type.String({ description: 'What stands there, as a reader sees it.' }),
    code: Name([...new Set([...IMPORT_FAULTS, ...READ_REFUSALS, ...ERROR_CODES])], {
      description: 'What is wrong; if the fund refuses the row, the code of that refusal.',
    }),
    message: Type.String({ description: 'What is wrong and what to write instead.' }),
    rule: Type.Optional(Type.String()),
    figures: Figures,
  },
  { title: 'ImportFault' },
);

const Assumed = Closed(
  {
    ...PlaceFields,
    code: Name(ASSUMPTIONS),
    message: Type.String({ description: 'What was taken for granted, so that it can be denied.' }),
    figures: Figures,
  },
  { title: 'ImportAssumption' },
);

const Sum = Closed({
  column: Type.String(),
  heading: Type.String(),
  sum: Type.String({ description: 'Of the rows that are entries, in đồng.' }),
});

const Subtotal = Closed(
  {
    row: Type.Integer(),
    column: Type.String(),
    heading: Type.String(),
    label: Type.String({ description: 'The words of the sheet, such as `Tổng cộng`.' }),
    stated: Type.String({ description: 'What the sheet says, in đồng.' }),
    computed: Type.String({ description: 'What its rows come to, in đồng.' }),
    agrees: Type.Boolean(),
  },
  { title: 'ImportSubtotal' },
);

const SheetRead = Closed(
  {
    name: Type.String(),
    understoodAs: Nullable(
      Name(SHAPES, { description: 'Null: no table that is known; nothing of it is entered.' }),
    ),
    rows: Type.Integer({
      description: 'Rows that are loans, movements, instalments or borrowers.',
    }),
    columns: Type.Array(
      Closed({
        column: Type.String(),
        heading: Type.String(),
        field: Nullable(Type.String({ description: 'What it is read as; null: it is not read.' })),
      }),
    ),
    sums: Type.Array(Sum),
    subtotals: Type.Array(Subtotal),
  },
  { title: 'ImportSheet' },
);

const Counts = Closed(
  {
    cooperatives: Type.Integer(),
    loans: Type.Integer(),
    disbursements: Type.Integer(),
    receipts: Type.Integer(),
  },
  { title: 'ImportCounts', description: 'How many of each kind.' },
);

const Progress = Closed({
  phase: Name(['reading', 'checking', 'entering'] as const),
  done: Type.Integer(),
  total: Type.Integer({ description: '0: not known yet.' }),
});

export const STATUSES = ['reading', 'checked', 'entering', 'entered', 'failed'] as const;

const HeadFields = {
  id: Id,
  fileName: Type.String(),
  sha256: Type.String({ description: 'Of the bytes as they were sent.' }),
  byteCount: Type.Integer(),
  enteredAt: Nullable(Instant),
  reversedAt: Nullable({ ...Instant, description: 'When what it entered was reversed.' }),
  ...RecordedFields,
};

/** A file in the list. */
export const ImportRow = Closed(HeadFields, { title: 'ImportRow' });

/** How many faults an import shows; its list of faults has all. */
export const MOST_FAULTS_SHOWN = 200;

export const Import = Closed(
  {
    ...HeadFields,
    status: Name(STATUSES, {
      description:
        '`checked`: read and tried, nothing is written; it can be entered if it has no faults. ' +
        '`failed`: the bytes are none that are read.',
    }),
    progress: Nullable(Progress),
    kind: Nullable(Name(['xlsx', 'ods', 'csv'] as const)),
    sheets: Type.Array(SheetRead),
    faults: Type.Array(Fault, { description: `The first ${MOST_FAULTS_SHOWN}.` }),
    faultCount: Type.Integer(),
    assumed: Type.Array(Assumed),
    wouldEnter: Counts,
    available: Nullable(
      Closed(
        {
          on: DateOf('The opening day of the fund (R32).'),
          stated: Nullable({ ...SignedMoney, description: 'What the opening states.' }),
          computed: {
            ...SignedMoney,
            description: 'Capital less what is lent, if it were entered.',
          },
        },
        {
          title: 'ImportAvailable',
          description:
            'The available principal at the close of the opening day; null: the fund has none.',
        },
      ),
    ),
    ignored: Type.Array(Name(['macros', 'external-links'] as const), {
      description: 'What the file holds besides: macros are never run, links never followed.',
    }),
  },
  { title: 'Import' },
);

/** A fault in the language of the one who asks. */
export function presentFault(fault: ImportFault, language: Language): Static<typeof Fault> {
  const { sheet, row, column, found, code, figures, refusal } = fault;
  const place = { sheet, row, column, found };
  if (code !== 'refused' || refusal === undefined) {
    const words = code === 'refused' ? PROBLEMS.internal.detail : IMPORT_FAULT_WORDS[code];
    const shown = code === 'refused' ? 'internal' : code;
    return { ...place, code: shown, message: fill(words[language], figures, language), figures };
  }
  const [said] = refusal.faults;
  const detail = fill(PROBLEMS[refusal.code].detail[language], refusal.figures, language);
  const message = said === undefined ? detail : `${said.pointer}: ${said.message[language]}`;
  const rule = refusal.rule === undefined ? {} : { rule: refusal.rule };
  return { ...place, code: refusal.code, message, ...rule, figures: refusal.figures };
}

export function presentAssumption(
  { sheet, row, column, code, figures }: Assumption,
  language: Language,
): Static<typeof Assumed> {
  const message = fill(ASSUMPTION_WORDS[code][language], figures as ErrorFigures, language);
  return { sheet, row, column, code, message, figures };
}

/** The fault of a file that is not read. */
export function unreadFault(
  refusal: keyof typeof READ_REFUSAL_WORDS,
  language: Language,
): Static<typeof Fault> {
  const message = READ_REFUSAL_WORDS[refusal][language];
  return { sheet: '', row: null, column: null, found: '', code: refusal, message, figures: {} };
}
