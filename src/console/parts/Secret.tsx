import { useState } from 'react';

interface Props {
  readonly title: string;
  /** Null: it was told before, and is not shown again. */
  readonly secret: string | null;
  readonly words: {
    readonly secretOnce: string;
    readonly secretGone: string;
    readonly copy: string;
    readonly copied: string;
  };
}

/** A secret that was just made: it is never shown again. */
export function Secret({ title, secret, words: said }: Props) {
  const [isCopied, setIsCopied] = useState(false);
  if (secret === null) return <p className="warning">{said.secretGone}</p>;
  const copy = (): void => {
    void navigator.clipboard.writeText(secret).then(() => setIsCopied(true));
  };
  return (
    <div className="done" role="status">
      <h2>{title}</h2>
      <p>
        <code className="secret">{secret}</code>
      </p>
      <p>{said.secretOnce}</p>
      <div className="buttons">
        <button type="button" onClick={copy}>
          {said.copy}
        </button>
        {isCopied && <span role="status">{said.copied}</span>}
      </div>
    </div>
  );
}
