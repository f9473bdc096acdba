import { folded } from '../primitives/likeness.ts';
import type { Heading } from './headers.ts';
import type { Field } from './headerWords.ts';
import type { Shape } from './planned.ts';

/** Columns by which a movement of money is known. */
const MOVED: readonly Field[] = [
  'lent',
  'paidPrincipal',
  'paidInterest',
  'paidInTermInterest',
  'paidOverdueInterest',
  'paidLateInterest',
  'paidTotal',
  'repaid',
  'interestPaid',
];

/** What the rows of a sheet with these columns are; null: it cannot be told. */
export function shapeOf({ columns }: Heading): Shape | null {
  const fields = new Set(columns.map(({ field }) => field));
  const has = (...some: readonly Field[]): boolean => some.some((each) => fields.has(each));
  if (
    has('instalmentPrincipal', 'instalmentInterest') &&
    has('instalmentDueOn', 'dueOn') &&
    !has('principal')
  ) {
    return 'instalments';
  }
  const isDated = has('movedOn') || (has('voucherNumber') && has('disbursedOn'));
  if (isDated && (has(...MOVED) || (has('principal') && has('voucherNumber')))) return 'movements';
  if (has('contractNumber') && has('principal', 'outstanding', 'lent', 'disbursed', 'balance')) {
    return 'register';
  }
  if (has('cooperativeName') && has('cooperativeCode', 'locality', 'taxCode', 'address')) {
    return has('principal', 'outstanding', ...MOVED) ? null : 'cooperatives';
  }
  return null;
}

/** Words that say one thing in a book of movements. */
const IN_MOVEMENTS: Partial<Record<Field, Field>> = {
  principal: 'paidTotal',
  repaid: 'paidPrincipal',
  disbursed: 'lent',
  interestPaid: 'paidInterest',
  interestDue: 'paidInterest',
  overdueInterest: 'paidOverdueInterest',
  lateInterest: 'paidLateInterest',
  outstanding: 'balance',
};

/** And another one in a register. */
const IN_REGISTER: Partial<Record<Field, Field>> = {
  lent: 'disbursed',
  paidPrincipal: 'repaid',
  paidInterest: 'interestPaid',
  balance: 'outstanding',
  instalmentDueOn: 'dueOn',
  movedOn: 'signedOn',
};

const IN_INSTALMENTS: Partial<Record<Field, Field>> = {
  dueOn: 'instalmentDueOn',
  paidPrincipal: 'instalmentPrincipal',
};

function renamed(
  shape: Shape,
  { field, heading, hasBalance }: { field: Field; heading: string; hasBalance: boolean },
): Field {
  if (shape === 'movements') {
    // Beside a running balance, which is held against it, `Số tiền vay` is what was lent.
    const isLent = field === 'principal' && hasBalance && /\bvay\b/.test(folded(heading));
    if (isLent) return 'lent';
    if (field === 'interestOwed') {
      return /trong han/.test(folded(heading)) ? 'paidInTermInterest' : 'paidInterest';
    }
    return IN_MOVEMENTS[field] ?? field;
  }
  if (shape === 'register') return IN_REGISTER[field] ?? field;
  return shape === 'instalments' ? (IN_INSTALMENTS[field] ?? field) : field;
}

/** A heading whose columns say what their words mean in a sheet of this shape; each field stands once. */
export function headingAs(shape: Shape, heading: Heading): Heading {
  const taken = new Set(heading.columns.map(({ field }) => field));
  const hasBalance = taken.has('balance') || taken.has('outstanding');
  const columns = heading.columns.map((column) => {
    if (column.field === null) return column;
    const field = renamed(shape, { field: column.field, heading: column.heading, hasBalance });
    if (field === column.field) return column;
    if (taken.has(field)) return { ...column, field: null };
    taken.add(field);
    return { ...column, field };
  });
  return { ...heading, columns };
}
