import { api, bodyOf } from './client.ts';
import { useRead } from './read.ts';

/** With whose accounts people can sign in; none until it is known. */
export function useProviders(): readonly string[] {
  const { data } = useRead(['sign-on', 'providers'], async (signal) =>
    api.GET('/sign-on/providers', { signal }),
  );
  return data?.data.map(({ name }) => name) ?? [];
}

/** Goes to a provider, which sends the browser back to where it is to go on. @throws Refusal */
export async function goToProvider(
  provider: string,
  { to, invitation }: { readonly to: string; readonly invitation: string | undefined },
): Promise<void> {
  const body = { provider, to, ...(invitation === undefined ? {} : { invitation }) };
  const { address } = await bodyOf(api.POST('/sign-on/attempts', { body }));
  location.assign(address);
}
