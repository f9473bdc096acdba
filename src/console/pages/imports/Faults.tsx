import { Link } from '@tanstack/react-router';
import type { Shape } from '../../api/client.ts';
import { Paper } from '../../parts/Paper.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import type { Import } from './sendFile.ts';

type Fault = Shape<'ImportFault'>;

const { imports: said } = words;

/** What is to be written instead, or where what is missing is entered. */
function ToWrite({ fault: { code, message } }: { fault: Fault }) {
  return code === 'no-fund-opening' ? (
    <Link to="/imports" hash="opening-step">
      {said.toOpening}
    </Link>
  ) : (
    message
  );
}

const COLUMNS: readonly Column<Fault>[] = [
  { title: said.sheet, cell: ({ sheet }) => sheet, isMinor: true },
  { title: said.row, cell: ({ row }) => row, isNumber: true },
  { title: said.column, cell: ({ column }) => column },
  { title: said.found, cell: ({ found }) => found },
  { title: said.write, cell: (fault) => <ToWrite fault={fault} /> },
];

const keyOf = ({ sheet, row, column, code, found }: Fault): string =>
  [sheet, row, column, code, found].join('\t');

/** The faults of a file: where each stands, what stands there, and what to write instead. */
export function Faults({ sent: { id, faults, faultCount } }: { sent: Import }) {
  return (
    <div className="read">
      <div className="title">
        <h2>{said.faults}</h2>
        <Paper address={`/v1/imports/${id}/faults`} formats={['csv']} label={said.faultsPaper} />
      </div>
      {faults.length < faultCount && (
        <p className="soft">
          {filled(said.faultsShown, { shown: faults.length, count: faultCount })}
        </p>
      )}
      <Table label={said.faults} columns={COLUMNS} rows={faults} keyOf={keyOf} />
    </div>
  );
}
