type Field = readonly [name: string, text: string];

/** Shorter names first, then by their bytes: so PostgreSQL orders the fields of `jsonb`. */
const byJsonb = ([a]: Field, [b]: Field): number => a.length - b.length || (a < b ? -1 : 1);

/** An object as PostgreSQL writes `jsonb`, of the texts of its fields. */
export const objectText = (fields: readonly Field[]): string =>
  `{${fields
    .toSorted(byJsonb)
    .map(([name, text]) => `"${name}": ${text}`)
    .join(', ')}}`;

/** Rows of texts as PostgreSQL writes `jsonb`; a field without a text is left out. */
export const rowsText = (rows: readonly Readonly<Record<string, string | null>>[]): string =>
  `[${rows
    .map((row) =>
      objectText(
        Object.entries(row).flatMap(([name, value]) =>
          value === null ? [] : [[name, JSON.stringify(value)] as const],
        ),
      ),
    )
    .join(', ')}]`;
