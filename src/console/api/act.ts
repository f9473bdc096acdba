import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { bodyOf, Refusal, Unanswered, Waiting, type Problem, type Shape } from './client.ts';
import { keep, kept } from './kept.ts';
import { readAnew } from './read.ts';

const BYTES_OF_KEY = 16;

/** A key that no other act has. `crypto.randomUUID` is not there over plain HTTP. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES_OF_KEY));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const MOST_TRIES = 6;

const FIRST_WAIT_MS = 500;

const LONGEST_WAIT_MS = 8_000;

/** An act of a form. */
export interface Act<Body, Answer> {
  /** Carries the act out. While it is under way, nothing is sent a second time. */
  send(body: Body): void;
  readonly isSending: boolean;
  /** The service does not answer: the act is kept, and sent again under the same key. */
  readonly isWaiting: boolean;
  /** Why the service refused. */
  readonly problem: Problem | null;
  /** The act waits for a second person: nothing has taken effect. */
  readonly proposal: Shape<'ProposedAct'> | null;
  /** The service gave no answer in the end: whether the act was carried out is not known. */
  readonly isUnanswered: boolean;
  /** What was sent last. */
  readonly sent: Body | undefined;
  readonly answer: Answer | undefined;
  /** Forgets the answer or refusal. */
  clear(): void;
  /** What is sent next is another act, whatever became of the one before. */
  renew(): void;
}

/** The key of the act, and what was sent under it without an answer yet. */
interface Underway<Body> {
  readonly key: string;
  readonly sent?: Body;
}

interface KeptAs {
  /**
   * Under which name the tab keeps the key and what was sent: an act whose answer was lost with the page is
   * sent again, under the same key, as soon as the page is there again.
   */
  readonly keptAs?: string;
}

function useUnderway<Body>(keptAs: string | undefined) {
  const underway = useRef<Underway<Body> | null>(null);
  const before = keptAs === undefined ? null : (kept(keptAs) as Underway<Body> | null);
  underway.current ??= before ?? { key: newKey() };
  const note = (next: Underway<Body>): void => {
    underway.current = next;
    if (keptAs !== undefined) keep(keptAs, next);
  };
  const now = (): Underway<Body> => underway.current ?? { key: newKey() };
  return { now, note };
}

/**
 * An act with a key of its own, which is kept until the service has answered: a double click, a lost answer
 * and a laptop that slept carry it out once. After it all that was read is read anew.
 */
export function useAct<Body, Answer>(
  carryOut: (body: Body, key: string) => Promise<{ readonly data?: Answer }>,
  onDone?: (answer: Answer, body: Body) => void,
  { keptAs }: KeptAs = {},
): Act<Body, Answer> {
  const underway = useUnderway<Body>(keptAs);
  const isBusy = useRef(false);
  const [isWaiting, setIsWaiting] = useState(false);
  const mutation = useMutation<Answer, Error, Body>({
    networkMode: 'always',
    mutationFn: async (body) => bodyOf(carryOut(body, underway.now().key)),
    retry: (failures, error) => {
      const again = error instanceof Unanswered && failures < MOST_TRIES;
      setIsWaiting(again);
      return again;
    },
    retryDelay: (failures) => Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS),
    onSettled: () => {
      isBusy.current = false;
      setIsWaiting(false);
    },
    // An act that is refused leaves its key free.
    onError: (error) => {
      if (error instanceof Refusal) underway.note({ key: underway.now().key });
      if (!(error instanceof Waiting)) return;
      underway.note({ key: newKey() });
      void readAnew();
    },
    onSuccess: (answer, body) => {
      underway.note({ key: newKey() });
      onDone?.(answer, body);
      void readAnew();
    },
  });
  const { error } = mutation;
  const send = (body: Body): void => {
    if (isBusy.current) return;
    isBusy.current = true;
    underway.note({ key: underway.now().key, sent: body });
    mutation.mutate(body);
  };
  const sendAgain = useEffectEvent(() => {
    const { sent } = underway.now();
    if (sent !== undefined) send(sent);
  });
  useEffect(() => sendAgain(), []);
  return {
    send,
    isSending: mutation.isPending,
    isWaiting,
    problem: error instanceof Refusal ? error.problem : null,
    proposal: error instanceof Waiting ? error.proposal : null,
    isUnanswered: error !== null && !(error instanceof Refusal) && !(error instanceof Waiting),
    sent: mutation.variables,
    answer: mutation.data,
    clear: mutation.reset,
    renew: () => {
      underway.note({ key: newKey() });
      mutation.reset();
    },
  };
}
