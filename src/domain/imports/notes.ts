import type { DomainError, ErrorFigures } from '../primitives/errors.ts';
import { shown, type Place, type ReadCell } from './cells.ts';
import type { Assumption, ImportFault, ImportFaultCode } from './faults.ts';

/** The faults of a file, and what is taken for granted of it, as they are found. */
export class Notes {
  readonly faults: ImportFault[] = [];
  readonly assumed: Assumption[] = [];
  readonly #told = new Set<string>();

  fault(
    code: ImportFaultCode,
    place: Place,
    cell: ReadCell | string | null = null,
    figures: ErrorFigures = {},
  ): void {
    const found = typeof cell === 'string' ? cell : shown(cell);
    this.faults.push({ code, ...place, found, figures });
  }

  /** What the fund refuses of an entry. */
  refuse(place: Place, found: string, refusal: DomainError): void {
    const { code, rule, figures, faults } = refusal;
    const about = { code, rule, figures, faults };
    this.faults.push({ code: 'refused', ...place, found, figures, refusal: about });
  }

  /** A fault of a whole sheet or column is told once. */
  faultOnce(code: ImportFaultCode, place: Place, figures: ErrorFigures = {}): void {
    const key = JSON.stringify([code, place, figures]);
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.fault(code, place, null, figures);
  }

  /** Told once a place. */
  assume(code: Assumption['code'], place: Place, figures: ErrorFigures = {}): void {
    const key = JSON.stringify([code, place, figures]);
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.assumed.push({ code, ...place, figures });
  }
}
