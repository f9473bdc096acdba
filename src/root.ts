import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

function rootAbove(folder: string): string {
  const above = path.dirname(folder);
  return above === folder || fs.existsSync(path.join(folder, 'package.json'))
    ? folder
    : rootAbove(above);
}

/** The folder that holds the service with what it reads: the same from `src` and from `dist`. */
export const ROOT = rootAbove(path.dirname(fileURLToPath(import.meta.url)));
