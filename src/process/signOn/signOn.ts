import { hkdfSync } from 'node:crypto';
import type { SignOn } from '../../usecases/access/providers.ts';
import { OpenIdProvider } from './provider.ts';
import type { SignOnSettings } from './settings.ts';

/**
 * The providers with whose accounts people sign in. The key with which attempts are sealed is made of the
 * secrets of the clients: it is the same in every service that has the same settings, also after a start.
 */
export function signOnBy(settings: SignOnSettings, coolDownMs?: number): SignOn {
  const { providers, publicUrl } = settings;
  const secrets = providers.map(({ clientSecret }) => clientSecret).join('\n');
  return {
    providers: providers.map((each) => new OpenIdProvider(each, publicUrl, coolDownMs)),
    publicUrl,
    key: Buffer.from(hkdfSync('sha256', secrets, '', 'sign-on attempt', 32)),
  };
}
