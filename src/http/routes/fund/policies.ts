import { Type, type Static, type TOptional, type TProperties, type TSchema } from 'typebox';
import {
  BASIC_ACCOUNTS,
  MORE_ACCOUNTS,
  type BasicAccount,
} from '../../../domain/policies/accounts.ts';
import { COMPONENTS } from '../../../domain/loans/facts.ts';
import { ENFORCEMENT_STAGES, MATTERS, OFFICE_KINDS } from '../../../domain/policies/courtTypes.ts';
import { CHARGED_OFF_INTEREST, RECOVERY_OF_CHARGED_OFF } from '../../../domain/loans/chargeOff.ts';
import { COLLATERAL_KINDS } from '../../../domain/policies/collateralKinds.ts';
import type { PolicyName } from '../../../domain/policies/policies.ts';
import { WEEKDAYS } from '../../../domain/policies/policyJson.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import { policies, setPolicy } from '../../../usecases/fund/setPolicy.ts';
import { refuseStranding } from '../../../usecases/secondPerson/refuseStranding.ts';
import { SECOND_PERSON_ACTS } from '../../../domain/policies/secondPerson.ts';
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
  MoneyOf,
  Name,
  Nullable,
  OneOf,
  Rate,
  RateOf,
  Text,
  WHOLE,
} from '../../schema/schemas.ts';
import { AllocationOrders, Affects, DebtGroupNumber, DebtGroupOf } from '../../present/shapes.ts';

const Days = Type.Integer({
  minimum: 1,
  maximum: 36_500,
  description: 'Days past due, from which it counts.',
});

const OutcomeOf = (description: string) => Name(['warning', 'refusal'] as const, { description });

const AccountTitle = (description: string) =>
  Closed(
    {
      code: Code('The code of the account.', '1283'),
      vietnamese: Text('Its name in Vietnamese.', 'Dư nợ gốc'),
      english: Text('Its name in English.', 'Outstanding principal'),
    },
    { description },
  );

const TermOf = (description: string) => Type.Integer({ minimum: 1, maximum: 1000, description });

/** One value of each kind of collateral. */
const ofEachKind = <T extends TSchema>(value: T, description: string) =>
  Closed(
    Object.fromEntries(COLLATERAL_KINDS.map((kind) => [kind, value])) as Record<
      (typeof COLLATERAL_KINDS)[number],
      T
    >,
    { description },
  );

/** So that a date of the year 2199 and such a term come to a year that is reckoned with. */
const YearsOf = (description: string) => Type.Integer({ minimum: 1, maximum: 100, description });

const CourtName = Text('The name of a court.', 'Tòa án nhân dân khu vực 1 - Lạng Sơn');

const OfficeName = Text('The name of an office.', 'Phòng Thi hành án dân sự khu vực 1 - Lạng Sơn');

/** A term that a law may not have: null. */
const termIfAny = (term: ReturnType<typeof TermOf>, description: string) => ({
  ...Nullable(term),
  description,
});

/** For what a court or office is there. */
const competence = (name: typeof CourtName) => ({
  name,
  takesOver: Type.Array(name, {
    maxItems: 100,
    description: 'Those whose cases it took over.',
  }),
  matters: Type.Optional(
    Type.Array(Name(MATTERS), {
      minItems: 1,
      uniqueItems: true,
      description: 'The matters it is there for; left out: every matter.',
    }),
  ),
  localities: Type.Optional(
    Type.Array(Text('A locality of borrowers.', 'Văn Quan'), {
      minItems: 1,
      maxItems: 200,
      description: 'The localities of borrowers it is there for; left out: every locality.',
    }),
  ),
});

const Band = Closed({
  above: MoneyOf('The band is of claims above so much, whole đồng; the first is above 0.'),
  base: MoneyOf('The fee of a claim of just so much, whole đồng.'),
  percent: RateOf('What is charged of the excess, percent of it (not a year).'),
});

const CourtFee = (description: string) =>
  Closed(
    {
      leastAdvance: MoneyOf('What is paid in advance at least, whole đồng.'),
      bands: Type.Array(Band, { minItems: 1, maxItems: 20, description: 'The lowest first.' }),
    },
    { description },
  );

const exactly = <T extends TSchema>(items: T, count: number, description: string) =>
  Type.Array(items, { minItems: count, maxItems: count, description });

/** What each policy may say, as JSON. */
const VALUES = {
  highestRatePercent: RateOf('The highest in-term rate, percent a year (R7); default 20.'),
  overdueRateSharePercent: RateOf(
    'The cap of the overdue rate, percent of the in-term rate (R7); default 150.',
  ),
  highestLateInterestRatePercent: RateOf(
    'The highest rate of late interest, percent a year (R7); default 10.',
  ),
  allocationOrder: {
    ...AllocationOrders,
    description: 'In which order a receipt pays under a contract that names none (R9).',
  },
  awardAllocationOrder: Type.Array(Name(COMPONENTS), {
    maxItems: COMPONENTS.length,
    uniqueItems: true,
    description:
      'In which order a receipt through a case pays what is awarded and not received, before the order of R9 ' +
      '(R39): each component once; none: it pays like any other receipt.',
  }),
  nonWorkingDays: Type.Array(Name(WEEKDAYS), {
    maxItems: 6,
    uniqueItems: true,
    description: 'Days of the week on which nothing is payable (R6); default Saturday and Sunday.',
  }),
  debtGroupFromDays: exactly(
    Days,
    4,
    'Days past due from which a loan is in group 2, 3, 4, 5 (R16); default 10, 30, 90, 180.',
  ),
  restructuredDebtGroup: Closed(
    {
      first: DebtGroupOf('The group after the first restructuring, at least.'),
      firstOverdue: Type.Array(
        Closed({ fromDays: Days, group: DebtGroupOf('The group from that day on, at least.') }),
        { maxItems: 5, description: 'The groups of a loan overdue under its first new schedule.' },
      ),
      second: DebtGroupOf('The group after the second restructuring, at least.'),
      secondOverdue: DebtGroupOf('The group of a loan overdue under its second, at least.'),
      third: DebtGroupOf('The group after the third restructuring, at least.'),
    },
    { description: 'The groups of a restructured loan, at least (R16).' },
  ),
  waivedInterestDebtGroup: DebtGroupOf(
    'The group of a loan of which interest was waived, at least (R16); default 3.',
  ),
  worstDebtGroupOfBorrower: Type.Boolean({
    description: 'Whether all loans of a borrower take its worst group (R16); default true.',
  }),
  specificProvisionPercent: exactly(
    Rate,
    5,
    'Specific provision of groups 1 … 5, percent of principal (R16); default 0, 2, 25, 50, 100.',
  ),
  generalProvision: Closed(
    {
      percent: RateOf('Percent of their principal; default 0.5.'),
      groups: Type.Array(DebtGroupNumber, {
        maxItems: 5,
        uniqueItems: true,
        description: 'The groups of which it is made; default 1 to 4.',
      }),
    },
    { description: 'The general provision (R16).' },
  ),
  collateralDeductionPercent: ofEachKind(
    RateOf('Percent of its value (not a year), at most 100.'),
    'What may be deducted of an asset that secures loans, by its kind (R41); default 50 of real estate, 100 ' +
      'of a deposit, else 30.',
  ),
  collateralDeductionYears: ofEachKind(
    YearsOf('Years after the day from which the fund may sell it.'),
    'For how long an asset may be deducted once the fund may sell it, by its kind (R41); default 2 of real ' +
      'estate, else 1.',
  ),
  collateralValuationMonths: Type.Integer({
    minimum: 0,
    maximum: 1000,
    description: 'Months after which an asset is to be valued anew (R41); default 0: never.',
  }),
  singleCustomerLimitPercent: RateOf(
    'The highest debt of one customer, percent of the charter capital (R29); default 15.',
  ),
  relatedCustomersLimitPercent: RateOf(
    'The same of a customer with those related to it (R29); default 25.',
  ),
  leastOwnCapitalPercent: RateOf(
    'The least own capital of a borrower, percent of its project (R29); default 20.',
  ),
  lendingChecks: Closed(
    {
      singleCustomer: OutcomeOf('Above the limit of one customer.'),
      relatedCustomers: OutcomeOf('Above the limit of related customers.'),
      ownCapital: OutcomeOf('Below the least own capital.'),
      endedBorrower: Type.Optional(
        OutcomeOf('The borrower was dissolved or is bankrupt (R30); left out: a warning.'),
      ),
    },
    { description: 'Whether a breach of each lending check warns or refuses (R29).' },
  ),
  limitationToSueYears: YearsOf('Years in which a debt must be sued for (R27); default 3.'),
  appealDays: TermOf('Days in which a first-instance judgment can be appealed (R27); default 15.'),
  enforcementRequestYears: YearsOf('Years in which enforcement is asked for (R27); default 5.'),
  meansRecheckMonths: TermOf(
    'Months after which a debtor found without means is looked at again (R27); default 6.',
  ),
  longMeansRecheckMonths: TermOf(
    'Months after which a debtor who is in prison or whose address is unknown is looked at again (R38); default ' +
      '12.',
  ),
  creditorClaimDays: TermOf(
    'Days in which a creditor of a bankrupt files its claim (R30); default 30.',
  ),
  chargedOffInterest: Name(CHARGED_OFF_INTEREST, {
    description:
      'Whether contractual interest goes on, off the books, once a loan is charged off (R40); default ' +
      '`stops`. A charge-off keeps what is in force on its day.',
  }),
  recoveryOfChargedOff: Name(RECOVERY_OF_CHARGED_OFF, {
    description:
      'Whether principal recovered of a loan charged off is `capital` again, or `income` of the period ' +
      '(R40); default `capital`. A charge-off keeps what is in force on its day.',
  }),
  writeOffAfterYears: YearsOf(
    'Years after a charge-off from which the loan may be written off (R40); default 5.',
  ),
  keptWrittenOffYears: YearsOf(
    'Years for which a loan written off is kept in the register (R40); default 10.',
  ),
  secondPerson: Closed(
    {
      acts: Type.Array(Name(SECOND_PERSON_ACTS), {
        maxItems: SECOND_PERSON_ACTS.length,
        uniqueItems: true,
        description:
          'The acts that wait for a second person; what undoes an act goes with it. `reversal`: every other ' +
          'reversal; `importEntry`: entering a file; `handover`: handing the fund over, or taking another over; ' +
          '`afterIssue`: whatever makes an issued report or notice wrong. As soon as one is named, ' +
          'tokens and this policy itself need a second person too. Default none.',
      }),
      expiresAfterDays: Type.Integer({
        minimum: 1,
        maximum: 366,
        description: 'For how many days a proposed act can be confirmed; default 30.',
      }),
    },
    {
      description:
        'Which acts take effect only when a second person who may do them confirms them. Refused while fewer ' +
        'than two directors can act.',
    },
  ),
  courtFee: Closed(
    {
      civil: CourtFee('Of civil cases.'),
      commercial: CourtFee('Of commercial cases.'),
    },
    { description: 'What a court charges for a claim, by the type of its docket (R28).' },
  ),
  enforcementStages: Type.Array(Name(ENFORCEMENT_STAGES), {
    uniqueItems: true,
    description:
      'The stages of enforcement that the law of the day has besides the older ones (R38); default none ' +
      'before 1/7/2026, then all.',
  }),
  voluntaryEnforcementDays: termIfAny(
    TermOf('Days.'),
    'Days in which a debtor may pay of its own accord once enforcement is decided (R38); default null, ' +
      'from 1/7/2026 10.',
  ),
  requestReturnYears: termIfAny(
    YearsOf('Years.'),
    'Years without means after which a request for enforcement is returned (R38); default null, from ' +
      '1/7/2026 2.',
  ),
  stateMoneyRequestYears: termIfAny(
    YearsOf('Years.'),
    'Years in which enforcement of state money is asked for, else the superior directs it (R38); default ' +
      'null, from 1/7/2026 1.',
  ),
  protestStayMonths: termIfAny(
    TermOf('Months.'),
    'Months for which whoever may protest can have enforcement stayed (R38); default null, from 1/7/2026 3.',
  ),
  enforcementOffices: Type.Array(
    Closed({
      ...competence(OfficeName),
      kind: Name(OFFICE_KINDS, { description: 'Which kind of office it is.' }),
    }),
    {
      maxItems: 500,
      description: 'The offices that enforce judgments (R38); none: any office may be named.',
    },
  ),
  courts: Type.Array(Closed(competence(CourtName)), {
    maxItems: 500,
    description:
      'The courts there are, by matter and place (R26); none for a matter: any court may be named for it.',
  }),
  chartOfAccounts: Closed(
    {
      ...(Object.fromEntries(
        BASIC_ACCOUNTS.map((account) => [account, AccountTitle(`How \`${account}\` is shown.`)]),
      ) as Record<BasicAccount, ReturnType<typeof AccountTitle>>),
      ...(Object.fromEntries(
        MORE_ACCOUNTS.map((account) => [
          account,
          Type.Optional(AccountTitle(`How \`${account}\` is shown (R35); left out: as usual.`)),
        ]),
      ) as Record<(typeof MORE_ACCOUNTS)[number], TOptional<ReturnType<typeof AccountTitle>>>),
    },
    {
      description:
        'Under which code and names each account of the ledger is shown (R18). From the day of a chart that ' +
        'names `cashInHand` on, what is entered is posted by place: money in cash and in term deposits has ' +
        'accounts of its own (R35).',
    },
  ),
} satisfies Record<PolicyName, TSchema>;

const NAMES = Object.keys(VALUES) as PolicyName[];

const ofName = (title: string, fields: TProperties) =>
  OneOf(
    'name',
    NAMES.map((name) =>
      Closed({
        name: Type.Literal(name, { description: 'Which policy it is.' }),
        value: VALUES[name],
        ...fields,
      }),
    ),
    { title },
  );

const NewPolicy = ofName('NewPolicy', {
  effectiveOn: DateOf('The first day on which it is in force.'),
  endsOn: Type.Optional(DateOf('The last day; left out, until another replaces it.')),
  sourceDocument: Text('What it rests on.', 'Quyết định 45/QĐ-UBND ngày 12/1/2024'),
});

const kept = {
  id: Id,
  effectiveOn: Nullable(
    DateOf('The first day on which it is in force; null: from the beginning of time.'),
  ),
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
        response: { 200: Closed({ data: Type.Array(Policy), nextCursor: WHOLE }) },
      },
    },
    ({ actor, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => ({
        data: policies(tx, knownAt).map(present) as never[],
        nextCursor: null,
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
        await refuseStranding(tx, policy, services.clock.today());
        const stored = setPolicy(tx, { ...policy, endsOn });
        return { ...present(stored), affects: await affectsOfAct(tx) };
      }) as never,
  );
};
