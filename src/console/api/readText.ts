import { ask } from './client.ts';

/** Reads a paper as plain text. */
export async function readText(
  address: string,
  signal: AbortSignal,
): Promise<{ readonly data: string }> {
  const url = new URL(address, location.origin);
  url.searchParams.set('format', 'text');
  const answer = await ask(new Request(url, { signal }));
  return { data: await answer.text() };
}
