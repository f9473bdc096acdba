import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import type { FieldProps } from '../../parts/fields/Field.tsx';
import { words } from '../../words/words.ts';
import { nameOfPlace, usePlaces } from './places.ts';

/** A place of money. */
export function PlaceField(props: FieldProps) {
  const places = usePlaces().data?.data ?? [];
  const { value } = props;
  return (
    <ChoiceField
      {...props}
      choices={[
        ...(value === '' ? [['', '…'] as const] : []),
        ...places.map(
          (place) =>
            [place.id, `${nameOfPlace(place)} (${words.fund.placeKind[place.kind]})`] as const,
        ),
      ]}
    />
  );
}
