import { Type, type Static } from 'typebox';
import type { ReceivedOnPaper } from '../../../domain/court/receivedBefore.ts';
import { money, text } from '../../../domain/primitives/money.ts';
import type { StoredCase } from '../../../store/court/case.ts';
import type { View } from '../../../usecases/view/readAsKnown.ts';
import { presentAllocation } from '../../present/present.ts';
import { Components, componentsOf } from '../../present/shapes.ts';
import {
  CalendarDate,
  Closed,
  Code,
  DateOf,
  Money,
  Nullable,
  PositiveMoney,
} from '../../schema/schemas.ts';

/** What a case that is filed tells of the paper book. */
export const NewReceivedBefore = Type.Array(
  Closed(
    {
      receivedOn: DateOf('The day of the receipt, not after the opening day of the loans.'),
      voucherNumber: Code('The number of the receipt in the paper book.', 'PT-0231'),
      allocation: { ...Components, description: 'What it paid, by component, whole đồng.' },
      enforcementFee: Type.Optional({
        ...Nullable(PositiveMoney),
        description: 'What the enforcement office kept back of it, below its sum; null: nothing.',
      }),
    },
    { title: 'NewReceivedBefore' },
  ),
  {
    maxItems: 500,
    description:
      'What came through the case up to the opening day, for loans taken over from the paper book with ' +
      '`opening` (R33). It is among the sums of the case, and lowers what is left of the award (R39); what the ' +
      'loans owe has it off already, and stays. Left out: nothing came.',
  },
);

/** What a request tells of the paper book. */
export const receivedBeforeOf = (
  told: Static<typeof NewReceivedBefore>,
): readonly ReceivedOnPaper[] =>
  told.map(({ receivedOn, voucherNumber, allocation, enforcementFee: fee = null }) => ({
    effectiveOn: receivedOn,
    voucherNumber,
    allocation: componentsOf(allocation),
    ...(fee !== null && { enforcementFee: money(fee) }),
  }));

export const ReceivedBefore = Closed({
  receivedOn: CalendarDate,
  voucherNumber: Type.String({ description: 'In the fund, or the paper book, that received it.' }),
  documentNumber: Type.String({ description: 'Of what the taking over rests on.' }),
  allocation: Components,
  enforcementFee: Nullable(Money),
});

/** What came by a day through a case before it was taken over. */
export const presentBefore = (
  { receivedBefore = [] }: StoredCase,
  { asOf }: Pick<View, 'asOf'>,
): Static<typeof ReceivedBefore>[] =>
  receivedBefore
    .filter(({ effectiveOn }) => effectiveOn <= asOf)
    .map(({ effectiveOn: receivedOn, voucherNumber, documentNumber, ...of }) => ({
      receivedOn,
      voucherNumber,
      documentNumber,
      allocation: presentAllocation(of.allocation),
      enforcementFee: of.enforcementFee === undefined ? null : text(of.enforcementFee),
    }));
