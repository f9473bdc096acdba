// The entry of the service. It imports nothing of it before it knows that this Node can read it.

import { setFlagsFromString } from 'node:v8';

// The heap grows by two fifths before what nobody needs any more is collected. By default it grows to
// more than twice its size: a fund of a million facts takes 1.9 GiB in place of 1.1, for a twentieth
// less work.
setFlagsFromString('--heap-growing-percent=40');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node.js 20.19 or newer is needed, this is ${process.versions.node}`);
  process.exit(1);
}

void import('./process/serve.ts').then(({ serve }) => serve(process.env));
