import { Link } from '@tanstack/react-router';
import { useMay } from '../../api/me.ts';
import { dayText, momentText } from '../../format/days.ts';
import { Table, type Column } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';
import { PolicyForm } from './PolicyForm.tsx';
import { PolicySays } from './PolicySays.tsx';
import type { Policy, PolicyName } from './policyTypes.ts';

const { settings: said } = words;

const MOST_LINES = 8;

function columnsOf(inForce: Policy | undefined): readonly Column<Policy>[] {
  return [
    {
      title: said.since,
      cell: ({ id, effectiveOn }) => (
        <>
          {effectiveOn === null ? said.beginning : dayText(effectiveOn)}{' '}
          {id === inForce?.id && <span className="tag good">{said.inForceTag}</span>}
        </>
      ),
    },
    {
      title: said.until,
      cell: ({ endsOn }) => (endsOn === null ? said.noEnd : dayText(endsOn)),
      isMinor: true,
    },
    { title: said.says, cell: (policy) => <PolicySays policy={policy} most={MOST_LINES} /> },
    { title: said.source, cell: ({ sourceDocument }) => sourceDocument },
    {
      title: said.recorded,
      cell: ({ recordedAt, recordedBy }) =>
        recordedAt !== null && `${momentText(recordedAt)}, ${recordedBy ?? ''}`,
      isMinor: true,
    },
  ];
}

interface Props {
  readonly name: PolicyName;
  readonly versions: readonly Policy[];
  readonly inForce: Policy | undefined;
}

/** A policy: what it means, its versions with their documents, and a new one. */
export function PolicyScreen({ name, versions, inForce }: Props) {
  const may = useMay();
  const { title, hint } = said.policy[name];
  return (
    <>
      <div className="title">
        <h2>{title}</h2>
        <Link to="/settings" search={{ tab: 'policies' }}>
          {said.allPolicies}
        </Link>
      </div>
      <p>{hint}</p>
      <Table
        label={said.policyVersions}
        columns={columnsOf(inForce)}
        rows={versions.toReversed()}
        keyOf={({ id }) => id}
        isMarked={({ id }) => id === inForce?.id}
      />
      {may('settings:write') && inForce !== undefined && <PolicyForm before={inForce} />}
    </>
  );
}
