import path from 'node:path';
import { ROOT } from '../../root.ts';

export const migrationsFolder = path.join(ROOT, 'migrations');
