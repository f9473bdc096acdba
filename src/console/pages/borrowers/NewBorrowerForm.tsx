import { Link } from '@tanstack/react-router';
import { api, type Shape } from '../../api/client.ts';
import { useAct } from '../../api/act.ts';
import { useMay } from '../../api/me.ts';
import { Form, useForm } from '../../parts/Form.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';
import { borrowerOf, NO_BORROWER } from './borrowerFields.ts';
import { BorrowerFields } from './BorrowerFields.tsx';

const text = words.borrowers;

/** Enters a borrower, before its first contract. */
export function NewBorrowerForm() {
  const may = useMay();
  const form = useForm(NO_BORROWER);
  const act = useAct(
    async (body: Shape<'NewCooperative'>, key) =>
      api.POST('/v1/cooperatives', { params: { header: { 'Idempotency-Key': key } }, body }),
    form.reset,
  );
  if (act.answer !== undefined) {
    const { id, name, warnings } = act.answer;
    return (
      <div className="form">
        <p className="done" role="status">
          {filled(text.entered, { name })}
        </p>
        <Told warnings={warnings} />
        <div className="buttons">
          {may('loans:write') && (
            <Link to="/loans/new" search={{ cooperative: id }} className="button main">
              {words.loans.newLoan}
            </Link>
          )}
          <Link to="/cooperatives/$id" params={{ id }} search={{}} className="button">
            {text.see}
          </Link>
          <button type="button" onClick={act.clear}>
            {text.another}
          </button>
        </div>
      </div>
    );
  }
  return (
    <Form act={act} verb={words.parts.save} body={() => borrowerOf(form.values)}>
      <BorrowerFields form={form} />
    </Form>
  );
}
