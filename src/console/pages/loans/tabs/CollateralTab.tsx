import { Link } from '@tanstack/react-router';
import { useMay } from '../../../api/me.ts';
import { Read } from '../../../parts/Read.tsx';
import { words } from '../../../words/words.ts';
import { CollateralTable } from '../../collateral/CollateralTable.tsx';
import { useCollateralsOf } from '../../collateral/reading.ts';
import type { TabProps } from '../reading.ts';

/** What secures a loan. */
export function CollateralTab({ loan: { id } }: TabProps) {
  const may = useMay();
  const found = useCollateralsOf({ loanId: id });
  return (
    <>
      {may('collateral:write') && (
        <p>
          <Link to="/collaterals/new" search={{ loan: id }} className="button">
            {words.collateral.new}
          </Link>
        </p>
      )}
      <Read of={found}>{({ data }) => <CollateralTable rows={data} />}</Read>
    </>
  );
}
