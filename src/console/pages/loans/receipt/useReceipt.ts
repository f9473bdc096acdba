import { useState } from 'react';
import { useAct, type Act } from '../../../api/act.ts';
import { api, type Problem, type Shape } from '../../../api/client.ts';
import { useKept } from '../../../api/kept.ts';
import {
  bodyOfDraft,
  missingIn,
  newDraft,
  nextDraft,
  placed,
  type Draft,
  type ReceiptBody,
} from './draft.ts';
import { addToSitting } from './sitting.ts';
import { useGate } from './useGate.ts';
import { usePreview, type Preview } from './usePreview.ts';
import { useSuggestedVoucher } from './useSuggestedVoucher.ts';

export type Booked = Shape<'RecordReceiptAnswer'>;

/** A voucher as booked, with what was typed of it. */
export interface Done {
  readonly booked: Booked;
  readonly draft: Draft;
}

const DRAFT_KEPT_AS = 'receipt-draft';

const ACT_KEPT_AS = 'receipt-act';

/** A receipt as it is typed, previewed and booked. */
export interface Receipt {
  readonly draft: Draft;
  change(change: (before: Draft) => Draft): void;
  readonly voucherNumber: string;
  /** The number after the last one used; empty: none is known. */
  readonly suggested: string;
  readonly act: Act<ReceiptBody, Booked>;
  readonly preview: Preview;
  /** What is wrong with what is typed, as far as it is known before it is sent. */
  readonly found: Problem | null;
  /** How often Enter was refused before anything was sent. */
  readonly refusals: number;
  /** There is something to look at before it is booked: the next Enter books it. */
  readonly isHeld: boolean;
  readonly done: Done | null;
  /** What Enter sends now; undefined: it is not to be sent yet. */
  submit(): ReceiptBody | undefined;
}

function noteInSitting({ booked, draft }: Done): void {
  const loans = draft.parts.flatMap(({ loan }) => loan ?? []);
  addToSitting({
    parts: booked.parts.map(({ id, amount }) => ({ id, amount, isReversed: false })),
    voucherNumber: booked.voucherNumber,
    effectiveOn: booked.effectiveOn,
    contracts: loans.map(({ contractNumber }) => contractNumber).join(', '),
    cooperativeName: loans[0]?.cooperativeName ?? '',
  });
}

/** Whether a draft is what was sent. */
function isSent(draft: Draft, { voucherNumber: _number, ...sent }: ReceiptBody): boolean {
  return JSON.stringify(bodyOfDraft(draft)) === JSON.stringify(sent);
}

/** The act that books what is typed; the next receipt begins when the answer is there. */
function useBooking(draft: Draft, change: Receipt['change']) {
  const [done, setDone] = useState<Done | null>(null);
  const act = useAct<ReceiptBody, Booked>(
    async (body, key) =>
      api.POST('/v1/receipts', { params: { header: { 'Idempotency-Key': key } }, body }),
    (booked, sent) => {
      const was = { booked, draft };
      noteInSitting(was);
      setDone(was);
      // What was typed while the answer was on its way is another receipt, and stays.
      change((before) => (isSent(before, sent) ? nextDraft(before) : before));
    },
    { keptAs: ACT_KEPT_AS },
  );
  return { act, done };
}

/** What is typed, what it would do and the act that books it. */
export function useReceipt(): Receipt {
  const [draft, setDraft] = useKept<Draft>(DRAFT_KEPT_AS, newDraft);
  const [isIncomplete, setIsIncomplete] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const suggested = useSuggestedVoucher(draft.effectiveOn);
  const voucherNumber = (draft.voucherNumber ?? suggested.number).trim();
  const typed = bodyOfDraft(draft);
  const body = typed === null || voucherNumber === '' ? null : { ...typed, voucherNumber };
  const { act, done } = useBooking(draft, setDraft);
  const isUncertain = act.isUnanswered || act.isWaiting || act.isSending;
  // What was sent and not answered may be booked: a preview would find its own number taken.
  const preview = usePreview(isUncertain ? null : (body ?? typed));
  const noteRefusal = (): void => setRefusals((before) => before + 1);
  const gate = useGate({
    body,
    preview,
    isUncertain,
    send: act.send,
    onRefused: () => {
      noteRefusal();
      if (preview.problem?.code !== 'duplicate') return;
      // Somebody else used the number: the one on the paper stays until another is chosen.
      setDraft((before) => ({ ...before, voucherNumber }));
      suggested.askAgain();
    },
  });
  const missing = isIncomplete ? missingIn(draft, voucherNumber) : null;
  const wrong = act.problem ?? missing ?? preview.problem;
  return {
    draft,
    change: (change) => {
      if (act.problem !== null) act.clear();
      setDraft(change);
    },
    voucherNumber,
    suggested: suggested.number,
    act,
    preview,
    found: wrong === null ? null : placed(wrong, draft),
    refusals,
    isHeld: gate.isHeld,
    done,
    submit: () => {
      setIsIncomplete(body === null);
      if (body !== null) return gate.pass(body);
      noteRefusal();
      return undefined;
    },
  };
}
