import { createHash } from 'node:crypto';
import { handoverAsKnown, listHandovers } from '../../book/handovers.ts';
import { type FundAct, lastRecordedAt } from '../../book/fund.ts';
import { shownAt } from '../../book/known.ts';
import { canonical } from '../../domain/handover/canonical.ts';
import type { Portfolio } from '../../domain/handover/portfolio.ts';
import { DomainError } from '../../domain/primitives/errors.ts';
import type { CalendarDate } from '../../domain/primitives/dates.ts';
import { refuseFuture, refuseReversed } from '../../domain/primitives/refusals.ts';
import type { HandoverEntry, StoredHandover } from '../../store/handover/handover.ts';
import type { StoredReversal } from '../../store/facts/reversal.ts';
import type { By } from '../acts/by.ts';
import { reverseFact } from '../acts/reverseFact.ts';
import { drawUp } from './drawUp.ts';

/** A document as it is handed over: its text, and the hash of the text. */
export interface Drawn {
  readonly text: string;
  readonly sha256: string;
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What a fund hands over, as the text that is signed. */
export function drawn(portfolio: Portfolio): Drawn {
  const text = canonical(portfolio);
  return { text, sha256: hashOf(text) };
}

/** A handover as it is asked to be recorded. */
export interface NewHandover {
  /** The first day on which the other fund has it all. */
  readonly on: CalendarDate;
  readonly toFund: string;
  readonly documentNumber: string;
  /** Of the document that was drawn up and signed. */
  readonly sha256: string;
}

/**
 * Records that the fund handed over all it has: from the day on it answers nothing and takes nothing.
 *
 * @throws DomainError dated-in-future, handed-over, facts-after-handover, handover-changed, before-opening
 */
export async function handOver(fund: FundAct, by: By, asked: NewHandover): Promise<StoredHandover> {
  const knownAt = lastRecordedAt(fund);
  const { on, toFund, documentNumber, sha256 } = asked;
  refuseFuture(on, by.today, 'R32');
  const before = handoverAsKnown(fund, knownAt);
  if (before !== null) {
    const { effectiveOn, ...of } = before;
    const figures = { on: effectiveOn, toFund: of.toFund, documentNumber: of.documentNumber };
    throw new DomainError('handed-over', { figures });
  }
  const now = drawn(await drawUp(fund, on, knownAt));
  if (now.sha256 !== sha256) {
    throw new DomainError('handover-changed', { figures: { sha256: now.sha256 } });
  }
  const said = { factKind: 'handover', effectiveOn: on, toFund, documentNumber, sha256 } as const;
  const recorded = fund.record<HandoverEntry>(said);
  return shownAt(recorded, recorded.recordedAt);
}

/**
 * Takes a handover back: the fund goes on as if it had never been. Whether the other fund has entered it nobody
 * can see from here, so it takes it back first.
 *
 * @throws DomainError not-found, already-reversed
 */
export function reverseHandover(
  fund: FundAct,
  { id, reason }: { readonly id: string; readonly reason: string },
): StoredReversal {
  const found = listHandovers(fund, lastRecordedAt(fund)).find((each) => each.id === id);
  if (found === undefined) {
    throw new DomainError('not-found', { figures: { what: 'handover', id } });
  }
  refuseReversed(found.reversedAt);
  return reverseFact(fund, id, reason);
}
