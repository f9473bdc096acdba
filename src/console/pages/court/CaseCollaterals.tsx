import { Link } from '@tanstack/react-router';
import type { Shape } from '../../api/client.ts';
import { dayText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { Table, type Column } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';

type Asset = Shape<'SecuringAsset'>;

const said = words.collateral;

const COLUMNS: readonly Column<Asset>[] = [
  {
    title: said.asset,
    cell: ({ collateralId: id, description, documentNumber }) => (
      <>
        <Link to="/collaterals/$id" params={{ id }} search={{}}>
          {description}
        </Link>
        {documentNumber !== null && <span className="below">{documentNumber}</span>}
      </>
    ),
  },
  { title: said.kind, cell: ({ kind }) => words.codes.collateralKind[kind], isMinor: true },
  {
    title: said.owner,
    cell: ({ ownerName, ownerIsBorrower }) => (
      <>
        {ownerName}
        {!ownerIsBorrower && <span className="below">{said.ofOther}</span>}
      </>
    ),
  },
  {
    title: said.value,
    cell: ({ value }) => value !== null && grouped(value),
    isNumber: true,
  },
  {
    title: said.mayBeSoldFrom,
    cell: ({ mayBeSoldFrom: day }) => day !== null && dayText(day),
    isMinor: true,
  },
];

/** The assets that secure the loans of a case, and who is paid first of them (R41). */
export function CaseCollaterals({ of: assets }: { of: readonly Asset[] }) {
  if (assets.length === 0) return null;
  return (
    <section className="card">
      <h2>{words.cases.collaterals.title}</h2>
      <Table
        label={words.cases.collaterals.title}
        columns={COLUMNS}
        rows={assets}
        keyOf={({ collateralId }) => collateralId}
      />
      <p className="hint">{words.cases.collaterals.paidFirst}</p>
    </section>
  );
}
