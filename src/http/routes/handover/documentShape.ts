import { Type, type TSchema } from 'typebox';
import { Errors } from 'typebox/value';
import { COLLECTION_KINDS } from '../../../domain/collection/collectionLog.ts';
import { FILING_CHANNELS, STAYED_BY, TERMINATED_FOR } from '../../../domain/court/enforcement.ts';
import { PARTY_ROLES, STAGES } from '../../../domain/court/stages.ts';
import { LEFT_BEHIND, OWED_BY, type Portfolio } from '../../../domain/handover/portfolio.ts';
import {
  CHARGED_OFF_INTEREST,
  CHARGE_OFF_GROUNDS,
  RECOVERY_OF_CHARGED_OFF,
} from '../../../domain/loans/chargeOff.ts';
import { COLLATERAL_KINDS } from '../../../domain/policies/collateralKinds.ts';
import { DOCKET_TYPES } from '../../../domain/policies/docketTypes.ts';
import { invalid } from '../../../domain/primitives/errors.ts';
import { Dec } from '../../../domain/primitives/money.ts';
import { PLACE_KINDS } from '../../../domain/fund/places.ts';

// What the text of a document may say. It comes from anywhere: each word of it is looked at before it is taken.

const closed = (properties: Record<string, TSchema>) =>
  Type.Object(properties, { additionalProperties: false });

const orNull = (schema: TSchema) => Type.Union([schema, Type.Null()]);

const oneOf = (names: readonly string[]) => Type.Union(names.map((name) => Type.Literal(name)));

const many = (schema: TSchema) => Type.Array(schema, { maxItems: 100_000 });

const money = Type.String({ pattern: '^(0|[1-9][0-9]{0,17})$' });

const signed = Type.String({ pattern: '^-?(0|[1-9][0-9]{0,17})$' });

const rate = Type.String({ pattern: '^(0|[1-9][0-9]{0,2})(\\.[0-9]{1,6})?$' });

const day = Type.String({ format: 'date' });

const id = Type.String({ format: 'uuid' });

const words = Type.String({ minLength: 1, maxLength: 500 });

const code = Type.String({ minLength: 1, maxLength: 64 });

const texts = orNull(words);

const count = Type.Integer({ minimum: 0, maximum: 1_000_000 });

const intervals = ['month', 'quarter', 'half_year', 'year'];

const instalments = Type.Array(closed({ dueOn: day, principal: money }), { maxItems: 600 });

const regular = { count: Type.Integer({ minimum: 1, maximum: 600 }), every: oneOf(intervals) };

const principalSchedule = Type.Union([
  closed({ kind: Type.Literal('equal'), ...regular, firstDueOn: day, roundTo: money }),
  closed({
    kind: Type.Literal('annuity'),
    ...regular,
    firstDueOn: day,
    roundTo: money,
    instalmentAmount: orNull(money),
  }),
  closed({ kind: Type.Literal('bullet'), dueOn: day }),
  closed({ kind: Type.Literal('custom'), instalments }),
]);

const interestSchedule = Type.Union([
  closed({ every: oneOf(intervals), firstDueOn: day }),
  closed({ every: Type.Literal('maturity') }),
]);

const parts = [
  'overdueInterest',
  'inTermInterest',
  'lateInterest',
  'principal',
  'overduePrincipal',
];

const order = Type.Array(oneOf(parts), { minItems: 4, maxItems: 5 });

const terms = closed({
  contractNumber: code,
  signedOn: day,
  principal: money,
  ratePercent: rate,
  overdueRatePercent: orNull(rate),
  lateInterestRatePercent: rate,
  overdueScope: oneOf(['instalment', 'loan']),
  allocationOrder: orNull(closed({ inTerm: order, overdue: order })),
  principalSchedule,
  interestSchedule,
});

const opening = closed({
  on: day,
  documentNumber: texts,
  disbursed: money,
  instalments,
  interestDue: Type.Array(closed({ dueOn: day, amount: money }), { maxItems: 600 }),
  accruedInterest: money,
  overdueInterest: money,
  lateInterest: money,
  credit: Type.Optional(
    closed({ inTermInterest: money, overdueInterest: money, lateInterest: money }),
  ),
  restructurings: count,
  interestWaived: Type.Boolean(),
  lastPaymentOn: orNull(day),
  lastConfirmedOn: orNull(day),
  paidOffOn: Type.Optional(day),
});

const balances = closed({
  principal: signed,
  chargedOffPrincipal: signed,
  inTermInterest: signed,
  overdueInterest: signed,
  lateInterest: signed,
});

const history = many(
  closed({
    on: day,
    type: code,
    number: texts,
    interest: orNull(
      closed({
        class: code,
        from: orNull(day),
        balance: orNull(signed),
        ratePercent: orNull(rate),
      }),
    ),
    change: balances,
    balance: balances,
  }),
);

const decided = { decisionNumber: code };

const contract = { id, cooperativeId: id };

const loan = closed({
  ...contract,
  source: code,
  terms,
  purpose: texts,
  projectCost: orNull(money),
  ownCapital: orNull(money),
  sector: texts,
  project: texts,
  jobs: orNull(count),
  opening: orNull(opening),
  rateChanges: many(
    closed({ ...decided, effectiveOn: day, ratePercent: rate, overdueRatePercent: orNull(rate) }),
  ),
  freezes: many(closed({ ...decided, from: day, to: orNull(day) })),
  recalls: many(
    closed({
      ...decided,
      decidedOn: day,
      deadline: day,
      ground: texts,
      withdrawal: orNull(closed({ ...decided, decidedOn: day })),
    }),
  ),
  chargeOff: orNull(
    closed({
      ...decided,
      effectiveOn: day,
      ground: orNull(oneOf(CHARGE_OFF_GROUNDS)),
      interest: oneOf(CHARGED_OFF_INTEREST),
      recovery: oneOf(RECOVERY_OF_CHARGED_OFF),
      principal: Type.Optional(money),
      documents: Type.Optional(
        Type.Array(closed({ name: words, number: texts, issuedOn: orNull(day) }), {
          maxItems: 100,
        }),
      ),
    }),
  ),
  writeOff: Type.Optional(
    orNull(
      closed({
        ...decided,
        effectiveOn: day,
        ground: orNull(oneOf(CHARGE_OFF_GROUNDS)),
        note: orNull(Type.String({ maxLength: 5_000 })),
      }),
    ),
  ),
  debtGroup: orNull(
    closed({
      group: Type.Integer({ minimum: 1, maximum: 5 }),
      change: oneOf(['worsening', 'improvement']),
    }),
  ),
  recoveryPlan: orNull(many(closed({ expectedOn: day, principal: money, ground: texts }))),
  history,
});

const settledLoan = closed({
  ...contract,
  contractNumber: code,
  signedOn: day,
  principal: money,
  history,
});

const cooperative = closed({
  id,
  code,
  name: words,
  kind: oneOf(['cooperative', 'union', 'group', 'member']),
  taxCode: texts,
  representative: texts,
  address: texts,
  phone: texts,
  sector: texts,
  relatedCooperativeIds: Type.Array(id, { maxItems: 1_000 }),
  memberOfId: orNull(id),
  localities: Type.Array(closed({ from: orNull(day), locality: words }), {
    minItems: 1,
    maxItems: 100,
  }),
});

const components = closed({
  principal: money,
  inTermInterest: money,
  overdueInterest: money,
  lateInterest: money,
});

const stage = closed({
  stage: oneOf(STAGES),
  occurredOn: day,
  documentNumber: texts,
  ground: texts,
  note: texts,
  amounts: orNull(components),
  fullRecovery: orNull(Type.Boolean()),
  nextOn: orNull(day),
  instalments: Type.Array(closed({ dueOn: day, amount: money }), { maxItems: 600 }),
  enforcementOffice: texts,
  channel: orNull(oneOf(FILING_CHANNELS)),
  receiptNumber: texts,
  stayedBy: orNull(oneOf(STAYED_BY)),
  interestGoesOn: orNull(Type.Boolean()),
  terminatedFor: orNull(oneOf(TERMINATED_FOR)),
});

const litigationCase = closed({
  ...contract,
  loanIds: Type.Array(id, { minItems: 1, maxItems: 1_000 }),
  court: words,
  docketType: oneOf(DOCKET_TYPES),
  filedOn: day,
  claim: components,
  parties: Type.Array(closed({ role: oneOf(PARTY_ROLES), name: words, note: texts }), {
    maxItems: 100,
  }),
  stages: Type.Array(stage, { minItems: 1, maxItems: 1_000 }),
  received: Type.Optional(
    many(
      closed({
        receivedOn: day,
        voucherNumber: code,
        allocation: components,
        enforcementFee: orNull(money),
      }),
    ),
  ),
});

const collateral = closed({
  id,
  owner: closed({
    cooperativeId: orNull(id),
    named: orNull(closed({ name: words, identityNumber: texts, address: texts, phone: texts })),
  }),
  kind: oneOf(COLLATERAL_KINDS),
  description: words,
  documentNumber: texts,
  mayBeSoldFrom: orNull(day),
  secures: Type.Array(closed({ loanId: id, upTo: orNull(money) }), {
    minItems: 1,
    maxItems: 1_000,
  }),
  from: day,
  valuations: Type.Array(closed({ valuedOn: day, value: money, basis: words, valuedBy: texts }), {
    maxItems: 1_000,
  }),
});

const logEntry = closed({
  cooperativeId: id,
  kind: oneOf(COLLECTION_KINDS),
  occurredOn: day,
  loanIds: Type.Array(id, { maxItems: 1_000 }),
  amount: orNull(money),
  promisedOn: orNull(day),
  litigationCaseId: orNull(id),
  documentNumber: texts,
  note: orNull(Type.String({ maxLength: 5_000 })),
});

const source = closed({
  source: code,
  name: texts,
  bearsRisk: orNull(Type.Boolean()),
  capital: money,
  outstanding: money,
  chargedOff: money,
  available: signed,
});

const suspension = closed({ ...decided, decidedOn: day });

const DOCUMENT = closed({
  version: Type.Literal(1),
  fund: closed({ code, name: words, province: words }),
  on: day,
  sources: Type.Array(source, { minItems: 1, maxItems: 100 }),
  places: many(
    closed({ kind: oneOf(PLACE_KINDS), name: texts, accountNumber: texts, balance: signed }),
  ),
  incomeMoney: signed,
  cooperatives: many(cooperative),
  loans: many(loan),
  settledLoans: many(settledLoan),
  cases: many(litigationCase),
  collaterals: many(collateral),
  log: many(logEntry),
  policies: many(
    closed({ name: oneOf(OWED_BY), from: day, value: Type.String({ maxLength: 10_000 }) }),
  ),
  lendingSuspension: Type.Optional(orNull(suspension)),
  laterSuspensions: Type.Optional(many(suspension)),
  holidays: many(day),
  workingDays: many(day),
  notCarriedOver: many(
    closed({
      what: oneOf(LEFT_BEHIND),
      about: Type.String({ maxLength: 5_000 }),
      amount: orNull(signed),
      on: orNull(day),
    }),
  ),
});

/** The names under which amounts and rates stand in a document. */
const AMOUNTS: ReadonlySet<string> = new Set([
  'accruedInterest',
  'amount',
  'available',
  'balance',
  'capital',
  'chargedOff',
  'chargedOffPrincipal',
  'disbursed',
  'enforcementFee',
  'incomeMoney',
  'inTermInterest',
  'instalmentAmount',
  'lateInterest',
  'lateInterestRatePercent',
  'outstanding',
  'overdueInterest',
  'overdueRatePercent',
  'ownCapital',
  'principal',
  'projectCost',
  'ratePercent',
  'roundTo',
  'upTo',
  'value',
]);

/** The same with its amounts as the domain has them. */
function withAmounts(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return AMOUNTS.has(name) ? new Dec(value) : value;
  if (Array.isArray(value)) return value.map((each) => withAmounts(each));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, each]) => [key, withAmounts(each, key)] as const,
  );
  return Object.fromEntries(entries);
}

/** The most characters of a text that is read: some thousand loans with their history. */
export const MOST_DOCUMENT_CHARACTERS = 18 * 2 ** 20;

/** The bytes of a body with a document in it. */
export const DOCUMENT_BYTES = 20 * 2 ** 20;

const unread = (en: string, vi: string) => invalid('/document', { en, vi });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unread(
      'is not the text of a document; send the file as the other fund drew it up',
      'không phải nội dung hồ sơ bàn giao; hãy gửi đúng tệp do quỹ giao lập',
    );
  }
}

/**
 * What the text of a document says.
 *
 * @throws DomainError validation, which names the first place that no document has
 */
export function portfolioIn(text: string): Portfolio {
  const said = parsed(text);
  const [first] = Errors(DOCUMENT, said);
  if (first !== undefined) {
    const { instancePath, message } = first;
    throw unread(
      `is not a document of this version: ${instancePath || '/'} ${message}`,
      `không phải hồ sơ bàn giao của phiên bản này: ${instancePath || '/'} ${message}`,
    );
  }
  const { policies, ...more } = said as Portfolio;
  return { ...(withAmounts(more) as Portfolio), policies };
}
