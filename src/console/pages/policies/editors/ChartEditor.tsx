import { TextField } from '../../../parts/fields/TextField.tsx';
import { words } from '../../../words/words.ts';
import type { EditorProps, ValueOf } from '../policyTypes.ts';

const { settings: said } = words;

type Chart = ValueOf<'chartOfAccounts'>;

type Account = keyof Chart;

type Title = Chart['charterCapital'];

const BASIC = [
  'availablePrincipal',
  'interestMoney',
  'outstandingPrincipal',
  'charterCapital',
  'principalChargedOff',
  'inTermInterestCollected',
  'overdueInterestCollected',
  'lateInterestCollected',
] as const satisfies readonly Account[];

const MORE = [
  'cashInHand',
  'termDeposits',
  'heldElsewhere',
  'entrustedPrincipal',
  'otherIncome',
  'incomePaidOut',
  'enforcementFees',
  'undistributedIncome',
] as const satisfies readonly Account[];

const NO_TITLE: Title = { code: '', vietnamese: '', english: '' };

interface TitleProps {
  readonly account: Account;
  readonly title: Title;
  readonly change: (title: Title) => void;
}

function TitleFields({ account, title, change }: TitleProps) {
  const name = `value.${account}`;
  return (
    <fieldset className="choices">
      <legend>{said.account[account]}</legend>
      <div className="row">
        <TextField
          label={said.chart.code}
          name={`${name}.code`}
          value={title.code}
          onChange={(code) => change({ ...title, code })}
        />
        <TextField
          label={said.chart.vietnamese}
          name={`${name}.vietnamese`}
          value={title.vietnamese}
          onChange={(vietnamese) => change({ ...title, vietnamese })}
        />
        <TextField
          label={said.chart.english}
          name={`${name}.english`}
          value={title.english}
          onChange={(english) => change({ ...title, english })}
        />
      </div>
    </fieldset>
  );
}

/** A chart with a title of an account, or without one if all of the title is empty. */
function withTitle(chart: Chart, account: (typeof MORE)[number], title: Title): Chart {
  const { [account]: _, ...others } = chart;
  const isEmpty = Object.values(title).every((text) => text === '');
  return isEmpty ? others : { ...others, [account]: title };
}

/** Edits under which code and names each account of the ledger is shown. */
export function ChartEditor({ value, onChange }: EditorProps<Chart>) {
  return (
    <>
      {BASIC.map((account) => (
        <TitleFields
          key={account}
          account={account}
          title={value[account]}
          change={(title) => onChange({ ...value, [account]: title })}
        />
      ))}
      <details>
        <summary>{said.chart.optional}</summary>
        {MORE.map((account) => (
          <TitleFields
            key={account}
            account={account}
            title={value[account] ?? NO_TITLE}
            change={(title) => onChange(withTitle(value, account, title))}
          />
        ))}
      </details>
    </>
  );
}
