import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { readText } from '../../api/readText.ts';
import { dayText, momentText, quarterText } from '../../format/days.ts';
import { Facts } from '../../parts/Figures.tsx';
import { LoanLink } from '../../parts/LoanLink.tsx';
import { Paper } from '../../parts/Paper.tsx';
import { Read } from '../../parts/Read.tsx';
import { ReverseButton } from '../../parts/Reversal.tsx';
import { Table } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';
import { DeliverDialog } from './DeliverDialog.tsx';
import { figuresOf } from './noticeContent.ts';
import { NoticeFiguresView } from './NoticeFigures.tsx';
import { useOtherOwners } from './otherOwners.ts';
import { NoticeTags } from './NoticeTags.tsx';
import { SupersedeDialog } from './SupersedeDialog.tsx';

type Notice = Shape<'Notice'>;

const said = words.notices.notice;

function kindOf({ kind, year, quarter }: Notice): string {
  return kind === 'quarterly' && quarter !== null
    ? filled(said.kindOfQuarter, { quarter: quarterText(`${year}-Q${quarter}`) })
    : words.notices.kinds[kind];
}

interface OtherProps {
  readonly id: string | null;
  readonly number: string | null;
  readonly text: string;
}

function OtherNotice({ id, number, text }: OtherProps) {
  if (id === null) return null;
  return (
    <p className="warning">
      {text}{' '}
      <Link to="/notices/$id" params={{ id }} search={{}}>
        {number}
      </Link>
    </p>
  );
}

/** What became of a notice that is not in force any more, or not right. */
function WhatBecame({ notice }: { readonly notice: Notice }) {
  const { status, stale, supersededById, supersedesId, reversedAt, reason } = notice;
  const { supersededByNumber, supersedesNumber } = notice;
  return (
    <>
      {reversedAt !== null && (
        <p className="warning">
          {filled(said.reversed, { at: momentText(reversedAt), reason: reason ?? '' })}
        </p>
      )}
      <OtherNotice id={supersededById} number={supersededByNumber} text={said.supersededBy} />
      <OtherNotice id={supersedesId} number={supersedesNumber} text={said.supersedes} />
      {status === 'issued' && stale && <p className="warning">{said.stale}</p>}
    </>
  );
}

function NoticeActs({ notice }: { readonly notice: Notice }) {
  const { asOf } = useDay();
  const [opened, setOpened] = useState<'deliver' | 'supersede' | null>(null);
  const close = (): void => setOpened(null);
  return (
    <div className="buttons">
      {notice.status === 'issued' && (
        <>
          <button
            type="button"
            className={notice.stale ? '' : 'main'}
            onClick={() => setOpened('deliver')}
          >
            {words.notices.deliver.verb}
          </button>
          <button
            type="button"
            className={notice.stale ? 'main' : ''}
            onClick={() => setOpened('supersede')}
          >
            {said.supersede}
          </button>
        </>
      )}
      <ReverseButton
        what={filled(said.title, { number: notice.numberText })}
        verb={said.reverse}
        isReversed={notice.status !== 'issued'}
        carryOut={async ({ reason }, key) =>
          api.POST('/v1/notices/{id}/reversal', {
            params: { path: { id: notice.id }, header: { 'Idempotency-Key': key } },
            body: { reason },
          })
        }
      />
      {opened === 'deliver' && (
        <DeliverDialog notices={[notice]} day={asOf} onClose={close} onDone={close} />
      )}
      {opened === 'supersede' && <SupersedeDialog notice={notice} day={asOf} onClose={close} />}
    </div>
  );
}

function Deliveries({ notice }: { readonly notice: Notice }) {
  const { deliveries, cooperativeName } = notice;
  const { kinds, kind, deliveredOn, proof, note, to } = words.notices.deliver;
  const hasCopies = deliveries.some(({ collateralId }) => collateralId !== null);
  const owners = useOtherOwners(hasCopies ? notice : null);
  const nameOf = (collateralId: string | null): string =>
    collateralId === null
      ? cooperativeName
      : (owners.find(({ id }) => id === collateralId)?.ownerName ?? said.toAnOwner);
  return (
    <>
      <h2>{said.deliveries}</h2>
      <Table
        label={said.deliveries}
        rows={deliveries}
        keyOf={({ id }) => id}
        nothing={said.noDelivery}
        columns={[
          { title: deliveredOn, cell: (each) => dayText(each.deliveredOn) },
          { title: to, cell: ({ collateralId }) => nameOf(collateralId) },
          { title: kind, cell: (each) => kinds[each.kind] },
          { title: proof, cell: (each) => each.proofNumber },
          { title: note, isMinor: true, cell: (each) => each.note },
          { title: said.recordedBy, isMinor: true, cell: (each) => each.recordedBy },
        ]}
      />
    </>
  );
}

/** The whole letter as text; read when it is unfolded. */
function Letter({ id }: { readonly id: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const letter = useRead(
    ['notices', id, 'text'],
    async (signal) => readText(`/v1/notices/${id}`, signal),
    {
      enabled: isOpen,
    },
  );
  return (
    <details className="card" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{said.text}</summary>
      {isOpen && <Read of={letter}>{(text) => <pre className="letter">{text}</pre>}</Read>}
    </details>
  );
}

function NoticeView({ notice }: { readonly notice: Notice }) {
  const { id, numberText, loanId, contractNumber, cooperativeName, issuedOn, payBy } = notice;
  const may = useMay()('notices:write');
  const figures = figuresOf(notice);
  return (
    <>
      <div className="title">
        <h1>
          {filled(said.title, { number: numberText })} <NoticeTags notice={notice} />
        </h1>
        <Paper
          address={`/v1/notices/${id}`}
          formats={['pdf', 'docx']}
          label={filled(said.letter, { number: numberText })}
        />
      </div>
      <WhatBecame notice={notice} />
      <section className="card">
        <Facts
          facts={[
            [words.notices.borrower, cooperativeName],
            [words.notices.contract, <LoanLink key={loanId} id={loanId} number={contractNumber} />],
            [words.notices.kind, kindOf(notice)],
            [words.notices.issuedOn, dayText(issuedOn)],
            [words.notices.payBy, dayText(payBy)],
            [said.standing, words.codes.standing[figures.standing]],
            [said.recordedBy, notice.recordedBy],
            [said.recorded, momentText(notice.recordedAt)],
          ]}
        />
        {may && <NoticeActs notice={notice} />}
      </section>
      <NoticeFiguresView figures={figures} />
      <Deliveries notice={notice} />
      <Letter id={id} />
    </>
  );
}

/** A notice as it was issued, and what has become of it. */
export function Notice() {
  const { id } = useParams({ from: '/frame/notices/$id' });
  const { knownAt } = useDay();
  const notice = useRead(['notices', id, knownAt], async (signal) =>
    api.GET('/v1/notices/{id}', {
      params: { path: { id }, query: knownAt === undefined ? {} : { knownAt } },
      signal,
    }),
  );
  return <Read of={notice}>{(found) => <NoticeView key={found.id} notice={found} />}</Read>;
}
