import Sequencer from '@jest/test-sequencer';

const SYSTEM = /[\\/]test[\\/]system[\\/]/;

/**
 * The longest first, as jest knows them from earlier runs, else the largest. The files of
 * `test/system` mostly wait for processes: the others are spread between them, so that neither all
 * workers wait nor all reckon.
 */
export default class Order extends Sequencer {
  /** @param {import('@jest/test-result').Test[]} tests */
  async sort(tests) {
    const sorted = await super.sort(tests);
    const waiting = sorted.filter(({ path }) => SYSTEM.test(path));
    const reckoning = sorted.filter(({ path }) => !SYSTEM.test(path));
    return sorted
      .flatMap((_, index) => [waiting[index], reckoning[index]])
      .filter((test) => test !== undefined);
  }
}
