import { useState } from 'react';
import { useRead, type ReadKey } from '../../api/read.ts';
import { Read } from '../../parts/Read.tsx';
import { filled, words } from '../../words/words.ts';

const { persons: said } = words;

interface Props {
  /** As the record shows it: a person's is masked. */
  readonly shown: string;
  /** Whose it is. */
  readonly name: string;
  readonly readKey: ReadKey;
  /** Reads it whole, which the service notes. */
  readonly readWhole: (signal: AbortSignal) => Promise<string | null | undefined>;
}

/** An identity number: that of a person is masked until somebody asks to see it. */
export function IdentityNumber({ shown, name, readKey, readWhole }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const whole = useRead(
    readKey,
    async (signal) => ({ data: { number: (await readWhole(signal)) ?? '' } }),
    { enabled: isOpen },
  );
  if (!shown.includes('•')) return shown;
  if (isOpen)
    return (
      <Read of={whole}>
        {({ number }) => (
          <>
            {number} <span className="hint">{said.isNoted}</span>
          </>
        )}
      </Read>
    );
  return (
    <>
      {shown}{' '}
      <button
        type="button"
        className="link"
        aria-label={filled(said.showWholeOf, { name })}
        onClick={() => setIsOpen(true)}
      >
        {said.showWhole}
      </button>
    </>
  );
}
