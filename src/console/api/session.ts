import { ask } from './client.ts';
import { language } from '../words/words.ts';
import { forgetKept } from './kept.ts';
import { queries, readAnew } from './read.ts';
import { setSignedOut } from './signedOut.ts';

/** Signs in with a token: from here on the browser sends the session by itself. @throws Refusal */
export async function signIn(token: string): Promise<void> {
  await ask(
    new Request(new URL('/session', location.origin), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify({ token }),
    }),
  );
  setSignedOut(false);
  await readAnew();
}

/** Ends the session. What was read is forgotten; gives where to go to sign out of the provider too, if anywhere. */
export async function signOut(): Promise<string | null> {
  const answer = await fetch('/sign-on/end', { method: 'POST' });
  const { address = null } = answer.ok
    ? ((await answer.json()) as { address?: string | null })
    : {};
  queries.clear();
  forgetKept();
  return address;
}
