import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { momentText } from '../../format/days.ts';
import { ErrorNote, ProblemNote } from '../../parts/ProblemNote.tsx';
import { Table, type Column } from '../../parts/Table.tsx';
import { filled, words } from '../../words/words.ts';

type Invitation = Shape<'Invitation'>;

const { users: said, tokens } = words;

function Withdrawal({ invitation: { id, name } }: { invitation: Invitation }) {
  const act = useAct(async (body: Record<string, never>, key) =>
    api.POST('/v1/invitations/{id}/withdrawal', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  return (
    <>
      <button
        type="button"
        className="quiet"
        aria-label={filled(said.withdrawTitle, { name })}
        disabled={act.isSending}
        onClick={() => act.send({})}
      >
        {said.withdraw}
      </button>
      {act.problem !== null && <ProblemNote problem={act.problem} />}
    </>
  );
}

const COLUMNS: readonly Column<Invitation>[] = [
  { title: said.name, cell: ({ name }) => name },
  { title: tokens.role, cell: ({ role }) => words.codes.role[role] },
  { title: said.openUntil, cell: ({ expiresAt }) => momentText(expiresAt) },
  { title: said.invitedBy, cell: ({ createdBy }) => createdBy, isMinor: true },
];

const WITHDRAWAL: Column<Invitation> = {
  title: said.withdraw,
  cell: (invitation) => <Withdrawal invitation={invitation} />,
};

/** The invitations that nobody has accepted yet. */
export function Invitations() {
  const mayWrite = useMay()('tokens:write');
  const list = useRead(['invitations'], async (signal) => api.GET('/v1/invitations', { signal }));
  if (list.error !== null) {
    return <ErrorNote error={list.error} onRetry={() => void list.refetch()} />;
  }
  const open = (list.data?.data ?? []).filter(
    ({ outcome, expiresAt }) => outcome === null && Date.parse(expiresAt) > Date.now(),
  );
  if (open.length === 0) return null;
  return (
    <Table
      label={said.invitations}
      columns={mayWrite ? [...COLUMNS, WITHDRAWAL] : COLUMNS}
      rows={open}
      keyOf={({ id }) => id}
    />
  );
}
