import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Shape } from '../../api/client.ts';
import { dayText } from '../../format/days.ts';
import { filled, words } from '../../words/words.ts';

export type Deadline = Shape<'Deadline'>;

const text = words.deadlines;

/** What a deadline runs from, and by which law. */
export function groundOf({ ground, since, daysNotCounted, law }: Deadline): string {
  const from = words.codes.ground[ground];
  const parts = [
    since === null ? from : filled(text.since, { ground: from, day: dayText(since) }),
    daysNotCounted > 0 && filled(text.notCounted, { count: daysNotCounted }),
    law,
  ];
  return parts.filter((part) => part !== false && part !== null).join('; ');
}

/** The way to where a deadline is met. */
export function WayTo({ deadline }: { deadline: Deadline }): ReactNode {
  const { kind, cooperativeId, loanId, litigationCaseId, collateralId, cooperativeName } = deadline;
  const name = ` ${cooperativeName}`;
  if (litigationCaseId !== null)
    return (
      <Link to="/cases/$id" params={{ id: litigationCaseId }} search={{}}>
        {text.toCase}
        <span className="unseen">{name}</span>
      </Link>
    );
  if (collateralId !== null)
    return (
      <Link to="/collaterals/$id" params={{ id: collateralId }} search={{}}>
        {text.toAsset}
        <span className="unseen"> {deadline.collateralDescription}</span>
      </Link>
    );
  if (kind === 'limitation_to_sue')
    return (
      <Link to="/cases/new" search={{ cooperative: cooperativeId }}>
        {text.toSue}
        <span className="unseen">{name}</span>
      </Link>
    );
  if (loanId !== null)
    return (
      <Link to="/receipts/new" search={{ loan: loanId }}>
        {text.toReceipt}
        <span className="unseen">{name}</span>
      </Link>
    );
  return (
    <Link to="/cooperatives/$id" params={{ id: cooperativeId }} search={{}}>
      {text.toBorrower}
      <span className="unseen">{name}</span>
    </Link>
  );
}
