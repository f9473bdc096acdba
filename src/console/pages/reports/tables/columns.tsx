import { grouped, isNone } from '../../../format/money.ts';
import { LoanLink } from '../../../parts/LoanLink.tsx';
import type { Column } from '../../../parts/Table.tsx';
import { words } from '../../../words/words.ts';

const said = words.reports;

/** A rate as people read it; null: there is nothing to divide by. */
export function ratio(percent: string | null): string {
  return percent === null ? '–' : `${percent.replace('.', ',')}\u00a0%`;
}

/** How a column of numbers stands. */
interface Stands {
  readonly total?: string | number | undefined;
  readonly isMinor?: boolean;
}

const shown = (value: string | number | null): string =>
  value === null ? '' : typeof value === 'number' ? `${value}` : grouped(value);

/** A column of a field of money or counts, with its sum below where there is one. */
export function amountColumn<K extends string>(
  title: string,
  field: K,
  { total, isMinor = false }: Stands = {},
): Column<{ readonly [Field in K]: string | number | null }> {
  return {
    title,
    isNumber: true,
    isMinor,
    cell: (row) => shown(row[field]),
    ...(total === undefined ? {} : { total: shown(total) }),
  };
}

/** The same; left out where there is none of it in any row. */
export function seldomColumn<K extends string>(
  title: string,
  field: K,
  { total, isMinor = false }: Stands & { readonly total: string },
): Column<{ readonly [Field in K]: string | number | null }>[] {
  return isNone(total) ? [] : [amountColumn(title, field, { total, isMinor })];
}

/** A row about a loan. */
interface OfLoan {
  readonly loanId: string;
  readonly contractNumber: string;
  readonly cooperativeName: string;
  readonly locality: string;
}

/** The loan and the borrower of a row. */
export function loanColumns(): Column<OfLoan>[] {
  return [
    {
      title: said.contract,
      cell: ({ loanId, contractNumber }) => <LoanLink id={loanId} number={contractNumber} />,
      total: words.parts.total,
    },
    { title: said.borrower, cell: ({ cooperativeName }) => cooperativeName },
    { title: said.locality, isMinor: true, cell: ({ locality }) => locality },
  ];
}
