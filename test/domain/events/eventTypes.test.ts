import { FACT_KINDS } from '../../../src/domain/books/factKinds.ts';
import { EVENT_TYPES, eventTypeOf } from '../../../src/domain/events/eventTypes.ts';

describe('the types of events', () => {
  test('tell every kind of fact, and its reversal, from every other', () => {
    const kinds = FACT_KINDS.filter((kind) => kind !== 'reversal');
    const types = kinds.flatMap((kind) => [eventTypeOf(kind, false), eventTypeOf(kind, true)]);
    expect(types).toHaveLength(2 * (FACT_KINDS.length - 1));
    expect(new Set(types).size).toBe(types.length);
    expect(types).toEqual(EVENT_TYPES);
  });

  test('are a noun and what was done, in the words of the field', () => {
    for (const type of EVENT_TYPES) expect(type).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
    expect(eventTypeOf('repayment', false)).toBe('repayment.recorded');
    expect(eventTypeOf('repayment', true)).toBe('repayment.reversed');
    expect(eventTypeOf('loan', false)).toBe('loan.entered');
    expect(eventTypeOf('notice', false)).toBe('notice.issued');
    expect(eventTypeOf('period_closing', false)).toBe('period.closed');
    expect(eventTypeOf('litigation_stage', false)).toBe('stage.recorded');
  });
});
