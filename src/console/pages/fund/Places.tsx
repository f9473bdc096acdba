import { Link, useSearch } from '@tanstack/react-router';
import type { Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { dayText } from '../../format/days.ts';
import { grouped, isNone, less } from '../../format/money.ts';
import { Read } from '../../parts/Read.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { NewPlace } from './NewPlace.tsx';
import { PlaceScreen } from './PlaceScreen.tsx';
import { nameOfPlace, usePlaces, type PlaceRow } from './places.ts';

type Sums = Pick<Shape<'Places'>, 'total' | 'mustEqual'>;

const { fund: said } = words;

/** What was counted last, or stated by the trustee, beside the books. */
function LastCheck({ place: { lastCount, lastStatement } }: { place: PlaceRow }) {
  const last =
    lastCount === null
      ? lastStatement && { on: lastStatement.statedOn, difference: lastStatement.difference }
      : { on: lastCount.countedOn, difference: lastCount.difference };
  if (last === null) return <span className="soft">{said.neverCounted}</span>;
  const on = dayText(last.on);
  return isNone(last.difference) ? (
    <span className="tag good">{filled(said.countAgrees, { on })}</span>
  ) : (
    <span className="tag bad">
      {filled(said.countDiffers, { on, amount: grouped(last.difference) })}
    </span>
  );
}

function columnsOf(total: string): readonly Column<PlaceRow>[] {
  return [
    {
      title: said.place,
      cell: (place) => (
        <>
          <Link to="/fund" search={{ tab: 'places', place: place.id }}>
            {nameOfPlace(place)}
          </Link>
          {place.accountNumber !== null && <p className="hint">{place.accountNumber}</p>}
        </>
      ),
      total: said.placesTotal,
    },
    {
      title: said.kind,
      cell: ({ kind, isDefault }) => (
        <>
          {said.placeKind[kind]} {isDefault && <span className="tag">{said.defaultTag}</span>}
        </>
      ),
      isMinor: true,
    },
    { title: said.lastCount, cell: (place) => <LastCheck place={place} />, isMinor: true },
    {
      title: said.balance,
      cell: ({ balance }) => grouped(balance),
      isNumber: true,
      total: grouped(total),
    },
  ];
}

/** All places come to what the books say they must (R35). */
function MustEqual({ places: { total, mustEqual } }: { places: Sums }) {
  const difference = less(total, mustEqual.total);
  return (
    <p className={isNone(difference) ? 'done' : 'problem'}>
      {said.mustEqual} {grouped(mustEqual.total)}:{' '}
      {filled(said.mustEqualParts, {
        available: grouped(mustEqual.availablePrincipal),
        entrusted: grouped(mustEqual.principalEntrusted),
        income: grouped(mustEqual.interestAndOther),
      })}
      {'. '}
      {isNone(difference)
        ? said.placesAgree
        : filled(said.placesDiffer, { amount: grouped(difference) })}
      {'.'}
    </p>
  );
}

function PlaceList() {
  const may = useMay();
  const places = usePlaces();
  return (
    <>
      <Read of={places}>
        {(answer) => (
          <>
            <Table
              label={said.tabs.places}
              columns={columnsOf(answer.total)}
              rows={answer.data}
              keyOf={({ id }) => id}
            />
            <MustEqual places={answer} />
          </>
        )}
      </Read>
      {may('fund:write') && <NewPlace />}
    </>
  );
}

/** Where the money of the fund is, or one of the places. */
export function Places() {
  const { place } = useSearch({ from: '/frame/fund' });
  const found = usePlaces();
  if (place === undefined) return <PlaceList />;
  return (
    <Read of={found}>
      {({ data }) => {
        const chosen = data.find(({ id }) => id === place);
        return chosen === undefined ? <PlaceList /> : <PlaceScreen place={chosen} />;
      }}
    </Read>
  );
}
