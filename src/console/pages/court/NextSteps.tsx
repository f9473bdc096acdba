import { useState } from 'react';
import { dayText } from '../../format/days.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';
import type { Components } from './Claim.tsx';
import { StageForm, type RecordedStage } from './StageForm.tsx';
import type { Stage } from './stageFields.ts';

const text = words.cases.next;

function Done({ recorded }: { recorded: RecordedStage }) {
  const { stage, occurredOn, nextOn } = recorded;
  return (
    <>
      <p className="done" role="status">
        {filled(text.done, { stage: words.codes.stage[stage], day: dayText(occurredOn) })}
        {nextOn !== null && ` ${filled(text.doneNext, { day: dayText(nextOn) })}`}
      </p>
      <Told warnings={recorded.warnings} affects={recorded.affects} />
      {stage === 'first_instance_judgment' && <p className="hint">{text.rateHint}</p>}
    </>
  );
}

interface Props {
  readonly caseId: string;
  readonly canFollow: readonly Stage[];
  readonly claimed: Components;
}

/** The stages that can come next, each with its form. */
export function NextSteps({ caseId, canFollow, claimed }: Props) {
  const [chosen, setChosen] = useState<Stage | null>(null);
  const [recorded, setRecorded] = useState<RecordedStage | null>(null);
  const close = (): void => setChosen(null);
  return (
    <section className="card" aria-label={text.title}>
      <h2>{text.title}</h2>
      {recorded !== null && <Done recorded={recorded} />}
      {canFollow.length === 0 ? (
        <p className="soft">{text.none}</p>
      ) : (
        <ul className="buttons">
          {canFollow.map((stage) => (
            <li key={stage}>
              <button type="button" onClick={() => setChosen(stage)}>
                {text.verbs[stage]}
              </button>
            </li>
          ))}
        </ul>
      )}
      {chosen !== null && (
        <Dialog title={text.verbs[chosen]} onClose={close}>
          <StageForm
            caseId={caseId}
            stage={chosen}
            claimed={claimed}
            onCancel={close}
            onDone={(answer) => {
              setRecorded(answer);
              close();
            }}
          />
        </Dialog>
      )}
    </section>
  );
}
