import { Link } from '@tanstack/react-router';
import { api } from '../../../api/client.ts';
import { dayText } from '../../../format/days.ts';
import { grouped, isNone } from '../../../format/money.ts';
import { ReverseButton, type ReversalBody } from '../../../parts/Reversal.tsx';
import { Told } from '../../../parts/Told.tsx';
import { filled, words } from '../../../words/words.ts';
import { COMPONENTS, type Allocation } from './draft.ts';
import { noteReversed } from './sitting.ts';
import type { Done } from './useReceipt.ts';

const texts = words.receipts;

/** What was paid, in words: `gốc 1.000.000, lãi trong hạn 20.000`. */
export function paidText(allocation: Allocation): string {
  return COMPONENTS.filter((each) => !isNone(allocation[each]))
    .map((each) => `${words.codes.component[each].toLowerCase()} ${grouped(allocation[each])}`)
    .join(', ');
}

/** Reverses the receipts of a voucher one after the other, each under a key of its own. */
export async function reverseAll(ids: readonly string[], body: ReversalBody, key: string) {
  const reverse = async (id: string, at: number) =>
    api.POST('/v1/repayments/{id}/reversal', {
      params: { path: { id }, header: { 'Idempotency-Key': `${key}-${at}` } },
      body,
    });
  const [first = '', ...others] = ids;
  let answer = await reverse(first, 0);
  for (const [at, id] of others.entries()) answer = await reverse(id, at + 1);
  return answer;
}

interface Props {
  readonly done: Done;
  readonly isReversed: boolean;
  readonly onReversed: () => void;
  readonly onClosed: () => void;
}

/** What was booked, with the way to see it and to take it back. */
export function DoneNote({ done, isReversed, onReversed, onClosed }: Props) {
  const { booked, draft } = done;
  const { voucherNumber, effectiveOn, amount, parts, warnings } = booked;
  const numberOf = (loanId: string): string =>
    draft.parts.find(({ loan }) => loan?.id === loanId)?.loan?.contractNumber ?? '';
  const bookedOn = parts[0]?.bookedOn;
  return (
    <section className="done" aria-live="polite">
      <p role="status">
        <strong>
          {filled(isReversed ? texts.undone : texts.done, {
            number: voucherNumber,
            day: dayText(effectiveOn),
            amount: grouped(amount),
          })}
        </strong>{' '}
        {bookedOn !== undefined && filled(texts.doneBookedOn, { day: dayText(bookedOn) })}
      </p>
      {!isReversed &&
        parts.map(({ id, loanId, allocation, position }) => (
          <p key={id}>
            <Link to="/loans/$id" params={{ id: loanId }} search={{}}>
              {numberOf(loanId)}
            </Link>
            {filled(texts.donePart, {
              contract: '',
              paid: paidText(allocation),
              payoff: grouped(position.payoff),
            })}
          </p>
        ))}
      {!isReversed && (
        <Told warnings={warnings} affects={parts.flatMap(({ affects }) => affects)} />
      )}
      <div className="buttons">
        <ReverseButton
          what={filled(texts.voucher, { number: voucherNumber })}
          verb={texts.undo}
          isReversed={isReversed}
          usualReason={texts.usualReason}
          mayBookLater
          carryOut={async (body, key) =>
            reverseAll(
              parts.map(({ id }) => id),
              body,
              key,
            )
          }
          onReversed={() => {
            for (const { id } of parts) noteReversed(id);
            onReversed();
          }}
          onClosed={onClosed}
        />
        <Link to="/receipts" search={{ voucherNumber }} className="button">
          {texts.showInBook}
        </Link>
      </div>
    </section>
  );
}
