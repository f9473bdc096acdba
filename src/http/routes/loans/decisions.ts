import {
  LateFields,
  LateFieldsWithReason,
  WITH_OWN_REASON,
  WITH_REASON,
} from '../../schema/lateBooking.ts';
import { Type, type Static, type TObject, type TProperties } from 'typebox';
import type { CalendarDate as Day } from '../../../domain/primitives/dates.ts';
import { money, rate, text } from '../../../domain/primitives/money.ts';
import {
  CHARGE_OFF_GROUNDS,
  CHARGED_OFF_INTEREST,
  RECOVERY_OF_CHARGED_OFF,
} from '../../../domain/loans/chargeOff.ts';
import type { DebtGroup } from '../../../domain/policies/debtGroups.ts';
import { readAsKnown } from '../../../usecases/view/readAsKnown.ts';
import {
  decide,
  endFreeze,
  overrideDebtGroup,
  type Decided,
  type EnteredKind,
} from '../../../usecases/loans/decideLoan.ts';
import { decisionsOf } from '../../../usecases/loans/lookUpLoans.ts';
import type { AppServices } from '../../../usecases/view/services.ts';
import { act } from '../../service/act.ts';
import { affectsOfAct } from '../../present/affects.ts';
import { warnedOfAct } from '../../present/warnedOfAct.ts';
import type { App, Routes } from '../../service/appTypes.ts';
import { isDate, isInstant, keyAfter, pageOf } from '../../schema/cursor.ts';
import { presentAround, recordedOf, reversedOf } from '../../present/present.ts';
import { LIST_BODY_BYTES } from '../../schema/bodyBounds.ts';
import {
  AsKnownQuery,
  CalendarDate,
  Closed,
  DateOf,
  Id,
  IdParams,
  Money,
  Name,
  Nullable,
  OneOf,
  Page,
  PageQuery,
  PositiveMoneyOf,
  Rate,
  RateOf,
  Text,
} from '../../schema/schemas.ts';
import {
  AroundDecision,
  BookedFields,
  DebtGroupNumber,
  DebtGroupOf,
  DecisionNumber,
  ReversedFields,
} from '../../present/shapes.ts';

type Decision = Awaited<ReturnType<typeof decisionsOf>>[number];

type Kind = Decision['terms']['kind'];

type TermsOf<K extends Kind> = Extract<Decision['terms'], { readonly kind: K }>;

/** More than fifty years of months. */
const MOST_INSTALMENTS = 600;

const COMPONENTS = ['inTermInterest', 'overdueInterest', 'lateInterest'] as const;

const RESTRUCTURINGS = ['reschedule', 'extension'] as const;

const number = Type.String({ description: 'The number of the decision.' });

const Ground = Name(CHARGE_OFF_GROUNDS, {
  description: 'Why: Decree 86/2024, art. 11 (R40). Null: none was given.',
});

/** A paper of a charge-off, as answered. */
const StatedDocument = Closed({
  name: Type.String({ description: 'What it is called.' }),
  number: Nullable(Type.String({ description: 'Its number; null: it has none.' })),
  issuedOn: Nullable(CalendarDate),
});

const FirstChargeOff = Closed(
  {
    on: CalendarDate,
    principal: { ...Money, description: 'What left the books on that day.' },
  },
  {
    description:
      'Of a loan that was charged off before it was taken over, from another fund or an old book: the day from ' +
      'which the terms of a write-off count (R40).',
  },
);

/** What each kind of decision says, as answered, besides when and by whom it was entered. */
const FIELDS = {
  restructuring: {
    kind: Name(RESTRUCTURINGS),
    decisionNumber: number,
    decidedOn: CalendarDate,
    instalments: Type.Array(Closed({ dueOn: CalendarDate, principal: Money })),
  },
  rate_change: { decisionNumber: number, ratePercent: Rate, overdueRatePercent: Nullable(Rate) },
  freeze: { decisionNumber: number, from: CalendarDate, to: Nullable(CalendarDate) },
  freeze_end: { decisionNumber: number, freezeId: Id, to: CalendarDate },
  waiver: { decisionNumber: number, component: Name(COMPONENTS), amount: Money },
  charge_off: {
    decisionNumber: number,
    ground: Nullable(Ground),
    documents: Type.Array(StatedDocument),
    interest: Name(CHARGED_OFF_INTEREST, {
      description: 'Whether contractual interest goes on off the books: by the policy of its day.',
    }),
    recovery: Name(RECOVERY_OF_CHARGED_OFF, {
      description: 'What principal recovered later is: by the policy of its day.',
    }),
    first: Nullable(FirstChargeOff),
  },
  write_off: {
    decisionNumber: number,
    ground: Nullable(Ground),
    note: Nullable(Type.String({ description: 'What is to be said of it.' })),
  },
  debt_group_override: {
    decisionNumber: Nullable(number),
    reason: Nullable(Type.String()),
    group: DebtGroupNumber,
    change: Name(['worsening', 'improvement'] as const),
  },
} satisfies Record<Kind, TProperties>;

function presentTerms({ terms, effectiveOn }: Decision): object {
  const { kind, decisionNumber } = terms;
  switch (kind) {
    case 'restructuring': {
      const instalments = terms.instalments.map(({ dueOn, principal }) => ({
        dueOn,
        principal: text(principal),
      }));
      const { restructuringKind } = terms;
      return { kind: restructuringKind, decisionNumber, decidedOn: effectiveOn, instalments };
    }
    case 'rate_change': {
      const { ratePercent, overdueRatePercent: overdue } = terms;
      const overdueRatePercent = overdue === null ? null : text(overdue);
      return { decisionNumber, ratePercent: text(ratePercent), overdueRatePercent };
    }
    case 'freeze':
      return { decisionNumber, from: effectiveOn, to: terms.to };
    case 'freeze_end':
      return { decisionNumber, freezeId: terms.freezeId, to: terms.to };
    case 'waiver':
      return { decisionNumber, component: terms.component, amount: text(terms.amount) };
    case 'charge_off': {
      const { ground, documents, interest, recovery } = terms;
      const first = terms.first && { on: terms.first.on, principal: text(terms.first.principal) };
      return { decisionNumber, ground, documents, interest, recovery, first };
    }
    case 'write_off':
      return { decisionNumber, ground: terms.ground, note: terms.note };
    case 'debt_group_override':
      return { decisionNumber, reason: terms.reason, group: terms.group, change: terms.change };
  }
}

const entered = { id: Id, loanId: Id, ...BookedFields };

/** What was entered, and the loan before and after it at the close of that day. */
export const AnswerToDecision = (kind: Kind) =>
  Closed({ ...entered, ...FIELDS[kind], ...AroundDecision });

type Tx = Parameters<typeof affectsOfAct>[0];

/** What a decision that was recorded is answered with. */
export async function answerToDecision(
  tx: Tx,
  services: AppServices,
  request: Parameters<typeof warnedOfAct>[2],
  decided: Decided,
  warnings: Parameters<typeof warnedOfAct>[3] = [],
) {
  const { decision } = decided;
  const { id, loanId } = decision;
  return {
    id,
    loanId,
    ...recordedOf(decision),
    ...presentTerms(decision),
    ...presentAround(decided, await affectsOfAct(tx)),
    ...warnedOfAct(tx, services, request, warnings),
  };
}

export const ListedDecision = OneOf(
  'type',
  (Object.keys(FIELDS) as Kind[]).map((kind) =>
    Closed({
      type: Type.Literal(kind),
      ...entered,
      ...FIELDS[kind],
      ...ReversedFields,
    }),
  ),
  { title: 'Decision' },
);

export function presentListed(decision: Decision) {
  const { id, loanId, terms } = decision;
  return {
    type: terms.kind,
    id,
    loanId,
    ...recordedOf(decision),
    ...presentTerms(decision),
    ...reversedOf(decision),
  };
}

const tags = ['Decisions'];

const NewInstalment = Closed({
  dueOn: DateOf('The day on which it falls due, not before `decidedOn`.'),
  principal: PositiveMoneyOf('The principal that falls due on it, whole đồng.'),
});

interface Entering<K extends EnteredKind, Body extends TObject> {
  readonly kind: K;
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly body: Body;
  /** What the request decides, and the day from which it counts. */
  readonly read: (body: Static<Body>) => { readonly on: Day; readonly terms: TermsOf<K> };
}

/** Adds the route that enters decisions of one kind. */
function addRoute<K extends EnteredKind, Body extends TObject>(
  app: App,
  services: AppServices,
  { kind, path, body: said, read, ...described }: Entering<K, Body>,
): void {
  const body = Closed({ ...said.properties, ...LateFieldsWithReason }, WITH_REASON);
  app.post(
    `/v1/loans/:id/${path}`,
    {
      bodyLimit: LIST_BODY_BYTES,
      config: { idempotency: 'required' },
      schema: {
        ...described,
        tags,
        params: IdParams,
        body,
        response: { 201: AnswerToDecision(kind) },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const { on, terms } = read(request.body as Static<Body>);
        const loanId = (request.params as Static<typeof IdParams>).id;
        const decided = decide(tx, kind, loanId, on, terms);
        return answerToDecision(tx, services, request, decided);
      }) as never,
  );
}

/** New instalments and new rates (R7, R14 a). */
export const planDecisionRoutes: Routes = (app, services) => {
  addRoute(app, services, {
    kind: 'restructuring',
    path: 'restructurings',
    operationId: 'restructureLoan',
    summary: 'Restructures a loan: new instalments for what is unpaid on the day of the decision',
    description:
      'A `reschedule` ends on or before the final due date in force, an `extension` ' +
      'after it. The instalments replace what is unpaid on `decidedOn` and sum to it ' +
      '(R14). It raises the debt group (R16).',
    body: Closed({
      kind: Name(RESTRUCTURINGS, {
        description:
          '`reschedule`: ends on or before the final due date in force; `extension`: after it.',
      }),
      decisionNumber: DecisionNumber,
      decidedOn: DateOf('The day of the decision, from which the new instalments count.'),
      instalments: Type.Array(NewInstalment, {
        minItems: 1,
        maxItems: MOST_INSTALMENTS,
        description: 'In place of what is unpaid on `decidedOn`; they sum to it.',
      }),
    }),
    read: ({ kind: restructuringKind, decisionNumber, decidedOn, instalments }) => {
      const agreed = instalments.map((each) => ({ ...each, principal: money(each.principal) }));
      const terms = { restructuringKind, decisionNumber, instalments: agreed };
      return { on: decidedOn, terms: { kind: 'restructuring', ...terms } };
    },
  });
  addRoute(app, services, {
    kind: 'rate_change',
    path: 'rate-changes',
    operationId: 'changeRate',
    summary: 'Changes the rate of a loan from a day on',
    description:
      'A new in-term rate, and an overdue rate if the decision names one; each at most ' +
      'its cap (R7). One a day and loan.',
    body: Closed({
      effectiveOn: DateOf('The first day of the new rates.'),
      ratePercent: RateOf('The new in-term rate, percent a year (R7).'),
      overdueRatePercent: Type.Optional(
        RateOf(
          'The new rate of overdue principal, percent a year; left out, the cap follows the new ' +
            'in-term rate (R7).',
        ),
      ),
      decisionNumber: DecisionNumber,
    }),
    read: ({ effectiveOn, ratePercent, overdueRatePercent: overdue, decisionNumber }) => {
      const overdueRatePercent = overdue === undefined ? null : rate(overdue);
      const rates = { ratePercent: rate(ratePercent), overdueRatePercent };
      return { on: effectiveOn, terms: { kind: 'rate_change', decisionNumber, ...rates } };
    },
  });
};

/** Interest and principal given up, for a time or for good (R14 c–e). */
export const reliefRoutes: Routes = (app, services) => {
  addRoute(app, services, {
    kind: 'freeze',
    path: 'freezes',
    operationId: 'freezeInterest',
    summary: 'Freezes the interest of a loan from a day on, open-ended or until a day',
    description:
      'No interest of any class accrues in the days from `from` to the day before ' +
      '`to`. Due dates, days past due and standing go on (R14).',
    body: Closed({
      from: DateOf('The first day on which no interest accrues.'),
      to: Type.Optional(
        DateOf('The first day on which interest runs again; left out, the end is decided later.'),
      ),
      decisionNumber: DecisionNumber,
    }),
    read: ({ from, to = null, decisionNumber }) => ({
      on: from,
      terms: { kind: 'freeze', decisionNumber, to },
    }),
  });
  addRoute(app, services, {
    kind: 'waiver',
    path: 'waivers',
    operationId: 'waiveInterest',
    summary: 'Waives owed interest of one class',
    description:
      'At most what is owed of the class on `effectiveOn` (R14). It raises the debt ' +
      'group to at least 3 (R16).',
    body: Closed({
      component: Name(COMPONENTS, { description: 'The class of interest that is waived.' }),
      amount: PositiveMoneyOf('What is waived, whole đồng: at most what is owed of the class.'),
      effectiveOn: DateOf('The day on which it is given up.'),
      decisionNumber: DecisionNumber,
    }),
    read: ({ component, amount, effectiveOn, decisionNumber }) => ({
      on: effectiveOn,
      terms: { kind: 'waiver', decisionNumber, component, amount: money(amount) },
    }),
  });
};

/** The end of a freeze (R14 c). */
export const freezeEndRoutes: Routes = (app, services) => {
  app.post(
    '/v1/freezes/:id/end',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'endFreeze',
        summary:
          'Gives a freeze its end, or brings its end forward: the first day on which interest runs again',
        description:
          'For a freeze without an end, or with a later one (R14): the earliest counts. To freeze for longer is ' +
          'another freeze.',
        tags,
        params: IdParams,
        body: Closed(
          {
            to: DateOf('The first day on which interest runs again.'),
            decisionNumber: DecisionNumber,
            ...LateFieldsWithReason,
          },
          WITH_REASON,
        ),
        response: { 201: AnswerToDecision('freeze_end') },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const { to, decisionNumber } = request.body;
        const decided = endFreeze(tx, request.params.id, { to, decisionNumber });
        return answerToDecision(tx, services, request, decided);
      }) as never,
  );
};

/** Debt groups set by hand, and the list of all decisions (R16). */
export const debtGroupRoutes: Routes = (app, services) => {
  app.post(
    '/v1/loans/:id/debt-group-overrides',
    {
      config: { idempotency: 'required' },
      schema: {
        operationId: 'overrideDebtGroup',
        summary: 'Sets the debt group of a loan by hand: worse for a reason, better by a decision',
        description:
          'A worse group needs a `reason`, a better one the `decisionNumber` of a decision; ' +
          'none is better than the days past due allow (R16).',
        tags,
        params: IdParams,
        body: Closed(
          {
            group: DebtGroupOf('The group, from 1 (standard) to 5 (loss).'),
            effectiveOn: DateOf('The first day on which the loan is in it.'),
            reason: Type.Optional(Text('Why it is worse.', 'HTX đã ngừng hoạt động')),
            decisionNumber: Type.Optional(DecisionNumber),
            ...LateFields,
          },
          WITH_OWN_REASON,
        ),
        response: { 201: AnswerToDecision('debt_group_override') },
      },
    },
    (request, reply) =>
      act(services, request, reply, 201, async (tx) => {
        const { group, effectiveOn, reason = null, decisionNumber = null } = request.body;
        const decided = overrideDebtGroup(tx, request.params.id, {
          group: group as DebtGroup,
          effectiveOn,
          reason,
          decisionNumber,
        });
        return answerToDecision(tx, services, request, decided);
      }) as never,
  );

  app.get(
    '/v1/loans/:id/decisions',
    {
      schema: {
        operationId: 'listDecisions',
        summary: 'Lists the decisions about a loan by day, recalls apart; reversed ones included',
        description:
          'Restructurings, rate changes, freezes and their ends, waivers, charge-offs and ' +
          'groups set by hand, each with its `type` (R14, R16).',
        tags,
        params: IdParams,
        querystring: Closed({ knownAt: AsKnownQuery.knownAt, ...PageQuery }),
        response: { 200: Page(ListedDecision) },
      },
    },
    ({ actor, params, query }) =>
      readAsKnown(services, actor, query, (tx, { knownAt }) => {
        const { limit = 50 } = query;
        const after = keyAfter(query.cursor, [isDate, isInstant])?.join(' ') ?? '';
        const keyOf = (row: ReturnType<typeof presentListed>) => [row.effectiveOn, row.recordedAt];
        const rows = decisionsOf(tx, params.id, knownAt).map(presentListed);
        const later = rows.filter((row) => keyOf(row).join(' ') > after);
        return pageOf(later, limit, keyOf) as never;
      }),
  );
};
