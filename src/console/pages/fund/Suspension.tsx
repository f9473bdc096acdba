import { api, type Shape } from '../../api/client.ts';
import { useDay } from '../../api/day.ts';
import { useMay } from '../../api/me.ts';
import { useRead } from '../../api/read.ts';
import { useChange, withVersion, type Versioned } from '../../api/version.ts';
import { dayText } from '../../format/days.ts';
import { DayField } from '../../parts/fields/DayField.tsx';
import { TextField } from '../../parts/fields/TextField.tsx';
import { Form, useForm } from '../../parts/Form.tsx';
import { Read } from '../../parts/Read.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';

const { fund: said } = words;

function stateOf({ suspended, decisionNumber, decidedOn }: Shape<'LendingSuspension'>): string {
  if (!suspended || decisionNumber === null || decidedOn === null) return said.notSuspended;
  return filled(said.suspended, { decision: decisionNumber, on: dayText(decidedOn) });
}

function DecisionForm({ stands }: { stands: Versioned<Shape<'LendingSuspension'>> }) {
  const { suspended: isSuspended, version } = stands;
  const form = useForm({ decisionNumber: '', decidedOn: '' });
  const act = useChange(
    version,
    async (body: Shape<'NewLendingSuspension'>, header) =>
      api.PUT('/v1/fund/lending-suspension', { params: { header }, body }),
    form.reset,
  );
  const { decisionNumber, decidedOn } = form.values;
  return (
    <>
      {act.answer !== undefined && act.sent !== undefined && (
        <>
          <p className="done" role="status">
            {filled(said.suspensionDone, {
              decision: act.sent.decisionNumber,
              on: dayText(act.sent.decidedOn),
            })}
          </p>
          <Told affects={act.answer.affects} />
        </>
      )}
      <Form
        key={act.answer?.recordedAt ?? ''}
        act={act}
        verb={isSuspended ? said.resume : said.suspend}
        body={() =>
          decisionNumber.trim() === '' || decidedOn === ''
            ? null
            : { suspended: !isSuspended, decisionNumber, decidedOn }
        }
      >
        {!isSuspended && <p className="hint">{said.suspendHint}</p>}
        <div className="row">
          <TextField label={said.decisionNumber} {...form.field('decisionNumber')} isRequired />
          <DayField label={said.decidedOn} {...form.field('decidedOn')} isRequired />
        </div>
      </Form>
    </>
  );
}

/** Whether new lending is stopped on the day, and the decision that stops it or lets it go on. */
export function Suspension() {
  const may = useMay();
  const { knownAt, query } = useDay();
  const suspension = useRead(['fund', 'suspension', query], async (signal) =>
    withVersion(api.GET('/v1/fund/lending-suspension', { params: { query }, signal })),
  );
  return (
    <Read of={suspension}>
      {(answer) => (
        <section className="card" aria-label={said.tabs.suspension}>
          <p className={answer.suspended ? 'warning' : undefined}>{stateOf(answer)}</p>
          {may('settings:write') && knownAt === undefined && <DecisionForm stands={answer} />}
        </section>
      )}
    </Read>
  );
}
