import { Type } from 'typebox';
import { verifyService } from '../../../usecases/books/verify.ts';
import { Closed, Instant } from '../../schema/schemas.ts';

/** What a verification found. */
export const Differences = Type.Array(
  Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true }),
  {
    description:
      'Empty: ledger, positions, audit trail, closings and what was issued agree with the facts.',
  },
);

/** What a verification answers. */
export const Verification = Closed(
  {
    knownAt: Instant,
    differences: Differences,
    checked: Closed({
      loans: Type.Integer(),
      days: Type.Integer(),
      postings: Type.Integer(),
      events: Type.Integer(),
    }),
    auditHead: Closed({ number: Type.Integer(), hash: Type.String() }),
  },
  { title: 'Verification' },
);

type Verified = Awaited<ReturnType<typeof verifyService>>;

/** All that was found, each with what it was found in. */
export function presentDifferences({
  facts,
  ledger,
  audit,
  rows,
  closings,
  schema = [],
  issued = [],
  book = [],
}: Omit<Verified, 'schema' | 'issued' | 'book' | 'knownAt'> & Partial<Verified>) {
  const within = (kept: string) => (each: object) => ({ of: kept, ...each });
  return [
    ...facts.map(within('fact')),
    ...ledger.map(within('ledger')),
    ...audit.map(within('audit')),
    ...rows.map(within('row')),
    ...closings.map(within('closing')),
    ...schema.map(within('schema')),
    ...issued.map(within('issued')),
    ...book.map(within('book')),
  ];
}
