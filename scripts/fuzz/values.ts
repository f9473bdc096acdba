import type { Json } from '../../test/support/api.ts';
import type { Random } from './random.ts';
import { OPENED_ON } from './takenOver.ts';

/** The ids that were seen in answers, by the collection in whose list they stood. */
export type Ids = ReadonlyMap<string, readonly string[]>;

/** What values are made of. */
export interface Source {
  readonly random: Random;
  readonly ids: Ids;
}

const repeated = (text: string, count: number): string => text.repeat(count);

/** Texts that have been somebody's undoing. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  'null',
  'Hợp tác xã Đồng Tâm',
  'Hợp tác xã'.normalize('NFD'),
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e31/12/2023',
  '\u00ad\u200b\u200d\ufeff',
  '=cmd|calc!A1',
  "'; drop table fact; --",
  '<script>alert(1)</script>',
  '${7*7}{{7*7}}%s%n',
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  '👩‍🌾🧑‍🌾',
  '\u{1D15F}\u{1D160}',
  'İıſK',
  repeated('a', 65),
  repeated('ồ', 501),
  repeated('ﷺ', 500),
  `a${repeated('\u0301\u0323', 15)}`,
  `a${repeated('\u0301\u0323', 1_000)}`,
  `a${repeated('\u0301\u0323', 14_000)}`,
  repeated('x', 60_000),
  repeated('\\"', 10_000),
  '_x0041_',
  '1e2',
  '٣',
];

const DATES: readonly string[] = [
  '1900-01-01',
  '2199-12-31',
  '2023-02-29',
  '2024-02-29',
  '0000-00-00',
  '2023-06-30T00:00:00Z',
  '20230630',
  '+002023-06-30',
  '2023-06-31',
];

const INSTANTS: readonly string[] = [
  '2023-06-30T00:00:00.000Z',
  '2099-01-01T00:00:00.000Z',
  '1970-01-01T00:00:00Z',
  '2023-06-30T00:00:00+07:00',
  '2023-06-30T00:00:00.123456789-12:00',
  '2023-06-30T25:00:00Z',
  '0001-01-01T00:00:00Z',
];

const AMOUNTS: readonly string[] = [
  '0',
  '1',
  '1000',
  '15000000',
  '999999999999999',
  '999999999999999999',
  '1000000000000000000',
  '-1',
  '1e9',
  '0x10',
  '01',
  '1.5',
];

const NUMBERS: readonly number[] = [
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  1e308,
  Number.MIN_VALUE,
  600,
  601,
  2023,
];

function deep(levels: number): Json {
  let value: Json = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Anything but what is wanted. */
export function hostile({ random }: Source): Json {
  const kinds: readonly (() => Json)[] = [
    () => random.pick(TEXTS),
    () => random.pick(TEXTS),
    () => random.pick(DATES),
    () => random.pick(AMOUNTS),
    () => random.pick(NUMBERS),
    () => null,
    () => random.chance(50),
    () => [],
    () => ({}),
    () => deep(random.pick([3, 31, 33, 200])),
    () => Array.from({ length: random.pick([1, 101, 601, 5_000, 25_000]) }, () => ({})),
    () =>
      Array.from({ length: random.pick([2, 367, 20_001]) }, () => random.pick(TEXTS.slice(0, 20))),
    () => random.uuid(),
  ];
  return random.pick(kinds)();
}

const day = (random: Random): string => {
  const from = Date.UTC(random.chance(90) ? 2020 : 1900, 0, 1);
  const days = random.chance(90) ? 2_000 : 100_000;
  return new Date(from + random.whole(0, days) * 86_400_000).toISOString().slice(0, 10);
};

/** Members that hold an id of some collection, and the names by which collections are meant. */
const ID_MEMBERS: Readonly<Record<string, string>> = {
  loanId: 'loans',
  loanIds: 'loans',
  cooperativeId: 'cooperatives',
  relatedCooperativeIds: 'cooperatives',
  litigationCaseId: 'litigation-cases',
};

/** An id of a collection; now and then one of another collection, or of nobody. */
export function idOf({ random, ids }: Source, collection: string): string {
  const known = ids.get(collection) ?? [];
  if (known.length > 0 && random.chance(90)) return random.pick(known);
  const any = [...ids.values()].flat();
  return any.length > 0 && random.chance(70) ? random.pick(any) : random.uuid();
}

function textFor(source: Source, schema: Json, name: string): string {
  const { random } = source;
  if (schema.format === 'uuid') return idOf(source, ID_MEMBERS[name] ?? '');
  if (schema.format === 'date') {
    if (name === 'on' && random.chance(60)) return OPENED_ON;
    return random.chance(95) ? day(random) : random.pick(DATES);
  }
  if (schema.format === 'date-time') return random.pick(INSTANTS);
  const pattern = String(schema.pattern ?? '');
  if (pattern.includes('{0,17}')) {
    return random.chance(80)
      ? String(random.whole(1, 9) * 10 ** random.whole(0, 9))
      : random.pick(AMOUNTS);
  }
  if (pattern.includes('{1,6}'))
    return random.pick(['0', '6.6', '9.9', '3', '20', '150.5', '0.000001']);
  const [example] = schema.examples ?? [];
  if (typeof example === 'string' && random.chance(60)) return example;
  return random.chance(70)
    ? `Văn bản ${random.whole(1, 1_000_000)}`
    : random.pick(TEXTS.slice(0, 24));
}

function objectFor(source: Source, schema: Json): Json {
  const required = new Set<string>(schema.required ?? []);
  const entries = Object.entries<Json>(schema.properties ?? {})
    .filter(([name]) => required.has(name) || source.random.chance(40))
    .map(([name, part]) => [name, valueFor(source, part, name)]);
  return Object.fromEntries(entries);
}

/** A value that the schema takes, mostly. */
export function valueFor(source: Source, schema: Json, name = ''): Json {
  const { random } = source;
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants !== undefined) return valueFor(source, random.pick(variants), name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return random.pick(schema.enum);
  switch (schema.type) {
    case 'object':
      return objectFor(source, schema);
    case 'array': {
      const min = schema.minItems ?? 0;
      const length = random.whole(min, Math.max(min, Math.min(schema.maxItems ?? 3, 3)));
      return Array.from({ length }, () => valueFor(source, schema.items, name));
    }
    case 'integer':
    case 'number':
      return random.whole(schema.minimum ?? 0, Math.min(schema.maximum ?? 100, 2_199));
    case 'boolean':
      return random.chance(50);
    case 'null':
      return null;
    default:
      return textFor(source, schema, name);
  }
}

/** Puts something hostile in a place of a value: anywhere in it, or in place of all of it. */
export function spoiled(source: Source, value: Json): Json {
  const { random } = source;
  const isInside = typeof value === 'object' && value !== null && random.chance(85);
  if (!isInside) return hostile(source);
  const names = Object.keys(value);
  const copy: Json = Array.isArray(value) ? [...value] : { ...value };
  if (names.length === 0 || random.chance(15)) {
    if (Array.isArray(copy)) copy.push(hostile(source));
    else copy[random.pick(['unknown', '__proto__x', 'Amount', ''])] = hostile(source);
    return copy;
  }
  const name = random.pick(names);
  if (!Array.isArray(copy) && random.chance(15)) delete copy[name];
  else copy[name] = spoiled(source, copy[name]);
  return copy;
}
