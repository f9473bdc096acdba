import type { CalendarDate } from '../domain/primitives/dates.ts';
import { likeness } from '../domain/primitives/likeness.ts';
import { yearOf } from '../domain/primitives/dates.ts';
import type { DisbursementEntry } from '../store/loans/disbursement.ts';
import type { RepaymentEntry } from '../store/loans/repayment.ts';
import type { Days } from './days.ts';

type Payment = DisbursementEntry | RepaymentEntry;
type Kind = Payment['factKind'];

const firstDay = (year: string) => `${year}-01-01` as CalendarDate;
const lastDay = (year: string) => `${year}-12-31` as CalendarDate;

/** Payments by the likeness of their voucher's number, for the years in which one was looked for. */
export class Vouchers {
  readonly #repayments: Days<RepaymentEntry>;
  readonly #disbursements: Days<DisbursementEntry>;
  readonly #byYear = new Map<string, Map<string, Payment[]>>();

  constructor(repayments: Days<RepaymentEntry>, disbursements: Days<DisbursementEntry>) {
    this.#repayments = repayments;
    this.#disbursements = disbursements;
  }

  /** The payments of a kind and year under a number or one like it, reversed ones included. */
  under(kind: Kind, year: string, voucherNumber: string): readonly Payment[] {
    const key = `${kind} ${year}`;
    let numbers = this.#byYear.get(key);
    if (numbers === undefined) {
      numbers = new Map();
      this.#byYear.set(key, numbers);
      const all: Iterable<Payment> =
        kind === 'repayment'
          ? this.#repayments.within(firstDay(year), lastDay(year))
          : this.#disbursements.within(firstDay(year), lastDay(year));
      for (const payment of all) addTo(numbers, payment);
    }
    return numbers.get(likeness(voucherNumber)) ?? [];
  }

  /** The payments of any year under a number or one like it, year by year, reversed ones included. */
  *ofAnyYear(voucherNumber: string): Generator<readonly Payment[]> {
    for (const year of this.#repayments.years()) yield this.under('repayment', year, voucherNumber);
    for (const year of this.#disbursements.years()) {
      yield this.under('disbursement', year, voucherNumber);
    }
  }

  add(payment: Payment): void {
    const numbers = this.#byYear.get(`${payment.factKind} ${yearOf(payment.effectiveOn)}`);
    if (numbers !== undefined) addTo(numbers, payment);
  }

  remove(payment: Payment): void {
    const numbers = this.#byYear.get(`${payment.factKind} ${yearOf(payment.effectiveOn)}`);
    const under = numbers?.get(likeness(payment.voucherNumber)) ?? [];
    const at = under.lastIndexOf(payment);
    if (at >= 0) under.splice(at, 1);
  }
}

function addTo(numbers: Map<string, Payment[]>, payment: Payment): void {
  const key = likeness(payment.voucherNumber);
  const under = numbers.get(key);
  if (under === undefined) numbers.set(key, [payment]);
  else under.push(payment);
}
