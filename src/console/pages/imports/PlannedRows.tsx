import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useRows } from '../../api/read.ts';
import { dayText } from '../../format/days.ts';
import { grouped, sumOf } from '../../format/money.ts';
import { LongTable, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { plannedOf, type PlannedRow } from './planned.ts';
import { PlannedDetail } from './PlannedDetail.tsx';

const { imports: said } = words;

/** What a row of a book is about, in short. */
interface Brief {
  readonly name: string;
  readonly on: string | null;
  readonly amount: string | null;
}

function briefOf(row: PlannedRow): Brief {
  const planned = plannedOf(row);
  switch (planned.kind) {
    case 'cooperative': {
      const { name, code } = planned.enters.borrower;
      return { name: name ?? code ?? '', on: null, amount: null };
    }
    case 'loan': {
      const { contractNumber, borrower, opening, principal, signedOn } = planned.enters;
      const left = opening?.instalments.map((each) => each.principal);
      return {
        name: `${contractNumber}, ${borrower.name ?? borrower.code ?? ''}`,
        on: opening?.on ?? signedOn,
        amount: left === undefined ? principal : sumOf(left),
      };
    }
    default: {
      const { loan, voucherNumber, amount, effectiveOn } = planned.enters;
      const of = loan.contractNumber ?? loan.borrower?.name ?? loan.borrower?.code ?? '';
      return { name: `${voucherNumber}, ${of}`, on: effectiveOn, amount };
    }
  }
}

function columnsOf(open: (row: PlannedRow) => void): readonly Column<PlannedRow>[] {
  return [
    { title: said.sheet, cell: ({ sheet }) => sheet, isMinor: true },
    { title: said.row, cell: ({ row }) => row, isNumber: true },
    { title: said.enters, cell: ({ kind }) => said.kind[kind], isMinor: true },
    {
      title: said.entersWhat,
      cell: (row) => (
        <button type="button" className="link" onClick={() => open(row)}>
          {briefOf(row).name}
        </button>
      ),
    },
    {
      title: said.onDay,
      cell: (row) => {
        const { on } = briefOf(row);
        return on !== null && dayText(on);
      },
      isMinor: true,
    },
    {
      title: said.amount,
      cell: (row) => {
        const { amount } = briefOf(row);
        return amount !== null && grouped(amount);
      },
      isNumber: true,
    },
  ];
}

/** What each row of a book would enter. */
export function PlannedRows({ id }: { id: string }) {
  const [opened, setOpened] = useState<PlannedRow | null>(null);
  const planned = useRows(['imports', id, 'rows'], async (cursor, signal) =>
    api.GET('/v1/imports/{id}/rows', {
      params: { path: { id }, query: { limit: 200, ...(cursor !== undefined && { cursor }) } },
      signal,
    }),
  );
  if (planned.rows.length === 0) return null;
  return (
    <div className="read">
      <h2>{said.rows}</h2>
      <LongTable
        label={said.rows}
        columns={columnsOf(setOpened)}
        rows={planned.rows}
        keyOf={(row) => [row.sheet, row.row, row.kind, briefOf(row).name].join('\t')}
        hasMore={planned.hasMore}
        readMore={planned.readMore}
      />
      {opened !== null && (
        <PlannedDetail
          row={opened}
          title={filled(said.rowTitle, {
            kind: said.kind[opened.kind],
            name: briefOf(opened).name,
          })}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}
