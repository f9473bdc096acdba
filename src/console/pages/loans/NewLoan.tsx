import { Link, useSearch } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useAct } from '../../api/act.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';
import { grouped } from '../../format/money.ts';
import { Form, useForm } from '../../parts/Form.tsx';
import { Reading } from '../../parts/Read.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';
import { contractOf, noTerms, type TypedTerms } from './contract/terms.ts';
import { TermsFields } from './contract/TermsFields.tsx';
import { Instalments } from './tabs/ScheduleTab.tsx';

const text = words.loans.contract;

type Entered = Shape<'EnterLoanAnswer'>;

/** A contract that was just entered: what was warned of, its schedule, and what comes next. */
function Done({ loan, onMore }: { loan: Entered; onMore: () => void }) {
  const { id, contractNumber, cooperativeName, principal, schedule, signedOn, warnings } = loan;
  return (
    <>
      <p className="done" role="status">
        {filled(text.entered, { contractNumber, cooperativeName, amount: grouped(principal) })}
      </p>
      <Told warnings={warnings} />
      <h2>{words.loans.schedule.instalments}</h2>
      <Instalments rows={schedule.instalments} asOf={signedOn} />
      <div className="buttons">
        <Link
          to="/loans/$id"
          params={{ id }}
          search={{ tab: 'payments' }}
          hash="disburse"
          className="button main"
        >
          {words.loans.disburse}
        </Link>
        <Link to="/loans/$id" params={{ id }} search={{}} className="button">
          {text.toLoan}
        </Link>
        <button type="button" onClick={onMore}>
          {text.enterAnother}
        </button>
      </div>
    </>
  );
}

function ContractForm({ start }: { start: TypedTerms }) {
  const form = useForm(start);
  const act = useAct(
    async (body: Shape<'NewLoan'>, key) =>
      api.POST('/v1/loans', { params: { header: { 'Idempotency-Key': key } }, body }),
    form.reset,
  );
  if (act.answer !== undefined) return <Done loan={act.answer} onMore={act.clear} />;
  return (
    <Form act={act} verb={text.enter} body={() => contractOf(form.values)} className="card">
      <TermsFields form={form} />
    </Form>
  );
}

/** Enters a contract as it was signed. */
export function NewLoan() {
  const { cooperative = '' } = useSearch({ from: '/frame/loans/new' });
  const { asOf, query } = useDay();
  const borrower = useRead(
    ['cooperatives', cooperative, query],
    async (signal) =>
      api.GET('/v1/cooperatives/{id}', { params: { path: { id: cooperative }, query }, signal }),
    { enabled: cooperative !== '' },
  );
  return (
    <>
      <div className="title">
        <h1>{text.new}</h1>
      </div>
      {cooperative !== '' && borrower.data === undefined && borrower.error === null ? (
        <Reading />
      ) : (
        <ContractForm
          start={{
            ...noTerms(asOf),
            cooperativeId: borrower.data?.id ?? '',
            cooperativeName: borrower.data?.name ?? '',
          }}
        />
      )}
    </>
  );
}
