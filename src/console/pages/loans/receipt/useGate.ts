import { useEffect, useEffectEvent, useState } from 'react';
import type { ReceiptBody } from './draft.ts';
import type { Preview, Previewed } from './usePreview.ts';

/** Whether a preview tells of something that an accountant must see before it is booked. */
function mustBeSeen({ warnings = [], parts }: Previewed): boolean {
  return warnings.length > 0 || parts.some(({ affects }) => affects.length > 0);
}

interface Asked {
  readonly body: ReceiptBody | null;
  readonly preview: Preview;
  /** It may be booked already: it is sent again as it was, whatever a preview says. */
  readonly isUncertain: boolean;
  readonly send: (body: ReceiptBody) => void;
  /** The preview refused what Enter wanted to book. */
  readonly onRefused: () => void;
}

interface Gate {
  /** What is typed waits for a second Enter. */
  readonly isHeld: boolean;
  /** What Enter sends at once; undefined: it waits for its preview. */
  pass(body: ReceiptBody): ReceiptBody | undefined;
}

/**
 * Enter books a voucher once its preview is there. What the preview warns of, and papers it would make wrong,
 * are shown first: a second Enter books it.
 */
export function useGate({ body, preview, isUncertain, send, onRefused }: Asked): Gate {
  const [wanted, setWanted] = useState('');
  const [held, setHeld] = useState('');
  const text = body === null ? '' : JSON.stringify(body);
  const decide = useEffectEvent(() => {
    setWanted('');
    if (preview.problem !== null) onRefused();
    else if (preview.isCurrent && preview.answer !== undefined && mustBeSeen(preview.answer)) {
      setHeld(text);
    } else if (body !== null) send(body);
  });
  const isDecided = preview.isCurrent || preview.isUnanswered;
  useEffect(() => {
    if (wanted !== '' && wanted === text && isDecided) decide();
  }, [wanted, text, isDecided]);
  return {
    isHeld: text !== '' && held === text,
    pass: (passing) => {
      if (isUncertain || held === text) return passing;
      setWanted(text);
      preview.askNow();
      return undefined;
    },
  };
}
