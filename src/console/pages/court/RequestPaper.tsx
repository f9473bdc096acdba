import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useRead } from '../../api/read.ts';
import { grouped } from '../../format/money.ts';
import { Paper } from '../../parts/Paper.tsx';
import { Read } from '../../parts/Read.tsx';
import { filled, words } from '../../words/words.ts';

type Case = Shape<'GetCaseAnswer'>;

const text = words.cases.request;

/** From these stages on there is a judgment to enforce. */
const IN_EFFECT: readonly Case['stage'][] = ['settlement_recognised', 'final'];

/** The request for enforcement: what it asks for, what is missing, and the paper (R38). */
export function RequestPaper({ of: { id, stages, asOf, stage } }: { of: Case }) {
  const day = useDay();
  const isInEffect = stages.some(
    (each) => IN_EFFECT.includes(each.stage) && each.occurredOn <= asOf,
  );
  const isOver = stage === 'enforcement_closed' || stage === 'enforcement_terminated';
  const request = useRead(
    ['cases', id, 'request', day.query],
    async (signal) =>
      api.GET('/v1/litigation-cases/{id}/enforcement-request', {
        params: { path: { id }, query: { ...day.query, masked: true } },
        signal,
      }),
    { enabled: isInEffect && !isOver },
  );
  if (!isInEffect || isOver) return null;
  const query = new URLSearchParams(day.query as Record<string, string>).toString();
  return (
    <section className="card">
      <h2>{text.title}</h2>
      <Read of={request}>
        {({ asked, notDue, missing }) => (
          <>
            <p>
              {asked === null ? text.unknown : filled(text.asks, { amount: grouped(asked) })}
              {notDue !== '0' && ` ${filled(text.notDue, { amount: grouped(notDue) })}`}
            </p>
            {missing.length > 0 && (
              <p className="hint">
                {filled(text.missing, {
                  fields: missing.map((field) => text.fields[field]).join(', '),
                })}
              </p>
            )}
            <Paper
              address={`/v1/litigation-cases/${id}/enforcement-request?${query}`}
              formats={['pdf', 'docx']}
              label={text.title}
            />
          </>
        )}
      </Read>
    </section>
  );
}
