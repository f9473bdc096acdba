import { useEffect, useState } from 'react';
import { api, Refusal, type Problem, type Shape } from '../../../api/client.ts';
import { useRead } from '../../../api/read.ts';
import type { ReceiptBody } from './draft.ts';

export type Previewed = Shape<'PreviewReceiptAnswer'>;

/** What is asked before a voucher is booked: it may have no number yet. */
export type PreviewBody = Omit<ReceiptBody, 'voucherNumber'> & { readonly voucherNumber?: string };

const AFTER_LAST_KEY_MS = 200;

/** A text, as soon as it has not changed for a while. */
function useSettled(text: string): [string, (text: string) => void] {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), AFTER_LAST_KEY_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return [settled, setSettled];
}

/** What a voucher would do. */
export interface Preview {
  /** The last answer, also while the next one is asked for. */
  readonly answer: Previewed | undefined;
  /** The answer or the refusal is that of what is typed now. */
  readonly isCurrent: boolean;
  /** What is refused of what is typed now. */
  readonly problem: Problem | null;
  /** The service does not answer: what is typed is booked without a preview. */
  readonly isUnanswered: boolean;
  /** Asks at once, and not only after the last key. */
  askNow(): void;
}

/** Asks what a voucher would do, 200 ms after the last key; what was asked before is cancelled. */
export function usePreview(body: PreviewBody | null): Preview {
  const text = body === null ? '' : JSON.stringify(body);
  const [asked, setAsked] = useSettled(text);
  const read = useRead(
    ['receipts', 'preview', asked],
    async (signal) =>
      api.POST('/v1/receipts/preview', { body: JSON.parse(asked) as PreviewBody, signal }),
    { enabled: asked !== '' && text !== '' },
  );
  const isAsked = asked !== '' && asked === text;
  const isAnswered = read.error !== null || (read.data !== undefined && !read.isPlaceholderData);
  const isCurrent = isAsked && isAnswered && !read.isFetching;
  return {
    answer: text === '' ? undefined : read.data,
    isCurrent,
    problem: isCurrent && read.error instanceof Refusal ? read.error.problem : null,
    isUnanswered: isAsked && read.failureCount > 0 && !(read.error instanceof Refusal),
    askNow: () => setAsked(text),
  };
}
