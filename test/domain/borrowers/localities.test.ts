import { localityOn, type LocalityStatement } from '../../../src/domain/borrowers/localities.ts';
import { on } from '../../support/entries.ts';

/** What a version says that counts from a day, or for all days. */
const version = (locality: string, from: string | null = null): LocalityStatement => ({
  locality,
  from: from === null ? null : on(from),
  isAct: false,
});

const act = (locality: string, from: string): LocalityStatement => ({
  locality,
  from: on(from),
  isAct: true,
});

const DAYS = ['2025-06-30', '2025-07-01', '2025-08-31', '2025-09-01', '2025-12-31'].map(on);

/** The localities on the days, one after the other. */
const told = (...statements: LocalityStatement[]): string =>
  DAYS.map((day) => localityOn(statements, day)).join('');

// R37
describe('the locality of a borrower', () => {
  test('is that of an act from its day on, and the one before on the days before', () => {
    expect(told(version('A'))).toBe('AAAAA');
    expect(told(version('A'), act('X', '2025-07-01'))).toBe('AXXXX');
    expect(told(version('A'), act('X', '2025-09-01'), act('Y', '2025-07-01'))).toBe('AYYXX');
  });

  test('of two acts of one day is that of the later one', () => {
    expect(told(version('A'), act('X', '2025-07-01'), act('Y', '2025-07-01'))).toBe('AYYYY');
  });

  test('is not held back by a version that only changed the name', () => {
    // A new name from 1 September, then the end of the districts is entered.
    expect(told(version('A'), version('A', '2025-09-01'), act('X', '2025-07-01'))).toBe('AXXXX');
  });

  test('is that of a later move, entered before the act or after it', () => {
    const moved = version('B', '2025-09-01');
    expect(told(version('A'), moved, act('X', '2025-07-01'))).toBe('AXXBB');
    expect(told(version('A'), act('X', '2025-07-01'), moved)).toBe('AXXBB');
  });

  test('stays where a later version renames after a move', () => {
    const renamed = version('B', '2025-12-31');
    const facts = [version('A'), version('B', '2025-09-01'), renamed, act('X', '2025-07-01')];
    expect(told(...facts)).toBe('AXXBB');
  });

  test('is that of a correction with another locality on all days, until the next act', () => {
    const corrected = [version('A'), act('X', '2025-07-01'), version('C')];
    expect(told(...corrected)).toBe('CCCCC');
    expect(told(...corrected, act('Y', '2025-09-01'))).toBe('CCCYY');
  });
});
