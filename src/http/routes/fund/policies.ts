import { Type, type Static, type TProperties, type TSchema } from 'typebox';
import { ACCOUNTS, type Account } from '../../../domain/policies/accounts.ts';
import type { PolicyName } from '../../../domain/policies/policies.ts';
import { WEEKDAYS } from '../../../domain/policies/policyJson.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { policies, setPolicy } from '../../../usecases/fund/setPolicy.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import type { Routes } from '../../service/appTypes.ts';
import { instantOrNull } from '../../present/present.ts';
import { TEXT_LIST_BODY_BYTES } from '../../schema/bodyBounds.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Id,
  Instant,
  Money,
  Name,
  Nullable,
  OneOf,
  Rate,
  Text,
} from '../../schema/schemas.ts';
import { AllocationOrders, Affects, DebtGroupNumber } from '../../present/shapes.ts';

const Days = Type.Integer({ minimum: 1, maximum: 36_500 });

const Outcome = Name(['warning', 'refusal'] as const);

const AccountTitle = Closed({
  code: Code('The code of the account.', '1283'),
  vietnamese: Text('Its name in Vietnamese.', 'Dư nợ gốc'),
  english: Text('Its name in English.', 'Outstanding principal'),
});

const Term = Type.Integer({ minimum: 1, maximum: 1000 });

/** So that a date of the year 2199 and such a term come to a year that is reckoned with. */
const Years = Type.Integer({ minimum: 1, maximum: 100 });

const CourtName = Text('The name of a court.', 'Tòa án nhân dân khu vực 1 - Lạng Sơn');

const CourtFee = Closed({
  leastAdvance: Money,
  bands: Type.Array(Closed({ above: Money, base: Money, percent: Rate }), {
    minItems: 1,
    maxItems: 20,
  }),
});

const exactly = <T extends TSchema>(items: T, count: number) =>
  Type.Array(items, { minItems: count, maxItems: count });

/** What each policy may say, as JSON. */
const VALUES = {
  highestRatePercent: Rate,
  overdueRateSharePercent: Rate,
  highestLateInterestRatePercent: Rate,
  allocationOrder: AllocationOrders,
  nonWorkingDays: Type.Array(Name(WEEKDAYS), { maxItems: 6, uniqueItems: true }),
  debtGroupFromDays: exactly(Days, 4),
  restructuredDebtGroup: Closed({
    first: DebtGroupNumber,
    firstOverdue: Type.Array(Closed({ fromDays: Days, group: DebtGroupNumber }), { maxItems: 5 }),
    second: DebtGroupNumber,
    secondOverdue: DebtGroupNumber,
    third: DebtGroupNumber,
  }),
  waivedInterestDebtGroup: DebtGroupNumber,
  worstDebtGroupOfBorrower: Type.Boolean(),
  specificProvisionPercent: exactly(Rate, 5),
  generalProvision: Closed({
    percent: Rate,
    groups: Type.Array(DebtGroupNumber, { maxItems: 5, uniqueItems: true }),
  }),
  singleCustomerLimitPercent: Rate,
  relatedCustomersLimitPercent: Rate,
  leastOwnCapitalPercent: Rate,
  lendingChecks: Closed({
    singleCustomer: Outcome,
    relatedCustomers: Outcome,
    ownCapital: Outcome,
  }),
  limitationToSueYears: Years,
  appealDays: Term,
  enforcementRequestYears: Years,
  meansRecheckMonths: Term,
  creditorClaimDays: Term,
  courtFee: Closed({ civil: CourtFee, commercial: CourtFee }),
  courts: Type.Array(
    Closed({ name: CourtName, takesOver: Type.Array(CourtName, { maxItems: 100 }) }),
    {
      maxItems: 500,
    },
  ),
  chartOfAccounts: Closed(
    Object.fromEntries(ACCOUNTS.map((account) => [account, AccountTitle])) as Record<
      Account,
      typeof AccountTitle
    >,
  ),
} satisfies Record<PolicyName, TSchema>;

const NAMES = Object.keys(VALUES) as PolicyName[];

const ofName = (title: string, fields: TProperties) =>
  OneOf(
    'name',
    NAMES.map((name) => Closed({ name: Type.Literal(name), value: VALUES[name], ...fields })),
    { title },
  );

const NewPolicy = ofName('NewPolicy', {
  effectiveOn: DateOf('The first day on which it is in force.'),
  endsOn: Type.Optional(DateOf('The last day; left out, until another replaces it.')),
  sourceDocument: Text('What it rests on.', 'Quyết định 45/QĐ-UBND ngày 12/1/2024'),
});

const kept = {
  id: Id,
  effectiveOn: Nullable(DateOf('Null: from the beginning of time.')),
  endsOn: Nullable(CalendarDate),
  sourceDocument: Type.String(),
  recordedAt: Nullable(Instant),
  recordedBy: Nullable(Type.String()),
};

const Policy = ofName('Policy', kept);

type Stored = Awaited<ReturnType<typeof policies>>[number];

function present(policy: Stored) {
  const { id, name, value, effectiveOn, endsOn, sourceDocument, recordedBy } = policy;
  const recordedAt = instantOrNull(policy.recordedAt);
  return { id, name, value, effectiveOn, endsOn, sourceDocument, recordedAt, recordedBy };
}

interface Asked {
  readonly name: PolicyName;
  readonly value: unknown;
  readonly effectiveOn: Static<typeof CalendarDate>;
  readonly endsOn?: Static<typeof CalendarDate>;
  readonly sourceDocument: string;
}

const tags = ['Policies'];

/** Limits, orders, bands and percentages, as dated entries with their sources. */
export const policyRoutes: Routes = (app, services) => {
  app.get(
    '/v1/policies',
    {
      schema: {
        operationId: 'listPolicies',
        summary: 'Lists the policies by name; of those that cover a day the last is in force',
        description:
          'Rates, caps, orders, bands and periods by which everything is worked out, each ' +
          'with its day and source document. Nothing of this is in the program: read here ' +
          'what is in force (R6, R7, R9, R16, R29).',
        tags,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt }),
        response: { 200: Closed({ data: Type.Array(Policy) }) },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => ({
        data: policies(tx, knownAt).map(present) as never[],
      })),
  );

  app.post(
    '/v1/policies',
    {
      bodyLimit: TEXT_LIST_BODY_BYTES,
      config: { idempotency: 'required' },
      schema: {
        operationId: 'recordPolicy',
        summary: 'Records what a policy says from a day on; the versions are kept',
        description:
          'Use it when a decree or decision changes a rule. The value is in force from ' +
          '`effectiveOn`, earlier days keep the one before, and a value that would change a ' +
          'closed day is refused (R22).',
        tags,
        body: NewPolicy,
        response: { 201: ofName('RecordedPolicy', { ...kept, affects: Affects }) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const { endsOn = null, ...policy } = request.body as unknown as Asked;
        const stored = setPolicy(tx, { ...policy, endsOn });
        return { ...present(stored), affects: await affectsOfAct(tx) };
      }) as never,
  );
};
