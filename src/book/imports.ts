import type { Entry } from '../store/facts/entry.ts';
import type { StoredImport, ImportEnteredEntry } from '../store/imports/import.ts';
import type { Fund } from './fund.ts';
import { isKnownAt, knownLength, shownAt, standsAt } from './known.ts';

type OfBook = Pick<Fund, 'book'>;

/** That a file was entered, and whether it still is. */
export interface ImportEntered {
  readonly entry: ImportEnteredEntry;
  readonly reversedAt: Date | null;
}

/** A file that was sent, with its last entry; null: it was never entered. */
export interface ImportKnown {
  readonly file: StoredImport;
  readonly entered: ImportEntered | null;
}

function enteredOf({ book }: OfBook, importId: string, instant: number): ImportEntered | null {
  const entry = book.importsEntered.findLast(
    (each) => each.importId === importId && isKnownAt(each, instant),
  );
  return entry === undefined ? null : { entry, reversedAt: shownAt(entry, instant).reversedAt };
}

/** The file that was sent under an id; null: there is none. */
export function findImport(fund: OfBook, id: string, knownAt: Date): ImportKnown | null {
  const entry = fund.book.facts.get(id);
  const instant = knownAt.getTime();
  if (entry?.factKind !== 'import' || !isKnownAt(entry, instant)) return null;
  const { reversedAt: _, reversalBookedOn: __, ...file } = shownAt(entry, instant);
  return { file, entered: enteredOf(fund, id, instant) };
}

/** The files that were sent, the last one first. @param before only those sent before this one */
export function listImports(
  fund: OfBook,
  { before, limit }: { readonly before?: Date | undefined; readonly limit: number },
  knownAt: Date,
): ImportKnown[] {
  const instant = knownAt.getTime();
  return fund.book.imports
    .filter((each) => isKnownAt(each, instant))
    .filter((each) => before === undefined || each.recordedAt < before.getTime())
    .toReversed()
    .slice(0, limit)
    .flatMap(({ id }) => findImport(fund, id, knownAt) ?? []);
}

/** The import by which the same bytes are entered now; null: by none. */
export function standingImportOf({ book }: OfBook, sha256: string, knownAt: Date): string | null {
  const instant = knownAt.getTime();
  const found = book.importsEntered.find((each) => {
    const file = book.facts.get(each.importId);
    return standsAt(each, instant) && file?.factKind === 'import' && file.sha256 === sha256;
  });
  return found?.importId ?? null;
}

/** The facts that an import entered, in their order. */
export function factsOfImport({ book }: OfBook, entered: ImportEnteredEntry): readonly Entry[] {
  const from = knownLength(book.log, entered.firstRecordedAt.getTime() - 1);
  return book.log.slice(from, knownLength(book.log, entered.recordedAt - 1));
}
