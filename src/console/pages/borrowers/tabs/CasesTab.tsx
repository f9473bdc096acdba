import { Link } from '@tanstack/react-router';
import { api, type Shape } from '../../../api/client.ts';
import { useMay } from '../../../api/me.ts';
import { useRead } from '../../../api/read.ts';
import { dayText } from '../../../format/days.ts';
import { grouped, sumOf } from '../../../format/money.ts';
import { Read } from '../../../parts/Read.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { words } from '../../../words/words.ts';
import { useKnownAt } from '../../loans/reading.ts';
import type { BorrowerProps } from '../reading.ts';

const text = words.borrowers;

type Case = Shape<'ListCasesAnswer'>['data'][number];

const CASES: readonly Column<Case>[] = [
  {
    title: text.court,
    cell: ({ id, court }) => (
      <Link to="/cases/$id" params={{ id }} search={{}}>
        {court}
      </Link>
    ),
  },
  { title: text.filedOn, cell: ({ filedOn }) => dayText(filedOn) },
  {
    title: text.stage,
    cell: ({ stages }) => {
      const last = stages.at(-1);
      return last === undefined ? '' : words.codes.stage[last.stage];
    },
  },
  {
    title: text.claim,
    cell: ({ claim }) => grouped(sumOf(Object.values(claim))),
    isNumber: true,
  },
];

/** The court cases of a borrower. */
export function CasesTab({ borrower: { id } }: BorrowerProps) {
  const may = useMay();
  const query = { cooperativeId: id, limit: 200, ...useKnownAt() };
  const cases = useRead(['cases', 'of', query], async (signal) =>
    api.GET('/v1/litigation-cases', { params: { query }, signal }),
  );
  return (
    <>
      {may('litigation:write') && (
        <p>
          <Link to="/cases/new" search={{ cooperative: id }} className="button">
            {text.newCase}
          </Link>
        </p>
      )}
      <Read of={cases}>
        {({ data }) => (
          <Table
            label={text.tabs.cases}
            columns={CASES}
            rows={data}
            keyOf={(each) => each.id}
            nothing={text.noCase}
          />
        )}
      </Read>
    </>
  );
}
