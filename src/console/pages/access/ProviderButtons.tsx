import { useMutation } from '@tanstack/react-query';
import { Refusal } from '../../api/client.ts';
import { goToProvider, useProviders } from '../../api/signOn.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { filled, words } from '../../words/words.ts';

const { signIn: said } = words;

interface Props {
  /** Where to go on. */
  readonly to: string;
  /** The code of an invitation that the address brings along. */
  readonly invitation?: string;
}

/** Signs somebody in with the account of a provider, if there is one. */
export function ProviderButtons({ to, invitation }: Props) {
  const providers = useProviders();
  const act = useMutation({
    mutationFn: async (provider: string) => goToProvider(provider, { to, invitation }),
  });
  if (providers.length === 0) return null;
  return (
    <div className="providers">
      {invitation !== undefined && <p>{said.invited}</p>}
      {providers.map((name) => (
        <button
          key={name}
          type="button"
          className="main"
          disabled={act.isPending}
          onClick={() => act.mutate(name)}
        >
          {filled(said.byProvider, { name })}
        </button>
      ))}
      {act.error instanceof Refusal && <ProblemNote problem={act.error.problem} />}
      {act.error !== null && !(act.error instanceof Refusal) && (
        <p className="problem" role="alert">
          {words.parts.unanswered}
        </p>
      )}
      <p className="soft">{said.orByToken}</p>
    </div>
  );
}
