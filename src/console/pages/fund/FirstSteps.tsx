import { Link } from '@tanstack/react-router';
import type { Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { isNone } from '../../format/money.ts';
import { words } from '../../words/words.ts';

/** Whether nothing was entered of the money of a fund yet. */
function isNew({ charterCapital, borrowers, availablePrincipal }: Shape<'FundSection'>): boolean {
  return isNone(charterCapital) && isNone(availablePrincipal.amount) && borrowers.withDebt === 0;
}

/** How a fund begins: shown on the overview until something is there. */
export function FirstSteps({ section }: { section: Shape<'FundSection'> }) {
  const may = useMay();
  const { firstSteps } = words.overview;
  if (!isNew(section) || !may('fund:write')) return null;
  return (
    <section className="card">
      <h2>{firstSteps.title}</h2>
      <ol>
        <li>
          <Link to="/settings" search={{ tab: 'papers' }}>
            {firstSteps.papers}
          </Link>
        </li>
        <li>
          <Link to="/imports" search={{}}>
            {firstSteps.book}
          </Link>{' '}
          {firstSteps.or}{' '}
          <Link to="/fund" search={{ tab: 'capital' }}>
            {firstSteps.capital}
          </Link>
        </li>
        <li>
          <Link to="/cooperatives" search={{}}>
            {firstSteps.borrower}
          </Link>
        </li>
        {may('tokens:write') && (
          <li>
            <Link to="/tokens" search={{}}>
              {firstSteps.tokens}
            </Link>
          </li>
        )}
      </ol>
    </section>
  );
}
