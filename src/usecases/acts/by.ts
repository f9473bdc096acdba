import type { CalendarDate } from '../../domain/primitives/dates.ts';
import type { Actor } from '../../domain/access/actor.ts';

export interface By {
  readonly actor: Actor;
  readonly today: CalendarDate;
}
