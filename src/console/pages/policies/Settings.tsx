import { useSearch } from '@tanstack/react-router';
import { oneOf } from '../../api/oneOf.ts';
import { SearchTabs } from '../../parts/SearchTabs.tsx';
import { words } from '../../words/words.ts';
import { FundName } from './FundName.tsx';
import { Holidays } from './Holidays.tsx';
import { Papers } from './Papers.tsx';
import { Policies } from './Policies.tsx';

const { settings: said } = words;

const TABS = {
  fund: FundName,
  papers: Papers,
  holidays: Holidays,
  policies: Policies,
} as const;

const NAMES = Object.keys(TABS) as readonly (keyof typeof TABS)[];

/** What the fund is called, how its papers are headed, when nobody can pay, and by which policies it works. */
export function Settings() {
  const { tab } = useSearch({ from: '/frame/settings' });
  const chosen = oneOf(NAMES, tab) ?? 'fund';
  const Tab = TABS[chosen];
  return (
    <>
      <div className="title">
        <h1>{said.title}</h1>
      </div>
      <SearchTabs
        label={said.title}
        name="tab"
        choices={NAMES.map((name) => [name === 'fund' ? undefined : name, said.tabs[name]])}
        chosen={chosen === 'fund' ? undefined : chosen}
      />
      <Tab />
    </>
  );
}
