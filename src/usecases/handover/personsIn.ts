import type { Portfolio } from '../../domain/handover/portfolio.ts';
import type { Shown } from '../../domain/persons/accesses.ts';
import { isOfPerson } from '../../domain/persons/identityNumbers.ts';

/** Whose identity numbers a document shows whole: whoever draws it up is noted to have seen them. */
export function personsIn({ cooperatives, collaterals }: Portfolio): Shown[] {
  return [
    ...cooperatives.filter(isOfPerson).map(({ id }) => ({
      what: 'cooperative' as const,
      subject: id,
      cooperativeId: id,
      about: null,
    })),
    ...collaterals.flatMap(({ id, owner: { named } }) =>
      named === null || named.identityNumber === null
        ? []
        : [{ what: 'collateral' as const, subject: id, cooperativeId: null, about: named.name }],
    ),
  ];
}
