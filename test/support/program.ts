import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/** Where a program lies compiled, if globalSetup has made it so. */
function placeOf(source: string): string | null {
  const folder = process.env['TEST_PROGRAMS'];
  if (folder === undefined) return null;
  const name = source.replace(/^(src|test\/support)\//, '').replace(/\.ts$/, '.js');
  return path.join(folder, 'dist', name);
}

/** Where a program lies compiled: globalSetup has made it so. */
export function compiled(source: string): string {
  const place = placeOf(source);
  if (place === null) throw new Error('run by jest with test/support/globalSetup.ts');
  return place;
}

/** What starts a program: compiled, as on a user's machine; for a script outside of jest its source. */
function startOf(source: string): string[] {
  const place = placeOf(source);
  return place === null ? ['--import', 'tsx', source] : [place];
}

/** A program of the service, with what it printed. */
export class Program {
  output = '';
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;

  /** @param source where it is written */
  constructor(source: string, env: Record<string, string>, args: string[] = []) {
    const { PATH, SystemRoot = '' } = process.env;
    this.process = spawn(process.execPath, [...startOf(source), ...args], {
      env: { PATH, SystemRoot, PORT: '0', ...env },
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    this.ended = new Promise((resolve) => this.process.once('close', resolve));
  }

  /** Waits until it prints something; gives the group that is found in it. */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.output);
      if (found !== null) return found[1] ?? '';
      const { exitCode, signalCode } = this.process;
      if (exitCode !== null || signalCode !== null) throw new Error(`ended: ${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
