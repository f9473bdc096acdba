import { Link, useSearch } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { oneOf } from '../../api/oneOf.ts';
import { useRead } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { Read } from '../../parts/Read.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { PolicyScreen } from './PolicyScreen.tsx';
import { PolicySays } from './PolicySays.tsx';
import { POLICY_NAMES, versionInForce, type Policy } from './policyTypes.ts';

const { settings: said } = words;

const MOST_LINES = 3;

const COLUMNS: readonly Column<Policy>[] = [
  {
    title: said.policyName,
    cell: ({ name }) => (
      <Link to="/settings" search={{ tab: 'policies', policy: name }}>
        {said.policy[name].title}
      </Link>
    ),
  },
  { title: said.says, cell: (policy) => <PolicySays policy={policy} most={MOST_LINES} /> },
  {
    title: said.since,
    cell: ({ effectiveOn }) => (effectiveOn === null ? said.beginning : dayText(effectiveOn)),
    isMinor: true,
  },
  { title: said.source, cell: ({ sourceDocument }) => sourceDocument, isMinor: true },
];

/** The policies in force on the day, or one of them with its versions. */
export function Policies() {
  const { asOf, knownAt } = useDay();
  const { policy } = useSearch({ from: '/frame/settings' });
  const chosen = oneOf(POLICY_NAMES, policy);
  const policies = useRead(['policies', knownAt], async (signal) =>
    api.GET('/v1/policies', {
      params: { query: knownAt === undefined ? {} : { knownAt } },
      signal,
    }),
  );
  return (
    <Read of={policies}>
      {({ data }) => {
        const inForce = POLICY_NAMES.flatMap((name) => versionInForce(data, name, asOf) ?? []);
        if (chosen !== undefined)
          return (
            <PolicyScreen
              key={chosen}
              name={chosen}
              versions={data.filter(({ name }) => name === chosen)}
              inForce={inForce.find(({ name }) => name === chosen)}
            />
          );
        return (
          <>
            <p className="hint">{said.policiesHint}</p>
            <h2>{filled(said.inForce, { on: dayText(asOf) })}</h2>
            <Table
              label={said.tabs.policies}
              columns={COLUMNS}
              rows={inForce}
              keyOf={({ id }) => id}
            />
          </>
        );
      }}
    </Read>
  );
}
