import { Link } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { ReverseButton } from '../../parts/Reversal.tsx';
import { filled, words } from '../../words/words.ts';
import { nameOfPlace, type PlaceRow } from './places.ts';
import { PlaceBook } from './PlaceBook.tsx';
import { PlaceCounts } from './PlaceCounts.tsx';
import { TrusteeStatements } from './TrusteeStatements.tsx';

const { fund: said } = words;

/** A place of money: its book line by line, and what was counted there or stated by the trustee. */
export function PlaceScreen({ place }: { place: PlaceRow }) {
  const may = useMay();
  const name = nameOfPlace(place);
  return (
    <>
      <div className="title">
        <h2>{filled(said.bookOf, { name })}</h2>
        <div className="buttons">
          <Link to="/fund" search={{ tab: 'places' }}>
            {said.allPlaces}
          </Link>
          {may('fund:write') && place.name !== null && (
            <ReverseButton
              what={name}
              verb={said.removePlace}
              carryOut={async ({ reason }, key) =>
                api.POST('/v1/places/{id}/reversal', {
                  params: { path: { id: place.id }, header: { 'Idempotency-Key': key } },
                  body: { reason },
                })
              }
            />
          )}
        </div>
      </div>
      <PlaceBook id={place.id} name={name} />
      {place.kind === 'trustee' ? (
        <TrusteeStatements id={place.id} />
      ) : (
        <PlaceCounts id={place.id} />
      )}
    </>
  );
}
