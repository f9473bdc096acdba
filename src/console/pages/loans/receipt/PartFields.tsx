import { api } from '../../../api/client.ts';
import { useMay } from '../../../api/me.ts';
import { useRead } from '../../../api/read.ts';
import { dayText, today } from '../../../format/days.ts';
import { digitsOf, grouped } from '../../../format/money.ts';
import { CheckField } from '../../../parts/fields/CheckField.tsx';
import { ChoiceField } from '../../../parts/fields/ChoiceField.tsx';
import { LoanField, type LoanRow } from '../../../parts/fields/LoanField.tsx';
import { MoneyField } from '../../../parts/fields/MoneyField.tsx';
import { filled, words } from '../../../words/words.ts';
import type { ChosenLoan, Draft, DraftPart } from './draft.ts';
import { figureOf, withLoan, withPart } from './draft.ts';
import { OwnAllocation, beginOwn } from './OwnAllocation.tsx';
import type { Receipt } from './useReceipt.ts';

const texts = words.receipts;

/** What a receipt keeps of a loan that was found. */
export function chosen(loan: Pick<LoanRow, keyof ChosenLoan>): ChosenLoan {
  const { id, contractNumber, cooperativeId, cooperativeName } = loan;
  return { id, contractNumber, cooperativeId, cooperativeName };
}

interface Props {
  readonly receipt: Receipt;
  readonly index: number;
  readonly part: DraftPart;
}

/** The case through which the money came, if there is one about the loan that goes on. */
function CaseOfPart({ receipt, index, part }: Props) {
  const may = useMay();
  const cooperativeId = part.loan?.cooperativeId ?? '';
  const cases = useRead(
    ['cases', 'of', cooperativeId],
    async (signal) =>
      api.GET('/v1/litigation-cases', { params: { query: { cooperativeId } }, signal }),
    { enabled: cooperativeId !== '' && may('litigation:read') },
  );
  const open = (cases.data?.data ?? []).filter(
    ({ loanIds, canFollow }) => loanIds.includes(part.loan?.id ?? '') && canFollow.length > 0,
  );
  if (part.loan === null || open.length === 0) return null;
  return (
    <ChoiceField
      label={texts.case}
      name={`parts.${index}.litigationCaseId`}
      value={part.caseId}
      onChange={(caseId) => receipt.change((draft) => withPart(draft, index, { caseId }))}
      choices={[
        ['', texts.noCase],
        ...open.map(
          ({ id, court, filedOn }) =>
            [id, filled(texts.caseAt, { court, filedOn: dayText(filedOn) })] as const,
        ),
      ]}
    />
  );
}

/** What the enforcement office kept back of the money, where it came through a case (R39). */
function FeeOfPart({ receipt, index, part }: Props) {
  if (part.loan === null || part.caseId === '') return null;
  return (
    <MoneyField
      label={texts.fee}
      name={`parts.${index}.enforcementFee`}
      value={part.fee}
      onChange={(fee) => receipt.change((draft) => withPart(draft, index, { fee }))}
      hint={texts.feeHint}
    />
  );
}

/** The loan that was chosen, and how to choose another. */
function ChosenLoanLine({ receipt, index, part }: Props) {
  if (part.loan === null) return null;
  const { contractNumber, cooperativeName } = part.loan;
  const isOnly = receipt.draft.parts.length === 1;
  const drop = (draft: Draft): Draft =>
    isOnly
      ? withPart(draft, 0, { loan: null, own: null, caseId: '', fee: '' })
      : { ...draft, parts: draft.parts.filter((_, at) => at !== index) };
  return (
    <div className="chosen-loan">
      <p>
        <strong>{cooperativeName}</strong>
        <br />
        {contractNumber}
      </p>
      <button type="button" className="quiet" onClick={() => receipt.change(drop)}>
        {isOnly ? texts.changeLoan : texts.removePart}
      </button>
    </div>
  );
}

/** The service refused more than the payoff: the payoff can be taken. */
function FillPayoff({ receipt, index, part }: Props) {
  const payoff = figureOf(receipt.found, 'more-than-payoff', 'payoff');
  const isOfThis = receipt.found?.errors?.some(({ pointer }) =>
    pointer.startsWith(`/parts/${index}/`),
  );
  if (payoff === '' || payoff === '0' || isOfThis !== true || digitsOf(part.amount) === payoff)
    return null;
  return (
    <button
      type="button"
      onClick={() => receipt.change((draft) => withPart(draft, index, { amount: payoff }))}
    >
      {filled(texts.fillPayoff, { payoff: grouped(payoff) })}
    </button>
  );
}

/** What a voucher pays on one loan. */
export function PartFields(props: Props) {
  const { receipt, index, part } = props;
  const { draft, change } = receipt;
  const isOne = draft.parts.length === 1;
  const number = part.loan?.contractNumber ?? '';
  const asOf = draft.effectiveOn === '' ? today() : draft.effectiveOn;
  const setLoan = (loan: LoanRow): void =>
    change((before) => withLoan(before, index, chosen(loan)));
  return (
    <>
      {part.loan === null ? (
        <LoanField
          label={texts.loan}
          name={`parts.${index}.loanId`}
          asOf={asOf}
          onChange={setLoan}
          autoFocus
        />
      ) : (
        <ChosenLoanLine {...props} />
      )}
      <MoneyField
        // Once the loan is chosen, the amount is next.
        key={part.loan?.id ?? ''}
        autoFocus={part.loan !== null}
        label={isOne ? texts.amount : filled(texts.amountOf, { number })}
        name={`parts.${index}.amount`}
        value={part.amount}
        onChange={(amount) => change((before) => withPart(before, index, { amount }))}
        isInWords
      />
      <FillPayoff {...props} />
    </>
  );
}

/** What is seldom said of a part: its allocation, and the case through which the money came. */
export function PartOptions(props: Props) {
  const { receipt, index, part } = props;
  const { draft, change } = receipt;
  const number = part.loan?.contractNumber ?? '';
  const isOne = draft.parts.length === 1;
  return (
    <>
      {part.loan !== null && (
        <CheckField
          label={isOne ? texts.own : filled(texts.ownOf, { number })}
          value={part.own !== null}
          onChange={(isOwn) =>
            change((before) =>
              withPart(before, index, { own: isOwn ? beginOwn(receipt, part) : null }),
            )
          }
        />
      )}
      {part.own !== null && <OwnAllocation {...props} own={part.own} />}
      <CaseOfPart {...props} />
      <FeeOfPart {...props} />
    </>
  );
}
