import { api, type Shape } from '../../api/client.ts';
import { useMay } from '../../api/me.ts';
import { dayText, momentText } from '../../format/days.ts';
import { grouped, isNone, sumOf } from '../../format/money.ts';
import { ReverseButton } from '../../parts/Reversal.tsx';
import { filled, words } from '../../words/words.ts';
import { COMPONENTS, type Components } from './Claim.tsx';
import './Timeline.css';

type Stage = Shape<'Stage'>;

const text = words.cases.timeline;

function amountsText(amounts: Components): string {
  const parts = COMPONENTS.filter((each) => !isNone(amounts[each])).map(
    (each) => `${words.codes.component[each].toLowerCase()} ${grouped(amounts[each])}`,
  );
  const total = grouped(sumOf(COMPONENTS.map((each) => amounts[each])));
  return filled(text.amounts, { total, parts: parts.join(', ') });
}

/** What was entered about a stage of enforcement, or of an award in parts. */
function enforcementLines(stage: Stage): (string | false | null)[] {
  const { instalments, enforcementOffice, channel, receiptNumber } = stage;
  const { stayedBy, interestGoesOn, terminatedFor } = stage;
  return [
    ...instalments.map(({ dueOn, amount }) =>
      filled(text.part, { day: dayText(dueOn), amount: grouped(amount) }),
    ),
    enforcementOffice,
    channel !== null && filled(text.channel, { channel: words.codes.channel[channel] }),
    receiptNumber !== null && filled(text.receipt, { number: receiptNumber }),
    stayedBy !== null && filled(text.stayedBy, { by: words.codes.stayedBy[stayedBy] }),
    interestGoesOn !== null &&
      (interestGoesOn ? words.cases.next.interestGoesOnYes : words.cases.next.interestGoesOnNo),
    terminatedFor !== null && words.codes.terminatedFor[terminatedFor],
  ];
}

/** What was entered about a stage, line by line. */
function Said({ stage }: { stage: Stage }) {
  const { documentNumber, ground, note, amounts, fullRecovery, nextOn } = stage;
  const lines = [
    documentNumber !== null && filled(text.document, { number: documentNumber }),
    ground !== null && filled(text.ground, { ground }),
    amounts !== null && amountsText(amounts),
    fullRecovery !== null &&
      (fullRecovery ? words.cases.next.recoveredInFull : words.cases.next.notRecoveredInFull),
    ...enforcementLines(stage),
    nextOn !== null && filled(text.next, { day: dayText(nextOn) }),
    note,
  ].filter((line) => line !== false && line !== null);
  return lines.map((line) => <p key={line}>{line}</p>);
}

/** The button that takes the last stage back; it stays while the reversal of a stage is told of. */
function ReverseLast({ stage }: { stage: Stage | undefined }) {
  const { id: stageId = '', caseId: id = '' } = stage ?? {};
  const what =
    stage === undefined
      ? ''
      : filled(text.what, {
          stage: words.codes.stage[stage.stage],
          day: dayText(stage.occurredOn),
        });
  return (
    <ReverseButton
      what={what}
      verb={text.reverse}
      isReversed={stage === undefined}
      carryOut={async (body, key) =>
        api.POST('/v1/litigation-cases/{id}/stages/{stageId}/reversal', {
          params: { path: { id, stageId }, header: { 'Idempotency-Key': key } },
          body,
        })
      }
    />
  );
}

interface Props {
  readonly stages: readonly Stage[];
  /** The day that the screen stands at: what came later is told as later. */
  readonly asOf: string;
}

/** The stages of a case, oldest first; the last one can be reversed. */
export function Timeline({ stages, asOf }: Props) {
  const may = useMay();
  return (
    <section className="card">
      <h2>{text.title}</h2>
      {stages.length === 0 && <p className="soft">{text.none}</p>}
      <ol className="timeline">
        {stages.map((stage) => (
          <li key={stage.id} className={stage.occurredOn > asOf ? 'later' : undefined}>
            <div>
              <time dateTime={stage.occurredOn}>{dayText(stage.occurredOn)}</time>
              <b>{words.codes.stage[stage.stage]}</b>
              {stage.occurredOn > asOf && <span className="tag">{text.later}</span>}
            </div>
            <Said stage={stage} />
            <p className="hint">
              {filled(text.recorded, {
                by: stage.recordedBy,
                at: momentText(stage.recordedAt),
              })}
            </p>
          </li>
        ))}
      </ol>
      {may('litigation:write') && (
        <div className="buttons">
          <ReverseLast stage={stages.at(-1)} />
        </div>
      )}
    </section>
  );
}
