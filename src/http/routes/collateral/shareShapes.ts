import { Type, type Static } from 'typebox';
import {
  DEDUCTION_GROUNDS,
  shareLine,
  type CollateralShare,
  type Deductible,
} from '../../../domain/collateral/deductible.ts';
import { COLLATERAL_KINDS } from '../../../domain/policies/collateralKinds.ts';
import { text } from '../../../domain/primitives/money.ts';
import {
  CalendarDate,
  Closed,
  DateOf,
  Id,
  Money,
  Name,
  Nullable,
  Rate,
} from '../../schema/schemas.ts';

/** What an asset is. */
export const Kind = Name(COLLATERAL_KINDS, {
  description:
    'Real estate, vehicle, machinery, a deposit in đồng with the fund itself, or another.',
});

const NullableMoney = Nullable(Money);

/** How what may be deducted of an asset comes about. */
export const DeductibleFields = {
  ground: Name(DEDUCTION_GROUNDS, { description: 'Whether it is deducted, or why not.' }),
  valuedOn: { ...Nullable(CalendarDate), description: 'Of the valuation in force; null: none is.' },
  value: { ...NullableMoney, description: 'By that valuation.' },
  percent: { ...Rate, description: 'The part of its value that may be deducted, percent.' },
  countsUntil: {
    ...Nullable(DateOf('The last day on which it may be deducted.')),
    description: 'The last day on which it may be deducted; null: the fund may not sell it yet.',
  },
  deductible: { ...Money, description: 'Value × percent, half-up; 0 where it is not deducted.' },
};

/** The same in an answer. */
export function presentDeductible({ ground, valuation, percent, countsUntil, amount }: Deductible) {
  return {
    ground,
    valuedOn: valuation?.valuedOn ?? null,
    value: valuation === null ? null : text(valuation.value),
    percent: text(percent),
    countsUntil,
    deductible: text(amount),
  };
}

/** What an asset contributes to a loan (R41). */
export const Share = Closed(
  {
    collateralId: Id,
    description: Type.String(),
    kind: Kind,
    ...DeductibleFields,
    allotted: {
      ...Money,
      description:
        'Its part of the deductible, by the principal of the loans that the asset secures, up to `upTo`.',
    },
    share: {
      ...Money,
      description:
        'What counts of that: less where several assets come to more than the principal.',
    },
  },
  { title: 'CollateralShare' },
);

/** The same in an answer. */
export function presentShare(share: CollateralShare): Static<typeof Share> {
  const { value, percent, deductible, allotted, share: counted, ...said } = shareLine(share);
  return {
    ...said,
    value: value === null ? null : text(value),
    percent: text(percent),
    deductible: text(deductible),
    allotted: text(allotted),
    share: text(counted),
  };
}
