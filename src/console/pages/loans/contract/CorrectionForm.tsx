import { api, type Shape } from '../../../api/client.ts';
import { useAct } from '../../../api/act.ts';
import { TextField } from '../../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../../parts/Form.tsx';
import { Told } from '../../../parts/Told.tsx';
import { words } from '../../../words/words.ts';
import type { LoanContract } from '../reading.ts';
import { contractOf, termsOf, type TypedTerms } from './terms.ts';
import { TermsFields } from './TermsFields.tsx';

const text = words.loans.contract;

/** Corrects a contract that was typed wrongly: the whole of it, with the reason (R12). */
export function CorrectionForm({ loan, onDone }: { loan: LoanContract; onDone: () => void }) {
  const form = useForm<TypedTerms & { readonly reason: string }>({ ...termsOf(loan), reason: '' });
  const act = useAct(async (body: Shape<'CorrectedLoan'>, key) =>
    api.POST('/v1/loans/{id}/correction', {
      params: { path: { id: loan.id }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  if (act.answer !== undefined)
    return (
      <div className="form">
        <p className="done" role="status">
          {text.correctedNow}
        </p>
        <Told warnings={act.answer.warnings} affects={act.answer.affects} />
        <div className="buttons">
          <button type="button" className="main" onClick={onDone}>
            {words.parts.close}
          </button>
        </div>
      </div>
    );
  return (
    <Form
      act={act}
      verb={text.correct}
      body={() => ({ ...contractOf(form.values), reason: form.values.reason })}
    >
      <p className="soft">{text.correctionHint}</p>
      <TermsFields form={form as never} />
      <TextField label={words.parts.reason} {...form.field('reason')} />
    </Form>
  );
}
