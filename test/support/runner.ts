import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** How jest calls what runs a test file: with its settings, the environment, the loader of modules, and more. */
type Framework = (
  globalConfig: unknown,
  config: unknown,
  environment: { readonly global: typeof globalThis },
  runtime: object,
  ...rest: unknown[]
) => Promise<unknown>;

const require = createRequire(import.meta.url);

const circus = require('jest-circus/runner') as { readonly default: Framework };

let files = 0;

/** Where jest's framework keeps who hears of each test, for all of a process. */
const HEARERS = Symbol.for('EVENT_HANDLERS');

/** Evaluates a module of jest's anew, so that no test file meets the tests of the one before, nor who heard of them. */
function requireAnew(file: string): unknown {
  Reflect.deleteProperty(globalThis, HEARERS);
  delete require.cache[file];
  return require(file);
}

/**
 * Runs a test file by jest's own framework, but has Node load the file: jest evaluates each module anew for
 * every test file, which takes longer than the tests. So what a module keeps is common to the test files of a
 * worker, as it is to the requests of a service.
 */
const runFile: Framework = async (globalConfig, config, environment, runtime, ...rest) => {
  const loadedByNode = {
    requireInternalModule: requireAnew,
    setGlobalsForRuntime: () => undefined,
    unstable_shouldLoadAsEsm: () => true,
    unstable_importModule: (file: string) => import(`${pathToFileURL(file).href}?${(files += 1)}`),
  };
  const { console } = globalThis;
  const { prepareStackTrace } = Error;
  globalThis.console = environment.global.console;
  // Node knows by itself from which line of a source a compiled line is.
  Object.assign(Error, { prepareStackTrace: undefined });
  try {
    const here = Object.assign(Object.create(runtime) as object, loadedByNode);
    return await circus.default(globalConfig, config, { global: globalThis }, here, ...rest);
  } finally {
    Object.assign(globalThis, { console });
    Object.assign(Error, { prepareStackTrace });
  }
};

export default runFile;
