import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { Provider } from 'oidc-provider';
import { signOnBy } from '../../src/process/signOn/signOn.ts';
import type { ProviderSettings } from '../../src/process/signOn/settings.ts';

// A provider of OpenID Connect, as a province might run one: oidc-provider, over HTTP.

/** Whom the provider knows. */
export interface TestAccount {
  readonly name?: string;
  readonly groups?: readonly string[];
}

/** How a token is to differ from a good one. */
export interface Signed {
  readonly alg?: string;
  readonly typ?: string;
  readonly kid?: string;
  readonly key?: CryptoKey | Uint8Array;
}

export interface TestProvider {
  /** On another site than 127.0.0.1, though on the same machine. */
  readonly issuer: string;
  /** Whom the provider signs in without asking. */
  signsIn: string;
  readonly accounts: Map<string, TestAccount>;
  /** The addresses of the service, once it is known. */
  serve(publicUrl: string): void;
  /** Signs with another key from now on, and knows the one before no more. */
  rotate(): Promise<void>;
  /** Signs a token as it is asked to. */
  sign(claims: JWTPayload, signed?: Signed): Promise<string>;
  /** An access token of the program `cong-bao-cao`, as the provider gives it. */
  programToken(): Promise<string>;
  /** How often the keys were asked for. */
  readonly keysAsked: number;
  stop(): Promise<void>;
  start(): Promise<void>;
}

export const CLIENT_ID = 'quy';

export const CLIENT_SECRET = 'bi-mat/cua+quy:100%';

export const AUDIENCE = 'https://quy.example.vn';

/** The provider as the service is set to it. */
export const providerSettings = (issuer: string): ProviderSettings => ({
  name: 'Tài khoản tỉnh',
  issuer,
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  funds: null,
  audience: AUDIENCE,
  scope: 'openid profile email',
  nameClaim: 'name',
  rolesClaim: 'groups',
});

/** Signing on by a provider that does not answer: nothing of it is asked. */
export const awayProvider = () =>
  signOnBy({
    providers: [providerSettings('http://localhost:1')],
    publicUrl: 'http://localhost:3000',
  });

interface Key {
  readonly kid: string;
  readonly privateKey: CryptoKey;
}

let made = 0;

async function newKey(): Promise<Key> {
  made += 1;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid: `k${made}`, privateKey };
}

function clientsOf(publicUrl: string) {
  const confidential = { client_secret: CLIENT_SECRET };
  return [
    {
      client_id: CLIENT_ID,
      ...confidential,
      redirect_uris: [`${publicUrl}/sign-on/callback`],
      post_logout_redirect_uris: [`${publicUrl}/sign-in`],
      backchannel_logout_uri: `${publicUrl}/sign-on/logout`,
      backchannel_logout_session_required: true,
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
    {
      client_id: 'cong-bao-cao',
      ...confidential,
      redirect_uris: [],
      response_types: [],
      grant_types: ['client_credentials'],
    },
  ];
}

const RESOURCES = {
  enabled: true,
  defaultResource: (_: unknown, client: { clientId: string }) =>
    client.clientId === CLIENT_ID ? undefined : AUDIENCE,
  getResourceServerInfo: () => ({
    scope: 'reports',
    audience: AUDIENCE,
    accessTokenFormat: 'jwt',
    accessTokenTTL: 300,
    jwt: { sign: { alg: 'RS256' } },
  }),
  useGrantedResource: () => true,
};

/** Asks others as the provider does, but also on this machine, where its own guard lets it ask nobody. */
const fetchHere = (url: string, options: RequestInit) =>
  fetch(url, { ...options, dispatcher: undefined } as RequestInit);

interface LogoutPage {
  body: string;
}

/** Its own page would load fonts from elsewhere. */
function askWhetherToSignOut(page: LogoutPage, form: string): void {
  const button = '<button name="logout" value="yes" form="op.logoutForm">Yes, sign me out</button>';
  page.body = `<!doctype html><title>Sign out</title>${form}${button}`;
}

async function providerOf(
  issuer: string,
  publicUrl: string,
  key: Key,
  accounts: ReadonlyMap<string, TestAccount>,
): Promise<Provider> {
  const jwk = { ...(await exportJWK(key.privateKey)), use: 'sig', alg: 'RS256', kid: key.kid };
  return new Provider(issuer, {
    jwks: { keys: [jwk] },
    fetch: fetchHere,
    clients: clientsOf(publicUrl),
    cookies: { keys: ['a key of tests'] },
    claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email'] },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, ...accounts.get(id) }),
    }),
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: askWhetherToSignOut },
      backchannelLogout: { enabled: true },
      resourceIndicators: RESOURCES,
    },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Session: 3_600, Grant: 3_600, IdToken: 600, AccessToken: 300 },
  });
}

/** Signs somebody in, and agrees to all that is asked. */
async function interact(
  provider: Provider,
  accountId: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const { prompt, params } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    const login = { accountId };
    await provider.interactionFinished(request, response, { login }, {});
    return;
  }
  const grant = new provider.Grant({ accountId, clientId: String(params['client_id']) });
  grant.addOIDCScope(String(params['scope']));
  const consent = { grantId: await grant.save() };
  const more = { mergeWithLastSubmission: true };
  await provider.interactionFinished(request, response, { consent }, more);
}

class RunningProvider implements TestProvider {
  readonly issuer: string;
  readonly accounts = new Map<string, TestAccount>();
  signsIn = 'lan';
  keysAsked = 0;
  readonly #port: number;
  #server: http.Server | null = null;
  #key: Key;
  #publicUrl = 'http://127.0.0.1:1';
  #provider: Promise<Provider> | null = null;

  constructor(port: number, key: Key) {
    this.#port = port;
    this.#key = key;
    this.issuer = `http://localhost:${port}`;
  }

  serve(publicUrl: string): void {
    this.#publicUrl = publicUrl;
    this.#provider = null;
  }

  async rotate(): Promise<void> {
    this.#key = await newKey();
    this.#provider = null;
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    if (request.url?.startsWith('/jwks') === true) this.keysAsked += 1;
    this.#provider ??= providerOf(this.issuer, this.#publicUrl, this.#key, this.accounts);
    const provider = await this.#provider;
    if (request.url?.startsWith('/interaction/') !== true) {
      await provider.callback()(request, response);
    } else await interact(provider, this.signsIn, request, response);
  }

  async start(): Promise<void> {
    this.#server = http.createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
    await new Promise<void>((resolve) => this.#server?.listen(this.#port, 'localhost', resolve));
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  async sign(claims: JWTPayload, signed: Signed = {}): Promise<string> {
    const {
      alg = 'RS256',
      typ = 'at+jwt',
      kid = this.#key.kid,
      key = this.#key.privateKey,
    } = signed;
    return new SignJWT({ iss: this.issuer, aud: AUDIENCE, ...claims })
      .setProtectedHeader({ alg, typ, kid })
      .sign(key);
  }

  async programToken(): Promise<string> {
    const answer = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`cong-bao-cao:${encodeURIComponent(CLIENT_SECRET)}`)}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials&scope=reports',
    });
    const { access_token: token } = (await answer.json()) as { access_token?: string };
    if (token === undefined) throw new Error('the provider gives no access token');
    return token;
  }
}

/** A port that nobody has. */
export async function freePort(): Promise<number> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A provider that answers. */
export async function startProvider(): Promise<TestProvider> {
  const provider = new RunningProvider(await freePort(), await newKey());
  await provider.start();
  return provider;
}
