import type { ReactNode } from 'react';

/** A line of a sum: what it is, the amount, and whether it is the sum of those above. */
export type SumLine = readonly [name: string, amount: ReactNode, isSum?: boolean];

/** Amounts below each other, as an account is written; lines of which there is none are left out. */
export function SumList({ label, lines }: { label: string; lines: readonly SumLine[] }) {
  return (
    <table className="sums" aria-label={label}>
      <tbody>
        {lines
          .filter(([, amount]) => amount !== null)
          .map(([name, amount, isSum = false]) => (
            <tr key={name} className={isSum ? 'sum' : undefined}>
              <th scope="row">{name}</th>
              <td className="number">{amount}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
