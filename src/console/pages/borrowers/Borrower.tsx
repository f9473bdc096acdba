import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMay, type Permission } from '../../api/me.ts';
import { Read, Reading } from '../../parts/Read.tsx';
import { SearchTabs } from '../../parts/SearchTabs.tsx';
import { words } from '../../words/words.ts';
import { useBorrower } from './BorrowerName.tsx';
import { LifeTag } from './LifeTag.tsx';
import type { Borrower as BorrowerShape } from './reading.ts';
import { CasesTab } from './tabs/CasesTab.tsx';
import { CollateralTab } from './tabs/CollateralTab.tsx';
import { LoansTab } from './tabs/LoansTab.tsx';
import { LogTab } from './tabs/LogTab.tsx';
import { NoticesTab } from './tabs/NoticesTab.tsx';
import { ProfileTab } from './tabs/ProfileTab.tsx';

const text = words.borrowers;

type Name = 'loans' | 'collateral' | 'profile' | 'log' | 'notices' | 'cases';

interface TabOf {
  readonly Tab: (props: { readonly borrower: BorrowerShape }) => ReactNode;
  readonly needs: Permission;
}

const TABS: Readonly<Record<Name, TabOf>> = {
  loans: { Tab: LoansTab, needs: 'loans:read' },
  collateral: { Tab: CollateralTab, needs: 'collateral:read' },
  profile: { Tab: ProfileTab, needs: 'cooperatives:read' },
  log: { Tab: LogTab, needs: 'collection:read' },
  notices: { Tab: NoticesTab, needs: 'notices:read' },
  cases: { Tab: CasesTab, needs: 'litigation:read' },
};

const NAMES = Object.keys(TABS) as Name[];

/** The name of a tab as the address has it; the first tab has none. */
const inAddress = (name: Name): string | undefined => (name === 'loans' ? undefined : name);

/** A borrower: what is known of it, what it owes, and what was done to collect. */
export function Borrower() {
  const may = useMay();
  const { id } = useParams({ from: '/frame/cooperatives/$id' });
  const { tab } = useSearch({ from: '/frame/cooperatives/$id' });
  const borrower = useBorrower(id);
  const open = NAMES.filter((name) => may(TABS[name].needs));
  const chosen = open.find((name) => name === tab) ?? 'loans';
  const { Tab } = TABS[chosen];
  return (
    <Read of={borrower}>
      {(known) =>
        known.id !== id ? (
          <Reading />
        ) : (
          <>
            <div className="title">
              <div>
                <h1>
                  {known.name} <LifeTag state={known.life.state} />
                </h1>
                <p>
                  {known.code}, {words.codes.borrowerKind[known.kind]}, {known.locality}
                </p>
              </div>
              {may('loans:write') && (
                <div className="buttons">
                  <Link to="/loans/new" search={{ cooperative: id }} className="button">
                    {words.loans.newLoan}
                  </Link>
                </div>
              )}
            </div>
            <SearchTabs
              label={text.parts}
              name="tab"
              choices={open.map((name) => [inAddress(name), text.tabs[name]] as const)}
              chosen={inAddress(chosen)}
            />
            <Tab key={id} borrower={known} />
          </>
        )
      }
    </Read>
  );
}
