import { useSyncExternalStore } from 'react';

let isSignedOut = false;

const listeners = new Set<() => void>();

/** Says that the session has ended, or that somebody has signed in again. */
export function setSignedOut(value: boolean): void {
  if (isSignedOut === value) return;
  isSignedOut = value;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the session ended while somebody worked: what was typed stays, and they sign in on top. */
export function useSignedOut(): boolean {
  return useSyncExternalStore(listen, () => isSignedOut);
}
