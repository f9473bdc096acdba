import type { ReactNode } from 'react';

/** A figure with its name. */
export interface FigureProps {
  readonly name: string;
  readonly children: ReactNode;
  /** What stands below the figure, smaller. */
  readonly note?: ReactNode;
  readonly isBad?: boolean;
}

/** A figure with its name, among `Figures`. */
export function Figure({ name, children, note, isBad = false }: FigureProps) {
  return (
    <div className={isBad ? 'figure bad' : 'figure'}>
      <dt>{name}</dt>
      <dd>{children}</dd>
      {note !== undefined && <dd className="note">{note}</dd>}
    </div>
  );
}

/** Some figures beside each other. */
export function Figures({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <dl className="figures" aria-label={label}>
      {children}
    </dl>
  );
}

/** What is known of a thing, as name and value, line by line. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
