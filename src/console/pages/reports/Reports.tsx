import { Link, useParams } from '@tanstack/react-router';
import { useDay } from '../../api/day.ts';
import { oneOf } from '../../api/oneOf.ts';
import { dayText } from '../../format/days.ts';
import { Paper } from '../../parts/Paper.tsx';
import { NotFound } from '../../parts/frame/NotFound.tsx';
import { filled, words } from '../../words/words.ts';
import { ArrearsAgeing } from './tables/ArrearsAgeing.tsx';
import { ChargedOff } from './tables/ChargedOff.tsx';
import { DebtClassification } from './tables/DebtClassification.tsx';
import { InterestReceivable } from './tables/InterestReceivable.tsx';
import { Lending, useLending } from './tables/Lending.tsx';
import { Litigation } from './tables/Litigation.tsx';
import { Recovery } from './tables/Recovery.tsx';

const said = words.reports;

const TABLES = {
  'debt-classification': DebtClassification,
  'arrears-ageing': ArrearsAgeing,
  'interest-receivable': InterestReceivable,
  'charged-off': ChargedOff,
  recovery: Recovery,
  litigation: Litigation,
  lending: Lending,
} as const;

type Name = keyof typeof TABLES;

const NAMES = Object.keys(TABLES) as readonly Name[];

/** The address of the file of a report, with what it is asked for. */
function useAddress(name: Name | undefined): string {
  const { query } = useDay();
  const lending = useLending();
  const asked = new URLSearchParams(name === 'lending' ? lending : query);
  return `/v1/reports/${name}?${asked.toString()}`;
}

/** The reports as of the day, one a tab. */
export function Reports() {
  const { name } = useParams({ from: '/frame/reports/$name' });
  const { asOf } = useDay();
  const chosen = oneOf(NAMES, name);
  const address = useAddress(chosen);
  if (chosen === undefined) return <NotFound />;
  const Report = TABLES[chosen];
  return (
    <>
      <div className="title">
        <h1>{filled(said.title, { name: said.names[chosen], day: dayText(asOf) })}</h1>
        <Paper address={address} formats={['xlsx', 'csv']} label={said.names[chosen]} />
      </div>
      <div className="tabs" role="navigation" aria-label={said.tabs}>
        {NAMES.map((each) => (
          <Link
            key={each}
            to="/reports/$name"
            params={{ name: each }}
            search={{}}
            replace
            activeOptions={{ includeSearch: false }}
          >
            {said.names[each]}
          </Link>
        ))}
      </div>
      <Report />
    </>
  );
}
