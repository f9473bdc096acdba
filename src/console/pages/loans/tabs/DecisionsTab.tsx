import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { useMay, type Permission } from '../../../api/me.ts';
import { useRead } from '../../../api/read.ts';
import { dayText, momentText } from '../../../format/days.ts';
import { Dialog } from '../../../parts/Dialog.tsx';
import { Read } from '../../../parts/Read.tsx';
import { Table, type Column } from '../../../parts/Table.tsx';
import { filled, words } from '../../../words/words.ts';
import { ChargeOffForm } from '../decisions/ChargeOffForm.tsx';
import { DebtGroupForm } from '../decisions/DebtGroupForm.tsx';
import { DecisionActs } from '../decisions/DecisionActs.tsx';
import { FreezeForm } from '../decisions/FreezeForm.tsx';
import { RateChangeForm } from '../decisions/RateChangeForm.tsx';
import { RecallForm } from '../decisions/RecallForm.tsx';
import { RecoveryPlanCard } from '../decisions/RecoveryPlanCard.tsx';
import { RestructuringForm } from '../decisions/RestructuringForm.tsx';
import { inOrder, toldOf, type DecisionRow } from '../decisions/rows.ts';
import { WriteOffForm } from '../decisions/WriteOffForm.tsx';
import { WaiverForm } from '../decisions/WaiverForm.tsx';
import { useKnownAt, type TabProps } from '../reading.ts';
import { ReversedNote } from './ReversedNote.tsx';

const text = words.decisions;

const KINDS = [
  'recall',
  'restructuring',
  'rate_change',
  'freeze',
  'waiver',
  'charge_off',
  'write_off',
  'debt_group_override',
] as const;

type Kind = (typeof KINDS)[number];

const NEEDS: Readonly<Partial<Record<Kind, Permission>>> = { rate_change: 'loans:write' };

const nameOf = (row: DecisionRow): string =>
  [words.codes.fact[row.type], row.decisionNumber].filter(Boolean).join(' ');

function columnsOf(rows: readonly DecisionRow[], asOf: string): readonly Column<DecisionRow>[] {
  const endOf = (freeze: DecisionRow): string | null =>
    rows
      .flatMap((row) => {
        const isOf = row.type === 'freeze_end' && row.freezeId === freeze.id;
        const isOwn = row.type === 'freeze' && row.id === freeze.id;
        const counts = isOwn || (isOf && row.reversedAt === null);
        return counts && row.to !== null ? [row.to] : [];
      })
      .sort()[0] ?? null;
  return [
    { title: words.parts.day, cell: ({ effectiveOn }) => dayText(effectiveOn) },
    { title: text.decision, cell: nameOf },
    { title: text.says, cell: toldOf },
    {
      title: words.loans.entered,
      cell: ({ id, loanId, recordedAt, recordedBy, reversedAt, reason }) => (
        <>
          {momentText(recordedAt)}, {recordedBy}
          {typeof reason === 'string' && `: ${reason}`}{' '}
          <ReversedNote subject={loanId} id={id} reversedAt={reversedAt} />
        </>
      ),
      isMinor: true,
    },
    {
      title: words.loans.payments.act,
      cell: (row) => <DecisionActs row={row} name={nameOf(row)} asOf={asOf} endsOn={endOf(row)} />,
    },
  ];
}

function FormOf({ kind, loan: { id }, position }: TabProps & { kind: Kind }) {
  const { asOf } = position;
  switch (kind) {
    case 'recall':
      return <RecallForm id={id} asOf={asOf} />;
    case 'restructuring':
      return <RestructuringForm id={id} asOf={asOf} outstanding={position.principal.outstanding} />;
    case 'rate_change':
      return <RateChangeForm id={id} asOf={asOf} />;
    case 'freeze':
      return <FreezeForm id={id} asOf={asOf} />;
    case 'waiver':
      return <WaiverForm id={id} position={position} />;
    case 'charge_off':
      return <ChargeOffForm id={id} position={position} />;
    case 'write_off':
      return <WriteOffForm id={id} asOf={asOf} />;
    case 'debt_group_override':
      return <DebtGroupForm id={id} position={position} />;
  }
}

/** Buttons for the decisions that somebody may enter, each with its form. */
function NewDecision({ loan, position }: TabProps) {
  const may = useMay();
  const [kind, setKind] = useState<Kind | null>(null);
  // Only what was charged off is written off (R40).
  const allowed = KINDS.filter(
    (each) =>
      may(NEEDS[each] ?? 'decisions:write') &&
      (each !== 'write_off' || position.standing === 'charged_off'),
  );
  if (allowed.length === 0) return null;
  return (
    <section className="card">
      <h2>{text.enter}</h2>
      <div className="buttons">
        {allowed.map((each) => (
          <button key={each} type="button" onClick={() => setKind(each)}>
            {words.codes.fact[each]}
          </button>
        ))}
      </div>
      {kind !== null && (
        <Dialog
          title={filled(text.about, {
            decision: words.codes.fact[kind],
            contractNumber: loan.contractNumber,
          })}
          onClose={() => setKind(null)}
        >
          <FormOf kind={kind} loan={loan} position={position} />
        </Dialog>
      )}
    </section>
  );
}

/** What was decided about a loan, and what can be decided. */
export function DecisionsTab({ loan, position }: TabProps) {
  const { id } = loan;
  const query = { limit: 200, ...useKnownAt() };
  const decisions = useRead(['loans', id, 'decisions', query], async (signal) =>
    api.GET('/v1/loans/{id}/decisions', { params: { path: { id }, query }, signal }),
  );
  const recalls = useRead(['loans', id, 'recalls', query], async (signal) =>
    api.GET('/v1/loans/{id}/recalls', { params: { path: { id }, query }, signal }),
  );
  return (
    <>
      <Read of={decisions}>
        {(decided) => (
          <Read of={recalls}>
            {(recalled) => {
              const rows = inOrder(decided.data, recalled.data);
              return (
                <Table
                  label={words.loans.tabs.decisions}
                  columns={columnsOf(rows, position.asOf)}
                  rows={rows}
                  keyOf={(row) => row.id}
                  isReversed={({ reversedAt }) => reversedAt !== null}
                  nothing={text.none}
                />
              );
            }}
          </Read>
        )}
      </Read>
      <NewDecision loan={loan} position={position} />
      <RecoveryPlanCard id={id} />
    </>
  );
}
