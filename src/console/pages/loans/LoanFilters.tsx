import { useCallback } from 'react';
import { api } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { SearchField } from '../../parts/fields/SearchField.tsx';
import { words } from '../../words/words.ts';
import { useLocalities } from '../borrowers/localities.ts';
import { sourceText } from './sources.ts';

const text = words.loans;

const NONE = ['', words.parts.all] as const;

const STANDINGS = [NONE, ...Object.entries(words.codes.standing)];

const GROUPS = [NONE, ...['1', '2', '3', '4', '5'].map((group) => [group, group] as const)];

const KINDS = [NONE, ...Object.entries(words.codes.borrowerKind)];

type Name = 'q' | 'standing' | 'locality' | 'debtGroup' | 'source' | 'kind' | 'purpose';

interface Props {
  readonly values: Readonly<Record<Name, string | undefined>>;
  readonly onChange: (changed: Readonly<Partial<Record<Name, string>>>) => void;
}

/** The sources of capital that the fund has, to choose from. */
function useSources(): readonly (readonly [string, string])[] {
  const { query } = useDay();
  const fund = useRead(['fund', query], async (signal) =>
    api.GET('/v1/fund', { params: { query }, signal }),
  );
  return (fund.data?.sources ?? []).map(({ source }) => [source, sourceText(source)] as const);
}

/** What narrows the register of loans. */
export function LoanFilters({ values, onChange }: Props) {
  const localities = useLocalities();
  const sources = useSources();
  const search = useCallback((q: string) => onChange({ q }), [onChange]);
  const inLocality = useCallback((locality: string) => onChange({ locality }), [onChange]);
  const forPurpose = useCallback((purpose: string) => onChange({ purpose }), [onChange]);
  const choice = (name: Name, label: string, choices: readonly (readonly [string, string])[]) => (
    <ChoiceField
      label={label}
      value={values[name] ?? ''}
      onChange={(value) => onChange({ [name]: value })}
      choices={choices}
    />
  );
  return (
    <search className="filters">
      <SearchField
        label={text.search}
        value={values.q ?? ''}
        onChange={search}
        placeholder={words.parts.findLoan}
      />
      {choice('standing', text.standing, STANDINGS)}
      <SearchField
        label={text.locality}
        value={values.locality ?? ''}
        onChange={inLocality}
        suggestions={localities}
      />
      {choice('debtGroup', text.debtGroup, GROUPS)}
      {sources.length > 1 && choice('source', text.source, [NONE, ...sources])}
      {choice('kind', text.borrowerKind, KINDS)}
      <SearchField label={text.purpose} value={values.purpose ?? ''} onChange={forPurpose} />
    </search>
  );
}
