import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { momentText } from '../../format/days.ts';
import { CountField } from '../../parts/fields/CountField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Secret } from '../../parts/Secret.tsx';
import { filled, words } from '../../words/words.ts';
import { Deliveries, failureText } from './Deliveries.tsx';
import { EndWebhook } from './EndWebhook.tsx';
import { typeText } from './typeText.ts';

type Webhook = Shape<'Webhook'>;

const { webhooks: said } = words;

interface Props {
  readonly webhook: Webhook;
}

/** Pauses a webhook, or lets it go on. */
function Pausing({ webhook: { id, state } }: Props) {
  const to = state === 'active' ? ('paused' as const) : ('active' as const);
  const act = useAct(async (body: { state: typeof to }) =>
    api.PUT('/v1/webhooks/{id}', { params: { path: { id } }, body }),
  );
  return (
    <Form act={act} body={() => ({ state: to })} verb={to === 'paused' ? said.pause : said.resume}>
      {act.answer !== undefined && <p role="status">{said.changed}</p>}
    </Form>
  );
}

/** Sends a message of no fact, and tells what the receiver answered. */
function Testing({ webhook: { id } }: Props) {
  const act = useAct(async (body: Record<string, never>) =>
    api.POST('/v1/webhooks/{id}/test', { params: { path: { id } }, body }),
  );
  const told = act.answer;
  return (
    <Form act={act} body={() => ({})} verb={said.test}>
      {told !== undefined && (
        <p role="status">
          {told.status === null
            ? filled(said.testFailed, { failure: failureText(told.failure) })
            : filled(said.tested, { status: told.status })}
        </p>
      )}
    </Form>
  );
}

function Rotation({ webhook: { id, description, previousSecretUntil: until } }: Props) {
  const act = useAct(async (body: Record<string, never>, key) =>
    api.POST('/v1/webhooks/{id}/secret-rotation', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  return (
    <>
      {act.answer !== undefined && (
        <Secret
          key={act.answer.secretVersion}
          title={filled(said.secretTitle, { name: description })}
          secret={act.answer.secret}
          words={said}
        />
      )}
      <Form act={act} body={() => ({})} verb={said.rotate}>
        <p className="hint">
          {until === null ? said.rotateHint : filled(said.previousUntil, { at: momentText(until) })}
        </p>
      </Form>
    </>
  );
}

/** Has the events behind a number sent again. */
function Replay({ webhook: { id } }: Props) {
  const form = useForm<{ after: number | null }>({ after: null });
  const act = useAct(async (body: { after: number }, key) =>
    api.POST('/v1/webhooks/{id}/replay', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
  const { after } = form.values;
  return (
    <Form act={act} body={() => (after === null ? null : { after })} verb={said.replayVerb}>
      {act.answer !== undefined && act.sent !== undefined && (
        <p className="done" role="status">
          {filled(said.replayed, { after: act.sent.after })}
        </p>
      )}
      <CountField label={said.after} hint={said.afterHint} {...form.field('after')} isRequired />
    </Form>
  );
}

/** A webhook: how it stands, what can be done about it, and what it was sent. */
export function OneWebhook({ webhook }: Props) {
  const may = useMay();
  const [isEnding, setIsEnding] = useState(false);
  const { description, url, types, state, heldBy, reason } = webhook;
  const isOpen = state !== 'ended';
  return (
    <section className="card" aria-labelledby="webhook">
      <h2 id="webhook">{description}</h2>
      <p>{url}</p>
      <p className="hint">
        {said.types}: {types.length === 0 ? said.allTypes : types.map(typeText).join('; ')}
      </p>
      {heldBy !== null && <p className="warning">{said.heldBy[heldBy]}</p>}
      {state === 'off' && <p className="warning">{said.offHint}</p>}
      {state === 'ended' && reason !== null && (
        <p className="warning">{filled(said.endedBecause, { reason })}</p>
      )}
      {may('webhooks:write') && isOpen && (
        <>
          <div className="buttons">
            <Pausing webhook={webhook} />
            <Testing webhook={webhook} />
          </div>
          <Rotation webhook={webhook} />
          <h3>{said.replay}</h3>
          <Replay webhook={webhook} />
          <div className="buttons">
            <button type="button" className="quiet" onClick={() => setIsEnding(true)}>
              {said.end}
            </button>
          </div>
        </>
      )}
      <h3>{said.deliveries}</h3>
      <Deliveries webhook={webhook} />
      {isEnding && <EndWebhook webhook={webhook} onClose={() => setIsEnding(false)} />}
    </section>
  );
}
