import { useNavigate, useSearch } from '@tanstack/react-router';
import { today } from '../format/days.ts';

/** The day and the instant that the screens stand at. */
export interface StandsAt {
  /** The day of the figures; today unless another was chosen. */
  readonly asOf: string;
  /** What had been entered by then; undefined: now. */
  readonly knownAt: string | undefined;
  /** As parameters of a request. */
  readonly query: { readonly asOf: string; readonly knownAt?: string };
  readonly isToday: boolean;
  choose(asOf: string): void;
  chooseKnownAt(knownAt: string | undefined): void;
}

/** The day that the screens stand at, kept in the address. */
export function useDay(): StandsAt {
  const { asOf = today(), knownAt } = useSearch({ from: '/frame' });
  const navigate = useNavigate();
  return {
    asOf,
    knownAt,
    query: { asOf, ...(knownAt === undefined ? {} : { knownAt }) },
    isToday: asOf === today(),
    choose: (day) =>
      void navigate({ to: '.', search: (before) => ({ ...before, asOf: day }), replace: true }),
    chooseKnownAt: (instant) =>
      void navigate({
        to: '.',
        // Undefined is left out of the address; a name that is missing would be kept from before.
        search: (before) => ({ ...before, knownAt: instant }) as typeof before,
        replace: true,
      }),
  };
}
