import { NearNames, sameName } from '../borrowers/nearNames.ts';
import { looksSame } from '../primitives/likeness.ts';
import type { Place } from './cells.ts';
import type { Notes } from './notes.ts';
import type { PlannedBorrower } from './planned.ts';

/** A borrower that the fund has, or that the file would enter. */
export interface KnownBorrower {
  /** Null: it is new. */
  readonly id: string | null;
  readonly code: string;
  readonly name: string;
}

/** A borrower that is to be entered. */
export interface NewBorrower extends KnownBorrower {
  readonly id: null;
  readonly locality: string;
  readonly details: PlannedBorrower;
  readonly place: Place;
}

const PREFIX = 'HTX';

const DIGITS = 3;

/**
 * Tells which borrower each row of a book means: by its code, else by its very name. A name that is only near
 * another is asked about, never joined.
 */
export class BorrowerMatch {
  readonly #notes: Notes;
  readonly #byCode = new Map<string, KnownBorrower>();
  readonly #byName = new Map<string, KnownBorrower[]>();
  readonly #near = new NearNames<KnownBorrower>();
  readonly #asked = new Set<string>();
  readonly added: NewBorrower[] = [];
  #given = 0;

  constructor(known: Iterable<KnownBorrower>, notes: Notes) {
    this.#notes = notes;
    for (const each of known) this.#add(each);
  }

  #add(borrower: KnownBorrower): void {
    this.#byCode.set(borrower.code, borrower);
    const key = sameName(borrower.name);
    this.#byName.set(key, [...(this.#byName.get(key) ?? []), borrower]);
    this.#near.add(borrower.name, borrower);
  }

  /** Those of this very name. */
  named(name: string): readonly KnownBorrower[] {
    return this.#byName.get(sameName(name)) ?? [];
  }

  /** The borrower that a row names, if it is known; nothing is asked. */
  known({ code, name }: Pick<PlannedBorrower, 'code' | 'name'>): KnownBorrower | null {
    const byCode = code === null ? undefined : this.#byCode.get(code);
    if (byCode !== undefined || name === null) return byCode ?? null;
    const [same, another] = this.named(name);
    return another === undefined ? (same ?? null) : null;
  }

  /** The borrower of a row; a new one is to be entered. Null: it cannot be told, or is at fault. */
  find(borrower: PlannedBorrower, place: Place): KnownBorrower | null {
    const { code, name } = borrower;
    const known = code === null ? undefined : this.#byCode.get(code);
    if (known !== undefined) return this.#sameAs(known, borrower, place);
    if (code === null && name !== null) {
      const [same, another] = this.named(name);
      if (another !== undefined) {
        return this.#ask(name, place, [...this.named(name)]);
      }
      if (same !== undefined) {
        if (same.id !== null) this.#notes.assume('same-cooperative', { ...place, row: null });
        return same;
      }
      const near = this.#near.near(name);
      if (near.length > 0) return this.#ask(name, place, near);
    }
    return this.#addNew(borrower, place);
  }

  #sameAs(known: KnownBorrower, { name }: PlannedBorrower, place: Place): KnownBorrower | null {
    const isOther =
      name !== null &&
      sameName(name) !== sameName(known.name) &&
      !looksSame(name, known.name) &&
      !this.#near.near(name).includes(known);
    if (!isOther) return known;
    const figures = { code: known.code, name: known.name };
    this.#notes.fault('other-borrower', place, name, figures);
    return null;
  }

  /** Asked once a name. */
  #ask(name: string, place: Place, near: readonly KnownBorrower[]): null {
    const key = sameName(name);
    if (this.#asked.has(key)) return null;
    this.#asked.add(key);
    const others = near.map((each) => `${each.name} (${each.code})`).slice(0, 5);
    this.#notes.fault('name-near', place, name, { others });
    return null;
  }

  #addNew(details: PlannedBorrower, place: Place): KnownBorrower | null {
    const { name, locality } = details;
    if (name === null) {
      const found = details.code ?? '';
      this.#notes.fault('value-missing', place, found, { heading: 'Tên HTX' });
      return null;
    }
    if (locality === null) {
      this.#notes.fault('locality-missing', place, name);
      return null;
    }
    const code = details.code ?? this.#nextCode(place);
    const added = { id: null, code, name, locality, details, place };
    this.added.push(added);
    this.#add(added);
    return added;
  }

  #nextCode(place: Place): string {
    this.#notes.assume('codes-given', { ...place, row: null });
    let code: string;
    do {
      this.#given += 1;
      code = `${PREFIX}${String(this.#given).padStart(DIGITS, '0')}`;
    } while (this.#byCode.has(code));
    return code;
  }
}
