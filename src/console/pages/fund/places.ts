import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';
import { words } from '../../words/words.ts';

type PlacesAnswer = Shape<'Places'>;

export type PlaceRow = PlacesAnswer['data'][number];

const { fund: said } = words;

/** What a place is called: by its name, else as every fund has it. */
export function nameOfPlace({ id, kind, name }: Pick<PlaceRow, 'id' | 'kind' | 'name'>): string {
  if (name !== null) return name;
  return kind === 'cash' || kind === 'bank' ? said.defaultPlace[kind] : id;
}

/** The places of the day with their balances. */
export function usePlaces() {
  const { query } = useDay();
  return useRead(['fund', 'places', query], async (signal) =>
    api.GET('/v1/fund/places', { params: { query }, signal }),
  );
}

/** How a place is called by its id. */
export function usePlaceName(): (id: string) => string {
  const places = usePlaces().data?.data ?? [];
  return (id) => {
    const place = places.find((each) => each.id === id);
    return place === undefined ? id : nameOfPlace(place);
  };
}
