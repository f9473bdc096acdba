import { CHARTER, type Source } from '../../domain/fund/sources.ts';
import type { Cell } from '../facts/factStore.ts';

// Charter capital is left out, as it is in facts from before there were other sources (R34).

/** A source for its column. */
export const sourceCell = (source: Source): Source | null => (source === CHARTER ? null : source);

/** A source from its column. */
export const sourceIn = (cell: Cell | undefined): Source => cell ?? CHARTER;
