import { folded } from '../primitives/likeness.ts';
import { isEmpty, ownOf, shown, type ReadCell, type ReadRow, type ReadSheet } from './cells.ts';
import { findHeading, repeatsHeading, type Heading } from './headers.ts';
import { AMOUNT_FIELDS, DATE_FIELDS, type Field } from './headerWords.ts';
import { numberOf } from './numbers.ts';
import type { Shape } from './planned.ts';
import { headingAs, shapeOf } from './shapes.ts';
import { titleOf } from './titles.ts';

/** What a row of a table is. */
export type RowKind =
  /** One loan, or one movement. */
  | 'entry'
  /** The heading of a group: `I. Nợ trong hạn`. */
  | 'group'
  /** The heading of a group with the sums of the rows below it. */
  | 'groupSum'
  /** The sums of the rows above it: `Cộng`, `Tổng cộng`. */
  | 'subtotal'
  /** A balance brought forward or a sum of earlier pages, which is of no row here. */
  | 'carried'
  /** The example of the template. */
  | 'example'
  | 'signature'
  | 'heading';

export interface TableRow {
  readonly row: ReadRow;
  readonly kind: RowKind;
  /** The words of a group or sum; of an entry those of its group, empty where it is in none. */
  readonly label: string;
}

/** A sheet's table with the lines above it. */
export interface Table {
  readonly sheet: ReadSheet;
  readonly heading: Heading;
  readonly shape: Shape | null;
  /** What stands above the heading, a text a line. */
  readonly titles: readonly string[];
  readonly rows: readonly TableRow[];
  cell(row: ReadRow, field: Field): ReadCell | null;
  /** The letters of a field's column; null: it has none. */
  letters(field: Field): string | null;
}

const SIGNATURE =
  /^(nguoi (lap|ghi|nop|nhan)|lap bieu|ke toan|giam doc|thu quy|thu truong|chu tich|phu trach|truong phong|pho giam doc|tong giam doc|tm\.|kt\.|ky ten|\(?ky,|\(ky)/;

const DATED_LINE = /ngay\W.{0,12}thang\W.{0,12}nam/;

const SUM = /^(tong( cong| so| du no| hop)?|cong( don| nhom| muc| trang| phat sinh| ps| lai)?)\b/;

const CARRIED =
  /^(luy ke|so du (dau|cuoi)|du (no )?(dau|cuoi)|ton (dau|cuoi)|mang sang|chuyen sang|cong (mang|chuyen) sang|so (mang|chuyen) sang|(cong )?(trang|ky) truoc)/;

const GROUP_NUMBER = /^([ivxlc]+|[a-z])[.)]?$/;

/** The heading of the movements of some time. */
const PERIOD = /^(thang|quy|nam) ([ivx]+|\d{1,2}|\d{4})(\W+(nam )?\d{4})?$/;

const EXPLAINS = /^(huong dan|giai thich|ghi chu)/;

const EXAMPLE = /^(vi du|vd)\b/;

const texts = ({ cells }: ReadRow): string[] =>
  cells.flatMap((cell) => (ownOf(cell)?.kind === 'text' ? [folded(shown(cell))] : []));

class Classifier {
  readonly #columns: ReadonlyMap<Field, number>;
  readonly #amounts: readonly number[];
  readonly #dates: readonly number[];
  readonly #heading: Heading;
  #isSigned = false;

  constructor(heading: Heading) {
    const named = heading.columns.flatMap(({ field, index }) =>
      field === null ? [] : [[field, index] as const],
    );
    this.#heading = heading;
    this.#columns = new Map(named);
    this.#amounts = named.flatMap(([field, index]) => (AMOUNT_FIELDS.has(field) ? [index] : []));
    this.#dates = named.flatMap(([field, index]) => (DATE_FIELDS.has(field) ? [index] : []));
  }

  #of(row: ReadRow, field: Field): ReadCell | null {
    const index = this.#columns.get(field);
    return index === undefined ? null : ownOf(row.cells[index]);
  }

  #hasAmount({ cells }: ReadRow): boolean {
    return this.#amounts.some((index) => {
      const read = numberOf(ownOf(cells[index]));
      return read.kind === 'number' || read.kind === 'doubtful';
    });
  }

  #hasDate({ cells }: ReadRow): boolean {
    return this.#dates.some((index) => {
      const cell = ownOf(cells[index]);
      return cell !== null && (cell.kind === 'date' || /\d/.test(cell.text));
    });
  }

  kindOf(row: ReadRow): { readonly kind: RowKind; readonly label: string } {
    const words = texts(row);
    const [first = ''] = words;
    const label = row.cells.flatMap((cell) =>
      ownOf(cell)?.kind === 'text' && numberOf(cell).kind === 'none' ? [shown(cell)] : [],
    );
    const number = this.#of(row, 'rowNumber');
    if (EXAMPLE.test(first)) return { kind: 'example', label: first };
    if (repeatsHeading(row, this.#heading)) return { kind: 'heading', label: '' };
    const hasAmount = this.#hasAmount(row);
    const hasDate = this.#hasDate(row);
    const contract = this.#of(row, 'contractNumber');
    // The word of a sum may stand in the first column, which may be that of the contracts.
    const isSum = contract !== null && !hasDate && SUM.test(folded(shown(contract)));
    if (contract !== null && hasAmount && !isSum) return { kind: 'entry', label: '' };
    if (hasAmount && words.some((each) => CARRIED.test(each))) {
      return { kind: 'carried', label: label.join(' ') };
    }
    // A movement's text may begin with such a word too; a sum has no day.
    const sums = hasDate ? [first] : words;
    if (sums.some((each) => SUM.test(each)) && number?.kind !== 'number') {
      return { kind: hasAmount ? 'subtotal' : 'group', label: label.join(' ') };
    }
    const groupNumber = number?.kind === 'text' && GROUP_NUMBER.test(folded(number.text));
    if (groupNumber && hasAmount && !hasDate) return { kind: 'groupSum', label: label.join(' ') };
    // A day's column may have it in its digits: `Tháng 1`.
    if (!hasAmount && words.length === 1 && PERIOD.test(first)) {
      return { kind: 'group', label: label.join(' ') };
    }
    if (hasAmount || (hasDate && !this.#isSignature(words))) return { kind: 'entry', label: '' };
    if (this.#isSigned || this.#isSignature(words)) {
      this.#isSigned = true;
      return { kind: 'signature', label: '' };
    }
    const isOfWords = row.cells.every(
      (cell) => ownOf(cell) === null || ownOf(cell)?.kind === 'text',
    );
    if (isOfWords && words.length <= 3) return { kind: 'group', label: label.join(' ') };
    return { kind: 'entry', label: '' };
  }

  #isSignature(words: readonly string[]): boolean {
    return words.some((each) => SIGNATURE.test(each) || DATED_LINE.test(each));
  }
}

function rowsOf(rows: readonly ReadRow[], heading: Heading): TableRow[] {
  const classifier = new Classifier(heading);
  let group = '';
  return rows.slice(heading.to).map((row) => {
    const { kind, label } = classifier.kindOf(row);
    if (kind === 'group' || kind === 'groupSum') group = label;
    return { row, kind, label: kind === 'entry' ? group : label };
  });
}

/** The table of a sheet; null: it has none. */
export function tableOf(sheet: ReadSheet): Table | null {
  // A sheet that explains others names their columns too.
  const found = EXPLAINS.test(folded(sheet.name)) ? null : findHeading(sheet);
  if (found === null) return null;
  const shape = shapeOf(found);
  const heading = shape === null ? found : headingAs(shape, found);
  const index = new Map(
    heading.columns.flatMap(({ field, index: at }) => (field === null ? [] : [[field, at]])),
  );
  const letters = new Map(
    heading.columns.flatMap(({ field, letters: of }) => (field === null ? [] : [[field, of]])),
  );
  const above = sheet.rows.slice(0, heading.from).map(titleOf);
  const titles = above.filter((title) => title !== '');
  return {
    sheet,
    heading,
    shape,
    titles,
    rows: rowsOf(sheet.rows, heading),
    cell: (row, field) => {
      const at = index.get(field);
      const found = at === undefined ? null : row.cells[at];
      return found === undefined || isEmpty(found) ? null : found;
    },
    letters: (field) => letters.get(field) ?? null,
  };
}
