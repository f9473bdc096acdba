import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Shape } from '../../api/client.ts';
import { dayText, daysAfter, quarterText } from '../../format/days.ts';
import { grouped, sumOf } from '../../format/money.ts';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Table } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';

export type Period = Shape<'Period'>;

const said = words.quarters.one;

/** A thing to look at before a quarter is closed. */
interface Item {
  readonly key: string;
  readonly text: string;
  /** `must`: the quarter cannot be closed before; `should`: it can, and somebody should know. */
  readonly weight: 'must' | 'should' | 'fine';
  /** Where it is done. */
  readonly way?: ReactNode;
}

/** One of two texts, by how many there are to be seen to. */
function counted(count: number, some: string, none: string): string {
  return count === 0 ? none : filled(some, { count });
}

const MOST_NAMED = 3;

function openBeforeText(openBefore: readonly string[]): string {
  const { items } = said;
  if (openBefore.length === 0) return items.openBeforeNone;
  if (openBefore.length <= MOST_NAMED)
    return filled(items.openBefore, { quarters: openBefore.map(quarterText).join(', ') });
  return filled(items.openBeforeMany, {
    count: openBefore.length,
    first: quarterText(openBefore[0] ?? ''),
    last: quarterText(openBefore.at(-1) ?? ''),
  });
}

function itemsOfTime({ status, to, openBefore }: Period): Item[] {
  const { items, toDo } = said;
  const [first] = openBefore;
  return [
    status === 'not_over'
      ? {
          key: 'over',
          weight: 'must',
          text: filled(items.notOver, { day: dayText(daysAfter(to, 1)) }),
        }
      : { key: 'over', weight: 'fine', text: items.over },
    {
      key: 'openBefore',
      weight: first === undefined ? 'fine' : 'must',
      text: openBeforeText(openBefore),
      way: first !== undefined && (
        <Link to="/quarters/$quarter" params={{ quarter: first }} search={{}}>
          {filled(toDo.openBefore, { quarter: quarterText(first) })}
        </Link>
      ),
    },
  ];
}

function itemsOfNotices(period: Period): Item[] {
  const { quarter, loansWithoutNotice, undeliveredNotices, staleNotices } = period;
  const { items, toDo } = said;
  const way = (text: string, status?: string): ReactNode => (
    <Link to="/notices" search={{ quarter, ...(status === undefined ? {} : { status }) }}>
      {text}
    </Link>
  );
  const item = (
    key: string,
    rows: readonly unknown[],
    texts: readonly [string, string],
    to: ReactNode,
  ): Item => ({
    key,
    weight: rows.length === 0 ? 'fine' : 'should',
    text: counted(rows.length, ...texts),
    way: rows.length > 0 && to,
  });
  return [
    item(
      'withoutNotice',
      loansWithoutNotice,
      [items.withoutNotice, items.noneWithoutNotice],
      way(toDo.withoutNotice),
    ),
    item(
      'undelivered',
      undeliveredNotices,
      [items.undelivered, items.noneUndelivered],
      way(toDo.undelivered, 'undelivered'),
    ),
    item('stale', staleNotices, [items.stale, items.noneStale], way(toDo.stale, 'stale')),
  ];
}

function itemsOf(period: Period): Item[] {
  const { verificationDifferences, brokenPromises } = period;
  const { items, toDo } = said;
  return [
    ...itemsOfTime(period),
    {
      key: 'differences',
      weight: verificationDifferences.length === 0 ? 'fine' : 'should',
      text: counted(verificationDifferences.length, items.differences, items.noDifferences),
      way: verificationDifferences.length > 0 && (
        <Link to="/ledger" search={{ tab: 'check' }}>
          {toDo.differences}
        </Link>
      ),
    },
    ...itemsOfNotices(period),
    {
      key: 'broken',
      weight: brokenPromises.length === 0 ? 'fine' : 'should',
      text: counted(brokenPromises.length, items.broken, items.noneBroken),
      way: brokenPromises.length > 0 && (
        <Link to="/promises" search={{ state: 'broken' }}>
          {toDo.broken}
        </Link>
      ),
    },
  ];
}

const LOOKS = { must: 'tag bad', should: 'tag warn', fine: 'tag good' } as const;

/** What is to be seen to before a quarter is closed, and where. */
export function QuarterChecklist({ period }: { readonly period: Period }) {
  const items = itemsOf(period);
  return (
    <section className="card">
      <h2>{said.checklist}</h2>
      <ul className="checklist">
        {items.map(({ key, text, weight, way }) => (
          <li key={key}>
            <span className={LOOKS[weight]}>{said[weight]}</span>
            <span>
              {text} {way}
            </span>
          </li>
        ))}
      </ul>
      {items.every(({ weight }) => weight === 'fine') && <p>{said.ready}</p>}
    </section>
  );
}

/** The loans that have something to pay in the quarter and no notice. */
export function LoansWithoutNotice({ loans }: { loans: Period['loansWithoutNotice'] }) {
  if (loans.length === 0) return null;
  return (
    <details className="card">
      <summary>
        {said.withoutNoticeTable} ({loans.length})
      </summary>
      <Table
        label={said.withoutNoticeTable}
        rows={loans}
        keyOf={({ loanId }) => loanId}
        columns={[
          {
            title: said.contract,
            cell: ({ loanId, contractNumber }) => <LoanLink id={loanId} number={contractNumber} />,
            total: words.parts.total,
          },
          { title: said.borrower, cell: ({ cooperativeName }) => cooperativeName },
          {
            title: said.toPay,
            isNumber: true,
            cell: ({ total }) => grouped(total),
            total: grouped(sumOf(loans.map(({ total }) => total))),
          },
        ]}
      />
    </details>
  );
}
