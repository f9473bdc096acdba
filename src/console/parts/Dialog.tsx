import { UNSAFE_PortalProvider as PortalProvider } from 'react-aria/PortalProvider';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { words } from '../words/words.ts';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What the keyboard stands on first: a field, else what the box asks to be pressed. */
const FIRST =
  'form :is(input, select, textarea, [role="spinbutton"]):not([type="hidden"]), .buttons .main';

/** A box above the screen, closed by Escape; what is below cannot be reached meanwhile. */
export function Dialog({ title, onClose, children }: Props) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  // A layout effect is undone while the box is still there: closing gives the keyboard back to where it was.
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>(FIRST)?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={box} className="dialog" aria-labelledby={id} onCancel={onClose}>
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="quiet" aria-label={words.parts.close} onClick={onClose}>
          ✕
        </button>
      </header>
      {/* What opens beside a field opens within the box: what is outside of it cannot be reached. */}
      <PortalProvider getContainer={() => box.current}>{children}</PortalProvider>
    </dialog>
  );
}
