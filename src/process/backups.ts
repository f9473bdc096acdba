import type { BackupTaken, Backups } from '../jobs/schedule.ts';
import { takeNightly } from '../store/installation/nightlyBackup.ts';
import type { OperatorKey } from '../store/installation/signature.ts';
import type { BackupSettings } from './scheduleSettings.ts';

/** The nightly backups of the installation, as the operator has set them. */
export function nightlyBackups(
  ownerConnectionString: string,
  { folder, at, keep, isRestored }: BackupSettings,
  key: OperatorKey | null,
): Backups {
  const nightly = { ownerConnectionString, folder, keep, key, isRestored };
  return {
    at,
    take: async (slot): Promise<BackupTaken> => {
      const { head, seal, ...taken } = await takeNightly(nightly, slot);
      const rows = seal.rows.reduce((sum, each) => sum + each.rows, 0);
      return {
        fundIds: head.funds.map(({ fundId }) => fundId),
        made: {
          fileName: taken.fileName,
          bytes: taken.bytes,
          rows,
          sha256: seal.sha256,
          funds: head.funds.length,
          restored: taken.isRestored ? 'yes' : 'no',
          removed: taken.removed,
        },
      };
    },
  };
}
