import type { Json } from './api.ts';

const lineOf = ({ subject }: Json): string => `${subject.kind} ${subject.id}`;

/** The events of each subject, in their order, by their numbers. */
function bySubject(events: readonly Json[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const event of events) {
    const of = found.get(lineOf(event)) ?? [];
    found.set(lineOf(event), of);
    of.push(event.number);
  }
  return found;
}

/**
 * What is wrong with what a receiver has accepted: each event of the fund must be there, and none for the
 * first time before the earlier ones of its subject.
 */
export function wrongsOf(events: readonly Json[], accepted: readonly Json[]): string[] {
  const told = bySubject(accepted);
  const wrongs: string[] = [];
  for (const [subject, numbers] of bySubject(events)) {
    const firsts = [...new Set(told.get(subject))];
    const missing = numbers.filter((number) => !firsts.includes(number));
    if (missing.length > 0) wrongs.push(`${subject}: never told of ${missing.join(', ')}`);
    const isInOrder = firsts.every((number, at) => at === 0 || number > (firsts[at - 1] ?? 0));
    if (!isInOrder) wrongs.push(`${subject}: told as ${firsts.join(', ')}`);
  }
  const known = new Map(events.map(({ id, number }) => [number, id]));
  for (const { number, id } of accepted) {
    if (known.get(number) !== id) wrongs.push(`told of ${number} ${id}, which is no event`);
  }
  return wrongs;
}
