import Sequencer from '@jest/test-sequencer';

const SYSTEM = /[\\/]test[\\/]system[\\/]/;

/** Where files take long, whatever their size. */
const LONG = /[\\/]test[\\/](book|store)[\\/]/;

/**
 * The longest first, as jest knows them from earlier runs, else the largest; those that take long anyhow
 * at the beginning, so that the end does not wait for one. The files of `test/system` mostly wait for
 * processes: the others are spread between them, so that neither all workers wait nor all reckon.
 */
export default class Order extends Sequencer {
  /** @param {import('@jest/test-result').Test[]} tests */
  async sort(tests) {
    const sorted = await super.sort(tests);
    const waiting = sorted.filter(({ path }) => SYSTEM.test(path));
    const others = sorted.filter(({ path }) => !SYSTEM.test(path));
    const isLong = ({ path }) => LONG.test(path);
    const reckoning = [...others.filter(isLong), ...others.filter((test) => !isLong(test))];
    return sorted
      .flatMap((_, index) => [waiting[index], reckoning[index]])
      .filter((test) => test !== undefined);
  }
}
