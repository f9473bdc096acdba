/** One line of what is told at the end. */
export interface Measure {
  readonly name: string;
  readonly service: string;
  readonly beside: string;
  readonly ratio: string;
  /** What is asked of it; empty: nothing. */
  readonly must: string;
  /** Null where nothing is asked, or it could not be measured. */
  readonly met: boolean | null;
}

export const NOT_MEASURED = '–';

/** A time in the unit in which it is read best. */
export function time(ms: number): string {
  if (Number.isNaN(ms)) return NOT_MEASURED;
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(ms < 10 ? 2 : 0)} ms`;
}

/** A measure held against a limit; what is not a number was not measured. */
export function atMost(value: number, limit: number): boolean | null {
  return Number.isNaN(value) ? null : value <= limit;
}

/** A time beside another of the same run. */
export function ratioOf(
  name: string,
  [ms, beside]: readonly [ms: number, beside: number],
  most?: number,
): Measure {
  const ratio = ms / beside;
  return {
    name,
    service: time(ms),
    beside: time(beside),
    ratio: Number.isNaN(ratio) ? NOT_MEASURED : `${ratio.toFixed(2)} ×`,
    must: most === undefined ? '' : `≤ ${most} ×`,
    met: most === undefined ? null : atMost(ratio, most),
  };
}

/** A time that stands alone. */
export function limitOf(name: string, ms: number, most?: number): Measure {
  return {
    name,
    service: time(ms),
    beside: '',
    ratio: '',
    must: most === undefined ? '' : `≤ ${time(most)}`,
    met: most === undefined ? null : atMost(ms, most),
  };
}

const HEAD = ['measure', 'service', 'beside it', 'ratio', 'must', ''] as const;

/** Prints the lines under each other. */
export function printTable(measures: readonly Measure[]): void {
  const verdict = (met: boolean | null) => (met === null ? '' : met ? 'met' : 'NOT MET');
  const rows = [
    HEAD,
    ...measures.map(({ name, service, beside, ratio, must, met }) => [
      name,
      service,
      beside,
      ratio,
      must,
      verdict(met),
    ]),
  ];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 || column === HEAD.length - 1
        ? cell.padEnd(widths[column] ?? 0)
        : cell.padStart(widths[column] ?? 0),
    );
    console.log(cells.join('  ').trimEnd());
  }
}
