import { Type, type Static, type TObject, type TProperties, type TSchema } from 'typebox';
import type { CalendarDate as CalendarDateText } from '../../domain/primitives/dates.ts';
import { SOURCE_PARTS, type LedgerAccount as Account } from '../../domain/books/sourceAccounts.ts';
import { ACCOUNTS } from '../../domain/policies/accounts.ts';
import type { ErrorFigures } from '../../domain/primitives/errors.ts';

// The building blocks of request and answer schemas. `x-text` makes the validator trim and
// normalise; `x-fault` is what a request gets to read whose value does not fit.

type Options = Record<string, unknown>;

/** An object that refuses what it does not know. */
export const Closed = <P extends TProperties>(properties: P, options: Options = {}): TObject<P> =>
  Type.Object(properties, { additionalProperties: false, ...options });

/**
 * One of several objects told apart by a constant property; a request is judged by the one it
 * names. Each variant is a `Closed` with `[property]: Type.Literal(…)`.
 */
export function OneOf<T extends TObject[]>(
  property: string,
  variants: [...T],
  options: Options = {},
) {
  return Type.Unsafe<Static<T[number]>>({
    type: 'object',
    discriminator: { propertyName: property },
    oneOf: variants,
    ...options,
  });
}

/** A value or null, as OpenAPI 3.1 writes it. */
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** A field of what a PUT changes: left out, it stays as it is; null takes it away. */
export const Changeable = <T extends TSchema & { readonly description?: string }>({
  description = '',
  ...schema
}: T) => Type.Optional({ ...Nullable(schema as unknown as T), description });

/** One of a list of names. */
export const Name = <const T extends readonly string[]>(names: T, options: Options = {}) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...names], ...options });

export const Money = Type.String({
  title: 'Money',
  pattern: '^(0|[1-9][0-9]{0,17})$',
  description: 'A whole number of đồng (R1), as a string of at most 18 digits.',
  examples: ['500000000'],
  'x-fault': {
    en: 'must be a string of at most 18 digits without leading zeros, such as "500000000"',
    vi: 'phải là chuỗi tối đa 18 chữ số, không có số 0 ở đầu, ví dụ "500000000"',
  },
});

export const PositiveMoney = Type.String({
  title: 'PositiveMoney',
  pattern: '^[1-9][0-9]{0,17}$',
  description: 'A whole number of đồng above 0 (R1), as a string of at most 18 digits.',
  examples: ['15000000'],
  'x-fault': {
    en: 'must be a string of at most 18 digits, above 0, such as "15000000"',
    vi: 'phải là chuỗi tối đa 18 chữ số, lớn hơn 0, ví dụ "15000000"',
  },
});

/** What an amount of a request is: whole đồng, 0 or more. */
export const MoneyOf = (description: string) => ({ ...Money, description });

/** What an amount of a request is: whole đồng, above 0. */
export const PositiveMoneyOf = (description: string) => ({ ...PositiveMoney, description });

/** Only in answers: a credit or a difference may be negative. */
export const SignedMoney = Type.String({
  title: 'SignedMoney',
  pattern: '^(0|-?[1-9][0-9]*)$',
  description: 'A whole number of đồng, as a string; negative for a credit.',
  examples: ['-1250000'],
});

export const Rate = Type.String({
  title: 'Rate',
  pattern: '^(0|[1-9][0-9]{0,2})(\\.[0-9]{1,6})?$',
  description: 'Percent a year (R1), a decimal string with at most 6 decimals.',
  examples: ['6.6'],
  'x-fault': {
    en: 'must be a decimal string of at most 6 decimals and 999, such as "6.6"',
    vi: 'phải là chuỗi số thập phân, tối đa 999 và 6 chữ số thập phân, ví dụ "6.6"',
  },
});

/** What a rate of a request is: percent a year. */
export const RateOf = (description: string) => ({ ...Rate, description });

export const DateOf = (description: string) =>
  Type.Unsafe<CalendarDateText>({
    title: 'CalendarDate',
    type: 'string',
    format: 'date',
    description,
    examples: ['2023-06-30'],
  });

export const CalendarDate = DateOf('A calendar date in Asia/Ho_Chi_Minh (R2).');

export const Instant = Type.String({
  title: 'Instant',
  format: 'date-time',
  description: 'An instant (RFC 3339).',
  examples: ['2023-07-07T02:30:00.000Z'],
});

const words = (maxLength: number, options: Options) =>
  Type.String({ minLength: 1, maxLength, 'x-text': 'text', ...options });

/** A text of 1–500 characters, trimmed and in Unicode NFC before it is judged. */
export const Text = (description: string, example: string) =>
  words(500, { description, examples: [example] });

/** A number or code of 1–64 characters, trimmed and in Unicode NFC before it is judged. */
export const Code = (description: string, example: string) =>
  words(64, { description, examples: [example] });

export const Id = Type.String({
  title: 'Id',
  format: 'uuid',
  'x-text': 'id',
  description: 'An id given by the service.',
  examples: ['0195f3f0-5b6e-7c3a-9d53-0c6f5a1e2b34'],
});

/** What an id of a request names. */
export const IdOf = (description: string) => ({ ...Id, description });

/** A list in which each id stands once. */
export const Ids = (options: Options) =>
  Type.Array(Id, { maxItems: 100, uniqueItems: true, 'x-ids': true, ...options });

/** The parameters of a route with an `{id}`; one that is no id is answered by 404. */
export const IdParams = Closed({ id: Id });

/** A page of a list. */
export const Page = <T extends TSchema>(item: T) =>
  Closed({
    data: Type.Array(item),
    nextCursor: Nullable(
      Type.String({ description: 'Give it as `cursor` for the next page; null on the last.' }),
    ),
  });

/** A page of a list that says also what all its rows come to, if that is asked for. */
export const PageWithTotals = <T extends TSchema, Totals extends TSchema>(
  item: T,
  totals: Totals,
) => Closed({ ...Page(item).properties, totals: Type.Optional(totals) });

/** Asks for what all rows come to. */
export const TotalsQuery = {
  totals: Type.Optional(
    Type.Boolean({
      description:
        '`true`: the answer in JSON has `totals` of all rows that the filters leave, not only of its page.',
    }),
  ),
};

/** Asks for a list from its end. */
export const OrderQuery = {
  order: Type.Optional(
    Name(['asc', 'desc'] as const, {
      description: '`desc`: from the last row to the first, page by page; default `asc`.',
    }),
  ),
};

/** In place of a cursor: the list is answered whole. */
export const WHOLE = Type.Null({ description: 'Always null: the list comes whole.' });

/** The query parameters of every list. */
export const PageQuery = {
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'Rows of a page.' }),
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 1_000,
      description: '`nextCursor` of the page before.',
    }),
  ),
};

/** The query parameters of every answer that stands at a date, as known at an instant (R21). */
export const AsKnownQuery = {
  asOf: Type.Optional(DateOf('The day the answer stands at; default today.')),
  knownAt: Type.Optional({
    ...Instant,
    description:
      'Only what was recorded by then; default now. In an address the + of an offset is written %2B.',
  }),
};

/** An account of the ledger. */
export const LedgerAccount = Type.Unsafe<Account>({
  type: 'string',
  description:
    `An account of every fund (${ACCOUNTS.map((each) => `\`${each}\``).join(', ')}), or one of another ` +
    `source of capital than the charter (R34): ${SOURCE_PARTS.map((each) => `\`${each}:\``).join(', ')} ` +
    'and the source.',
  examples: ['availablePrincipal', 'availablePrincipal:advance'],
});
/** The query parameter of every answer that groups or names by locality (R37). */
export const LocalitiesQuery = {
  localitiesOn: Type.Optional(
    DateOf(
      'The localities that counted on this day, so that years can be laid side by side (R37); default ' +
        'those of the day of the answer.',
    ),
  ),
};

/** The same as an answer repeats it. */
export const LocalitiesField = {
  localitiesOn: Type.Optional(DateOf('The day whose localities are named, if it was asked for.')),
};

export const Figures = Type.Unsafe<ErrorFigures>({
  type: 'object',
  description: 'The figures behind it: money and rates as strings, dates as YYYY-MM-DD.',
  additionalProperties: true,
});
