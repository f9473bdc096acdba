import type { LoanRow } from '../../parts/fields/LoanField.tsx';
import { words } from '../../words/words.ts';

export type Standing = LoanRow['standing'];

const LOOKS: Readonly<Record<Standing, string>> = {
  not_disbursed: 'tag',
  settled: 'tag',
  charged_off: 'tag warn',
  overdue: 'tag bad',
  in_term: 'tag good',
};

/** Where a loan stands, in a word. */
export function StandingTag({ standing }: { standing: Standing }) {
  return <span className={LOOKS[standing]}>{words.codes.standing[standing]}</span>;
}
