import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { oneOf } from '../../api/oneOf.ts';
import { useRows } from '../../api/read.ts';
import {
  dayText,
  lastQuarterOver,
  partsOfQuarter,
  quarterBefore,
  quarterOf,
  quarterText,
} from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { SearchTabs } from '../../parts/SearchTabs.tsx';
import { LongTable, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { DeliverDialog } from './DeliverDialog.tsx';
import { WaitingDraft } from './NoticeDraft.tsx';
import { NoticeRunForm, NoticeRunProgress } from './NoticeRun.tsx';
import { NoticeRuns } from './NoticeRuns.tsx';
import { NoticeTags } from './NoticeTags.tsx';
import { SupersedeDialog } from './SupersedeDialog.tsx';

type Row = Shape<'NoticeRow'>;

const KINDS = ['quarterly', 'overdue', 'recall'] as const;

const STATUSES = ['issued', 'undelivered', 'stale', 'superseded', 'reversed'] as const;

const QUARTERS_OFFERED = 16;

/** The quarters that can be chosen, the latest first. */
function quartersUntil(last: string, chosen: string): string[] {
  const offered: string[] = [];
  for (let each = last; offered.length < QUARTERS_OFFERED; each = quarterBefore(each)) {
    offered.push(each);
  }
  return offered.includes(chosen) ? offered : [...offered, chosen].toSorted().toReversed();
}

const isQuarter = (text: string): boolean => /^\d{4}-Q[1-4]$/.test(text);

/** What the screen is asked to show: only quarterly notices are of a quarter. */
function useAsked() {
  const { quarter, status, kind, run } = useSearch({ from: '/frame/notices' });
  const { asOf, knownAt } = useDay();
  const asked = quarter !== undefined && isQuarter(quarter) ? quarter : lastQuarterOver(asOf);
  return {
    asOf,
    quarter: asked,
    status: oneOf(STATUSES, status),
    kind: oneOf(KINDS, kind) ?? 'quarterly',
    run,
    knownAt,
  };
}

type Asked = ReturnType<typeof useAsked>;

function useNotices({ quarter, status, kind, knownAt }: Asked) {
  const query = {
    kind,
    ...(kind === 'quarterly' ? partsOfQuarter(quarter) : {}),
    ...(status === undefined ? {} : { status }),
    ...(knownAt === undefined ? {} : { knownAt }),
    limit: 200,
  };
  return useRows(['notices', query], async (cursor, signal) =>
    api.GET('/v1/notices', {
      params: { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } },
      signal,
    }),
  );
}

const said = words.notices;

/** @param supersede what can be done about a notice that is stale */
function columnsOf(choose: Column<Row> | null, supersede: Column<Row> | null): Column<Row>[] {
  return [
    ...(choose === null ? [] : [choose]),
    {
      title: said.number,
      cell: ({ id, numberText }) => (
        <Link to="/notices/$id" params={{ id }} search={{}}>
          {numberText}
        </Link>
      ),
    },
    { title: said.borrower, cell: ({ cooperativeName }) => cooperativeName },
    {
      title: said.contract,
      isMinor: true,
      cell: ({ loanId, contractNumber }) => <LoanLink id={loanId} number={contractNumber} />,
    },
    { title: said.issuedOn, isMinor: true, cell: ({ issuedOn }) => dayText(issuedOn) },
    { title: said.payBy, isMinor: true, cell: ({ payBy }) => dayText(payBy) },
    { title: said.total, isNumber: true, cell: ({ total }) => grouped(total) },
    { title: said.status, cell: (notice) => <NoticeTags notice={notice} /> },
    ...(supersede === null ? [] : [supersede]),
  ];
}

/** What is to be done about a stale notice: one is issued in its place. */
function useSuperseding(rows: readonly Row[]) {
  const [old, setOld] = useState<Row>();
  const column: Column<Row> = {
    title: said.toDo,
    cell: (notice) =>
      notice.status === 'issued' &&
      notice.stale && (
        <button
          type="button"
          className="quiet"
          aria-label={`${said.notice.supersede}: ${notice.numberText}`}
          onClick={() => setOld(notice)}
        >
          {said.supersedeShort}
        </button>
      ),
  };
  const hasStale = rows.some(({ status, stale }) => status === 'issued' && stale);
  return { old, column: hasStale ? column : null, close: () => setOld(undefined) };
}

/** Notices that stand and were not delivered can be chosen, and their delivery recorded at once. */
function useChoice(rows: readonly Row[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const open = rows.filter(({ status, delivered }) => status === 'issued' && !delivered);
  const chosen = open.filter(({ id }) => ids.has(id));
  const toggle = (id: string): void =>
    setIds((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const column: Column<Row> = {
    title: said.chosen,
    cell: ({ id, numberText, status, delivered }) =>
      status === 'issued' &&
      !delivered && (
        <input
          type="checkbox"
          aria-label={filled(said.choose, { number: numberText })}
          checked={ids.has(id)}
          onChange={() => toggle(id)}
        />
      ),
  };
  return {
    open,
    chosen,
    column,
    chooseAll: () => setIds(new Set(open.map(({ id }) => id))),
    chooseNone: () => setIds(new Set()),
  };
}

interface ListProps {
  readonly asked: Asked;
  readonly notices: ReturnType<typeof useNotices>;
}

function NoticeList({ asked, notices }: ListProps) {
  const choice = useChoice(notices.rows);
  const superseding = useSuperseding(notices.rows);
  const may = useMay()('notices:write');
  const [isOpen, setIsOpen] = useState(false);
  const [done, setDone] = useState<{ readonly count: number; readonly day: string }>();
  if (notices.error !== null) return <ErrorNote error={notices.error} onRetry={notices.readMore} />;
  return (
    <>
      {done !== undefined && (
        <p className="done" role="status">
          {filled(said.deliver.done, { count: done.count, day: dayText(done.day) })}
        </p>
      )}
      {may && choice.open.length > 0 && (
        <div className="buttons">
          <button type="button" onClick={choice.chooseAll}>
            {said.deliver.all} ({choice.open.length})
          </button>
          {choice.chosen.length > 0 && (
            <>
              <button type="button" onClick={choice.chooseNone}>
                {said.deliver.clear}
              </button>
              <button type="button" className="main" onClick={() => setIsOpen(true)}>
                {filled(said.deliver.many, { count: choice.chosen.length })}
              </button>
            </>
          )}
        </div>
      )}
      <LongTable
        label={words.nav.notices}
        columns={columnsOf(
          may && choice.open.length > 0 ? choice.column : null,
          may ? superseding.column : null,
        )}
        rows={notices.rows}
        keyOf={({ id }) => id}
        isReversed={({ status }) => status === 'reversed'}
        hasMore={notices.hasMore || (notices.isReading && notices.first === undefined)}
        readMore={notices.readMore}
        nothing={said.none}
      />
      {superseding.old !== undefined && (
        <SupersedeDialog notice={superseding.old} day={asked.asOf} onClose={superseding.close} />
      )}
      {isOpen && (
        <DeliverDialog
          notices={choice.chosen}
          day={asked.asOf}
          onClose={() => setIsOpen(false)}
          onDone={(count, day) => {
            setIsOpen(false);
            setDone({ count, day });
            choice.chooseNone();
          }}
        />
      )}
    </>
  );
}

function Narrowing({ asked: { asOf, quarter, kind } }: { readonly asked: Asked }) {
  const navigate = useNavigate();
  const choose = (changed: { readonly quarter?: string; readonly kind?: string }): void =>
    void navigate({ to: '/notices', search: { kind, quarter, ...changed }, replace: true });
  return (
    <div className="filters">
      <ChoiceField
        label={said.kind}
        value={kind}
        onChange={(chosen) => choose({ kind: chosen })}
        choices={KINDS.map((each) => [each, said.kinds[each]] as const)}
      />
      {kind === 'quarterly' && (
        <ChoiceField
          label={said.quarter}
          value={quarter}
          onChange={(chosen) => choose({ quarter: chosen })}
          choices={quartersUntil(quarterOf(asOf), quarter).map(
            (each) => [each, quarterText(each)] as const,
          )}
        />
      )}
    </div>
  );
}

/** The notices of a quarter: making them, printing them, recording their delivery. */
export function Notices() {
  const asked = useAsked();
  const { kind, quarter, status, run, asOf } = asked;
  const may = useMay()('notices:write');
  const notices = useNotices(asked);
  const hasNone = notices.first !== undefined && notices.rows.length === 0 && status === undefined;
  return (
    <>
      <div className="title">
        <h1>
          {kind === 'quarterly'
            ? filled(said.titleQuarterly, { quarter: quarterText(quarter) })
            : said.titles[kind]}
        </h1>
        <Narrowing asked={asked} />
      </div>
      {run !== undefined && <NoticeRunProgress id={run} />}
      {kind === 'quarterly' && <WaitingDraft quarter={quarter} />}
      {run === undefined && kind === 'quarterly' && (
        <NoticeRuns quarter={quarter} knownAt={asked.knownAt} />
      )}
      {may && kind === 'quarterly' && run === undefined && (
        <NoticeRunForm key={`${quarter} ${asOf}`} quarter={quarter} day={asOf} isOpen={hasNone} />
      )}
      <SearchTabs
        label={said.statusTabs}
        name="status"
        chosen={status}
        choices={[
          [undefined, words.parts.all],
          ...STATUSES.map((each) => [each, said.statuses[each]] as const),
        ]}
      />
      <NoticeList key={`${kind} ${quarter} ${status}`} asked={asked} notices={notices} />
    </>
  );
}
