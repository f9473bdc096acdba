import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const OTHER_CLOCK = `
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...of) { if (of.length === 0) super('2031-05-06T07:08:09Z'); else super(...of); }
    static now() { return new Real('2031-05-06T07:08:09Z').getTime(); }
  };`;

/**
 * What another process, of another day and time zone, writes to its output.
 *
 * @param imports paths of this project, by the names under which the script has their exports
 */
export function inAnotherProcess(imports: Record<string, string>, script: string): Buffer {
  const bound = Object.entries(imports).map(
    ([name, file]) => `const ${name} = await import('${pathToFileURL(file).href}');`,
  );
  return execFileSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', [OTHER_CLOCK, ...bound, script].join('\n')],
    { env: { ...process.env, TZ: 'Pacific/Kiritimati' }, maxBuffer: 1 << 26 },
  );
}
