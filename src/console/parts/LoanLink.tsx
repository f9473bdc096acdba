import { Link } from '@tanstack/react-router';

/** The way to a loan, by the number of its contract. */
export function LoanLink({ id, number }: { readonly id: string; readonly number: string }) {
  return (
    <Link to="/loans/$id" params={{ id }} search={{}}>
      {number}
    </Link>
  );
}
