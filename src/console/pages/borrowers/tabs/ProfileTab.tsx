import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Shape } from '../../../api/client.ts';
import { useDay } from '../../../api/day.ts';
import { useMay } from '../../../api/me.ts';
import { useRead } from '../../../api/read.ts';
import { dayText, momentText } from '../../../format/days.ts';
import { Dialog } from '../../../parts/Dialog.tsx';
import { Facts } from '../../../parts/Figures.tsx';
import { Read } from '../../../parts/Read.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { filled, words } from '../../../words/words.ts';
import { useKnownAt } from '../../loans/reading.ts';
import { IdentityNumber } from '../../persons/IdentityNumber.tsx';
import { BorrowerName } from '../BorrowerName.tsx';
import { ChangeForm } from '../ChangeForm.tsx';
import { LocalityChangeForm } from '../LocalityChangeForm.tsx';
import type { BorrowerProps } from '../reading.ts';
import { LocalityChanges } from './LocalityChanges.tsx';

const text = words.borrowers;

type Version = Shape<'CooperativeVersion'>;

const VERSIONS: readonly Column<Version>[] = [
  {
    title: text.counts,
    cell: ({ changedOn }) =>
      changedOn === null ? text.forAllDays : filled(text.fromDay, { day: dayText(changedOn) }),
  },
  { title: text.name, cell: ({ name, code }) => `${name} (${code})` },
  { title: text.locality, cell: ({ locality }) => locality },
  { title: text.representative, cell: (row) => row.representative ?? '', isMinor: true },
  { title: words.parts.reason, cell: ({ reason }) => reason ?? '' },
  {
    title: words.loans.entered,
    cell: ({ recordedAt, recordedBy }) => `${momentText(recordedAt)}, ${recordedBy}`,
    isMinor: true,
  },
];

function Known({ borrower }: BorrowerProps) {
  const { query } = useDay();
  const { life, memberOfId, relatedCooperativeIds } = borrower;
  return (
    <Facts
      facts={[
        [text.code, borrower.code],
        [text.name, borrower.name],
        [text.kind, words.codes.borrowerKind[borrower.kind]],
        [text.locality, borrower.locality],
        [text.representative, borrower.representative],
        [text.address, borrower.address],
        [text.phone, borrower.phone],
        [
          text.taxCode,
          borrower.taxCode === null ? null : (
            <IdentityNumber
              key="identity"
              shown={borrower.taxCode}
              name={borrower.name}
              readKey={['cooperatives', borrower.id, 'whole', query]}
              readWhole={async (signal) => {
                const params = { path: { id: borrower.id }, query };
                const { data } = await api.GET('/v1/cooperatives/{id}', { params, signal });
                return data?.taxCode;
              }}
            />
          ),
        ],
        [text.sector, borrower.sector],
        [
          text.life,
          life.since === null
            ? words.codes.life[life.state]
            : filled(text.lifeSince, {
                state: words.codes.life[life.state],
                day: dayText(life.since),
                document: life.documentNumber ?? '',
              }),
        ],
        [
          text.memberOf,
          memberOfId === null ? null : (
            <Link key="of" to="/cooperatives/$id" params={{ id: memberOfId }} search={{}}>
              <BorrowerName id={memberOfId} />
            </Link>
          ),
        ],
        [
          text.related,
          relatedCooperativeIds.length === 0
            ? null
            : relatedCooperativeIds.map((id) => (
                <div key={id}>
                  <Link to="/cooperatives/$id" params={{ id }} search={{}}>
                    <BorrowerName id={id} />
                  </Link>
                </div>
              )),
        ],
      ]}
    />
  );
}

type Opened = 'change' | 'locality' | null;

/** What is known of a borrower on the day, and every version of it. */
export function ProfileTab({ borrower }: BorrowerProps) {
  const { id, name } = borrower;
  const may = useMay();
  const { knownAt } = useDay();
  const [opened, setOpened] = useState<Opened>(null);
  const query = { limit: 200, ...useKnownAt() };
  const versions = useRead(['cooperatives', id, 'versions', query], async (signal) =>
    api.GET('/v1/cooperatives/{id}/versions', { params: { path: { id }, query }, signal }),
  );
  const close = (): void => setOpened(null);
  return (
    <>
      <section className="card">
        <Known borrower={borrower} />
        {may('cooperatives:write') && knownAt === undefined && (
          <div className="buttons">
            <button type="button" onClick={() => setOpened('change')}>
              {text.change}
            </button>
            <button type="button" onClick={() => setOpened('locality')}>
              {text.changeLocality}
            </button>
          </div>
        )}
      </section>
      <h2>{text.versions}</h2>
      <Read of={versions}>
        {({ data }) => (
          <Table
            label={text.versions}
            columns={VERSIONS}
            rows={data}
            keyOf={(version) => version.id}
          />
        )}
      </Read>
      <LocalityChanges id={id} />
      {opened !== null && (
        <Dialog
          title={`${opened === 'change' ? text.change : text.changeLocality}: ${name}`}
          onClose={close}
        >
          {opened === 'change' ? (
            <ChangeForm borrower={borrower} />
          ) : (
            <LocalityChangeForm first={borrower} />
          )}
        </Dialog>
      )}
    </>
  );
}
