import { useState } from 'react';
import { useAct } from '../api/act.ts';
import { words } from '../words/words.ts';
import { Dialog } from './Dialog.tsx';
import { DayField } from './fields/DayField.tsx';
import { TextField } from './fields/TextField.tsx';
import { Form, useForm } from './Form.tsx';
import { Told, type SaidBeside } from './Told.tsx';

/** Why a fact is reversed, and where its day is in a closed quarter: on which day the reversal is booked (R42). */
export interface ReversalBody {
  readonly reason: string;
  readonly bookedOn?: string;
}

interface Props<Answer> {
  /** What is reversed, as it is called in the dialog: `Phiếu thu PT008/2018`. */
  readonly what: string;
  /** What the button says; “Hủy” unless said. */
  readonly verb?: string;
  /** Already reversed: there is no button, but the dialog stays open to tell what was done. */
  readonly isReversed?: boolean;
  readonly carryOut: (body: ReversalBody, key: string) => Promise<{ readonly data?: Answer }>;
  /** Whether the reversal may be booked later than on the day of the fact. */
  readonly mayBookLater?: boolean;
  /** The reason that stands in the field at first. */
  readonly usualReason?: string;
  /** After the reversal, and after its dialog was closed. */
  readonly onReversed?: () => void;
  readonly onClosed?: () => void;
}

interface DialogProps<Answer> extends Props<Answer> {
  readonly onClose: () => void;
}

/** Asks why a fact is reversed, reverses it, and tells what came of it. */
export function ReversalDialog<Answer extends SaidBeside>(props: DialogProps<Answer>) {
  const { what, verb = words.parts.reverse, carryOut, mayBookLater = false, onClose } = props;
  const { usualReason = '', onReversed } = props;
  const act = useAct(carryOut, onReversed);
  const form = useForm({ reason: usualReason, bookedOn: '' });
  const { reason, bookedOn } = form.values;
  if (act.answer !== undefined)
    return (
      <Dialog title={`${verb}: ${what}`} onClose={onClose}>
        <div className="form">
          <p className="done" role="status">
            {words.parts.reversedNow}
          </p>
          <Told warnings={act.answer.warnings} affects={act.answer.affects} />
          <div className="buttons">
            <button type="button" className="main" autoFocus onClick={onClose}>
              {words.parts.close}
            </button>
          </div>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={`${verb}: ${what}`} onClose={onClose}>
      <Form
        act={act}
        verb={verb}
        body={() => ({ reason, ...(bookedOn === '' ? {} : { bookedOn }) })}
        beside={
          <button type="button" onClick={onClose}>
            {words.parts.cancel}
          </button>
        }
      >
        <p>{words.parts.reversalHint}</p>
        <TextField label={words.parts.reason} {...form.field('reason')} isRequired autoFocus />
        {mayBookLater && (
          <details>
            <summary>{words.parts.lateBooking}</summary>
            <DayField
              label={words.parts.bookedOn}
              {...form.field('bookedOn')}
              hint={words.parts.bookedOnHint}
            />
          </details>
        )}
      </Form>
    </Dialog>
  );
}

/** The button that reverses a fact, and the dialog that asks why. The fact stays in the lists, struck through. */
export function ReverseButton<Answer extends SaidBeside>(props: Props<Answer>) {
  // The dialog goes on about the fact it was opened for, also where the screen then shows another.
  const [opened, setOpened] = useState<Props<Answer> | null>(null);
  const { what, verb = words.parts.reverse, isReversed = false, onClosed } = props;
  const close = (): void => {
    setOpened(null);
    onClosed?.();
  };
  return (
    <>
      {!isReversed && (
        <button
          type="button"
          className="quiet"
          aria-label={`${verb}: ${what}`}
          onClick={() => setOpened(props)}
        >
          {verb}
        </button>
      )}
      {opened !== null && <ReversalDialog {...opened} onClose={close} />}
    </>
  );
}
