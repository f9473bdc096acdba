import { api, type Shape } from '../../../api/client.ts';
import { useAct } from '../../../api/act.ts';
import { DayField } from '../../../parts/fields/DayField.tsx';
import { Form, useForm } from '../../../parts/Form.tsx';
import { words } from '../../../words/words.ts';
import { NoticeDone } from '../NoticeDone.tsx';

/** Issues the notice of a recall: all principal and interest, to pay by its deadline. */
export function RecallNoticeForm({ id, asOf }: { id: string; asOf: string }) {
  const form = useForm({ issuedOn: asOf });
  const act = useAct(async (body: Shape<'IssueRecallNoticeBody'>, key) =>
    api.POST('/v1/recalls/{id}/notices', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  if (act.answer !== undefined) return <NoticeDone notice={act.answer} />;
  return (
    <Form act={act} verb={words.loans.papers.issue} body={() => form.values}>
      <DayField label={words.loans.papers.issuedOn} {...form.field('issuedOn')} autoFocus />
    </Form>
  );
}
