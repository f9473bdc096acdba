import { api, type Shape } from '../../api/client.ts';
import { useAct } from '../../api/act.ts';
import { useMay } from '../../api/me.ts';
import { dayText } from '../../format/days.ts';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { filled, words } from '../../words/words.ts';

type Case = Shape<'GetCaseAnswer'>;

type Proposed = Case['proposedFreeze'][number];

type ProposedEnd = Case['proposedFreezeEnd'][number];

const text = words.cases.freeze;

interface OneClick {
  readonly contractNumber: string;
  /** The document of the stage. */
  readonly documentNumber: string;
}

/** Freezes the interest of a loan as the stay calls for. */
function FreezeNow({ of, contractNumber, documentNumber }: OneClick & { readonly of: Proposed }) {
  const { loanId: id, from, to } = of;
  const form = useForm({ decisionNumber: documentNumber });
  const act = useAct(async (body: { readonly decisionNumber: string }, key) =>
    api.POST('/v1/loans/{id}/freezes', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: { ...body, from, ...(to !== null && { to }) },
    }),
  );
  const says = to === null ? text.from : text.fromTo;
  return (
    <Form
      act={act}
      body={() => form.values}
      verb={filled(text.freeze, { contractNumber })}
      className="listed"
    >
      <p>
        {filled(says, { contractNumber, from: dayText(from), to: to === null ? '' : dayText(to) })}
      </p>
      {documentNumber === '' && (
        <TextField label={text.decisionNumber} {...form.field('decisionNumber')} isRequired />
      )}
    </Form>
  );
}

/** Ends the freeze of a loan as the end of the stay calls for. */
function EndNow({ of, contractNumber, documentNumber }: OneClick & { readonly of: ProposedEnd }) {
  const { freezeId: id, from, to } = of;
  const form = useForm({ decisionNumber: documentNumber });
  const act = useAct(async (body: { readonly decisionNumber: string }, key) =>
    api.POST('/v1/freezes/{id}/end', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: { ...body, to },
    }),
  );
  const said = { contractNumber, from: dayText(from), to: dayText(to) };
  return (
    <Form act={act} body={() => form.values} verb={filled(text.end, said)} className="listed">
      <p>{filled(text.goesOn, said)}</p>
      {documentNumber === '' && (
        <TextField label={text.decisionNumber} {...form.field('decisionNumber')} isRequired />
      )}
    </Form>
  );
}

/** The freezes that a stay calls for, and their ends when the stay has ended, each with one click (R38). */
export function StayFreezes({ of: suit }: { of: Case }) {
  const may = useMay();
  const { proposedFreeze, proposedFreezeEnd, loanIds, contractNumbers, stages, stage } = suit;
  if (proposedFreeze.length + proposedFreezeEnd.length === 0) return null;
  const last = stages.findLast((each) => each.stage === stage);
  const stay = stages.findLast((each) => each.stage === 'enforcement_stayed');
  const oneClick = (loanId: string, of: typeof last): OneClick => ({
    contractNumber: contractNumbers[loanIds.indexOf(loanId)] ?? loanId,
    documentNumber: of?.documentNumber ?? '',
  });
  return (
    <section className="card" aria-label={text.title}>
      <h2>{text.title}</h2>
      <p className="hint">{proposedFreeze.length > 0 ? text.hint : text.endHint}</p>
      {!may('decisions:write') && <p className="soft">{text.byDirector}</p>}
      {may('decisions:write') &&
        proposedFreeze.map((each) => (
          <FreezeNow key={each.loanId} of={each} {...oneClick(each.loanId, stay)} />
        ))}
      {may('decisions:write') &&
        proposedFreezeEnd.map((each) => (
          <EndNow key={each.freezeId} of={each} {...oneClick(each.loanId, last)} />
        ))}
    </section>
  );
}
