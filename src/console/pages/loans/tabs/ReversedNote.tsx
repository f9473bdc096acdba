import { momentText } from '../../../format/days.ts';
import { filled, words } from '../../../words/words.ts';

/** When a fact was taken back. */
export function ReversedNote({ reversedAt }: { reversedAt: string | null }) {
  if (reversedAt === null) return null;
  return (
    <span className="tag">{filled(words.loans.reversedAt, { at: momentText(reversedAt) })}</span>
  );
}
