import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRows } from '../../api/read.ts';
import { isDay, momentText } from '../../format/days.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { ErrorNote } from '../../parts/ProblemNote.tsx';
import { LongTable, type Column } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';
import { AuditDetail } from './AuditDetail.tsx';
import { briefOf, wordOfAct, type AuditEvent } from './auditEvents.ts';
import { AuditLink } from './AuditLink.tsx';
import { BooksVerification } from './BooksVerification.tsx';

const { audit: said } = words;

function columnsOf(open: (event: AuditEvent) => void): readonly Column<AuditEvent>[] {
  return [
    {
      title: said.number,
      cell: (event) => (
        <button type="button" className="link" onClick={() => open(event)}>
          {event.number}
        </button>
      ),
      isNumber: true,
    },
    { title: said.at, cell: ({ recordedAt }) => momentText(recordedAt) },
    { title: said.who, cell: ({ recordedBy }) => recordedBy, isMinor: true },
    { title: said.act, cell: ({ act }) => wordOfAct(act) },
    { title: said.what, cell: briefOf, isMinor: true },
    { title: said.reason, cell: ({ reason }) => reason, isMinor: true },
    { title: said.address, cell: ({ address }) => address ?? said.system, isMinor: true },
    { title: said.open, cell: (event) => <AuditLink event={event} />, isMinor: true },
  ];
}

function Filters() {
  const { subject, recordedOn = '', actor = '' } = useSearch({ from: '/frame/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const [typed, setTyped] = useState(actor);
  const narrow = (changed: { recordedOn?: string; actor?: string; subject?: string }): void =>
    void navigate({ search: (before) => ({ ...before, ...changed }), replace: true });
  return (
    <form
      className="filters"
      onSubmit={(event) => {
        event.preventDefault();
        narrow({ actor: typed.trim() });
      }}
    >
      <DayField
        label={said.recordedOn}
        value={recordedOn}
        onChange={(day) => narrow({ recordedOn: day })}
      />
      <TextField label={said.actor} value={typed} onChange={setTyped} />
      <button type="submit">{said.narrow}</button>
      {(subject !== undefined || recordedOn !== '' || actor !== '') && (
        <button
          type="button"
          className="quiet"
          onClick={() => {
            setTyped('');
            narrow({ recordedOn: '', actor: '', subject: '' });
          }}
        >
          {said.whole}
        </button>
      )}
    </form>
  );
}

/** Who did what, when and from where, the last act first; and whether the chain is whole. */
export function AuditTrail() {
  const may = useMay();
  const { subject, recordedOn, actor } = useSearch({ from: '/frame/audit' });
  const [opened, setOpened] = useState<AuditEvent | null>(null);
  const query = {
    order: 'desc' as const,
    limit: 200,
    ...(subject !== undefined && { subject }),
    ...(isDay(recordedOn) && { recordedOn }),
    ...(actor !== undefined && { actor }),
  };
  const events = useRows(['audit-events', query], async (cursor, signal) =>
    api.GET('/v1/audit-events', {
      params: { query: { ...query, ...(cursor !== undefined && { cursor }) } },
      signal,
    }),
  );
  return (
    <>
      <div className="title">
        <h1>{said.title}</h1>
      </div>
      <p className="soft">{said.intro}</p>
      {may('ledger:read') && <BooksVerification />}
      <Filters />
      {subject !== undefined && <p className="hint">{said.about}</p>}
      {events.error === null ? (
        <LongTable
          label={said.title}
          columns={columnsOf(setOpened)}
          rows={events.rows}
          keyOf={({ number }) => String(number)}
          nothing={said.none}
          hasMore={events.hasMore}
          readMore={events.readMore}
        />
      ) : (
        <ErrorNote error={events.error} onRetry={events.readMore} />
      )}
      {opened !== null && <AuditDetail event={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
