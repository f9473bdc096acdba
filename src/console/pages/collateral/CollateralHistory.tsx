import { api } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { dayText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { Paper } from '../../parts/Paper.tsx';
import { ReverseButton } from '../../parts/Reversal.tsx';
import { Table } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { reversalColumn } from '../fund/reversalColumn.tsx';
import type { CollateralShape } from './reading.ts';

const said = words.collateral;

interface Props {
  readonly asset: CollateralShape;
}

const isReversed = ({ reversedAt }: { readonly reversedAt: string | null }): boolean =>
  reversedAt !== null;

function Valuations({ asset: { valuations } }: Props) {
  const may = useMay();
  return (
    <section>
      <h2>{said.valuations}</h2>
      <Table
        label={said.valuations}
        rows={valuations}
        keyOf={({ id }) => id}
        isReversed={isReversed}
        columns={[
          { title: said.valuedOn, cell: ({ valuedOn }) => dayText(valuedOn) },
          { title: said.value, cell: ({ value }) => grouped(value), isNumber: true },
          { title: said.basis, cell: ({ basis }) => basis },
          { title: said.valuedBy, cell: ({ valuedBy }) => valuedBy, isMinor: true },
          reversalColumn<CollateralShape['valuations'][number]>(may('collateral:write'), (row) => (
            <ReverseButton
              what={filled(said.valuationOf, { day: dayText(row.valuedOn) })}
              isReversed={isReversed(row)}
              mayBookLater
              carryOut={async (body, key) =>
                api.POST('/v1/collateral-valuations/{id}/reversal', {
                  params: { path: { id: row.id }, header: { 'Idempotency-Key': key } },
                  body,
                })
              }
            />
          )),
        ]}
      />
    </section>
  );
}

function Changes({ asset: { versions, secures } }: Props) {
  const may = useMay();
  const numbers = new Map(secures.map(({ loanId, contractNumber }) => [loanId, contractNumber]));
  const changes = versions.slice(1);
  if (changes.length === 0) return null;
  return (
    <section>
      <h2>{said.changes}</h2>
      <Table
        label={said.changes}
        rows={changes}
        keyOf={({ id }) => id}
        isReversed={isReversed}
        columns={[
          {
            title: words.borrowers.counts,
            cell: ({ changedOn }) =>
              changedOn === null
                ? words.borrowers.forAllDays
                : filled(words.borrowers.fromDay, { day: dayText(changedOn) }),
          },
          { title: words.parts.reason, cell: ({ changeReason }) => changeReason },
          {
            title: said.kind,
            cell: ({ kind }) => words.codes.collateralKind[kind],
            isMinor: true,
          },
          {
            title: said.loans,
            cell: (row) =>
              row.secures
                .map(({ loanId, upTo }) => {
                  const number = numbers.get(loanId) ?? said.otherLoan;
                  return upTo === null ? number : `${number} (${grouped(upTo)})`;
                })
                .join('; '),
            isMinor: true,
          },
          {
            title: said.mayBeSoldFrom,
            cell: ({ mayBeSoldFrom: from }) => (from === null ? '' : dayText(from)),
            isMinor: true,
          },
          reversalColumn<CollateralShape['versions'][number]>(may('collateral:write'), (row) => (
            <ReverseButton
              what={row.changeReason ?? said.change}
              isReversed={isReversed(row)}
              mayBookLater
              carryOut={async (body, key) =>
                api.POST('/v1/collateral-changes/{id}/reversal', {
                  params: { path: { id: row.id }, header: { 'Idempotency-Key': key } },
                  body,
                })
              }
            />
          )),
        ]}
      />
    </section>
  );
}

function Releases({ asset: { releases } }: Props) {
  const may = useMay();
  if (releases.length === 0) return null;
  return (
    <section>
      <h2>{said.releases}</h2>
      <Table
        label={said.releases}
        rows={releases}
        keyOf={({ id }) => id}
        isReversed={isReversed}
        columns={[
          {
            title: said.releaseLetter,
            cell: ({ id, documentNumber, reversedAt }) =>
              reversedAt === null && (
                <Paper
                  address={`/v1/collateral-releases/${id}/letter`}
                  formats={['pdf', 'docx']}
                  label={filled(said.releaseOf, { number: documentNumber })}
                />
              ),
          },
          { title: said.releasedOn, cell: ({ releasedOn }) => dayText(releasedOn) },
          { title: said.releaseDocument, cell: ({ documentNumber }) => documentNumber },
          { title: words.parts.note, cell: ({ note }) => note, isMinor: true },
          reversalColumn<CollateralShape['releases'][number]>(may('collateral:write'), (row) => (
            <ReverseButton
              what={filled(said.releaseOf, { number: row.documentNumber })}
              isReversed={isReversed(row)}
              mayBookLater
              carryOut={async (body, key) =>
                api.POST('/v1/collateral-releases/{id}/reversal', {
                  params: { path: { id: row.id }, header: { 'Idempotency-Key': key } },
                  body,
                })
              }
            />
          )),
        ]}
      />
    </section>
  );
}

/** All that was entered of an asset, reversed or not. */
export function CollateralHistory(props: Props) {
  return (
    <>
      <Valuations {...props} />
      <Changes {...props} />
      <Releases {...props} />
    </>
  );
}
