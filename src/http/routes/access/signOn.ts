import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { DomainError, invalid } from '../../../domain/primitives/errors.ts';
import {
  issuerIn,
  type Account,
  type Attempt,
  type Provider,
  type ProviderLogout,
} from '../../../usecases/access/providers.ts';
import {
  accountOfSession,
  beginSession,
  endAtProvider,
  signOut,
} from '../../../usecases/access/sessions.ts';
import { entrants, type Entrant } from '../../../usecases/access/signOn.ts';
import { nameFunds } from '../../../usecases/fund/nameFunds.ts';
import type { AppServices } from '../../../usecases/view/services.ts';
import { languageOf } from '../../negotiation/language.ts';
import { problemOf } from '../../problems/problemReply.ts';
import { Closed, Text } from '../../schema/schemas.ts';
import type { App, Routes } from '../../service/appTypes.ts';
import { isInTheClear } from '../../service/inTheClear.ts';
import { problemAnswers } from '../../service/routeRules.ts';
import { SealedCookie } from '../../service/sealedCookie.ts';
import {
  isFromElsewhere,
  noSessionCookie,
  sessionCookie,
  sessionOf,
} from '../../service/sessionCookie.ts';
import {
  choicePage,
  onwardPage,
  ownAddress,
  refusalPage,
  sendPage,
} from '../../service/signOnPages.ts';

/** A sign-in under way: where it goes on, and the invitation that it brings along. */
interface Begun {
  readonly attempt: Attempt;
  readonly to: string;
  readonly code: string | null;
}

/** Somebody whom a provider has signed in, and who is to choose a fund. */
interface Choosing {
  readonly provider: string;
  readonly account: Account;
  readonly to: string;
}

/** What is kept of an account while somebody chooses: a browser keeps 4,096 characters of a cookie. */
const MOST_ID_TOKEN = 1_500;

const NewAttempt = Closed(
  {
    provider: Text(
      'The name of the provider, as `GET /sign-on/providers` has it.',
      'Tài khoản tỉnh',
    ),
    to: Type.Optional(Text('Where to go on: a path of this service.', '/loans')),
    invitation: Type.Optional(
      Text(
        'The code of an invitation, as it was told.',
        'Zk3vX9qT4mB7sN1wC8yR5uH2eJ6aL0pG-dFoQiV_tKx',
      ),
    ),
  },
  { title: 'SignOnAttempt' },
);

const ALWAYS = ['validation', 'too-many-requests', 'internal', 'service-unavailable'] as const;

const OF_BEGIN = [
  ...ALWAYS,
  'unauthorized',
  'tls-required',
  'too-large',
  'unsupported-media-type',
  'provider-unavailable',
] as const;

const OF_END = [...ALWAYS, 'unauthorized'] as const;

const tags = ['Sign-on'];

const from = ({ ip, id }: Pick<FastifyRequest, 'ip' | 'id'>) => ({ address: ip, requestId: id });

const queryOf = ({ url }: FastifyRequest): string => url.split('?').slice(1).join('?');

/** Answers a browser with a page that says why; what is our fault is a problem as elsewhere. */
function sendRefusal(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!(error instanceof DomainError)) throw error;
  const language = languageOf(request.headers['accept-language']);
  const problem = problemOf(error, request.id, language);
  reply.refused = error.code;
  return sendPage(reply, problem.status, refusalPage(language, problem));
}

/** A fund as it is told from others: as a rule its name has the province. */
const shown = ({ name, province }: { readonly name: string; readonly province: string }): string =>
  province === '' || name.includes(province) ? name : `${name} – ${province}`;

/** Somebody comes back from a provider, or has chosen a fund: who is let in, and how. */
class ComingIn {
  readonly #services: AppServices;
  readonly #attempts: SealedCookie<Begun>;
  readonly #choices: SealedCookie<Choosing>;

  constructor(services: AppServices) {
    this.#services = services;
    this.#attempts = new SealedCookie('attempt', services.signOn.key);
    this.#choices = new SealedCookie('choice', services.signOn.key);
  }

  #providerOf(name: string): Provider | undefined {
    return this.#services.signOn.providers.find((each) => each.name === name);
  }

  async begin(
    request: FastifyRequest,
    asked: { provider: string; to?: string; invitation?: string },
  ) {
    const { clock, signOn } = this.#services;
    const provider = this.#providerOf(asked.provider);
    if (provider === undefined) {
      throw invalid('/provider', {
        en: 'is no provider of this service: GET /sign-on/providers lists them',
        vi: 'không phải hệ thống đăng nhập của dịch vụ: xem danh sách ở GET /sign-on/providers',
      });
    }
    const { address, attempt } = await provider.begin();
    const to = ownAddress(asked.to, signOn.publicUrl);
    const begun = { attempt, to, code: asked.invitation ?? null };
    return { address, cookie: this.#attempts.keep(request, begun, clock.now()) };
  }

  /** What the provider sends back is good for one sign-in. */
  async comeBack(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { clock } = this.#services;
    reply.header('set-cookie', this.#attempts.forget(request));
    if (isInTheClear(request)) throw new DomainError('tls-required');
    const begun = this.#attempts.take(request, clock.now());
    const provider = begun === null ? undefined : this.#providerOf(begun.attempt.provider);
    if (begun === null || provider === undefined) throw new DomainError('sign-on-not-begun');
    const account = await provider.finish(queryOf(request), begun.attempt);
    const asked = { code: begun.code, from: from(request) };
    const found = await entrants(this.#services, provider, account, asked);
    const [only] = found;
    const choosing = { provider: provider.name, account, to: begun.to };
    if (found.length > 1 || only === undefined)
      return this.#askWhich(request, reply, choosing, found);
    return this.#enter(request, reply, choosing, only);
  }

  async #askWhich(
    request: FastifyRequest,
    reply: FastifyReply,
    choosing: Choosing,
    found: readonly Entrant[],
  ): Promise<FastifyReply> {
    const { clock } = this.#services;
    const { account } = choosing;
    const isLong = (account.idToken?.length ?? 0) > MOST_ID_TOKEN;
    const kept = { ...choosing, account: { ...account, idToken: isLong ? null : account.idToken } };
    reply.header('set-cookie', this.#choices.keep(request, kept, clock.now()));
    const funds = await nameFunds(
      this.#services,
      found.map(({ fundId }) => fundId),
    );
    const choices = found.map(({ fundId, fundCode, tokenName }) => {
      const fund = funds.find((each) => each.fundId === fundId);
      return {
        fundId,
        fundName: fund === undefined ? fundCode : shown(fund),
        personName: tokenName,
      };
    });
    return sendPage(
      reply,
      200,
      choicePage(languageOf(request.headers['accept-language']), choices),
    );
  }

  async #enter(
    request: FastifyRequest,
    reply: FastifyReply,
    { account, to }: Choosing,
    entrant: Entrant,
  ): Promise<FastifyReply> {
    const { name: _, values: __, ...vouched } = account;
    const session = await beginSession(this.#services, entrant, vouched, from(request));
    reply.header('set-cookie', sessionCookie(request, session.secret));
    return sendPage(reply, 200, onwardPage(languageOf(request.headers['accept-language']), to));
  }

  /** The fund that somebody chooses must be one of those in which the account still is. */
  async choose(
    request: FastifyRequest,
    reply: FastifyReply,
    fundId: string,
  ): Promise<FastifyReply> {
    const { clock } = this.#services;
    reply.header('set-cookie', this.#choices.forget(request));
    if (isInTheClear(request)) throw new DomainError('tls-required');
    const choosing = isFromElsewhere(request) ? null : this.#choices.take(request, clock.now());
    const provider = choosing === null ? undefined : this.#providerOf(choosing.provider);
    if (choosing === null || provider === undefined) throw new DomainError('sign-on-not-begun');
    const asked = { code: null, from: from(request) };
    const found = await entrants(this.#services, provider, choosing.account, asked);
    const chosen = found.find((each) => each.fundId === fundId);
    if (chosen === undefined) throw new DomainError('not-let-in');
    return this.#enter(request, reply, choosing, chosen);
  }
}

/** With whose accounts people can sign in. */
function addProviders(app: App, { signOn }: AppServices): void {
  app.get(
    '/sign-on/providers',
    {
      config: { public: true, refusals: ALWAYS },
      schema: {
        operationId: 'listProviders',
        summary: 'Lists with whose accounts people can sign in',
        description: 'None, if the operator has set none: then people sign in with a token.',
        tags,
        security: [],
        response: {
          200: Closed({ data: Type.Array(Closed({ name: Type.String() }, { title: 'Provider' })) }),
          ...problemAnswers(ALWAYS),
        },
      },
    },
    async () => ({ data: signOn.providers.map(({ name }) => ({ name })) }),
  );
}

/** To a provider. */
function addBeginning(app: App, comingIn: ComingIn): void {
  app.post(
    '/sign-on/attempts',
    {
      config: { public: true, idempotency: 'none', refusals: OF_BEGIN },
      schema: {
        operationId: 'beginSignOn',
        summary: 'Begins a sign-in with the account of a provider',
        description:
          'For the pages of this service: the browser goes on to `address`, and comes back signed in. What it ' +
          'keeps meanwhile is good for ten minutes and once.',
        tags,
        security: [],
        body: NewAttempt,
        response: {
          200: Closed({ address: Type.String({ description: 'Where the browser goes.' }) }),
          ...problemAnswers(OF_BEGIN),
        },
      },
    },
    async (request, reply) => {
      if (isInTheClear(request)) throw new DomainError('tls-required');
      if (isFromElsewhere(request)) throw new DomainError('unauthorized');
      const { address, cookie } = await comingIn.begin(request, request.body);
      reply.header('set-cookie', cookie);
      return { address };
    },
  );
}

/** Back from a provider, and to a fund: pages for browsers. */
function addComingIn(app: App, comingIn: ComingIn): void {
  const Anything = Type.Object({});

  app.get(
    '/sign-on/callback',
    { config: { public: true }, schema: { hide: true, querystring: Anything } },
    (request, reply) =>
      comingIn
        .comeBack(request, reply)
        .catch((error: unknown) => sendRefusal(error, request, reply)),
  );

  app.get(
    '/sign-on/choice',
    {
      config: { public: true },
      schema: { hide: true, querystring: Closed({ fund: Type.String({ format: 'uuid' }) }) },
    },
    (request, reply) =>
      comingIn
        .choose(request, reply, request.query.fund)
        .catch((error: unknown) => sendRefusal(error, request, reply)),
  );
}

/** Signing on with the account of a provider: to it, back from it, and to the fund. */
export const signOnRoutes: Routes = (app, services) => {
  const comingIn = new ComingIn(services);
  addProviders(app, services);
  addBeginning(app, comingIn);
  addComingIn(app, comingIn);
};

/** Who is signed out by a logout token, which a provider of its issuer must have signed. */
async function readLogout(providers: readonly Provider[], token: string): Promise<ProviderLogout> {
  const issuer = issuerIn(token);
  for (const provider of providers.filter((each) => each.issuer === issuer)) {
    try {
      return await provider.readLogout(token);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'unauthorized') throw error;
    }
  }
  throw invalid('/logout_token', {
    en: 'is no logout token of a provider of this service',
    vi: 'không phải mã đăng xuất của hệ thống đăng nhập nào của dịch vụ',
  });
}

/** What a form says, as a provider sends it; no page of this service sends one. */
function addForms(app: App): void {
  const type = 'application/x-www-form-urlencoded';
  app.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
}

/**
 * The provider ends sessions, from machine to machine (OpenID Connect Back-Channel Logout 1.0). No `jti` is
 * remembered (2.6 leaves it open): a token that is sent again ends nothing that began after it was made.
 */
export const backChannelRoutes: Routes = (app, services) => {
  void app.register(async (scope: App) => {
    addForms(scope);
    scope.post(
      '/sign-on/logout',
      {
        config: { public: true, idempotency: 'none' },
        schema: {
          hide: true,
          body: Type.Object({ logout_token: Type.String({ maxLength: 16_000 }) }),
        },
      },
      async (request, reply) => {
        const logout = await readLogout(services.signOn.providers, request.body.logout_token);
        await endAtProvider(services, logout, from(request));
        return reply.code(200).serializer(String).send('');
      },
    );
  });
};

/** Signing out here and at the provider. */
export const signOffRoutes: Routes = (app, services) => {
  app.post(
    '/sign-on/end',
    {
      config: { public: true, idempotency: 'none', refusals: OF_END },
      schema: {
        operationId: 'endSignOn',
        summary: 'Signs a browser out, and tells where it is signed out of the provider too',
        description:
          'Ends the session of the cookie at once. A session that was begun with a token ends as by ' +
          '`DELETE /session`.',
        tags,
        security: [{ session: [] }],
        response: {
          200: Closed({
            address: Type.Union([Type.String(), Type.Null()], {
              description: 'Where the browser goes on, at the provider; null: nowhere.',
            }),
          }),
          ...problemAnswers(OF_END),
        },
      },
    },
    async (request, reply) => {
      const secret = sessionOf(request);
      if (secret === null) throw new DomainError('unauthorized');
      const account = await accountOfSession(services, secret);
      await signOut(services, secret, from(request));
      reply.header('set-cookie', noSessionCookie(request));
      if (account === null) return { address: null };
      for (const provider of services.signOn.providers) {
        const isIssuer = provider.issuer === account.issuer;
        const address = isIssuer ? await provider.endOf(account.idToken) : null;
        if (address !== null) return { address };
      }
      return { address: null };
    },
  );
};
