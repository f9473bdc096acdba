import type { FundAct } from '../../book/fund.ts';
import type { SecondPersonRule } from '../../domain/policies/secondPerson.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import { directorsOn } from '../../store/access/token.ts';

/**
 * Refuses a policy of a second person where there is none: its own change would wait for ever.
 *
 * @throws DomainError no-second-director
 */
export async function refuseStranding(
  fund: FundAct,
  { name, value }: { readonly name: string; readonly value: unknown },
  today: CalendarDate,
): Promise<void> {
  if (name !== 'secondPerson' || (value as SecondPersonRule).acts.length === 0) return;
  const directors = await fund.sql((tx) => directorsOn(tx, today));
  if (directors.length < 2) throw new DomainError('no-second-director');
}
