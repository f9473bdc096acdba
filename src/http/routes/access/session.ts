import { Type } from 'typebox';
import { DomainError } from '../../../domain/primitives/errors.ts';
import { signIn, signOut } from '../../../usecases/access/sessions.ts';
import type { Routes } from '../../service/appTypes.ts';
import { isInTheClear } from '../../service/inTheClear.ts';
import { problemAnswers } from '../../service/routeRules.ts';
import {
  isFromElsewhere,
  noSessionCookie,
  sessionCookie,
  sessionOf,
} from '../../service/sessionCookie.ts';
import { MOST_GUESSES, slowLane } from '../../service/slowLane.ts';
import { Closed, Instant, Text } from '../../schema/schemas.ts';
import { Me, meOf } from './me.ts';

const SignIn = Closed(
  { token: Text('The token, as it was told.', 'Zk3vX9qT4mB7sN1wC8yR5uH2eJ6aL0pG-dFoQiV_tKx') },
  { title: 'SignIn' },
);

const endsAt = {
  ...Instant,
  description: 'When the session ends by itself: after 12 hours, or before with its token.',
};

const Session = Closed({ ...Me.properties, endsAt }, { title: 'Session' });

const ALWAYS = ['validation', 'too-many-requests', 'internal', 'service-unavailable'] as const;

const OF_SIGN_IN = [
  ...ALWAYS,
  'unauthorized',
  'tls-required',
  'too-large',
  'unsupported-media-type',
] as const;

const OF_SIGN_OUT = [...ALWAYS, 'unauthorized'] as const;

const tags = ['Tokens'];

const from = ({ ip, id }: { ip: string; id: string }) => ({ address: ip, requestId: id });

/**
 * Signing in and out for browsers: the session stands in a cookie that no script sees, and counts where a
 * page of this service asks.
 */
export const sessionRoutes: Routes = (app, services) => {
  const tryToken = slowLane(services.clock);

  app.post(
    '/session',
    {
      config: { public: true, idempotency: 'none', refusals: OF_SIGN_IN },
      schema: {
        operationId: 'signIn',
        summary: 'Signs a browser in with a token',
        description:
          'For the pages of this service; a program sends its token with each request. Sets the cookie ' +
          '`session`, which stands for the token in every later request of these pages, until ' +
          'the session ends: by `DELETE /session`, with its token, or after 12 hours. Only by https, or on ' +
          `the machine itself. After ${MOST_GUESSES} wrong tokens within a minute an address has to wait.`,
        tags,
        security: [],
        body: SignIn,
        response: {
          200: Session,
          ...problemAnswers(OF_SIGN_IN),
        },
      },
    },
    async (request, reply) => {
      if (isInTheClear(request)) throw new DomainError('tls-required');
      if (isFromElsewhere(request)) throw new DomainError('unauthorized');
      const session = await tryToken(request, reply, () =>
        signIn(services, request.body.token, from(request)),
      );
      reply.header('set-cookie', sessionCookie(request, session.secret));
      const me = await meOf(services, session.actor);
      return { ...me, endsAt: session.endsAt.toISOString() };
    },
  );

  app.delete(
    '/session',
    {
      config: { public: true, refusals: OF_SIGN_OUT },
      schema: {
        operationId: 'signOut',
        summary: 'Signs a browser out',
        description:
          'Ends the session of the cookie at once and has the browser forget the cookie. The token stays.',
        tags,
        security: [{ session: [] }],
        response: {
          204: Type.Null({ description: 'The session has ended, now or before' }),
          ...problemAnswers(OF_SIGN_OUT),
        },
      },
    },
    async (request, reply) => {
      const secret = sessionOf(request);
      if (secret === null) throw new DomainError('unauthorized');
      await signOut(services, secret, from(request));
      return reply.code(204).header('set-cookie', noSessionCookie(request)).send(null);
    },
  );
};
