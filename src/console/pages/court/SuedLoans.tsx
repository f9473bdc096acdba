import { api } from '../../api/client.ts';
import { useRead } from '../../api/read.ts';
import { grouped, isNone } from '../../format/money.ts';
import { CheckField } from '../../parts/fields/CheckField.tsx';
import type { LoanRow } from '../../parts/fields/LoanField.tsx';
import { Read } from '../../parts/Read.tsx';
import { filled, words } from '../../words/words.ts';

const text = words.cases.newCase;

/** The loans of a borrower that owe something on a day. */
export function useOwingLoans(cooperativeId: string | undefined, asOf: string) {
  const query = { cooperativeId: cooperativeId ?? '', asOf, limit: 200 };
  const loans = useRead(
    ['loans', 'owing', query],
    async (signal) => api.GET('/v1/loans', { params: { query }, signal }),
    { enabled: cooperativeId !== undefined && asOf !== '' },
  );
  return { loans, owing: (loans.data?.data ?? []).filter(({ payoff }) => !isNone(payoff)) };
}

interface Props {
  readonly of: ReturnType<typeof useOwingLoans>;
  readonly chosen: readonly string[];
  readonly onChange: (loanIds: readonly string[]) => void;
}

function LoanCheck({ loan, chosen, onChange }: Omit<Props, 'of'> & { loan: LoanRow }) {
  const { id, contractNumber, standing, payoff } = loan;
  return (
    <CheckField
      label={filled(text.loan, {
        contractNumber,
        standing: words.codes.standing[standing],
        payoff: grouped(payoff),
      })}
      value={chosen.includes(id)}
      onChange={(isChosen) =>
        onChange(isChosen ? [...chosen, id] : chosen.filter((each) => each !== id))
      }
    />
  );
}

/** The loans that a case is to be about. */
export function SuedLoans({ of: { loans, owing }, chosen, onChange }: Props) {
  return (
    <fieldset className="choices">
      <legend>{words.cases.loans}</legend>
      <Read of={loans}>
        {() =>
          owing.length === 0 ? (
            <p className="soft">{text.noLoans}</p>
          ) : (
            owing.map((loan) => (
              <LoanCheck key={loan.id} loan={loan} chosen={chosen} onChange={onChange} />
            ))
          )
        }
      </Read>
    </fieldset>
  );
}
