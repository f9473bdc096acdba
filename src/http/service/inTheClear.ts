import type { FastifyRequest } from 'fastify';
import { showsProxy } from './clientAddress.ts';

/** What a browser calls the machine on which it runs itself. */
const THIS_MACHINE = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * Whether others on the network can read what is sent: it is not encrypted, and goes to another machine
 * or comes through a proxy.
 */
export function isInTheClear({
  protocol,
  hostname,
  headers,
}: Pick<FastifyRequest, 'protocol' | 'hostname' | 'headers'>): boolean {
  return protocol !== 'https' && !(THIS_MACHINE.test(hostname) && !showsProxy(headers));
}
