import { Type, type Static } from 'typebox';
import {
  Closed,
  Name,
  CalendarDate,
  Code,
  DateOf,
  Figures,
  Id,
  Instant,
  Money,
  MoneyOf,
  Nullable,
  PositiveMoneyOf,
  SignedMoney,
  Text,
} from '../schema/schemas.ts';
import { LateFields, WITH_OWN_REASON } from '../schema/lateBooking.ts';
import type { Allocation } from '../../domain/loans/facts.ts';
import { METHODS } from '../../domain/primitives/paymentMethods.ts';
import { money } from '../../domain/primitives/money.ts';
import { STANDINGS } from '../../domain/loans/position.ts';
import { PLACE_PATTERN } from '../schema/placeIds.ts';
import { QUARTER_PATTERN } from '../../domain/primitives/quarters.ts';
import { WARNING_CODES } from '../problems/warnings.ts';

const PARTS = [
  'overduePrincipal',
  'overdueInterest',
  'inTermInterest',
  'lateInterest',
  'principal',
] as const;

const Order = (description: string) =>
  Type.Array(Name(PARTS), { minItems: 4, maxItems: 5, description });

/** In which order a receipt pays, for a loan not overdue and for one overdue (R9). */
export const AllocationOrders = Closed(
  {
    inTerm: Order('What a receipt pays first, second, … while no principal is overdue.'),
    overdue: Order('What it pays first, second, … once principal is overdue.'),
  },
  {
    title: 'AllocationOrder',
    description: 'In which order a receipt pays what is owed (R9): each part once in each list.',
  },
);

// Shapes that several resources share.

/** When and by whom a fact was entered. */
/** That an entry of a closed day was booked later; left out, if it was booked on its day. */
const BookingFields = {
  bookedOn: Type.Optional(
    DateOf(
      'The day of an open quarter on which it was booked: figures of earlier days are as before (R42).',
    ),
  ),
  reason: Type.Optional(Type.String({ description: 'Why it was booked later (R42).' })),
  corrects: Type.Optional({ ...Id, description: 'The id of the entry that it corrects (R42).' }),
};

export const RecordedFields = {
  effectiveOn: DateOf('The day it counts.'),
  recordedAt: Type.String({ format: 'date-time', description: 'When it was entered.' }),
  recordedBy: Type.String({ description: 'The name of the token that entered it.' }),
};

/** The same of an entry that may be booked later (R42). */
export const BookedFields = { ...RecordedFields, ...BookingFields };

/** When an entry was reversed, and since which day the figures show it no more. */
export const ReversedFields = {
  reversedAt: Nullable(Instant),
  reversalBookedOn: Type.Optional(
    DateOf(
      'The first day whose figures show the reversed entry no more; left out: no day does (R42).',
    ),
  ),
};

/** By what a person knows the subject of a row. */
export const NameFields = {
  contractNumber: Nullable(
    Type.String({
      description: 'Of the loan that it is about; null: of none, or its contract was voided.',
    }),
  ),
  cooperativeName: Nullable(
    Type.String({ description: 'Of the borrower that it is about, today; null: of none.' }),
  ),
};

/** Beside the ids of loans. */
export const ContractNumbers = Type.Array(Type.String(), {
  description: 'The numbers of these contracts, in the order of `loanIds`.',
});

export const Reason = Closed(
  { reason: Text('Why it is reversed.', 'Nhập nhầm số tiền') },
  { title: 'Reason' },
);

/** Of a reversal that may be booked later (R42). */
export const ReversalBody = Closed(
  { reason: Text('Why it is reversed.', 'Nhập nhầm số tiền'), ...LateFields },
  { title: 'NewReversal', ...WITH_OWN_REASON },
);

export const DecisionNumber = Code('The number of the decision.', '06/QĐ-QHT');

/** Money by component (R8). */
export const Components = Closed(
  {
    principal: MoneyOf('Principal, whole đồng.'),
    inTermInterest: MoneyOf('Interest of principal that is not overdue, whole đồng.'),
    overdueInterest: MoneyOf('Interest of overdue principal, whole đồng.'),
    lateInterest: MoneyOf('Interest of interest that was not paid in time, whole đồng.'),
  },
  { title: 'Components' },
);

/** The components that a valid request states. */
export function componentsOf(body: Static<typeof Components>): Allocation {
  return {
    principal: money(body.principal),
    inTermInterest: money(body.inTermInterest),
    overdueInterest: money(body.overdueInterest),
    lateInterest: money(body.lateInterest),
  };
}

/** How money moved. */
export const Method = Name(METHODS, {
  description: 'How the money moved: in cash, or by transfer. Left out, it is not known.',
});

/** A place as a request names it. */
export const PlaceName = Type.String({
  title: 'PlaceName',
  pattern: PLACE_PATTERN,
  'x-text': 'id',
  description:
    'The id of a place of the fund (R35); `cash` and `bank` are the default places of their kind.',
  examples: ['bank'],
  'x-fault': {
    en: 'must be the id of a place, `cash` or `bank`',
    vi: 'phải là mã của một nơi để tiền, `cash` hoặc `bank`',
  },
});

/** Where a payment of a request moves money. */
export const PaidPlace = Type.Optional({
  ...PlaceName,
  description:
    'The place at which the money moves (R35): an id, `cash` or `bank`. Left out: the default place of ' +
    '`method`, and the default bank, if `method` is left out too.',
});

/** Where a payment moved money, in an answer. */
export const PaidPlaceOf = Type.Optional({
  ...Id,
  description: 'The place at which the money moved; left out: the default one of its method (R35).',
});

/** What a payment of either kind says. */
export const PaymentFields = {
  amount: PositiveMoneyOf('What the voucher says, whole đồng above 0 (R1).'),
  effectiveOn: DateOf('The day on which the money moved, not after today (R31).'),
  voucherNumber: Code('The number of the voucher.', 'PT031/2023'),
  method: Type.Optional(Method),
  place: PaidPlace,
};

/** Issued notices and reports whose figures an entry changes. */
export const Affects = Type.Array(
  Closed({ type: Name(['notice', 'report'] as const), id: Id, number: Type.String() }),
  { description: 'Issued notices and reports whose figures this changes.' },
);

/** What an entry may be wrong in, but is not refused for. */
export const Warnings = Type.Array(
  Closed(
    {
      code: Name(WARNING_CODES),
      rule: Type.Optional(Type.String()),
      detail: Type.String(),
      figures: Figures,
    },
    { title: 'Warning' },
  ),
  { description: 'What the entry does not meet or may be wrong in, but is not refused for.' },
);

export const QuarterName = Type.String({
  pattern: QUARTER_PATTERN,
  description: 'A quarter of a year, from Q1 to Q4.',
  examples: ['2023-Q2'],
});

export const SharePercent = Nullable(
  Type.String({
    description: 'Percent with two decimals, rounded half-up; null where the whole is 0.',
    examples: ['34.92'],
  }),
);

/** 1 standard … 5 loss (R16). */
export const DebtGroupNumber = Type.Integer({ minimum: 1, maximum: 5, examples: [3] });

/** What a debt group of a request is. */
export const DebtGroupOf = (description: string) => ({ ...DebtGroupNumber, description });

const group = () => Nullable(DebtGroupNumber);

const interest = {
  accrued: SignedMoney,
  paid: SignedMoney,
  waived: SignedMoney,
  owed: SignedMoney,
};

/** The day at whose close a loan was taken over; left out of all others (R33). */
export const OpenedOn = Type.Optional(
  DateOf(
    'The day at whose close the loan was taken over; left out if its whole history is known (R33).',
  ),
);

export const Position = Closed(
  {
    loanId: Id,
    asOf: CalendarDate,
    knownAt: Instant,
    openedOn: OpenedOn,
    standing: Name(STANDINGS),
    daysPastDue: Type.Integer({ minimum: 0 }),
    oldestUnpaidDueOn: Nullable(CalendarDate),
    debtGroup: group(),
    ownDebtGroup: group(),
    payoff: Money,
    writtenOffOn: Type.Optional(
      DateOf('The day from which it is written off too; left out if it is not (R40).'),
    ),
    principal: Closed({
      contracted: Money,
      disbursed: Money,
      repaid: Money,
      chargedOff: Money,
      recoveredAsIncome: Type.Optional({
        ...Money,
        description:
          'Of `repaid`, what came back as income once the loan was charged off; left out if it is 0 (R40).',
      }),
      outstanding: Money,
      inTerm: Money,
      overdue: Money,
    }),
    inTermInterest: Closed({ ...interest, inArrears: Money }),
    overdueInterest: Closed(interest),
    lateInterest: Closed(interest),
  },
  { title: 'Position' },
);

/** The loan before and after a decision, at the close of the day from which it counts. */
export const AroundDecision = {
  affects: Affects,
  positionBefore: Position,
  positionAfter: Position,
  warnings: Type.Optional(Warnings),
};

/** A line of interest that can be recomputed by hand (R3). */
export const Segment = Closed(
  {
    class: Name(['in_term', 'overdue', 'late'] as const),
    balance: Money,
    from: CalendarDate,
    to: CalendarDate,
    days: Type.Integer({ minimum: 0 }),
    ratePercent: Type.String({
      description: 'Percent a year; 150% of a rate may have 7 decimals.',
    }),
    interest: Money,
    opening: Type.Optional(
      Closed(
        { dueOn: Nullable(CalendarDate) },
        {
          description:
            'On a line that was taken over with the loan, without days and balance (R33): the day on which ' +
            'the interest fell due; null: it was not due yet, or has no due date.',
        },
      ),
    ),
  },
  { title: 'Segment' },
);

export const Reversal = Closed(
  {
    id: Id,
    reversedId: Id,
    ...BookedFields,
    reason: Type.String(),
    affects: Affects,
    warnings: Type.Optional(Warnings),
  },
  { title: 'Reversal' },
);
