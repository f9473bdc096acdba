import { Type } from 'typebox';
import type { SourceBalances } from '../../domain/fund/balances.ts';
import { inDigits, sum } from '../../domain/primitives/money.ts';
import { Closed, Money, SignedMoney } from '../schema/schemas.ts';
import { Source } from '../schema/sources.ts';

const parts = {
  capital: { ...SignedMoney, description: 'What was given of it, less what was given back.' },
  outstanding: { ...Money, description: 'What of it is lent.' },
  available: { ...SignedMoney, description: 'What of it is not lent.' },
  chargedOff: { ...Money, description: 'What of it was charged off and not recovered.' },
  entrusted: Type.Optional({
    ...Money,
    description: 'What of it trustees have; left out, if they have none (R35).',
  }),
};

/** The sources of capital, each of which is the sum of its parts (R18, R34). */
export const Sources = Type.Array(Closed({ source: Source, name: Type.String(), ...parts }), {
  description:
    'Charter capital, then each other source that the fund has named (R34); of each ' +
    '`capital` = `outstanding` + `available` + `chargedOff` + `entrusted`.',
});

export const SourcesTotal = Closed(parts, { description: 'The sums over all sources.' });

interface Parts {
  readonly capital: string;
  readonly outstanding: string;
  readonly available: string;
  readonly chargedOff: string;
  readonly entrusted: string;
}

/** The parts as they are answered: without that of trustees, if they have none. */
export function withoutNone({ entrusted, ...parts }: Parts) {
  return entrusted === '0' ? parts : { ...parts, entrusted };
}

/** The sources as they are answered. */
export const presentSources = (sources: readonly SourceBalances[]) =>
  sources.map(({ source, name, ...parts }) => ({ source, name, ...withoutNone(inDigits(parts)) }));

/** Their sums. */
export function presentSourcesTotal(sources: readonly SourceBalances[]) {
  const total = (part: keyof typeof parts) => sum(sources.map((each) => each[part]));
  const sums = {
    capital: total('capital'),
    outstanding: total('outstanding'),
    available: total('available'),
    chargedOff: total('chargedOff'),
    entrusted: total('entrusted'),
  };
  return withoutNone(inDigits(sums));
}
