import fs from 'node:fs/promises';
import { nextTurn } from '../../src/book/turns.ts';

test('however many work, whoever waits for the disk or the network waits for one part of one work', async () => {
  let parts = 0;
  let isOver = false;
  const work = async (): Promise<void> => {
    for (; !isOver; parts += 1) await nextTurn();
  };
  const works = Array.from({ length: 30 }, () => work());
  const before: number[] = [];
  for (let times = 0; times < 20; times += 1) {
    await fs.stat('.');
    before.push(parts);
  }
  isOver = true;
  await Promise.all(works);
  // All thirty in each round would be hundreds.
  expect(parts).toBeGreaterThan(0);
  const rounds = before.slice(1).map((count, at) => count - (before[at] ?? 0));
  expect(rounds.toSorted((a, b) => a - b)[10]).toBeLessThan(15);
});
