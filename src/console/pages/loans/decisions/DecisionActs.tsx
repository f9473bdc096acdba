import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { useMay } from '../../../api/me.ts';
import { Dialog } from '../../../parts/Dialog.tsx';
import { ReverseButton, type ReversalBody } from '../../../parts/Reversal.tsx';
import { words } from '../../../words/words.ts';
import { FreezeEndForm } from './FreezeForm.tsx';
import { RecallNoticeForm } from './RecallNoticeForm.tsx';
import { RecallWithdrawalForm } from './RecallForm.tsx';
import type { DecisionRow } from './rows.ts';

const text = words.decisions;

/** Reverses a decision at the address of its kind. */
async function reverse(row: DecisionRow, body: ReversalBody, key: string) {
  const params = { path: { id: row.id }, header: { 'Idempotency-Key': key } };
  switch (row.type) {
    case 'recall':
      return api.POST('/v1/recalls/{id}/reversal', { params, body });
    case 'restructuring':
      return api.POST('/v1/restructurings/{id}/reversal', { params, body });
    case 'rate_change':
      return api.POST('/v1/rate-changes/{id}/reversal', { params, body });
    case 'freeze':
      return api.POST('/v1/freezes/{id}/reversal', { params, body });
    case 'freeze_end':
      return api.POST('/v1/freeze-ends/{id}/reversal', { params, body });
    case 'waiver':
      return api.POST('/v1/waivers/{id}/reversal', { params, body });
    case 'charge_off':
      return api.POST('/v1/charge-offs/{id}/reversal', { params, body });
    case 'write_off':
      return api.POST('/v1/write-offs/{id}/reversal', { params, body });
    case 'debt_group_override':
      return api.POST('/v1/debt-group-overrides/{id}/reversal', { params, body });
  }
}

type Further = 'withdrawal' | 'end' | 'notice';

interface Props {
  readonly row: DecisionRow;
  /** The name of the decision: `Thu hồi vốn trước hạn 06/QĐ-QHT`. */
  readonly name: string;
  readonly asOf: string;
  /** The first day on which interest runs again after a freeze; null: it has no end, or it is none. */
  readonly endsOn: string | null;
}

/** What can follow a decision: a recall is withdrawn or gets its notice, a freeze is ended. */
function furtherOf(
  { row, endsOn, asOf }: Props,
  may: ReturnType<typeof useMay>,
): readonly Further[] {
  if (row.reversedAt !== null) return [];
  if (row.type === 'freeze')
    return (endsOn === null || endsOn > asOf) && may('decisions:write') ? ['end'] : [];
  if (row.type !== 'recall' || row.withdrawal) return [];
  return [
    ...(may('notices:write') ? (['notice'] as const) : []),
    ...(may('decisions:write') ? (['withdrawal'] as const) : []),
  ];
}

/** What can be done with a decision. */
export function DecisionActs(props: Props) {
  const { row, name, asOf } = props;
  const may = useMay();
  const [open, setOpen] = useState<Further | null>(null);
  const mayReverse = may(row.type === 'rate_change' ? 'loans:write' : 'decisions:write');
  return (
    <div className="buttons">
      {furtherOf(props, may).map((each) => (
        <button
          key={each}
          type="button"
          className="quiet"
          aria-label={`${text.further[each]}: ${name}`}
          onClick={() => setOpen(each)}
        >
          {text.further[each]}
        </button>
      ))}
      {mayReverse && (
        <ReverseButton
          what={name}
          isReversed={row.reversedAt !== null}
          mayBookLater
          carryOut={async (body, key) => reverse(row, body, key)}
        />
      )}
      {open !== null && (
        <Dialog title={`${text.further[open]}: ${name}`} onClose={() => setOpen(null)}>
          {open === 'withdrawal' && <RecallWithdrawalForm id={row.id} asOf={asOf} />}
          {open === 'end' && <FreezeEndForm id={row.id} asOf={asOf} />}
          {open === 'notice' && <RecallNoticeForm id={row.id} asOf={asOf} />}
        </Dialog>
      )}
    </div>
  );
}
