import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { Form } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';
import { inWords } from './errorWords.ts';
import { slotText } from './slotText.ts';

const said = words.schedule;

/** The kinds of work that are the fund's own. */
export type FundWork = Exclude<Shape<'ScheduledWork'>['kind'], 'backup'>;

/** Has a kind of work done now. */
export function RunNow({ kind }: { readonly kind: FundWork }) {
  const act = useAct(async (body: Record<string, never>, key) =>
    api.POST('/v1/scheduled-work/{kind}/runs', {
      params: { path: { kind }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  const { answer } = act;
  return (
    <Form act={act} body={() => ({})} verb={said.runNow}>
      {answer !== undefined && (
        <p className={answer.outcome === 'failed' ? 'problem' : 'done'} role="status">
          {filled(said.ran, {
            slot: slotText(answer.slot),
            outcome: said.outcomes[answer.outcome],
          })}{' '}
          {answer.error !== null && inWords(answer.error)}
        </p>
      )}
    </Form>
  );
}
