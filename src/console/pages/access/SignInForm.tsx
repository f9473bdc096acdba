import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Refusal } from '../../api/client.ts';
import { signIn } from '../../api/session.ts';
import { TextField } from '../../parts/fields/TextField.tsx';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { words } from '../../words/words.ts';

/** Whether others could read along: the cookie of a session is sent over TLS or within the machine only. */
export const isExposed = !window.isSecureContext;

interface Props {
  /** A token that the address of the example fund brings along. */
  readonly token?: string;
  readonly onDone: () => void;
}

/** Signs somebody in with a token. */
export function SignInForm({ token = '', onDone }: Props) {
  const [typed, setTyped] = useState(token);
  const act = useMutation({ mutationFn: async () => signIn(typed.trim()), onSuccess: onDone });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.trim() !== '' && !act.isPending) act.mutate();
  };
  if (isExposed) {
    return (
      <div className="problem" role="alert">
        <p>{words.signIn.needsTls}</p>
      </div>
    );
  }
  return (
    <form className="form" onSubmit={submit}>
      <TextField
        label={words.signIn.token}
        hint={words.signIn.tokenHint}
        type="password"
        autoComplete="current-password"
        value={typed}
        onChange={setTyped}
        isRequired
        autoFocus
      />
      {act.error instanceof Refusal && <ProblemNote problem={act.error.problem} />}
      {act.error !== null && !(act.error instanceof Refusal) && (
        <p className="problem" role="alert">
          {words.parts.unanswered}
        </p>
      )}
      <div className="buttons">
        <button type="submit" className="main">
          {words.signIn.verb}
        </button>
      </div>
    </form>
  );
}
