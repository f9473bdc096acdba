import type { ReactNode } from 'react';
import { grouped } from '../../format/money.ts';
import { mostOf, share } from './scale.ts';

/** A bar with its name. */
export interface SharedBar {
  readonly key: string;
  readonly name: ReactNode;
  /** Whole đồng. */
  readonly amount: string;
  readonly note?: string;
  readonly colour: 1 | 2 | 3 | 4;
}

/** Amounts beside each other, each as long as its share of the greatest. */
export function ShareBars({ label, bars }: { label: string; bars: readonly SharedBar[] }) {
  const most = mostOf(bars.map(({ amount }) => amount));
  return (
    <figure className="plot">
      <figcaption>{label}</figcaption>
      <table className="share-bars" aria-label={label}>
        <tbody>
          {bars.map(({ key, name, amount, note, colour }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td className="number">{grouped(amount)}</td>
              <td className="bar-place">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect
                    className={`bar colour-${colour}`}
                    width={share(amount, most) * 100}
                    height={10}
                  />
                </svg>
              </td>
              <td className="soft">{note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
