import { Read } from '../../../parts/Read.tsx';
import { CollateralTable } from '../../collateral/CollateralTable.tsx';
import { useCollateralsOf } from '../../collateral/reading.ts';
import type { BorrowerProps } from '../reading.ts';

/** What a borrower owns that secures loans, and what secures its own. */
export function CollateralTab({ borrower: { id } }: BorrowerProps) {
  const found = useCollateralsOf({ cooperativeId: id });
  return (
    <Read of={found}>{({ data, totals }) => <CollateralTable rows={data} totals={totals} />}</Read>
  );
}
