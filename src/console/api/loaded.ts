/** The code of a screen could not be fetched: nobody answers, or the service was upgraded since the page. */
export class NotLoaded extends Error {}

const WAITS_MS = [500, 1_000, 2_000, 4_000];

/** Fetches the code of a screen; tries again while nobody answers. @throws NotLoaded */
export async function loaded<Code>(load: () => Promise<Code>): Promise<Code> {
  for (const wait of WAITS_MS) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return load().catch((error: unknown) => {
    throw new NotLoaded('a screen could not be fetched', { cause: error });
  });
}

/** Loads the page anew if the service answers; else what is on the screen stays. */
export async function reloadIfAnswered(): Promise<void> {
  const answer = await fetch('/livez').catch(() => null);
  if (answer?.ok === true) location.reload();
}
