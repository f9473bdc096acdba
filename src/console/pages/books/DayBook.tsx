import { useNavigate, useSearch } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead, useRows } from '../../api/read.ts';
import { dayText, daysAfter, isDay, momentText, today } from '../../format/days.ts';
import { withoutEmpty } from '../../format/search.ts';
import { grouped, isNone, sumOf } from '../../format/money.ts';
import { ChoiceField } from '../../parts/fields/ChoiceField.tsx';
import { DayField } from '../../parts/fields/DayField.tsx';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Paper } from '../../parts/Paper.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { Reading } from '../../parts/Read.tsx';
import { LongTable, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { EntryLink } from '../../parts/EntryLink.tsx';

const texts = words.entries;

export type Entry = Shape<'Entry'>;

type Kind = Entry['kind'];

const ROWS_OF_PAGE = 200;

const KINDS = Object.keys(words.codes.factKind) as readonly Kind[];

function remarkOf({ bookedOn, reason, corrects, reversedAt }: Entry): string {
  const remarks = [
    ...(bookedOn === undefined
      ? [reason ?? '']
      : [filled(texts.bookedOn, { day: dayText(bookedOn), reason: reason ?? '' })]),
    ...(corrects === undefined ? [] : [texts.corrects]),
    ...(reversedAt === null ? [] : [filled(texts.wasReversed, { moment: momentText(reversedAt) })]),
  ];
  return remarks.filter((each) => each !== '').join('; ');
}

const COLUMNS: readonly Column<Entry>[] = [
  {
    title: texts.time,
    cell: ({ recordedAt }) => momentText(recordedAt).split(' ')[0],
    isMinor: true,
  },
  { title: texts.kind, cell: ({ kind }) => words.codes.factKind[kind] },
  { title: texts.number, cell: (entry) => <EntryLink entry={entry} /> },
  {
    title: texts.about,
    isMinor: true,
    cell: ({ loanId, contractNumber }) =>
      loanId !== null && contractNumber !== null ? (
        <LoanLink id={loanId} number={contractNumber} />
      ) : (
        contractNumber
      ),
  },
  { title: texts.borrower, cell: ({ cooperativeName }) => cooperativeName, isMinor: true },
  { title: texts.effectiveOn, cell: ({ effectiveOn }) => dayText(effectiveOn), isMinor: true },
  {
    title: texts.amount,
    isNumber: true,
    cell: ({ amount }) => amount !== null && grouped(amount),
  },
  { title: texts.recordedBy, cell: ({ recordedBy }) => recordedBy, isMinor: true },
  { title: texts.remark, cell: remarkOf, isMinor: true },
];

interface Narrowed {
  readonly recordedOn: string;
  readonly recordedBy?: string;
  readonly kind?: Kind;
  readonly knownAt?: string;
}

function useNarrowed(): Narrowed {
  const { recordedOn, recordedBy, kind } = useSearch({ from: '/frame/entries' });
  const { knownAt } = useDay();
  const known = KINDS.find((each) => each === kind);
  return {
    recordedOn: isDay(recordedOn) ? recordedOn : today(),
    ...(recordedBy === undefined ? {} : { recordedBy }),
    ...(known === undefined ? {} : { kind: known }),
    ...(knownAt === undefined ? {} : { knownAt }),
  };
}

/** Who entered something on the day. */
function useNames({ recordedOn, knownAt }: Narrowed): readonly string[] {
  const query = { recordedOn, limit: ROWS_OF_PAGE, ...(knownAt === undefined ? {} : { knownAt }) };
  const all = useRead(['entries', 'names', query], async (signal) =>
    api.GET('/v1/entries', { params: { query }, signal }),
  );
  return [...new Set((all.data?.data ?? []).map(({ recordedBy }) => recordedBy))];
}

function Narrowing({ narrowed }: { readonly narrowed: Narrowed }) {
  const navigate = useNavigate({ from: '/entries' });
  const names = useNames(narrowed);
  const { recordedOn, recordedBy = '', kind = '' } = narrowed;
  const narrow = (changed: {
    readonly recordedOn?: string;
    readonly recordedBy?: string;
    readonly kind?: string;
  }): void =>
    void navigate({ search: (before) => withoutEmpty({ ...before, ...changed }), replace: true });
  const shift = (days: number): void => narrow({ recordedOn: daysAfter(recordedOn, days) });
  return (
    <div className="filters">
      <button type="button" onClick={() => shift(-1)}>
        ← {texts.dayBefore}
      </button>
      <DayField
        label={texts.recordedOn}
        value={recordedOn}
        onChange={(day) => day !== '' && narrow({ recordedOn: day })}
      />
      <button type="button" disabled={recordedOn >= today()} onClick={() => shift(1)}>
        {texts.dayAfter} →
      </button>
      <ChoiceField
        label={texts.recordedBy}
        value={recordedBy}
        onChange={(name) => narrow({ recordedBy: name })}
        choices={[
          ['', words.parts.all],
          ...[...new Set([...names, ...(recordedBy === '' ? [] : [recordedBy])])].map(
            (name) => [name, name] as const,
          ),
        ]}
      />
      <ChoiceField
        label={texts.kind}
        value={kind}
        onChange={(chosen) => narrow({ kind: chosen })}
        choices={[
          ['', words.parts.all],
          ...KINDS.map((each) => [each, words.codes.factKind[each]] as const),
        ]}
      />
    </div>
  );
}

/** Counts and sums of the vouchers of a day that stand, to be held against the paper. */
function Sums({ entries }: { readonly entries: readonly Entry[] }) {
  const summed = (kind: Kind, text: string): string | null => {
    const standing = entries.filter((each) => each.kind === kind && each.reversedAt === null);
    const amount = sumOf(standing.map((each) => each.amount ?? '0'));
    return standing.length === 0
      ? null
      : filled(text, { count: standing.length, amount: grouped(amount) });
  };
  const fees = sumOf(
    entries
      .filter((each) => each.reversedAt === null)
      .map(({ enforcementFee }) => enforcementFee ?? '0'),
  );
  const told = [
    filled(texts.count, { count: entries.length }),
    summed('repayment', texts.receipts),
    isNone(fees) ? null : filled(texts.fees, { amount: grouped(fees) }),
    summed('disbursement', texts.disbursements),
  ];
  return <p>{told.filter((each) => each !== null).join(' · ')}</p>;
}

/** What was entered on a day and by whom, in its order, to be held against the vouchers. */
export function DayBook() {
  const narrowed = useNarrowed();
  const read = useRows(['entries', narrowed], async (cursor, signal) =>
    api.GET('/v1/entries', {
      params: {
        query: { ...narrowed, limit: ROWS_OF_PAGE, ...(cursor === undefined ? {} : { cursor }) },
      },
      signal,
    }),
  );
  const address = `/v1/entries?${new URLSearchParams({ ...narrowed }).toString()}`;
  return (
    <>
      <div className="title">
        <h1>{texts.title}</h1>
        <Paper address={address} formats={['csv']} label={texts.title} />
      </div>
      <p className="soft">{texts.meaning}</p>
      <Narrowing narrowed={narrowed} />
      {read.error !== null && <ErrorNote error={read.error} onRetry={read.readMore} />}
      {read.first === undefined && read.error === null && <Reading />}
      {read.first !== undefined && (
        <>
          {!read.hasMore && read.rows.length > 0 && <Sums entries={read.rows} />}
          <LongTable
            label={texts.title}
            rows={read.rows}
            keyOf={({ id }) => id}
            isReversed={({ reversedAt }) => reversedAt !== null}
            hasMore={read.hasMore}
            readMore={read.readMore}
            nothing={texts.nothing}
            columns={COLUMNS}
          />
        </>
      )}
    </>
  );
}
