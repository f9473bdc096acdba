import { api } from '../../../api/client.ts';
import { useRead } from '../../../api/read.ts';
import { today } from '../../../format/days.ts';
import { grouped, isNone, sumOf, digitsOf } from '../../../format/money.ts';
import { filled, words } from '../../../words/words.ts';
import { EMPTY_PART } from './draft.ts';
import { chosen } from './PartFields.tsx';
import type { Receipt } from './useReceipt.ts';

/** The other loans on which the borrower owes something: one voucher may pay several. */
export function OtherLoans({ receipt }: { readonly receipt: Receipt }) {
  const { parts, effectiveOn } = receipt.draft;
  const borrower = parts[0]?.loan ?? null;
  const query = {
    cooperativeId: borrower?.cooperativeId ?? '',
    asOf: effectiveOn === '' ? today() : effectiveOn,
    limit: 200,
  };
  const loans = useRead(
    ['loans', 'of', query],
    async (signal) => api.GET('/v1/loans', { params: { query }, signal }),
    { enabled: borrower !== null && query.asOf <= today() },
  );
  if (borrower === null) return null;
  const others = (loans.data?.data ?? []).filter(
    ({ id, payoff, cooperativeId }) =>
      cooperativeId === borrower.cooperativeId &&
      !isNone(payoff) &&
      parts.every(({ loan }) => loan?.id !== id),
  );
  return (
    <>
      {parts.length > 1 && (
        <p>
          {filled(words.receipts.voucherTotal, {
            amount: grouped(sumOf(parts.map(({ amount }) => digitsOf(amount) ?? '0'))),
          })}
        </p>
      )}
      {others.length > 0 && (
        <div className="other-loans">
          <p className="soft">
            {filled(words.receipts.addLoan, { name: borrower.cooperativeName })}
          </p>
          <div className="buttons">
            {others.map((loan) => (
              <button
                key={loan.id}
                type="button"
                onClick={() =>
                  receipt.change((draft) => ({
                    ...draft,
                    parts: [...draft.parts, { ...EMPTY_PART, loan: chosen(loan) }],
                  }))
                }
              >
                {filled(words.receipts.addThisLoan, {
                  number: loan.contractNumber,
                  payoff: grouped(loan.payoff),
                })}
              </button>
            ))}
          </div>
        </div>
      )}
    </>
  );
}
