import { useSearch } from '@tanstack/react-router';
import { oneOf } from '../../api/oneOf.ts';
import { SearchTabs } from '../../parts/SearchTabs.tsx';
import { words } from '../../words/words.ts';
import { Balances } from './Balances.tsx';
import { Capital } from './Capital.tsx';
import { HandoverTab } from './HandoverTab.tsx';
import { Income } from './Income.tsx';
import { OpeningTab } from './OpeningTab.tsx';
import { Places } from './Places.tsx';
import { Plan } from './Plan.tsx';
import { Suspension } from './Suspension.tsx';
import { Transfers } from './Transfers.tsx';

const { fund: said } = words;

const TABS = {
  balances: Balances,
  capital: Capital,
  places: Places,
  transfers: Transfers,
  income: Income,
  opening: OpeningTab,
  suspension: Suspension,
  plan: Plan,
  handover: HandoverTab,
} as const;

const NAMES = Object.keys(TABS) as readonly (keyof typeof TABS)[];

/** The fund’s own money: its capital by source, where it is, and what was decided and planned of it. */
export function Fund() {
  const { tab } = useSearch({ from: '/frame/fund' });
  const chosen = oneOf(NAMES, tab) ?? 'balances';
  const Tab = TABS[chosen];
  return (
    <>
      <div className="title">
        <h1>{said.title}</h1>
      </div>
      <SearchTabs
        label={said.title}
        name="tab"
        choices={NAMES.map((name) => [name === 'balances' ? undefined : name, said.tabs[name]])}
        chosen={chosen === 'balances' ? undefined : chosen}
      />
      <Tab />
    </>
  );
}
