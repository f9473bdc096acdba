import { useRouter, useSearch } from '@tanstack/react-router';
import { words } from '../../words/words.ts';
import { SignInForm } from './SignInForm.tsx';

const TOKEN = /^#?token=([\w-]+)$/;

/** The first screen of who is not signed in. */
export function SignIn() {
  const { to = '/' } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  // Behind the # of an address nothing is sent to the service, and nothing stands in its log.
  const token = TOKEN.exec(location.hash)?.[1];
  return (
    <main className="sign-in">
      <h1>{words.signIn.title}</h1>
      <SignInForm
        {...(token === undefined ? {} : { token })}
        onDone={() => router.history.replace(to.replace(/#.*$/, ''))}
      />
    </main>
  );
}
