import type { CalendarDate, Interval } from '../../src/domain/primitives/dates.ts';
import type { InterestComponent } from '../../src/domain/loans/facts.ts';
import type { DebtGroup } from '../../src/domain/policies/debtGroups.ts';
import type { AllocationPart } from '../../src/domain/policies/allocationOrder.ts';
import { on, type FactJson, type TermsJson } from './loans.ts';

type RepaymentJson = Extract<FactJson, { type: 'repayment' }>;

/** What a case claims, line by line as it is written, one space between words. */
export interface Claim {
  readonly kind: 'position' | 'standing' | 'schedule' | 'lines' | 'left';
  readonly lines: readonly [head: string, ...rows: string[]];
}

/** A fact, one that is refused with a code, or a claim; each knows only what stands above it. */
export type Step = { readonly line: number } & (
  { readonly fact: FactJson; readonly refusedWith?: string } | { readonly claim: Claim }
);

/** A case that can be checked by hand; test/golden/README.md says how it is written. */
export interface GoldenCase {
  readonly title: string;
  readonly rules: readonly string[];
  readonly explanation: readonly string[];
  readonly holidays: readonly string[];
  /** A settlement that a court recognised in the one case about the loan; null: there is none. */
  readonly award: {
    readonly recognisedOn: CalendarDate;
    readonly amounts: RepaymentJson['allocation'];
  } | null;
  readonly terms: TermsJson;
  readonly steps: readonly Step[];
}

const day = String.raw`\d{4}-\d{2}-\d{2}`;

const amount = String.raw`(?:0|[1-9]\d{0,2}(?:,\d{3})*)`;

const component = '(?:principal|in-term|overdue|late)';

const part = '(?:overdue-principal|principal|in-term|overdue|late)';

const listOf = (item: string, between: string): string => `(${item}(?:${between}${item})*)`;

/** What the words in capitals stand for in the forms below. */
const PLACEHOLDERS: Readonly<Record<string, string>> = {
  DATE: `(${day})`,
  DATES: listOf(day, ' '),
  AMOUNT: `(${amount})`,
  RATE: String.raw`(\d+(?:\.\d+)?)`,
  COUNT: String.raw`([1-9]\d*)`,
  EVERY: '(month|quarter|half-year|year)',
  INTEREST: '(in-term|overdue|late)',
  PARTS: listOf(part, ' '),
  COMPONENTS: listOf(`${component} ${amount}`, ' '),
  ROWS: listOf(`${day} ${amount}`, ' / '),
  HOW: '(auto|stated)',
  VIA: '(through-case)',
  LASTING: '(interest-goes-on)',
  EARNED: '(recovered-as-income)',
  KIND: '(reschedule|extension)',
  CHANGE: '(worsening|improvement)',
  GROUP: '([1-5])',
  NAME: String.raw`\(([^()]+)\)`,
  TEXT: '(.+)',
};

/** The words found; those a form does not have are empty. */
type Words = [string, string, string, string, string];

interface Form<T> {
  readonly pattern: RegExp;
  readonly read: (...words: Words) => T;
}

/** A form of line; ` [to DATE]` may be left out, and its words are then empty. */
function form<T>(template: string, read: (...words: Words) => T): Form<T> {
  const pattern = template
    .replaceAll(/ \[([^\]]+)\]/g, '(?: $1)?')
    .replaceAll(/[A-Z]{2,}/g, (word) => PLACEHOLDERS[word] ?? word);
  return { pattern: new RegExp(`^${pattern}$`), read };
}

/** What the first form that fits makes of a line, or null. */
function readAs<T>(forms: readonly Form<T>[], text: string): T | null {
  for (const { pattern, read } of forms) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const [first = '', second = '', third = '', fourth = '', fifth = ''] = found.slice(1);
    return read(first, second, third, fourth, fifth);
  }
  return null;
}

const digits = (text: string): string => text.replaceAll(',', '');

const every = (text: string): Interval => text.replace('-', '_') as Interval;

/** A field that is there only where it was written. */
function optional<Key extends string>(key: Key, value: string): { [K in Key]?: string } {
  return (value === '' ? {} : { [key]: value }) as { [K in Key]?: string };
}

const COMPONENTS = {
  principal: 'principal',
  'in-term': 'inTermInterest',
  overdue: 'overdueInterest',
  late: 'lateInterest',
} as const;

function instalments(rows: string) {
  return rows.split(' / ').map((row) => {
    const [dueOn = '', principal = ''] = row.split(' ');
    return { dueOn: on(dueOn), principal: digits(principal) };
  });
}

function allocationParts(words: string): AllocationPart[] {
  const names = { ...COMPONENTS, 'overdue-principal': 'overduePrincipal' } as const;
  return words.split(' ').map((word) => names[word as keyof typeof names]);
}

/** The amounts of `principal 100 overdue 20`; what is not named is 0. */
function amountsOf(components: string): RepaymentJson['allocation'] {
  const amounts = {
    principal: '0',
    inTermInterest: '0',
    overdueInterest: '0',
    lateInterest: '0',
  };
  for (const [, word, paid = ''] of components.matchAll(/(\S+) (\S+)/g)) {
    amounts[COMPONENTS[word as keyof typeof COMPONENTS]] = digits(paid);
  }
  return amounts;
}

/** What stands above the facts. */
type Heading = Omit<TermsJson, 'contractNumber'> &
  Pick<GoldenCase, 'title' | 'rules'> &
  Partial<Pick<GoldenCase, 'holidays' | 'award'>>;

const HEADING_FORMS: readonly Form<Partial<Heading>>[] = [
  form('title TEXT', (title) => ({ title })),
  form('rules TEXT', (rules) => ({ rules: rules.split(' ') })),
  form('contract DATE AMOUNT', (signedOn, principal) => ({
    signedOn: on(signedOn),
    principal: digits(principal),
  })),
  form('rate RATE [overdue RATE] [late RATE]', (ratePercent, overdue, late) => ({
    ratePercent,
    ...optional('overdueRatePercent', overdue),
    ...optional('lateInterestRatePercent', late),
  })),
  form('principal bullet DATE', (dueOn) => ({
    principalSchedule: { kind: 'bullet', dueOn: on(dueOn) },
  })),
  form('principal custom / ROWS', (rows) => ({
    principalSchedule: { kind: 'custom', instalments: instalments(rows) },
  })),
  form(
    'principal equal COUNT every EVERY from DATE [round-to AMOUNT]',
    (count, interval, first, roundTo) => ({
      principalSchedule: {
        kind: 'equal',
        count: +count,
        every: every(interval),
        firstDueOn: on(first),
        ...optional('roundTo', digits(roundTo)),
      },
    }),
  ),
  form(
    'principal annuity COUNT every EVERY from DATE [round-to AMOUNT] [paying AMOUNT]',
    (count, interval, first, roundTo, paying) => ({
      principalSchedule: {
        kind: 'annuity',
        count: +count,
        every: every(interval),
        firstDueOn: on(first),
        ...optional('roundTo', digits(roundTo)),
        ...optional('instalmentAmount', digits(paying)),
      },
    }),
  ),
  form('interest at maturity', () => ({ interestSchedule: { every: 'maturity' } })),
  form('interest every EVERY from DATE', (interval, first) => ({
    interestSchedule: { every: every(interval), firstDueOn: on(first) },
  })),
  form('overdue-scope loan', () => ({ overdueScope: 'loan' })),
  form('order in-term: PARTS overdue: PARTS', (inTerm, overdue) => ({
    allocationOrder: { inTerm: allocationParts(inTerm), overdue: allocationParts(overdue) },
  })),
  form('award DATE COMPONENTS', (date, components) => ({
    award: { recognisedOn: on(date), amounts: amountsOf(components) },
  })),
  form('holidays DATES', (dates) => ({ holidays: dates.split(' ') })),
];

function receipt(date: string, amount: string, via: string, how: string, components: string) {
  const said: RepaymentJson = {
    type: 'repayment',
    effectiveOn: on(date),
    amount: digits(amount),
    allocation: amountsOf(components),
    ...(how === 'stated' && { explicit: true }),
    ...(via !== '' && { throughCase: true }),
  };
  return said;
}

/** The forms of facts, without the names some bear; `of` finds the fact of a name. */
const factForms = (of: (name: string) => number): readonly Form<FactJson>[] => [
  form('DATE disbursement AMOUNT', (date, amount) => ({
    type: 'disbursement',
    effectiveOn: on(date),
    amount: digits(amount),
  })),
  form('DATE receipt AMOUNT [VIA] HOW [COMPONENTS]', receipt),
  form('DATE recall deadline DATE', (date, deadline) => ({
    type: 'recall',
    decidedOn: on(date),
    deadline: on(deadline),
  })),
  form('DATE withdrawal of NAME', (date, name) => ({
    type: 'recall_withdrawal',
    decidedOn: on(date),
    of: of(name),
  })),
  form('DATE KIND / ROWS', (date, kind, rows) => ({
    type: 'restructuring',
    kind: kind as 'reschedule' | 'extension',
    decidedOn: on(date),
    instalments: instalments(rows),
  })),
  form('DATE rate RATE [overdue RATE]', (date, ratePercent, overdue) => ({
    type: 'rate_change',
    effectiveOn: on(date),
    ratePercent,
    ...optional('overdueRatePercent', overdue),
  })),
  form('DATE freeze [to DATE]', (from, to) => ({
    type: 'freeze',
    from: on(from),
    ...(to === '' ? {} : { to: on(to) }),
  })),
  form('DATE end of NAME', (to, name) => ({
    type: 'freeze_end',
    to: on(to),
    of: of(name),
  })),
  form('DATE waiver INTEREST AMOUNT', (date, component, amount) => ({
    type: 'waiver',
    effectiveOn: on(date),
    component: COMPONENTS[component as keyof typeof COMPONENTS] as InterestComponent,
    amount: digits(amount),
  })),
  form('DATE charge-off [LASTING] [EARNED]', (date, goesOn, asIncome) => ({
    type: 'charge_off',
    effectiveOn: on(date),
    interest: goesOn === '' ? 'stops' : 'goes_on',
    recovery: asIncome === '' ? 'capital' : 'income',
  })),
  form('DATE CHANGE to group GROUP', (date, change, group) => ({
    type: 'debt_group_override',
    effectiveOn: on(date),
    change: change as 'worsening' | 'improvement',
    group: +group as DebtGroup,
  })),
  form('reversal of NAME', (name) => ({ type: 'reversal', of: of(name) })),
];

function isClaim(word: string): word is Claim['kind'] {
  return ['position', 'standing', 'schedule', 'lines', 'left'].includes(word);
}

/** A fact, refused with a code or not: its date and word, its name, and the rest. */
const FACT_LINE = /^(?:refused (\S+) )?(\d\S+ \S+|reversal)(?: \(([^()]+)\))?(.*)$/;

const REQUIRED = [
  'title',
  'rules',
  'signedOn',
  'ratePercent',
  'principalSchedule',
  'interestSchedule',
] as const satisfies readonly (keyof Heading)[];

/** The lines that say something, rows joined to their head; what follows a semicolon explains. */
function linesOf(text: string) {
  const lines: { number: number; rows: [string, ...string[]] }[] = [];
  const explanation: string[] = [];
  for (const [index, written] of text.split('\n').entries()) {
    const [code = '', ...remark] = written.split(';');
    if (remark.length > 0) explanation.push(remark.join(';').trim());
    const words = code.trim().replaceAll(/\s+/g, ' ');
    if (words === '') continue;
    const head = lines.at(-1);
    if (code.startsWith(' ') && head !== undefined) head.rows.push(words);
    else lines.push({ number: index + 1, rows: [words] });
  }
  return { lines, explanation };
}

/**
 * Reads a case; `contractNumber` is its name.
 *
 * @throws Error naming the line that has no form, or what is missing
 */
export function goldenCase(contractNumber: string, text: string): GoldenCase {
  const { lines, explanation } = linesOf(text);
  const steps: Step[] = [];
  const names = new Map<string, number>();
  let heading: Partial<Heading> = {};
  let facts = 0;

  for (const { number: line, rows } of lines) {
    const written = rows.join(' / ');
    const fail = (): never => {
      throw new Error(`${contractNumber}, line ${line}: not understood: ${written}`);
    };
    const [word = ''] = rows[0].split(' ');
    const factLine = FACT_LINE.exec(written);
    if (isClaim(word)) {
      steps.push({ line, claim: { kind: word, lines: rows } });
    } else if (factLine !== null) {
      const [, refusedWith, start = '', name, end = ''] = factLine;
      const forms = factForms((of) => names.get(of) ?? fail());
      const fact = readAs(forms, start + end) ?? fail();
      if (refusedWith === undefined) {
        if (name !== undefined && names.has(name)) fail();
        if (name !== undefined) names.set(name, facts);
        facts += 1;
        steps.push({ line, fact });
      } else {
        steps.push({ line, fact, refusedWith });
      }
    } else {
      const read = readAs(HEADING_FORMS, written) ?? fail();
      if (Object.keys(read).some((field) => Object.hasOwn(heading, field))) fail();
      heading = { ...heading, ...read };
    }
  }
  for (const field of REQUIRED) {
    if (heading[field] === undefined) throw new Error(`${contractNumber}: no ${field}`);
  }
  const { title, rules, holidays = [], award = null, ...terms } = heading as Heading;
  return { title, rules, explanation, holidays, award, terms: { contractNumber, ...terms }, steps };
}
