import { Link } from '@tanstack/react-router';
import { momentText } from '../../format/days.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Facts } from '../../parts/Figures.tsx';
import { filled, words } from '../../words/words.ts';
import { wordOfAct, type AuditEvent } from './auditEvents.ts';

const { audit: said } = words;

const INDENT = 2;

interface RecordProps {
  readonly title: string;
  readonly of: object;
}

/** What was recorded, word for word: it is what the seal covers. */
function Recorded({ title, of: recorded }: RecordProps) {
  return (
    <details>
      <summary>{title}</summary>
      <pre className="recorded">{JSON.stringify(recorded, null, INDENT)}</pre>
    </details>
  );
}

interface Props {
  readonly event: AuditEvent;
  readonly onClose: () => void;
}

/** A line of the trail with all that it keeps. */
export function AuditDetail({ event, onClose }: Props) {
  const { number, recordedAt, recordedBy, act, reason, address, requestId, subject } = event;
  return (
    <Dialog title={filled(said.detailTitle, { number })} onClose={onClose}>
      <div className="read">
        <Facts
          facts={[
            [said.at, momentText(recordedAt)],
            [said.who, recordedBy],
            [said.act, wordOfAct(act)],
            [said.reason, reason],
            [said.address, address ?? said.system],
          ]}
        />
        {subject !== null && (
          <p>
            <Link to="/audit" search={{ subject }} onClick={onClose}>
              {said.sameSubject}
            </Link>
          </p>
        )}
        {event.before !== null && <Recorded title={said.before} of={event.before} />}
        <Recorded title={said.after} of={event.after} />
        <details>
          <summary>{said.seals}</summary>
          <dl className="seals">
            <dt>{said.hash}</dt>
            <dd>
              <code>{event.hash}</code>
            </dd>
            <dt>{said.previousHash}</dt>
            <dd>
              <code>{event.previousHash}</code>
            </dd>
            {requestId !== null && (
              <>
                <dt>{said.request}</dt>
                <dd>
                  <code>{requestId}</code>
                </dd>
              </>
            )}
          </dl>
        </details>
      </div>
    </Dialog>
  );
}
