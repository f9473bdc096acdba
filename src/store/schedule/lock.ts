import type { Database } from '../database/database.ts';

/**
 * Does what must not be done by two services at once and is no act, such as sending a mail: whoever has the
 * lock of the name does it. A process that dies gives the lock back.
 *
 * @returns whether it was done; false: another one is at it
 */
export async function alone(
  { pool }: Database,
  name: string,
  work: () => Promise<void>,
): Promise<boolean> {
  const client = await pool.connect();
  let isBroken = false;
  // Without a listener, a connection that breaks meanwhile would end the process.
  const onBreak = () => (isBroken = true);
  client.on('error', onBreak);
  try {
    const key = 'hashtextextended($1, 0)';
    const { rows } = await client.query<{ locked: boolean }>(
      `select pg_try_advisory_lock(${key}) as locked`,
      [name],
    );
    if (rows[0]?.locked !== true) return false;
    try {
      await work();
      return true;
    } finally {
      await client.query(`select pg_advisory_unlock(${key})`, [name]).catch(onBreak);
    }
  } finally {
    client.off('error', onBreak);
    client.release(isBroken);
  }
}
