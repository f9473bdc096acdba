import { Type, type Static } from 'typebox';
import { INCOME_KINDS } from '../../../domain/fund/income.ts';
import { PLACE_KINDS, type Place } from '../../../domain/fund/places.ts';
import { METHODS } from '../../../domain/primitives/paymentMethods.ts';
import { text } from '../../../domain/primitives/money.ts';
import type {
  ComparedCount,
  ComparedStatement,
  placeIdsOf,
  requireIncomeMovement,
  requireTransfer,
} from '../../../usecases/fund/lookUpPlaces.ts';
import { instantOrNull, recordedOf, reversedOf } from '../../present/present.ts';
import { BookedFields, RecordedFields, ReversedFields } from '../../present/shapes.ts';
import { Source } from '../../schema/sources.ts';
import { PLACE_PATTERN } from '../../schema/placeIds.ts';
import {
  CalendarDate,
  Closed,
  Id,
  Instant,
  Money,
  Name,
  Nullable,
  SignedMoney,
} from '../../schema/schemas.ts';

/** The id of a place in an answer. */
export const PlaceId = Type.String({
  title: 'PlaceId',
  pattern: PLACE_PATTERN,
  description: 'The id of a place; `cash` or `bank`, if it is one that every fund has.',
  examples: ['bank'],
});

/** A place as every answer shows it. */
export const placeFields = {
  id: PlaceId,
  kind: Name(PLACE_KINDS),
  name: Nullable(Type.String({ description: 'Null: one that every fund has.' })),
  accountNumber: Nullable(Type.String()),
  isDefault: Type.Boolean({
    description: 'Whether money of its kind is here of which nobody said where it is.',
  }),
};

export function presentPlace({ id, kind, name, accountNumber, isDefault }: Place) {
  return { id, kind, name, accountNumber, isDefault };
}

const reversedField = { reversedAt: Nullable(Instant) };

/** A count beside the books. */
export const CountShape = Closed(
  {
    id: Id,
    placeId: PlaceId,
    countedOn: CalendarDate,
    amount: Money,
    bookBalance: { ...SignedMoney, description: 'What the books say of the close of that day.' },
    difference: { ...SignedMoney, description: 'What was counted less the book balance.' },
    documentNumber: Nullable(Type.String()),
    note: Nullable(Type.String()),
    ...RecordedFields,
    ...reversedField,
  },
  { title: 'PlaceCount' },
);

export function presentCount(compared: ComparedCount): Static<typeof CountShape> {
  const { count, placeId, bookBalance, difference } = compared;
  return {
    id: count.id,
    placeId,
    countedOn: count.effectiveOn,
    amount: text(count.amount),
    bookBalance: text(bookBalance),
    difference: text(difference),
    documentNumber: count.documentNumber,
    note: count.note,
    effectiveOn: count.effectiveOn,
    recordedAt: count.recordedAt.toISOString(),
    recordedBy: count.recordedBy,
    reversedAt: instantOrNull(count.reversedAt),
  };
}

/** A trustee's statement beside the books. */
export const StatementShape = Closed(
  {
    id: Id,
    placeId: PlaceId,
    statedOn: CalendarDate,
    outstanding: Money,
    overdue: Money,
    idle: Money,
    collectedPrincipal: Money,
    interest: Money,
    fee: Money,
    entrusted: { ...SignedMoney, description: 'What is entrusted by the books of that day.' },
    difference: {
      ...SignedMoney,
      description: '`outstanding` and `idle` less `entrusted`: 0, if the two agree.',
    },
    documentNumber: Nullable(Type.String()),
    ...RecordedFields,
    ...reversedField,
  },
  { title: 'TrusteeStatement' },
);

export function presentStatement(compared: ComparedStatement): Static<typeof StatementShape> {
  const { statement: said, entrusted, difference } = compared;
  return {
    id: said.id,
    placeId: said.placeId,
    statedOn: said.effectiveOn,
    outstanding: text(said.outstanding),
    overdue: text(said.overdue),
    idle: text(said.idle),
    collectedPrincipal: text(said.collectedPrincipal),
    interest: text(said.interest),
    fee: text(said.fee),
    entrusted: text(entrusted),
    difference: text(difference),
    documentNumber: said.documentNumber,
    effectiveOn: said.effectiveOn,
    recordedAt: said.recordedAt.toISOString(),
    recordedBy: said.recordedBy,
    reversedAt: instantOrNull(said.reversedAt),
  };
}

export const transferFields = {
  id: Id,
  from: PlaceId,
  to: PlaceId,
  amount: Money,
  voucherNumber: Type.String(),
  note: Nullable(Type.String()),
  source: { ...Source, description: 'Of what goes to a trustee: the source of the capital (R34).' },
  ...ReversedFields,
  ...BookedFields,
};

export const TransferShape = Closed(transferFields, { title: 'Transfer' });

type IdOf = ReturnType<typeof placeIdsOf>;

export function presentTransfer(
  stored: ReturnType<typeof requireTransfer>,
  idOf: IdOf,
): Static<typeof TransferShape> {
  return {
    id: stored.id,
    from: idOf(stored.from),
    to: idOf(stored.to),
    amount: text(stored.amount),
    voucherNumber: stored.voucherNumber,
    note: stored.note,
    source: stored.source,
    ...reversedOf(stored),
    ...recordedOf(stored),
  };
}

export const incomeFields = {
  id: Id,
  kind: Name(INCOME_KINDS),
  amount: Money,
  documentNumber: Type.String(),
  description: Nullable(Type.String()),
  method: Nullable(Name(METHODS)),
  place: PlaceId,
  ...ReversedFields,
  ...BookedFields,
};

export const IncomeShape = Closed(incomeFields, { title: 'IncomeMovement' });

export function presentIncome(
  stored: ReturnType<typeof requireIncomeMovement>,
  idOf: IdOf,
): Static<typeof IncomeShape> {
  return {
    id: stored.id,
    kind: stored.kind,
    amount: text(stored.amount),
    documentNumber: stored.documentNumber,
    description: stored.description,
    method: stored.method,
    place: idOf(stored),
    ...reversedOf(stored),
    ...recordedOf(stored),
  };
}
