import { useSearch } from '@tanstack/react-router';
import { useDay } from '../../api/day.ts';
import { dayText } from '../../format/days.ts';
import { SearchTabs } from '../../parts/SearchTabs.tsx';
import { words } from '../../words/words.ts';
import { AccountBook } from './AccountBook.tsx';
import { Journal } from './Journal.tsx';
import { TrialBalance } from './TrialBalance.tsx';
import { VerificationCheck } from './Verification.tsx';
import './quarter.css';

const said = words.ledger;

/** The ledger: trial balance, accounts and journal, and the check of the books. */
export function Ledger() {
  const { tab, account, from, to } = useSearch({ from: '/frame/ledger' });
  const { asOf } = useDay();
  if (account !== undefined)
    return (
      <>
        <div className="title">
          <h1>{said.title}</h1>
        </div>
        <AccountBook account={account} from={from} to={to} />
      </>
    );
  return (
    <>
      <div className="title">
        <h1>
          {said.title} – {dayText(asOf)}
        </h1>
      </div>
      <SearchTabs
        label={said.tabs}
        name="tab"
        chosen={tab}
        choices={[
          [undefined, said.trial],
          ['journal', said.journal],
          ['check', said.check],
        ]}
      />
      {tab === 'journal' && <Journal from={from} to={to} />}
      {tab === 'check' && <VerificationCheck />}
      {tab !== 'journal' && tab !== 'check' && <TrialBalance />}
    </>
  );
}
