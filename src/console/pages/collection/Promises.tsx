import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { oneOf } from '../../api/oneOf.ts';
import { useRows } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { grouped, less, sumOf } from '../../format/money.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { Reading } from '../../parts/Read.tsx';
import { ReversalDialog } from '../../parts/Reversal.tsx';
import { SearchTabs } from '../../parts/SearchTabs.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { CollectionEntryForm } from './CollectionEntryForm.tsx';

type Promised = Shape<'PromiseToPay'>;

type State = Promised['outcome']['state'];

const text = words.promises;

const STATES = ['open', 'broken', 'kept'] as const satisfies readonly State[];

const TAGS: Readonly<Record<State, string>> = {
  open: 'tag',
  broken: 'tag bad',
  kept: 'tag good',
};

function Loans({ loanIds, contractNumbers }: Promised) {
  if (loanIds.length === 0) return <span className="soft">{text.allLoans}</span>;
  return loanIds.map((id, place) => (
    <span key={id} className="listed">
      <LoanLink id={id} number={contractNumbers[place] ?? ''} />
    </span>
  ));
}

/** Takes a promise back that was entered wrongly. */
function Reversing({ promise, onClose }: { promise: Promised; onClose: () => void }) {
  const { id, cooperativeName, occurredOn } = promise;
  return (
    <ReversalDialog
      what={filled(text.what, { name: cooperativeName, day: dayText(occurredOn) })}
      carryOut={async (body, key) =>
        api.POST('/v1/collection-entries/{id}/reversal', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
      onClose={onClose}
    />
  );
}

interface WaysProps {
  readonly promise: Promised;
  readonly onReverse: (promise: Promised) => void;
}

function Ways({ promise, onReverse }: WaysProps) {
  const may = useMay();
  const [only] = promise.loanIds.length === 1 ? promise.loanIds : [];
  return (
    <span className="ways">
      {may('receipts:write') && promise.outcome.state !== 'kept' && (
        <Link to="/receipts/new" search={only === undefined ? {} : { loan: only }}>
          {text.toReceipt}
        </Link>
      )}
      {may('collection:write') && (
        <button
          type="button"
          className="quiet"
          aria-label={`${words.parts.reverse}: ${promise.cooperativeName}`}
          onClick={() => onReverse(promise)}
        >
          {words.parts.reverse}
        </button>
      )}
    </span>
  );
}

function columnsOf(
  rows: readonly Promised[],
  onReverse: (promise: Promised) => void,
): readonly Column<Promised>[] {
  const left = ({ amount, outcome }: Promised): string => less(amount, outcome.received);
  return [
    {
      title: text.promisedOn,
      cell: ({ promisedOn, outcome }) => (
        <>
          {dayText(promisedOn)}
          {outcome.dueOn !== promisedOn && (
            <span className="below hint">
              {filled(text.dueOn, { day: dayText(outcome.dueOn) })}
            </span>
          )}
        </>
      ),
      total: words.parts.total,
    },
    {
      title: text.borrower,
      cell: ({ cooperativeId: id, cooperativeName }) => (
        <Link to="/cooperatives/$id" params={{ id }} search={{}}>
          {cooperativeName}
        </Link>
      ),
    },
    { title: text.loans, cell: (row) => <Loans {...row} />, isMinor: true },
    {
      title: text.state,
      cell: ({ outcome: { state } }) => (
        <span className={TAGS[state]}>{words.codes.promiseState[state]}</span>
      ),
    },
    {
      title: text.amount,
      cell: ({ amount }) => grouped(amount),
      isNumber: true,
      total: grouped(sumOf(rows.map(({ amount }) => amount))),
    },
    {
      title: text.received,
      cell: ({ outcome }) => grouped(outcome.received),
      isNumber: true,
      isMinor: true,
      total: grouped(sumOf(rows.map(({ outcome }) => outcome.received))),
    },
    {
      title: text.left,
      cell: (row) => grouped(left(row)),
      isNumber: true,
      isMinor: true,
      total: grouped(sumOf(rows.map(left))),
    },
    {
      title: text.said,
      cell: ({ occurredOn, documentNumber, note }) =>
        [dayText(occurredOn), documentNumber, note].filter(Boolean).join('; '),
      isMinor: true,
    },
    { title: text.wayTo, cell: (promise) => <Ways promise={promise} onReverse={onReverse} /> },
  ];
}

/** Promises to pay: which are to come, which were kept and which were not; and entries of the log (R30). */
export function Promises() {
  const day = useDay();
  const may = useMay();
  const state = oneOf(STATES, useSearch({ from: '/frame/promises' }).state);
  const [isRecording, setIsRecording] = useState(false);
  const [reversed, setReversed] = useState<Promised | null>(null);
  const query = { ...day.query, limit: 200, ...(state !== undefined && { state }) };
  const { rows, first, error, isReading, hasMore, readMore } = useRows(
    ['promises', query],
    async (cursor, signal) =>
      api.GET('/v1/promises', {
        params: { query: { ...query, ...(cursor && { cursor }) } },
        signal,
      }),
  );
  const count = (of: State): number =>
    first?.totals.find((total) => total.state === of)?.count ?? 0;
  const all = STATES.reduce((sum, each) => sum + count(each), 0);
  return (
    <>
      <div className="title">
        <h1>{filled(text.title, { day: dayText(day.asOf) })}</h1>
        {may('collection:write') && (
          <button type="button" className="main" onClick={() => setIsRecording(true)}>
            {text.entry.title}
          </button>
        )}
      </div>
      <SearchTabs
        label={text.state}
        name="state"
        chosen={state}
        choices={[
          [undefined, `${words.parts.all} (${all})`],
          ...STATES.map((each) => {
            const said = `${words.codes.promiseState[each]} (${count(each)})`;
            return [each, said] as const;
          }),
        ]}
      />
      {error !== null && <ErrorNote error={error} onRetry={readMore} />}
      {first === undefined ? (
        isReading && <Reading />
      ) : (
        <Table
          label={words.nav.promises}
          columns={columnsOf(rows, setReversed)}
          rows={rows}
          keyOf={({ id }) => id}
          nothing={text.none}
        />
      )}
      {hasMore && (
        <div className="buttons">
          <button type="button" onClick={readMore}>
            {words.parts.more}
          </button>
        </div>
      )}
      {reversed !== null && <Reversing promise={reversed} onClose={() => setReversed(null)} />}
      {isRecording && (
        <Dialog title={text.entry.title} onClose={() => setIsRecording(false)}>
          <CollectionEntryForm />
        </Dialog>
      )}
    </>
  );
}
