import { useMay } from '../../api/me.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import type { FieldProps } from '../../parts/fields/Field.tsx';
import { words } from '../../words/words.ts';
import { nameOfPlace, usePlaces, type PlaceRow } from '../fund/places.ts';

interface Props extends FieldProps {
  /** Which places fit: where cash is, where money of an account is, or all of them. */
  readonly kinds?: readonly PlaceRow['kind'][];
}

const OF_PAYMENTS = ['cash', 'bank'] as const;

function Places({ kinds = OF_PAYMENTS, ...field }: Props) {
  const fitting = (usePlaces().data?.data ?? []).filter(({ kind }) => kinds.includes(kind));
  // Of the places that every fund has, the method says which one it is.
  if (fitting.every(({ isDefault }) => isDefault)) return null;
  return (
    <ChoiceField
      {...field}
      choices={[
        ['', words.loans.defaultPlace],
        ...fitting.map((place) => [place.id, nameOfPlace(place)] as const),
      ]}
    />
  );
}

/** From which place money goes, of a fund that has more than the cash box and one account (R35). */
export function PlaceOfPayment(props: Props) {
  const may = useMay();
  return may('fund:read') ? <Places {...props} /> : null;
}
