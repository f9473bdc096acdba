import { Link } from '@tanstack/react-router';
import type { Shape } from '../../api/client.ts';
import { dayText } from '../../format/days.ts';
import { grouped } from '../../format/money.ts';
import { Paper } from '../../parts/Paper.tsx';
import { Told } from '../../parts/Told.tsx';
import { filled, words } from '../../words/words.ts';

const text = words.loans.papers;

interface Props {
  readonly notice: Pick<
    Shape<'IssueOverdueNoticeAnswer'>,
    'id' | 'numberText' | 'total' | 'payBy' | 'warnings'
  >;
}

/** A notice that was just issued, to be printed. */
export function NoticeDone({ notice }: Props) {
  const { id, numberText, total, payBy, warnings } = notice;
  const name = filled(text.issued, {
    number: numberText,
    total: grouped(total),
    payBy: dayText(payBy),
  });
  return (
    <div className="form">
      <div className="done" role="status">
        <Link to="/notices/$id" params={{ id }} search={{}}>
          {name}
        </Link>
      </div>
      <Paper address={`/v1/notices/${id}`} formats={['pdf', 'docx']} label={numberText} />
      <Told warnings={warnings} />
    </div>
  );
}
