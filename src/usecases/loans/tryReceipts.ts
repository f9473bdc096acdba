import type { FundAct } from '../../book/fund.ts';
import type { NamedAmounts } from '../../domain/primitives/errors.ts';
import { nearVouchers, type NearDuplicate } from '../acts/nearDuplicates.ts';
import type { By } from '../acts/by.ts';
import { creditWarnings, type CreditWarning } from './creditWarnings.ts';
import { recordRepayment, type PreviewedRepayment } from './recordRepayment.ts';

/** One receipt of a voucher that is tried. */
export type TriedReceipt = PreviewedRepayment & { readonly loanId: string };

/** What recording receipts would say besides their allocations. */
export interface Tried {
  /** The ids of the receipts while they are tried, in their order; nothing is found under them later. */
  readonly ids: readonly string[];
  readonly warnings: readonly (NearDuplicate | CreditWarning)[];
}

/** A receipt that is only tried has no id, and perhaps no number yet. */
function withoutTried(warning: CreditWarning, ids: readonly string[]): CreditWarning {
  const { receipts } = warning.figures;
  if (receipts === undefined) return warning;
  const named = (receipts as NamedAmounts).map((receipt) => {
    const { id = '', voucherNumber = '', ...rest } = receipt;
    if (!ids.includes(id)) return receipt;
    return voucherNumber === '' ? rest : { voucherNumber, ...rest };
  });
  return { ...warning, figures: { ...warning.figures, receipts: named } };
}

/**
 * Records receipts of one voucher in an act that is tried.
 *
 * @throws DomainError what `recordRepayment` throws
 */
export function tryReceipts(fund: FundAct, by: By, receipts: readonly TriedReceipt[]): Tried {
  const recorded = receipts.map(({ loanId, voucherNumber, ...receipt }) =>
    recordRepayment(fund, by, loanId, { ...receipt, voucherNumber: voucherNumber ?? '' }),
  );
  const ids = recorded.map(({ id }) => id);
  const [first] = recorded;
  const isNumbered = first !== undefined && first.voucherNumber !== '';
  const near = isNumbered ? nearVouchers(fund, 'repayment', first) : [];
  const credits = creditWarnings(fund, by.today).map((each) => withoutTried(each, ids));
  return { ids, warnings: [...near, ...credits] };
}
