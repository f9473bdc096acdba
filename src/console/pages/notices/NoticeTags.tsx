import type { Shape } from '../../api/client.ts';
import { words } from '../../words/words.ts';

type Row = Pick<Shape<'NoticeRow'>, 'status' | 'stale' | 'delivered'>;

/** What has become of a notice. */
export function NoticeTags({ notice: { status, stale, delivered } }: { readonly notice: Row }) {
  const { statuses } = words.notices;
  if (status !== 'issued') return <span className="tag">{statuses[status]}</span>;
  return (
    <>
      {stale && <span className="tag bad">{statuses.stale}</span>}{' '}
      <span className={delivered ? 'tag good' : 'tag warn'}>
        {delivered ? statuses.delivered : statuses.undelivered}
      </span>
    </>
  );
}
