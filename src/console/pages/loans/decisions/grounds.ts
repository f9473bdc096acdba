import { words } from '../../../words/words.ts';

/** Why a loan may be charged off, to be chosen from (R40). */
export const GROUNDS = (
  ['group_5', 'dissolved', 'bankrupt', 'dead', 'missing', 'unable_to_work'] as const
).map((each) => [each, words.codes.chargeOffGround[each]] as const);
