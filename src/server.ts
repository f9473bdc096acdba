// The entry of the service. It imports nothing before it knows that this Node can read it.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node.js 20.19 or newer is needed, this is ${process.versions.node}`);
  process.exit(1);
}

void import('./process/serve.ts').then(({ serve }) => serve(process.env));

export {};
