import { once } from 'node:events';

/** Runs once after all test files, or where the setup fails. */
export default async function globalTeardown(): Promise<void> {
  if (globalThis.testRun === undefined) return;
  const { caretaker, starting } = globalThis.testRun;
  const server = await starting.catch(() => undefined);
  await server?.stop();
  const gone = once(caretaker, 'close');
  caretaker.stdin?.end();
  await gone;
}
