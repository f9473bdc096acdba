import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest's environment for Node, each test file with globals of its own, but plain ones: behind jest's
 * proxy each mention of `Object` or `Map` takes twenty times as long as in the service itself, and
 * most of a run's time was spent there.
 */
export default class PlainEnvironment extends TestEnvironment {
  constructor(...args: ConstructorParameters<typeof TestEnvironment>) {
    super(...args);
    const behindProxy = this.global;
    const global = vm.createContext(vm.constants.DONT_CONTEXTIFY) as typeof this.global;
    for (const name of Reflect.ownKeys(behindProxy)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(behindProxy, name);
      if (!(name in global) && descriptor !== undefined) {
        Reflect.defineProperty(global, name, descriptor);
      }
    }
    // As jest does: Node's own buffers are made of these.
    const { ArrayBuffer, Uint8Array } = behindProxy;
    Object.assign(global, { global, ArrayBuffer, Uint8Array });
    global.Error.stackTraceLimit = behindProxy.Error.stackTraceLimit;
    this.context = global as vm.Context;
    this.global = global;
  }
}
