import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { dayText, daysAfter, quarterText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { Read } from '../../parts/Read.tsx';
import { filled, words } from '../../words/words.ts';

const SOON_DAYS = 31;

const MOST_SHOWN = 5;

function Card({ title, children, more }: { title: string; children: ReactNode; more: ReactNode }) {
  return (
    <section className="card due">
      <h2>{title}</h2>
      {children}
      <p>{more}</p>
    </section>
  );
}

function Deadlines({ asOf }: { asOf: string }) {
  const { overview, codes } = words;
  const query = { asOf, until: daysAfter(asOf, SOON_DAYS), lapsed: false, limit: MOST_SHOWN };
  const deadlines = useRead(['deadlines', 'soon', query], async (signal) =>
    api.GET('/v1/deadlines', { params: { query }, signal }),
  );
  return (
    <Card
      title={overview.deadlines}
      more={
        <Link to="/deadlines" search={{}}>
          {overview.allDeadlines}
        </Link>
      }
    >
      <Read of={deadlines}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="soft">{overview.noDeadline}</p>
          ) : (
            <ul>
              {data.map(
                ({
                  kind,
                  payableBy,
                  cooperativeId,
                  cooperativeName,
                  contractNumber,
                  amount,
                  collateralId,
                }) => (
                  <li
                    key={`${kind}${payableBy}${cooperativeId}${contractNumber ?? ''}${collateralId ?? ''}`}
                  >
                    <b>{dayText(payableBy)}</b> {codes.deadline[kind]},{' '}
                    <Link to="/cooperatives/$id" params={{ id: cooperativeId }} search={{}}>
                      {cooperativeName}
                    </Link>
                    {amount !== null && ` (${grouped(amount)})`}
                  </li>
                ),
              )}
            </ul>
          )
        }
      </Read>
    </Card>
  );
}

function Promises({ asOf }: { asOf: string }) {
  const { overview } = words;
  const query = { asOf, state: 'open', limit: MOST_SHOWN } as const;
  const promises = useRead(['promises', 'open', query], async (signal) =>
    api.GET('/v1/promises', { params: { query }, signal }),
  );
  return (
    <Card
      title={overview.promises}
      more={
        <Link to="/promises" search={{ state: 'broken' }}>
          {overview.brokenPromises}
        </Link>
      }
    >
      <Read of={promises}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="soft">{overview.noPromise}</p>
          ) : (
            <ul>
              {data.map(({ id, promisedOn, cooperativeId, cooperativeName, amount }) => (
                <li key={id}>
                  <b>{dayText(promisedOn)}</b>{' '}
                  <Link to="/cooperatives/$id" params={{ id: cooperativeId }} search={{}}>
                    {cooperativeName}
                  </Link>{' '}
                  ({grouped(amount)})
                </li>
              ))}
            </ul>
          )
        }
      </Read>
    </Card>
  );
}

function QuarterToClose({ asOf }: { asOf: string }) {
  const { overview } = words;
  const periods = useRead(['periods', 'all'], async (signal) => api.GET('/v1/periods', { signal }));
  return (
    <Card
      title={overview.quarterEnd}
      more={
        <Link to="/notices" search={{ status: 'undelivered' }}>
          {overview.undelivered}
        </Link>
      }
    >
      <Read of={periods}>
        {({ data }) => {
          const open = data.filter(
            ({ quarter, status }) => status === 'open' && quarter.slice(0, 4) <= asOf.slice(0, 4),
          );
          const next = open.at(0);
          return next === undefined ? (
            <p className="soft">{overview.allClosed}</p>
          ) : (
            <p>
              <Link to="/quarters/$quarter" params={{ quarter: next.quarter }} search={{}}>
                {filled(overview.toClose, { quarter: quarterText(next.quarter) })}
              </Link>
              {open.length > 1 && ` ${filled(overview.moreToClose, { count: open.length - 1 })}`}
            </p>
          );
        }}
      </Read>
    </Card>
  );
}

/** What is to be done next, each with the way to where it is done. */
export function WhatIsDue({ asOf }: { asOf: string }) {
  const may = useMay();
  return (
    <div className="columns small">
      {may('litigation:read') && <Deadlines asOf={asOf} />}
      {may('collection:read') && <Promises asOf={asOf} />}
      {may('ledger:read') && <QuarterToClose asOf={asOf} />}
    </div>
  );
}
