import type { Shape } from '../../../api/client.ts';
import { digitsOf } from '../../../format/money.ts';
import { newInstalment, type TypedInstalment } from '../../../parts/fields/InstalmentsField.tsx';
import type { LoanContract } from '../reading.ts';

/** What was owed on an older loan when the fund took over its book, as it is typed (R33). */
export interface TypedOpening {
  readonly on: string;
  readonly documentNumber: string;
  readonly disbursed: string;
  readonly instalments: readonly TypedInstalment[];
  readonly due: readonly TypedInstalment[];
  readonly accrued: string;
  readonly overdueInterest: string;
  readonly lateInterest: string;
  readonly restructurings: number | null;
  readonly interestWaived: boolean;
  readonly lastPaymentOn: string;
  readonly lastConfirmedOn: string;
}

/** An opening of which nothing is typed yet. */
export function noOpening(on: string): TypedOpening {
  return {
    on,
    documentNumber: '',
    disbursed: '',
    instalments: [newInstalment()],
    due: [],
    accrued: '0',
    overdueInterest: '0',
    lateInterest: '0',
    restructurings: null,
    interestWaived: false,
    lastPaymentOn: '',
    lastConfirmedOn: '',
  };
}

/** An opening that was entered, to be corrected with its contract. */
export function typedOpening({ opening }: LoanContract): TypedOpening | null {
  if (opening === undefined) return null;
  return {
    on: opening.on,
    documentNumber: opening.documentNumber ?? '',
    disbursed: opening.disbursed,
    instalments: opening.instalments.map(({ dueOn, principal }) => newInstalment(dueOn, principal)),
    due: opening.inTermInterest.due.map(({ dueOn, amount }) => newInstalment(dueOn, amount)),
    accrued: opening.inTermInterest.accrued,
    overdueInterest: opening.overdueInterest,
    lateInterest: opening.lateInterest,
    restructurings: opening.restructurings,
    interestWaived: opening.interestWaived,
    lastPaymentOn: opening.lastPaymentOn ?? '',
    lastConfirmedOn: opening.lastConfirmedOn ?? '',
  };
}

const digits = (typed: string): string => digitsOf(typed) ?? '';

/** The opening as the service takes it. */
export function openingOf(typed: TypedOpening): Shape<'LoanOpening'> {
  const { documentNumber, disbursed, restructurings, lastPaymentOn, lastConfirmedOn } = typed;
  return {
    on: typed.on,
    ...(documentNumber.trim() === '' ? {} : { documentNumber }),
    ...(disbursed.trim() === '' ? {} : { disbursed: digits(disbursed) }),
    instalments: typed.instalments.map(({ dueOn, principal }) => ({
      dueOn,
      principal: digits(principal),
    })),
    inTermInterest: {
      due: typed.due.map(({ dueOn, principal }) => ({ dueOn, amount: digits(principal) })),
      accrued: digits(typed.accrued),
    },
    overdueInterest: digits(typed.overdueInterest),
    lateInterest: digits(typed.lateInterest),
    ...(restructurings === null ? {} : { restructurings }),
    interestWaived: typed.interestWaived,
    ...(lastPaymentOn === '' ? {} : { lastPaymentOn }),
    ...(lastConfirmedOn === '' ? {} : { lastConfirmedOn }),
  };
}
