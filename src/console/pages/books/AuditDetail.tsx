import { Link } from '@tanstack/react-router';
import { momentText } from '../../format/days.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Facts } from '../../parts/Figures.tsx';
import { filled, words } from '../../words/words.ts';
import { wordOfAct, type AuditEvent } from './auditEvents.ts';
import { recordedParts } from './recorded.ts';

const { audit: said } = words;

const INDENT = 2;

interface RecordProps {
  readonly title: string;
  readonly of: object;
}

/** What was recorded, line by line; what has no words stands as the seal covers it. */
function Recorded({ title, of: recorded }: RecordProps) {
  const parts = recordedParts(recorded);
  const rest = parts.map((part) => part.rest).filter((each) => Object.keys(each).length > 0);
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {parts.map(
        ({ lines }, at) =>
          // A row is told by where it stands: rows are never added or taken away.
          // oxlint-disable-next-line react/no-array-index-key
          lines.length > 0 && <Facts key={at} facts={lines} />,
      )}
      {rest.length > 0 && (
        <details>
          <summary>{said.rest}</summary>
          <pre className="recorded">{JSON.stringify(rest, null, INDENT)}</pre>
        </details>
      )}
    </section>
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
