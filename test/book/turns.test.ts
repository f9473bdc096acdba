import { setImmediate as nextRound } from 'node:timers/promises';
import { nextTurn } from '../../src/book/turns.ts';

test('of thirty works one goes on in a round of the event loop', async () => {
  let parts = 0;
  let isOver = false;
  const work = async (): Promise<void> => {
    for (; !isOver; parts += 1) await nextTurn();
  };
  const works = Array.from({ length: 30 }, () => work());
  const counts: number[] = [];
  for (let round = 0; round < 100; round += 1) {
    const before = parts;
    await nextRound();
    counts.push(parts - before);
  }
  isOver = true;
  await Promise.all(works);
  expect(Math.max(...counts)).toBe(1);
  expect(parts).toBeGreaterThan(90);
});
