import { Type } from 'typebox';
import { OWN_PLACES } from '../../domain/fund/places.ts';
import { Closed } from './schemas.ts';

const UUID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

/** The id of a place: that of the fact that entered it, or the kind of one that every fund has (R35). */
export const PLACE_PATTERN = `^(${[...OWN_PLACES, UUID].join('|')})$`;

/** The parameters of a route about one place; one that is no id is answered by 404. */
export const PlaceParams = Closed({
  id: Type.String({
    pattern: PLACE_PATTERN,
    'x-text': 'id',
    description: 'The id of a place; `cash` and `bank` are the default places of their kind.',
    examples: ['bank'],
  }),
});
