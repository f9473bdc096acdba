import { CannotStart, type Settings } from './settings.ts';

type Place = Pick<Settings, 'port' | 'host'>;

/** Why nothing can listen there, as one line for the user. */
export function explainListening(error: unknown, { port, host }: Place): unknown {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is taken: stop what uses it, or set PORT to another one`,
    EACCES: `This user may not listen on port ${port}: set PORT to one above 1023`,
    EADDRNOTAVAIL: `HOST ${host} is not an address of this machine`,
    ENOTFOUND: `HOST ${host} is not an address of this machine`,
    EAI_AGAIN: `HOST ${host} is not an address of this machine`,
  };
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  return reason === undefined ? error : new CannotStart(reason, { cause: error });
}

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The address to print for a browser on this machine. */
export function addressOf({ port, host }: Place): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
