import { runsOfWork, type NewestAsked } from '../../book/schedule.ts';
import type { Fund } from '../../book/fund.ts';
import type { Work } from '../../domain/schedule/work.ts';
import type { StoredScheduledRun } from '../../store/schedule/run.ts';

/** The runs of scheduled work, or those of one kind, the latest first. */
export const scheduledRuns = (
  fund: Fund,
  asked: NewestAsked & { readonly work: Work | undefined },
  knownAt: Date,
): StoredScheduledRun[] => runsOfWork(fund, asked, knownAt);
