import { Type, type Static } from 'typebox';
import type { LoanOpening } from '../../../domain/loans/opening.ts';
import { money, text, type Money } from '../../../domain/primitives/money.ts';
import {
  CalendarDate,
  Closed,
  DateOf,
  Id,
  Money as MoneyText,
  MoneyOf,
  Nullable,
  PositiveMoneyOf,
  Text,
} from '../../schema/schemas.ts';

// What is taken over of a loan (R33), as a request says it and as it is answered.

const MOST_DATES = 600;

const Instalment = Closed({
  dueOn: DateOf('The day on which it falls due, or fell due.'),
  principal: MoneyOf(
    'What is unpaid of it, whole đồng; 0 only to say up to which day interest falls due.',
  ),
});

const InterestDue = Closed({
  dueOn: DateOf('The day on which it fell due: the opening day or before.'),
  amount: PositiveMoneyOf('What is unpaid of it, whole đồng.'),
});

const nullable = (description: string) => ({ ...Nullable(CalendarDate), description });

export const OpeningBody = Closed(
  {
    on: DateOf('The opening day of the fund, at whose close the loan is taken over (R32).'),
    documentNumber: Type.Optional(
      Text('What it rests on; left out, what the fund’s opening rests on.', 'BB-01/2022'),
    ),
    disbursed: Type.Optional(
      PositiveMoneyOf('What was paid out up to that day; default: the principal of the contract.'),
    ),
    instalments: Type.Array(Instalment, {
      maxItems: MOST_DATES,
      description: 'The unpaid principal by due date; none if all principal is paid.',
    }),
    inTermInterest: Closed(
      {
        due: Type.Array(InterestDue, {
          maxItems: MOST_DATES,
          description: 'In-term interest that had fallen due and is unpaid, by due date.',
        }),
        accrued: MoneyOf(
          'In-term interest of the days before the opening day that is not due yet, whole đồng.',
        ),
      },
      { description: 'The in-term interest owed, due and not yet due.' },
    ),
    overdueInterest: MoneyOf('Overdue interest owed, of the days before the opening day.'),
    lateInterest: MoneyOf('Late interest owed, of the days before the opening day.'),
    restructurings: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 99,
        description: 'How often the loan was restructured so far (R16); default 0.',
      }),
    ),
    interestWaived: Type.Optional(
      Type.Boolean({ description: 'Whether interest was ever waived (R16); default false.' }),
    ),
    lastPaymentOn: Type.Optional(
      nullable('The day of the last part payment, for the limitation (R27); null: none is known.'),
    ),
    lastConfirmedOn: Type.Optional(
      nullable('The day of the last signed debt confirmation (R27); null: none is known.'),
    ),
  },
  {
    title: 'LoanOpening',
    description:
      'What is owed at the close of the opening day, of a loan that is older than that (R33). Interest is ' +
      'counted up to the day, itself not included. Receipts and disbursements of before are in these ' +
      'balances and are not entered.',
  },
);

/** @param contracted what was paid out, where nothing else is said */
export function openingOf(body: Static<typeof OpeningBody>, contracted: Money): LoanOpening {
  return {
    on: body.on,
    documentNumber: body.documentNumber ?? null,
    disbursed: body.disbursed === undefined ? contracted : money(body.disbursed),
    instalments: body.instalments.map(({ dueOn, principal }) => ({
      dueOn,
      principal: money(principal),
    })),
    interestDue: body.inTermInterest.due.map(({ dueOn, amount }) => ({
      dueOn,
      amount: money(amount),
    })),
    accruedInterest: money(body.inTermInterest.accrued),
    overdueInterest: money(body.overdueInterest),
    lateInterest: money(body.lateInterest),
    restructurings: body.restructurings ?? 0,
    interestWaived: body.interestWaived ?? false,
    lastPaymentOn: body.lastPaymentOn ?? null,
    lastConfirmedOn: body.lastConfirmedOn ?? null,
  };
}

/** The opening as it is answered. */
export const OpeningFields = Closed({
  on: CalendarDate,
  origin: Type.Optional(
    Closed(
      { fund: Type.String(), loanId: Id },
      { description: 'The fund that handed the loan over, and its id there.' },
    ),
  ),
  documentNumber: Nullable(Type.String()),
  disbursed: MoneyText,
  instalments: Type.Array(Closed({ dueOn: CalendarDate, principal: MoneyText })),
  inTermInterest: Closed({
    due: Type.Array(Closed({ dueOn: CalendarDate, amount: MoneyText })),
    accrued: MoneyText,
  }),
  overdueInterest: MoneyText,
  lateInterest: MoneyText,
  credit: Type.Optional(
    Closed(
      { inTermInterest: MoneyText, overdueInterest: MoneyText, lateInterest: MoneyText },
      {
        description:
          'What was paid too much before another fund handed the loan over: later interest uses it up, each class ' +
          'its own (R13); left out where it is nothing.',
      },
    ),
  ),
  restructurings: Type.Integer(),
  interestWaived: Type.Boolean(),
  lastPaymentOn: Nullable(CalendarDate),
  lastConfirmedOn: Nullable(CalendarDate),
  paidOffOn: Type.Optional({
    ...CalendarDate,
    description:
      'Of a loan without principal that another fund handed over: when the last of it was paid (R15).',
  }),
});

export function presentOpening(opening: LoanOpening): Static<typeof OpeningFields> {
  const { on, documentNumber, restructurings, interestWaived } = opening;
  return {
    on,
    ...(opening.origin && { origin: { ...opening.origin } }),
    documentNumber,
    disbursed: text(opening.disbursed),
    instalments: opening.instalments.map(({ dueOn, principal }) => ({
      dueOn,
      principal: text(principal),
    })),
    inTermInterest: {
      due: opening.interestDue.map(({ dueOn, amount }) => ({ dueOn, amount: text(amount) })),
      accrued: text(opening.accruedInterest),
    },
    overdueInterest: text(opening.overdueInterest),
    lateInterest: text(opening.lateInterest),
    ...(opening.credit && {
      credit: {
        inTermInterest: text(opening.credit.inTermInterest),
        overdueInterest: text(opening.credit.overdueInterest),
        lateInterest: text(opening.credit.lateInterest),
      },
    }),
    restructurings,
    interestWaived,
    lastPaymentOn: opening.lastPaymentOn,
    lastConfirmedOn: opening.lastConfirmedOn,
    ...(opening.paidOffOn !== undefined && { paidOffOn: opening.paidOffOn }),
  };
}
