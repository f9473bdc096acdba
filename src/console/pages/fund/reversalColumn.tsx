import type { ReactNode } from 'react';
import type { Column } from '../../parts/Table.tsx';
import { words } from '../../words/words.ts';

/** The last column of what can be reversed: the button, for those who may, or that it was reversed. */
export function reversalColumn<Row extends { readonly reversedAt: string | null }>(
  mayReverse: boolean,
  buttonOf: (row: Row) => ReactNode,
): Column<Row> {
  return {
    title: words.parts.reverse,
    cell: (row) => (
      <>
        {mayReverse && buttonOf(row)}
        {row.reversedAt !== null && <span className="tag">{words.fund.reversedTag}</span>}
      </>
    ),
  };
}
