import { useRouter, useSearch } from '@tanstack/react-router';
import { words } from '../../words/words.ts';
import { ProviderButtons } from './ProviderButtons.tsx';
import { isExposed, SignInForm } from './SignInForm.tsx';

const TOKEN = /^#?token=([\w-]+)$/;

const INVITATION = /^#?invitation=([\w-]+)$/;

/** The first screen of who is not signed in. */
export function SignIn() {
  const { to = '/' } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  // Behind the # of an address nothing is sent to the service, and nothing stands in its log.
  const token = TOKEN.exec(location.hash)?.[1];
  const invitation = INVITATION.exec(location.hash)?.[1];
  const onward = to.replace(/#.*$/, '');
  return (
    <main className="sign-in">
      <h1>{words.signIn.title}</h1>
      {!isExposed && (
        <ProviderButtons to={onward} {...(invitation === undefined ? {} : { invitation })} />
      )}
      <SignInForm
        {...(token === undefined ? {} : { token })}
        onDone={() => router.history.replace(onward)}
      />
    </main>
  );
}
