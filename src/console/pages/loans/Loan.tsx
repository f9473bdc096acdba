import './loan.css';
import { useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Read, Reading } from '../../parts/Read.tsx';
import { SearchTabs } from '../../parts/SearchTabs.tsx';
import { words } from '../../words/words.ts';
import { LoanHead } from './LoanHead.tsx';
import { useLoan, usePosition, type TabProps } from './reading.ts';
import type { LoanTab } from './TabLink.tsx';
import { CollateralTab } from './tabs/CollateralTab.tsx';
import { ContractTab } from './tabs/ContractTab.tsx';
import { DecisionsTab } from './tabs/DecisionsTab.tsx';
import { HistoryTab } from './tabs/HistoryTab.tsx';
import { InterestTab } from './tabs/InterestTab.tsx';
import { PapersTab } from './tabs/PapersTab.tsx';
import { PaymentsTab } from './tabs/PaymentsTab.tsx';
import { PositionTab } from './tabs/PositionTab.tsx';
import { ScheduleTab } from './tabs/ScheduleTab.tsx';
import { StatementTab } from './tabs/StatementTab.tsx';

const text = words.loans.tabs;

const TABS: Readonly<Record<LoanTab, (props: TabProps) => ReactNode>> = {
  position: PositionTab,
  schedule: ScheduleTab,
  interest: InterestTab,
  statement: StatementTab,
  payments: PaymentsTab,
  decisions: DecisionsTab,
  contract: ContractTab,
  collateral: CollateralTab,
  papers: PapersTab,
  history: HistoryTab,
};

const NAMES = Object.keys(TABS) as LoanTab[];

/** The name of a tab as the address has it; the first tab has none. */
const inAddress = (name: LoanTab): string | undefined => (name === 'position' ? undefined : name);

/** A loan: where it stands, and everything that was entered about it. */
export function Loan() {
  const { id } = useParams({ from: '/frame/loans/$id' });
  const { tab } = useSearch({ from: '/frame/loans/$id' });
  const loan = useLoan(id);
  const position = usePosition(id);
  const chosen = NAMES.find((name) => name === tab) ?? 'position';
  const Tab = TABS[chosen];
  return (
    <Read of={loan}>
      {(contract) => (
        <Read of={position}>
          {(stands) =>
            // What was read of the loan before stays on the screen while another is read: no form is for it.
            contract.id !== id || stands.loanId !== id ? (
              <Reading />
            ) : (
              <>
                <LoanHead loan={contract} position={stands} />
                <SearchTabs
                  label={words.loans.parts}
                  name="tab"
                  choices={NAMES.map((name) => [inAddress(name), text[name]] as const)}
                  chosen={inAddress(chosen)}
                />
                <Tab key={id} loan={contract} position={stands} />
              </>
            )
          }
        </Read>
      )}
    </Read>
  );
}
